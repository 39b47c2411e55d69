// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/RequestParts.h"

#include "app/api/TypedAddress.h"

#include <QCoreApplication>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr auto redactedMark = "[redacted]"_L1;

QString translated(const char *text)
{
    return QCoreApplication::translate("models::RequestBench", text);
}

/// Of the client, or made anew for each request.
bool isOwnHeader(const QByteArray &name)
{
    static constexpr std::array<QByteArrayView, 5> own{"authorization", "user-agent", "accept",
                                                       "accept-encoding", "content-length"};
    return std::ranges::any_of(
        own, [&](QByteArrayView each) { return each.compare(name, Qt::CaseInsensitive) == 0; });
}

bool holdsMark(const api::SavedRequest &typed)
{
    const auto marked = [](const api::NamedValue &pair) {
        return pair.enabled && pair.value.contains(redactedMark);
    };
    return typed.path.contains(redactedMark) || typed.body.contains("[redacted]") ||
           std::ranges::any_of(typed.query, marked) || std::ranges::any_of(typed.headers, marked);
}

} // namespace

api::Request requestOf(const api::SavedRequest &typed, const QHash<QString, QString> &values)
{
    api::Request request;
    request.method = api::methodFromName(typed.method).value_or(api::Method::Get);
    QString path = typed.path;
    for (const QString &name : api::variableNames(path, true)) // "{{x}}" is "{x}" here
        path.replace(u"{{%1}}"_s.arg(name), u"{%1}"_s.arg(name));
    request.path = api::expandPath(path, values);
    for (const api::NamedValue &item : typed.query) {
        if (!item.enabled || item.name.isEmpty())
            continue;
        const QString value = api::withVariables(item.value, values, true);
        request.query.addQueryItem(QString::fromLatin1(QUrl::toPercentEncoding(item.name)),
                                   QString::fromLatin1(QUrl::toPercentEncoding(value)));
    }
    for (const api::NamedValue &header : typed.headers) {
        if (!header.enabled || header.name.trimmed().isEmpty())
            continue;
        const QByteArray value = api::withVariables(header.value, values, false).toUtf8();
        if (header.name.trimmed().compare("Content-Type"_L1, Qt::CaseInsensitive) == 0)
            request.contentType = value.trimmed();
        else
            request.headers.emplaceBack(header.name.trimmed().toUtf8(), value);
    }
    request.body = typed.body;
    if (typed.body.contains("{{") && typed.body.isValidUtf8()) {
        // Inside of a JSON string: what would end it is escaped.
        QHash<QString, QString> escaped = values;
        const bool json = request.contentType.isEmpty() || request.contentType.contains("json");
        for (QString &value : escaped) {
            if (json)
                value.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s).replace(u'\n', u"\\n"_s);
        }
        request.body = api::withVariables(QString::fromUtf8(typed.body), escaped, false).toUtf8();
    }
    request.expectJson = false; // whatever comes is shown
    request.keepReply = true;
    return request;
}

QStringList problemsOf(const api::SavedRequest &typed, const QHash<QString, QString> &values)
{
    QStringList problems;
    if (!api::methodFromName(typed.method))
        problems << translated("%1 is not a method that can be sent.")
                        .arg(QString::fromLatin1(typed.method));
    if (typed.path.trimmed().isEmpty() || typed.path == u"/"_s)
        problems << translated("Type a path, or choose one from the list.");
    QStringList missing;
    for (const QString &name : api::variableNames(typed)) {
        if (values.value(name).isEmpty())
            missing << name;
    }
    if (!missing.isEmpty()) {
        problems << translated("Give a value for %1.").arg(missing.join(u", "_s));
    }
    if (holdsMark(typed)) {
        problems << translated("Secrets are not kept: put in what belongs where it says "
                               "[redacted].");
    }
    for (const api::NamedValue &header : typed.headers) {
        if (header.enabled &&
            header.name.trimmed().compare("Authorization"_L1, Qt::CaseInsensitive) == 0)
            problems << translated("The token is added by itself: take the header Authorization "
                                   "out.");
    }
    return problems;
}

api::SavedRequest savedRequestOf(const api::HistoryEntry &entry)
{
    api::SavedRequest typed;
    typed.method = entry.method;
    const QUrl url(entry.url);
    typed.path = url.path(QUrl::FullyEncoded);
    typed.query = api::TypedAddress::queryOf(url.query(QUrl::FullyEncoded));
    for (const auto &[name, value] : entry.requestHeaders) {
        if (!isOwnHeader(name))
            typed.headers.append({QString::fromUtf8(name), QString::fromUtf8(value), true});
    }
    typed.body = entry.requestBody;
    return typed;
}

} // namespace models
