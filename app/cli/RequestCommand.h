// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/OpenSession.h"

#include <QString>

namespace cli {

struct RequestOptions
{
    QString method;
    QString path; ///< "{domain}" in it is replaced
    Access access;
    QString bodyFile; ///< empty: no body
    QString mediaType;
    int timeoutSeconds = 30; ///< without a byte in either direction
    bool raw = false;        ///< any reply, as it came; else it must be JSON
};

/// Sends one request; the body of its reply goes to standard output. Needs an application object.
int sendRequest(const RequestOptions &options);

} // namespace cli
