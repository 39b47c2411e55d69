// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Request.h"

#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QUrl>

#include <expected>

namespace api {

/// Where @p request goes on @p base. The error is a clause for ErrorFacts::detail: no web address,
/// a token would travel unencrypted, no path.
std::expected<QUrl, QString> requestUrl(const QUrl &base, const Request &request);

/// All headers but Authorization. The error names one that is malformed or the client's own.
std::expected<Headers, QString> requestHeaders(const Request &request);

/// For QNetworkAccessManager: no redirects, cookies, cache or stored passwords; HTTP/1.1.
QNetworkRequest networkRequest(const QUrl &url, const Headers &headers, const QByteArray &token,
                               const QSslConfiguration &tls);

} // namespace api
