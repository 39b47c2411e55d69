// SPDX-License-Identifier: GPL-3.0-or-later
// Reading the platform's replies, whose envelopes are only partly known; declared in Catalogue.h.
#include "app/api/Catalogue.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace api {
namespace {

constexpr qsizetype maxErrorText = 500;
constexpr std::size_t maxParsed = 1024 * 1024; // an error that is longer is no sentence
constexpr std::size_t maxRead = 8 * 1024;

bool isContainer(json::Value value)
{
    return value && (value.isArray() || value.isObject());
}

/// What stands beside the data in replies of this kind of platform.
bool isAboutTheReply(std::string_view name)
{
    static constexpr std::array<std::string_view, 24> names = {
        "count",     "total",     "totalCount", "size",         "limit",
        "offset",    "page",      "pageSize",   "pages",        "hasMore",
        "next",      "nextToken", "cursor",     "lastKey",      "message",
        "requestId", "timestamp", "Count",      "ScannedCount", "LastEvaluatedKey",
        "nextPage",  "previous",  "status",     "code"};
    return std::ranges::find(names, name) != names.end();
}

bool isArrayOfObjects(json::Value value)
{
    return value.isArray() && value.size() > 0 && value.at(0).isObject();
}

json::Value firstContainer(json::Value body)
{
    for (const auto &[name, value] : body.members()) {
        if (name != "success" && isContainer(value))
            return value;
    }
    return {};
}

json::Value withoutEnvelopeMark(json::Value body)
{
    for (const auto &[name, value] : body.members()) {
        if (isArrayOfObjects(value))
            return value;
    }
    json::Value only;
    for (const auto &[name, value] : body.members()) {
        if (isAboutTheReply(name) && !isContainer(value))
            continue;
        if (only || !isContainer(value))
            return body;
        only = value;
    }
    return only ? only : body;
}

QString shortened(QString text)
{
    for (QChar &c : text) {
        if (c.category() == QChar::Other_Control)
            c = u' ';
    }
    text = text.simplified();
    if (text.size() <= maxErrorText)
        return text;
    text.truncate(maxErrorText - 1);
    if (text.back().isHighSurrogate())
        text.chop(1);
    return text + u'…';
}

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString messageOf(json::Value body, int depth = 0)
{
    static constexpr std::array<std::string_view, 5> names = {"message", "Message", "reason",
                                                              "error", "errorMessage"};
    for (const std::string_view name : names) {
        const json::Value value = body[name];
        QString text;
        if (value && value.isString())
            text = fromUtf8(value.text());
        else if (value && value.isObject() && depth == 0)
            text = messageOf(value, depth + 1);
        if (!text.trimmed().isEmpty())
            return text;
    }
    return {};
}

} // namespace

json::Value unwrap(json::Value body)
{
    if (!isContainer(body))
        return {};
    if (body.isArray())
        return body;
    const json::Value success = body["success"];
    if (!success)
        return withoutEnvelopeMark(body);
    if (success.boolean() == false)
        return {};
    const json::Value found = firstContainer(body);
    return found ? found : body;
}

QList<json::Value> unwrapList(json::Value body)
{
    const json::Value data = unwrap(body);
    QList<json::Value> rows;
    if (!data)
        return rows;
    if (!data.isArray())
        return {data};
    rows.reserve(static_cast<qsizetype>(data.size()));
    for (const json::Value row : data.elements())
        rows.append(row);
    return rows;
}

QString errorText(const std::string &body)
{
    if (body.size() <= maxParsed) {
        if (const auto document = json::Document::parse(body)) {
            const json::Value root = document->root();
            const QString message = shortened(messageOf(root));
            if (!message.isEmpty())
                return message;
            if (root.isString())
                return shortened(fromUtf8(root.text()));
            if (isContainer(root) && root.size() == 0)
                return {};
            return shortened(fromUtf8(root.serialize()));
        }
    }
    const QString text = fromUtf8(std::string_view(body).substr(0, maxRead));
    static const QRegularExpression lineEnd(u"[\\r\\n]"_s);
    const QStringList lines = text.split(lineEnd, Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const QString trimmed = shortened(line);
        if (!trimmed.isEmpty())
            return trimmed;
    }
    return {};
}

} // namespace api
