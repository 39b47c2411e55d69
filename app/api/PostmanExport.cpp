// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/PostmanExport.h"

#include "app/json/Document.h"
#include "app/json/Writer.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <initializer_list>

using namespace Qt::StringLiterals;

namespace api {

namespace {

/// {x} is {{x}} there; what has two already stays.
QString theirVariables(QString text)
{
    static const QRegularExpression single(u"(?<!\\{)\\{([\\w.$-]+)\\}(?!\\})"_s);
    return text.replace(single, u"{{\\1}}"_s);
}

json::Document parsed(const QByteArray &text)
{
    auto document = json::Document::parse({text.constData(), std::size_t(text.size())});
    return document ? *document : json::Document();
}

void writeExtra(json::Writer &out, json::Value extra,
                std::initializer_list<std::string_view> written)
{
    for (const auto [name, value] : extra.members()) {
        if (!std::ranges::contains(written, name))
            out.name(name).value(value);
    }
}

void writePairs(json::Writer &out, std::string_view name, const QList<NamedValue> &pairs,
                bool address)
{
    out.name(name).beginArray();
    for (const NamedValue &pair : pairs) {
        out.beginObject().name("key").string(pair.name.toStdString());
        const QString value = address ? theirVariables(pair.value) : pair.value;
        out.name("value").string(value.toStdString());
        if (!pair.enabled)
            out.name("disabled").boolean(true);
        out.endObject();
    }
    out.endArray();
}

void writeUrl(json::Writer &out, const SavedRequest &request)
{
    const QString path = theirVariables(request.path);
    QString raw = u"{{baseUrl}}"_s + path;
    QStringList query;
    for (const NamedValue &item : request.query) {
        if (item.enabled)
            query << item.name + u'=' + theirVariables(item.value);
    }
    if (!query.isEmpty())
        raw += u'?' + query.join(u'&');
    out.name("url").beginObject();
    out.name("raw").string(raw.toStdString());
    out.name("host").beginArray().string("{{baseUrl}}").endArray();
    out.name("path").beginArray();
    for (const QString &segment : path.split(u'/').mid(path.startsWith(u'/') ? 1 : 0))
        out.string(segment.toStdString());
    out.endArray();
    if (!request.query.isEmpty())
        writePairs(out, "query", request.query, true);
    out.endObject();
}

void writeRequest(json::Writer &out, const CollectionItem &item, json::Value extra)
{
    SavedRequest request = *item.request;
    dropSecrets(request);
    out.name("request").beginObject();
    out.name("method").string(request.method.toStdString());
    writePairs(out, "header", request.headers, false);
    if (!request.body.isEmpty()) {
        out.name("body").beginObject().name("mode").string("raw");
        out.name("raw").string(QString::fromUtf8(request.body).toStdString());
        if (parsed(request.body)) {
            out.name("options").beginObject().name("raw").beginObject();
            out.name("language").string("json").endObject().endObject();
        }
        out.endObject();
    }
    writeUrl(out, request);
    if (!item.description.isEmpty())
        out.name("description").string(item.description.toStdString());
    if (request.body.isEmpty())
        writeExtra(out, extra, {"method", "header", "url", "description"});
    else
        writeExtra(out, extra, {"method", "header", "url", "description", "body"});
    out.endObject();
}

void writeItem(json::Writer &out, const CollectionItem &item)
{
    const json::Document extra = parsed(item.extra);
    out.beginObject().name("name").string(item.name.toStdString());
    if (item.request) {
        writeRequest(out, item, extra.root()["request"]);
        const json::Value ofItem = extra.root()["item"];
        if (!ofItem["response"].isArray())
            out.name("response").beginArray().endArray();
        writeExtra(out, ofItem, {"name", "request"});
    } else {
        if (!item.description.isEmpty())
            out.name("description").string(item.description.toStdString());
        out.name("item").beginArray();
        for (const auto &child : item.items)
            writeItem(out, *child);
        out.endArray();
        writeExtra(out, extra.root(), {"name", "description", "item"});
    }
    out.endObject();
}

} // namespace

std::string toPostman(const CollectionItem &folder, const QUrl &baseUrl, const QString &domain)
{
    json::Writer out(json::Style::Pretty);
    out.beginObject().name("info").beginObject();
    out.name("name").string(
        (folder.name.isEmpty() ? QCoreApplication::translate("api::PostmanExport", "Saved requests")
                               : folder.name)
            .toStdString());
    if (!folder.description.isEmpty())
        out.name("description").string(folder.description.toStdString());
    out.name("schema").string(
        "https://schema.getpostman.com/json/collection/v2.1.0/collection.json");
    out.endObject();
    out.name("auth").beginObject().name("type").string("bearer");
    out.name("bearer").beginArray().beginObject();
    out.name("key").string("token").name("value").string("{{token}}").name("type").string("string");
    out.endObject().endArray().endObject();
    out.name("item").beginArray();
    for (const auto &item : folder.items)
        writeItem(out, *item);
    out.endArray();

    QList<NamedValue> variables = folder.allVariables();
    dropSecrets(variables);
    const auto addUnlessKnown = [&variables](const QString &name, const QString &value) {
        if (std::ranges::none_of(variables,
                                 [&](const NamedValue &known) { return known.name == name; }))
            variables.append({name, value, true});
    };
    addUnlessKnown(u"baseUrl"_s, baseUrl.toString(QUrl::FullyEncoded | QUrl::StripTrailingSlash));
    addUnlessKnown(u"domain"_s, domain);
    addUnlessKnown(u"token"_s, {});
    writePairs(out, "variable", variables, false);
    const json::Document extra = parsed(folder.extra);
    writeExtra(out, extra.root(), {"info", "auth", "item", "variable"});
    out.endObject();
    return out.take();
}

} // namespace api
