// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/import/DocumentImport.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QString>

#include <expected>
#include <optional>

namespace api {

/// An imported document as it is kept.
struct StoredDocument
{
    QString id;      ///< made by ImportStore; the name of its file
    QString name;    ///< of the file, or the URL, that it came from
    QString title;   ///< that it gives itself
    QString version; ///< that it gives itself
    QString format;  ///< "Swagger 2.0"; what is kept is OpenAPI 3 in JSON
    QString service;
    QString prefix; ///< where its paths begin
    QDateTime importedAt;
    int operations = 0;
    int resources = 0;

    bool operator==(const StoredDocument &) const = default;
};

/// The imported documents of a data folder, in the order in which they were imported: imports/
/// holds one file each and a list. Not for use by several threads at once, but for text().
class ImportStore
{
public:
    enum class Access { ReadWrite, ReadOnly };
    /// Read-only: what is added lives as long as this object.
    ImportStore(const QString &folder, Access access);

    /// Reads the list alone. None is no error; one that can't be read is left alone, and then
    /// nothing is written. The error is a sentence.
    std::expected<void, QString> load();
    const QList<StoredDocument> &documents() const { return m_documents; }
    /// The older import that this one takes the place of: the same title and service.
    std::optional<StoredDocument> replaces(const ImportReport &report) const;
    std::expected<StoredDocument, QString> add(const ImportedDocument &document);
    std::expected<void, QString> remove(const QString &id);

    struct Text
    {
        StoredDocument document;
        std::string json; ///< empty: see file
        QString file;
    };
    /// What it takes to read every document in another thread.
    QList<Text> texts() const;
    /// @p texts as they are added to a catalogue; the sentences are about what can't be read.
    struct Contents
    {
        QList<CatalogueContents> documents;
        QStringList problems;
    };
    static Contents read(const QList<Text> &texts, const Catalogue &base);

private:
    QString fileOf(const QString &id) const;
    std::expected<void, QString> saveList(const QList<StoredDocument> &documents);

    QString m_folder;
    Access m_access;
    bool m_damaged = false;
    QList<StoredDocument> m_documents;
    QHash<QString, std::string> m_memory; ///< id -> text of what was not written
};

} // namespace api
