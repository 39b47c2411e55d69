// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/import/ImportStore.h"

#include "app/api/import/DocumentText.h"
#include "app/auth/PrivateFile.h"
#include "app/json/Writer.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace api {
namespace {

constexpr std::int64_t schemaVersion = 1;
constexpr qint64 maxList = 4 * 1024 * 1024;

QString translated(const char *text)
{
    return QCoreApplication::translate("api::ImportStore", text);
}

/// Ids become names of files: nothing but what we made ourselves.
bool isId(const QString &id)
{
    static const QRegularExpression form(u"^[0-9a-f]{32}$"_s);
    return form.match(id).hasMatch();
}

void write(json::Writer &out, const StoredDocument &document)
{
    const auto text = [&](const char *name, const QString &value) {
        out.name(name).string(value.toStdString());
    };
    out.beginObject();
    text("id", document.id);
    text("name", document.name);
    text("title", document.title);
    text("version", document.version);
    text("format", document.format);
    text("service", document.service);
    text("prefix", document.prefix);
    text("importedAt", document.importedAt.toString(Qt::ISODateWithMs));
    out.name("operations").integer(document.operations);
    out.name("resources").integer(document.resources).endObject();
}

StoredDocument documentFrom(json::Value value)
{
    const auto text = [&](const char *name) {
        return value[name].isString() ? plainText(value[name]) : QString();
    };
    const auto number = [&](const char *name) {
        return static_cast<int>(value[name].integer().value_or(0));
    };
    return {.id = text("id"),
            .name = text("name"),
            .title = text("title"),
            .version = text("version"),
            .format = text("format"),
            .service = text("service"),
            .prefix = text("prefix"),
            .importedAt = QDateTime::fromString(text("importedAt"), Qt::ISODateWithMs),
            .operations = number("operations"),
            .resources = number("resources")};
}

} // namespace

ImportStore::ImportStore(const QString &folder, Access access)
    : m_folder(QDir(folder).filePath(u"imports"_s))
    , m_access(access)
{
}

QString ImportStore::fileOf(const QString &id) const
{
    return QDir(m_folder).filePath(id + u".json"_s);
}

std::expected<void, QString> ImportStore::load()
{
    m_documents.clear();
    QFile file(QDir(m_folder).filePath(u"list.json"_s));
    if (!file.exists())
        return {};
    const auto list = file.open(QIODevice::ReadOnly) && file.size() <= maxList
                          ? json::Document::parse(file.readAll().toStdString())
                          : std::unexpected(json::ParseError());
    m_damaged = !list || list->root()["version"].integer() != schemaVersion;
    if (m_damaged) {
        return std::unexpected(
            translated(
                QT_TRANSLATE_NOOP("api::ImportStore",
                                  "The list of imported API documents (%1) can't be read, or "
                                  "is of a newer console. They are not used, and new ones are "
                                  "not kept; move the file away to begin anew."))
                .arg(QDir::toNativeSeparators(file.fileName())));
    }
    for (const json::Value each : list->root()["documents"].elements()) {
        StoredDocument document = documentFrom(each);
        if (isId(document.id))
            m_documents.append(std::move(document));
    }
    return {};
}

std::optional<StoredDocument> ImportStore::replaces(const ImportReport &report) const
{
    const auto found = std::ranges::find_if(m_documents, [&](const StoredDocument &each) {
        return each.title == report.title && each.service == report.service;
    });
    return found == m_documents.cend() ? std::nullopt : std::optional(*found);
}

