// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/CollectionFile.h"

#include "app/auth/PrivateFile.h"
#include "app/json/Document.h"
#include "app/json/Writer.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace api {

namespace {

constexpr qint64 largestFile = 64LL * 1024 * 1024;

QString translated(const char *text)
{
    return QCoreApplication::translate("api::CollectionFile", text);
}

QString textOf(json::Value value)
{
    return QString::fromUtf8(value.text());
}

void writePairs(json::Writer &out, std::string_view name, const QList<NamedValue> &pairs)
{
    if (pairs.isEmpty())
        return;
    out.name(name).beginArray();
    for (const NamedValue &pair : pairs) {
        out.beginObject().name("name").string(pair.name.toStdString());
        out.name("value").string(pair.value.toStdString());
        if (!pair.enabled)
            out.name("enabled").boolean(false);
        out.endObject();
    }
    out.endArray();
}

QList<NamedValue> readPairs(json::Value list)
{
    QList<NamedValue> pairs;
    for (const json::Value each : list.elements()) {
        pairs.append({textOf(each["name"]), textOf(each["value"]),
                      each["enabled"].boolean().value_or(true)});
    }
    return pairs;
}

void writeRequest(json::Writer &out, SavedRequest request)
{
    dropSecrets(request);
    out.name("request").beginObject();
    out.name("method").string(request.method.toStdString());
    out.name("path").string(request.path.toStdString());
    writePairs(out, "query", request.query);
    writePairs(out, "headers", request.headers);
    const bool text = request.body.isValidUtf8();
    if (!request.body.isEmpty())
        out.name(text ? "body" : "bodyBase64")
            .string((text ? request.body : request.body.toBase64()).toStdString());
    out.endObject();
}

SavedRequest readRequest(json::Value value)
{
    SavedRequest request;
    request.method = textOf(value["method"]).toLatin1();
    request.path = textOf(value["path"]);
    request.query = readPairs(value["query"]);
    request.headers = readPairs(value["headers"]);
    request.body = value["bodyBase64"].isString()
                       ? QByteArray::fromBase64(textOf(value["bodyBase64"]).toLatin1())
                       : textOf(value["body"]).toUtf8();
    return request;
}

void writeItem(json::Writer &out, const CollectionItem &item)
{
    out.beginObject();
    out.name("name").string(item.name.toStdString());
    if (!item.description.isEmpty())
        out.name("description").string(item.description.toStdString());
    QList<NamedValue> variables = item.variables;
    dropSecrets(variables);
    writePairs(out, "variables", variables);
    if (!item.extra.isEmpty())
        out.name("extra").raw({item.extra.constData(), std::size_t(item.extra.size())});
    if (item.request) {
        writeRequest(out, *item.request);
    } else {
        out.name("items").beginArray();
        for (const auto &child : item.items)
            writeItem(out, *child);
        out.endArray();
    }
    out.endObject();
}

std::unique_ptr<CollectionItem> readItem(json::Value value, int depth)
{
    auto item = std::make_unique<CollectionItem>();
    item->name = textOf(value["name"]);
    item->description = textOf(value["description"]);
    item->variables = readPairs(value["variables"]);
    if (value["extra"].isObject())
        item->extra = QByteArray::fromStdString(value["extra"].serialize());
    if (value["request"].isObject()) {
        item->request = readRequest(value["request"]);
    } else if (depth < CollectionFile::deepest) {
        for (const json::Value child : value["items"].elements()) {
            if (child.isObject())
                item->add(readItem(child, depth + 1));
        }
    }
    return item;
}

} // namespace

CollectionFile::CollectionFile(const QString &folder)
    : m_path(folder.isEmpty() ? QString() : QDir(folder).filePath(u"collections.json"_s))
{
}

std::expected<std::unique_ptr<CollectionItem>, QString> CollectionFile::read()
{
    QFile file(m_path);
    if (m_path.isEmpty() || !file.exists())
        return std::make_unique<CollectionItem>();
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestFile) {
        m_readOnly = true;
        return std::unexpected(translated("The saved requests in %1 can't be read. None are shown, "
                                          "and nothing is written there.")
                                   .arg(m_path));
    }
    const auto document = json::Document::parseInPlace(file.readAll().toStdString());
    file.close();
    if (document && document->root()["version"].integer().value_or(0) > schemaVersion) {
        m_readOnly = true;
        return std::unexpected(translated("The saved requests in %1 were written by a newer "
                                          "console. None are shown, and they are left as they are.")
                                   .arg(m_path));
    }
    if (document && document->root()["version"].integer() == schemaVersion)
        return readItem(document->root(), 0);
    const QString aside = u"%1.damaged-%2"_s.arg(
        m_path, QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s));
    m_readOnly = !QFile::rename(m_path, aside);
    return std::unexpected(translated("The saved requests were damaged. The file was kept as %1, "
                                      "and a new one is begun.")
                               .arg(m_readOnly ? m_path : aside));
}

std::string CollectionFile::serialize(const CollectionItem &root)
{
    json::Writer out(json::Style::Pretty);
    out.beginObject().name("version").integer(schemaVersion);
    QList<NamedValue> variables = root.variables;
    dropSecrets(variables);
    writePairs(out, "variables", variables);
    out.name("items").beginArray();
    for (const auto &item : root.items)
        writeItem(out, *item);
    out.endArray().endObject();
    return out.take();
}

std::expected<void, QString> CollectionFile::write(const std::string &text) const
{
    if (m_path.isEmpty())
        return {};
    if (m_readOnly) {
        return std::unexpected(
            translated("The request is not saved: %1 can't be read, and would be written over.")
                .arg(m_path));
    }
    const auto written =
        auth::writePrivateFile(m_path, QByteArrayView(text.data(), qsizetype(text.size())));
    if (written)
        return {};
    return std::unexpected(
        translated("The requests could not be saved to %1: %2.").arg(m_path, written.error()));
}

} // namespace api
