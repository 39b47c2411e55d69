// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/ApiError.h"

#include <QNetworkReply>

namespace api {

/// What Qt's network error stands for.
struct NetworkFailure
{
    ApiError::Code code = ApiError::Code::Other;
    QString detail;         ///< for ErrorFacts::detail
    bool neverLeft = false; ///< as ApiError's, of this try
};

/// @p headersSeen: the reply had begun when it happened. @p sslErrors: what the TLS check found.
NetworkFailure networkFailure(const QNetworkReply &reply, bool headersSeen,
                              const QList<QSslError> &sslErrors);

/// The detail of a reply that is not whole.
QString cutOffText();

} // namespace api