std::expected<StoredDocument, QString> ImportStore::add(const ImportedDocument &imported)
{
    const ImportReport &report = imported.report;
    const StoredDocument document{
        .id = QUuid::createUuid().toString(QUuid::Id128),
        .name = report.name,
        .title = report.title,
        .version = report.version,
        .format = report.format,
        .service = report.service,
        .prefix = report.prefix,
        .importedAt = QDateTime::currentDateTimeUtc(),
        .operations = report.operations,
        .resources = report.resources,
    };
    std::string text = imported.json.serialize();
    const bool keep = m_access == Access::ReadWrite && !m_damaged;
    if (keep) {
        auto written = auth::makePrivateFolder(m_folder);
        if (written)
            written = auth::writePrivateFile(fileOf(document.id),
                                             QByteArrayView(text.data(), qsizetype(text.size())));
        if (!written) {
            return std::unexpected(
                translated(QT_TRANSLATE_NOOP("api::ImportStore",
                                             "The document can't be written to %1: %2"))
                    .arg(QDir::toNativeSeparators(m_folder), written.error()));
        }
    }
    const auto older = replaces(report);
    QList<StoredDocument> documents = m_documents;
    if (older)
        documents.removeIf([&](const StoredDocument &each) { return each.id == older->id; });
    documents.append(document);
    if (const auto saved = saveList(documents); !saved) {
        (void)auth::removePrivateFile(fileOf(document.id));
        return std::unexpected(saved.error());
    }
    if (!keep)
        m_memory.insert(document.id, std::move(text));
    if (older) {
        m_memory.remove(older->id);
        if (keep)
            (void)auth::removePrivateFile(fileOf(older->id)); // nothing refers to it any more
    }
    m_documents = documents;
    return document;
}

std::expected<void, QString> ImportStore::remove(const QString &id)
{
    QList<StoredDocument> documents = m_documents;
    if (documents.removeIf([&](const StoredDocument &each) { return each.id == id; }) == 0)
        return {};
    if (const auto saved = saveList(documents); !saved)
        return saved;
    m_documents = documents;
    m_memory.remove(id);
    if (m_access == Access::ReadWrite && isId(id))
        (void)auth::removePrivateFile(fileOf(id));
    return {};
}

std::expected<void, QString> ImportStore::saveList(const QList<StoredDocument> &documents)
{
    if (m_access == Access::ReadOnly || m_damaged)
        return {};
    json::Writer out(json::Style::Pretty);
    out.beginObject().name("version").integer(schemaVersion).name("documents").beginArray();
    for (const StoredDocument &document : documents)
        write(out, document);
    out.endArray().endObject();
    const std::string text = out.take();
    const QString path = QDir(m_folder).filePath(u"list.json"_s);
    const auto written =
        auth::writePrivateFile(path, QByteArrayView(text.data(), qsizetype(text.size())));
    if (written)
        return {};
    return std::unexpected(
        translated(QT_TRANSLATE_NOOP("api::ImportStore", "%1 can't be written: %2"))
            .arg(QDir::toNativeSeparators(path), written.error()));
}

QList<ImportStore::Text> ImportStore::texts() const
{
    QList<Text> texts;
    for (const StoredDocument &document : m_documents)
        texts.append({document, m_memory.value(document.id), fileOf(document.id)});
    return texts;
}

ImportStore::Contents ImportStore::read(const QList<Text> &texts, const Catalogue &base)
{
    Contents contents;
    for (const Text &text : texts) {
        auto json = text.json.empty() ? documentFile(text.file)
                                      : std::expected<std::string, QString>(text.json);
        const auto refuse = [&](const QString &why) {
            contents.problems.append(
                translated(QT_TRANSLATE_NOOP("api::ImportStore",
                                             "The imported document “%1” is not used: %2"))
                    .arg(text.document.title, why));
        };
        if (!json) {
            refuse(json.error());
            continue;
        }
        const auto parsed = parseDocumentText(text.document.name, std::move(*json));
        if (!parsed) {
            refuse(parsed.error().message);
            continue;
        }
        auto read = CatalogueReader::read(
            text.document.name, *parsed, Source::Imported,
            {.prefix = text.document.prefix, .base = &base, .schemasLater = true});
        if (read)
            contents.documents.append(std::move(*read));
        else
            refuse(read.error().message);
    }
    return contents;
}

} // namespace api
