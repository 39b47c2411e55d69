// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/api/CatalogueReader.h"
#include "app/api/import/ImportStore.h"
#include "app/api/import/PathOverrides.h"

#include <QHash>
#include <QObject>
#include <QStringList>

#include <expected>
#include <memory>
#include <optional>

namespace models {

/// The API documents of a data folder and the catalogue that follows from them: what ships with the
/// console, the paths that were changed by hand, and what was imported. Reads and writes in a
/// worker, one job after the other.
class ApiDocuments : public QObject
{
    Q_OBJECT

public:
    /// Begins to read the imported documents, where there are any: catalogueChanged() follows.
    ApiDocuments(const QString &folder, bool readOnly,
                 std::shared_ptr<const api::Catalogue> shipped, QObject *parent = nullptr);
    ~ApiDocuments() override;

    const std::shared_ptr<const api::Catalogue> &catalogue() const { return m_catalogue; }
    const std::shared_ptr<const api::Catalogue> &shipped() const { return m_shipped; }
    const QList<api::StoredDocument> &imported() const { return m_imported; }
    /// What could not be read, as sentences.
    const QStringList &notices() const { return m_notices; }
    /// A job runs: add() and undo() are refused.
    bool isBusy() const { return m_busy; }
    /// The imported documents have not been read yet.
    bool isLoading() const { return m_loading; }

    /// The older import that this one would take the place of.
    std::optional<api::StoredDocument> replacedBy(const api::ImportReport &report) const;
    /// Adds a document and keeps it; added() or failed() follows.
    void add(const api::ImportedDocument &document);
    /// Takes an imported document out again: what it replaced is back.
    void undo(const QString &id);

    /// The path that the console ships with, of what now has @p path; the same when it was not
    /// changed.
    QString originalPath(std::optional<api::Method> method, const QString &path) const;
    /// Gives something that ships with the console another path; the original one undoes it. The
    /// error is a sentence.
    std::expected<void, QString> setPath(std::optional<api::Method> method, const QString &original,
                                         const QString &path);
    bool ships(std::optional<api::Method> method, const QString &original) const;

Q_SIGNALS:
    void changed(); ///< the list, or isBusy()
    void catalogueChanged();
    void added(const api::StoredDocument &document);
    void removed(const QString &title);
    void failed(const QString &sentence);

private:
    using Contents = QHash<QString, api::CatalogueContents>; ///< by the document's id
    struct Outcome
    {
        QString error; ///< empty: it went well
        QList<api::StoredDocument> documents;
        Contents contents;
        QStringList problems;
        std::shared_ptr<const api::Catalogue> catalogue;
        std::optional<api::StoredDocument> added;
    };
    void load();
    void run(std::function<Outcome()> job, std::function<void(const Outcome &)> then = {});
    void take(const Outcome &outcome);
    static std::shared_ptr<const api::Catalogue> built(const api::Catalogue &shipped,
                                                       const api::PathOverrides &overrides,
                                                       const QList<api::StoredDocument> &documents,
                                                       const Contents &contents);

    std::shared_ptr<const api::Catalogue> m_shipped;
    std::shared_ptr<const api::Catalogue> m_catalogue;
    std::shared_ptr<api::ImportStore> m_store; ///< of the job while one runs
    api::PathOverrides m_overrides;
    QList<api::StoredDocument> m_imported;
    Contents m_contents;
    QStringList m_notices;
    bool m_busy = false;
    bool m_loading = false;
    bool m_rebuild = false; ///< the paths have changed while a job was running
};

} // namespace models
