// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/RequestBuilder.h"

#include "app/api/Origin.h"

#include <QCoreApplication>
#include <QHttp1Configuration>
#include <QHttpHeaders>

#include <algorithm>
#include <array>

namespace api {

namespace {

// Enough for the fastest queue; Qt's own default of six would be the limit.
constexpr int connectionsPerHost = 64;

QString translated(const char *text)
{
    return QCoreApplication::translate("api::ApiError", text);
}

/// RFC 9110 5.6.2.
bool isToken(const QByteArray &name)
{
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !name.isEmpty() && std::ranges::all_of(name, [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               marks.contains(c);
    });
}

/// Set by the client, or by Qt for the framing of the message.
bool isReserved(const QByteArray &name)
{
    static constexpr std::array<QByteArrayView, 8> reserved{
        "authorization",       "cookie",           "host",
        "content-length",      "connection",       "upgrade",
        "proxy-authorization", "transfer-encoding"};
    return std::ranges::any_of(
        reserved, [&](QByteArrayView r) { return r.compare(name, Qt::CaseInsensitive) == 0; });
}

/// What all requests have in common, made once: a copy costs next to nothing.
const QNetworkRequest &prototype()
{
    static const QNetworkRequest made = [] {
        using R = QNetworkRequest;
        R request;
        request.setAttribute(R::RedirectPolicyAttribute, R::ManualRedirectPolicy);
        request.setAttribute(R::CookieLoadControlAttribute, R::Manual);
        request.setAttribute(R::CookieSaveControlAttribute, R::Manual);
        request.setAttribute(R::AuthenticationReuseAttribute, R::Manual);
        request.setAttribute(R::CacheLoadControlAttribute, R::AlwaysNetwork);
        request.setAttribute(R::CacheSaveControlAttribute, false);
        request.setAttribute(R::Http2AllowedAttribute, false);
        request.setAttribute(R::DoNotBufferUploadDataAttribute, true);
        // Our own ceiling counts unpacked bytes; Qt's check of the ratio would refuse honest lists.
        request.setDecompressedSafetyCheckThreshold(-1);
        QHttp1Configuration http1;
        http1.setNumberOfConnectionsPerHost(connectionsPerHost);
        request.setHttp1Configuration(http1);
        return request;
    }();
    return made;
}

} // namespace

std::expected<QUrl, QString> requestUrl(const QUrl &base, const Request &request)
{
    if (!base.isValid() || base.host().isEmpty())
        return std::unexpected(translated("the profile's base URL is not a web address"));
    if (!mayCarryCredentials(base)) {
        return std::unexpected(
            translated("the base URL %1 is not https, and a token is never sent unencrypted to "
                       "another machine; nothing was sent")
                .arg(originText(base)));
    }
    if (!request.path.startsWith(u'/'))
        return std::unexpected(translated("a path begins with a slash"));
    // Of the base only scheme, host and port; its host is not looked at letter by letter again.
    QUrl url = base;
    url.setUserInfo({});
    url.setFragment({});
    url.setPath(request.path, QUrl::TolerantMode);
    if (request.query.isEmpty())
        url.setQuery(QString());
    else
        url.setQuery(request.query);
    if (!url.isValid())
        return std::unexpected(url.errorString());
    return url;
}

std::expected<Headers, QString> requestHeaders(const Request &request)
{
    static const QByteArray agent =
        QByteArrayLiteral("iotcomms-console/") + QCoreApplication::applicationVersion().toUtf8();
    Headers headers{{"Accept", request.expectJson ? "application/json" : "*/*"},
                    {"User-Agent", agent}};
    // Of a packed reply Qt does not notice that its end is missing. JSON shows that by itself;
    // other replies are taken as they are.
    if (!request.expectJson)
        headers.emplaceBack("Accept-Encoding", "identity");
    QByteArray type = request.contentType;
    if (type.isEmpty() && !request.body.isEmpty())
        type = "application/json";
    if (!type.isEmpty())
        headers.emplaceBack("Content-Type", type);
    for (const auto &[name, value] : request.headers) {
        const bool badValue =
            std::ranges::any_of(value, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
        if (!isToken(name) || badValue || isReserved(name)) {
            return std::unexpected(translated("the header \"%1\" can't be set by hand")
                                       .arg(QString::fromLatin1(name.left(60))));
        }
        headers.removeIf([&name](const auto &header) {
            return header.first.compare(name, Qt::CaseInsensitive) == 0;
        });
        headers.emplaceBack(name, value);
    }
    return headers;
}

QNetworkRequest networkRequest(const QUrl &url, const Headers &headers, const QByteArray &token,
                               const QSslConfiguration &tls)
{
    QNetworkRequest request = prototype();
    request.setUrl(url);
    if (url.scheme() == QLatin1String("https"))
        request.setSslConfiguration(tls);
    QHttpHeaders fields;
    fields.reserve(headers.size() + 1);
    for (const auto &[name, value] : headers)
        fields.append(name, value);
    fields.append("Authorization", "Bearer " + token);
    request.setHeaders(std::move(fields));
    return request;
}

} // namespace api
