// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/ApiError.h"

namespace api {

/// What the sentences of an error can name. Text from the server may be in any of them: it is
/// filled in as it is, and never looked at again for place holders.
struct ErrorFacts
{
    QString method;
    QString path;
    QString host;   ///< host (and port) that was asked
    QString domain; ///< of the profile
    QString target; ///< where a redirect leads
    QString detail; ///< what went wrong, in words of the parser or the network
    int status = 0;
    qint64 seconds = -1;   ///< to wait, or that were waited; -1: not known
    qint64 megabytes = -1; ///< the ceiling
};

/// The one table of sentences: @p code in words, with @p facts filled in.
ApiError describe(ApiError::Code code, const ErrorFacts &facts);
/// The code that an HTTP status stands for; Other for those below 400.
ApiError::Code codeForStatus(int status);

} // namespace api
