// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/Har.h"

#include "app/json/Writer.h"

#include <QCoreApplication>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace api {

namespace {

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

/// Most servers write ASCII; else what the bytes say as UTF-8.
void pair(json::Writer &out, const std::string &name, const std::string &value)
{
    out.beginObject().name("name").string(name).name("value").string(value).endObject();
}

void headers(json::Writer &out, const Headers &list)
{
    out.name("headers").beginArray();
    for (const auto &[name, value] : list)
        pair(out, name.toStdString(), value.toStdString());
    out.endArray();
}

std::string keptNote(qint64 kept, qint64 whole)
{
    return QCoreApplication::translate("api::Har", "%1 of %2 bytes were kept.")
        .arg(kept)
        .arg(whole)
        .toStdString();
}

void request(json::Writer &out, const HistoryEntry &entry)
{
    const QUrl url(entry.url);
    out.name("request").beginObject();
    out.name("method").string(view(entry.method));
    out.name("url").string(entry.url.toStdString());
    out.name("httpVersion").string("HTTP/1.1");
    out.name("cookies").beginArray().endArray();
    headers(out, entry.requestHeaders);
    out.name("queryString").beginArray();
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items)
        pair(out, name.toStdString(), value.toStdString());
    out.endArray();
    if (!entry.requestBody.isEmpty()) {
        out.name("postData").beginObject();
        out.name("mimeType")
            .string(headerValue(entry.requestHeaders, "Content-Type").toStdString());
        const bool text = entry.requestBody.isValidUtf8();
        out.name("text").string(view(text ? entry.requestBody : entry.requestBody.toBase64()));
        if (!text)
            out.name("comment").string("base64");
        else if (entry.requestBody.size() < entry.requestBytes)
            out.name("comment").string(keptNote(entry.requestBody.size(), entry.requestBytes));
        out.endObject();
    }
    out.name("headersSize").integer(-1);
    out.name("bodySize").integer(entry.requestBytes);
    out.endObject();
}

void response(json::Writer &out, const HistoryEntry &entry)
{
    out.name("response").beginObject();
    out.name("status").integer(entry.status);
    out.name("statusText").string("");
    out.name("httpVersion").string("HTTP/1.1");
    out.name("cookies").beginArray().endArray();
    headers(out, entry.replyHeaders);
    out.name("content").beginObject();
    out.name("size").integer(entry.replyBytes);
    const QByteArray type = headerValue(entry.replyHeaders, "Content-Type");
    out.name("mimeType").string(type.isEmpty() ? "x-unknown" : type.toStdString());
    if (!entry.replyBody.isEmpty()) {
        const bool text = entry.replyBody.isValidUtf8();
        out.name("text").string(view(text ? entry.replyBody : entry.replyBody.toBase64()));
        if (!text)
            out.name("encoding").string("base64");
        if (entry.replyBody.size() < entry.replyBytes)
            out.name("comment").string(keptNote(entry.replyBody.size(), entry.replyBytes));
    }
    out.endObject();
    out.name("redirectURL").string(headerValue(entry.replyHeaders, "Location").toStdString());
    out.name("headersSize").integer(-1);
    out.name("bodySize").integer(entry.status == 0 ? -1 : entry.replyBytes);
    if (!entry.error.isEmpty())
        out.name("_error").string(entry.error.toStdString());
    out.endObject();
}

} // namespace

std::string toHar(QList<HistoryEntry> entries, const QString &version)
{
    std::ranges::stable_sort(entries, {}, &HistoryEntry::row);
    json::Writer out(json::Style::Pretty);
    out.beginObject().name("log").beginObject();
    out.name("version").string("1.2");
    out.name("creator").beginObject();
    out.name("name").string("iotcomms-console");
    out.name("version").string(version.toStdString());
    out.endObject();
    out.name("entries").beginArray();
    for (const HistoryEntry &entry : std::as_const(entries)) {
        out.beginObject();
        out.name("startedDateTime")
            .string(entry.startedAt.toUTC().toString(Qt::ISODateWithMs).toStdString());
        out.name("time").integer(entry.durationMs);
        request(out, entry);
        response(out, entry);
        out.name("cache").beginObject().endObject();
        // Only the whole is measured.
        out.name("timings").beginObject();
        out.name("send")
            .integer(0)
            .name("wait")
            .integer(entry.durationMs)
            .name("receive")
            .integer(0);
        out.endObject();
        out.name("_requestId").string(entry.requestId.toStdString());
        out.name("_attempt").integer(entry.attempt);
        out.endObject();
    }
    out.endArray().endObject().endObject();
    return out.take();
}

} // namespace api
