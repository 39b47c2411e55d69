// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ApiDocuments.h"

#include <QFutureWatcher>
#include <QtConcurrentRun>

#include <algorithm>

namespace models {

using api::ImportStore;
using api::StoredDocument;

ApiDocuments::ApiDocuments(const QString &folder, bool readOnly,
                           std::shared_ptr<const api::Catalogue> shipped, QObject *parent)
    : QObject(parent)
    , m_shipped(std::move(shipped))
    , m_catalogue(m_shipped)
    , m_store(std::make_shared<ImportStore>(folder, readOnly ? ImportStore::Access::ReadOnly
                                                             : ImportStore::Access::ReadWrite))
    , m_overrides(folder, readOnly)
{
    if (const auto loaded = m_overrides.load(); !loaded)
        m_notices.append(loaded.error());
    if (const auto loaded = m_store->load(); !loaded)
        m_notices.append(loaded.error());
    m_imported = m_store->documents();
    if (!m_overrides.all().isEmpty())
        m_catalogue = built(*m_shipped, m_overrides, {}, {});
    if (!m_imported.isEmpty())
        load();
}

ApiDocuments::~ApiDocuments() = default;

void ApiDocuments::load()
{
    m_loading = true;
    run([texts = m_store->texts(), shipped = m_shipped, overrides = m_overrides] {
        Outcome outcome;
        for (const ImportStore::Text &text : texts) {
            ImportStore::Contents read = ImportStore::read({text}, *shipped);
            outcome.problems.append(read.problems);
            outcome.documents.append(text.document);
            if (!read.documents.isEmpty())
                outcome.contents.insert(text.document.id, read.documents.takeFirst());
        }
        outcome.catalogue = built(*shipped, overrides, outcome.documents, outcome.contents);
        return outcome;
    });
}

std::shared_ptr<const api::Catalogue> ApiDocuments::built(const api::Catalogue &shipped,
                                                          const api::PathOverrides &overrides,
                                                          const QList<StoredDocument> &documents,
                                                          const Contents &contents)
{
    auto catalogue = std::make_shared<api::Catalogue>(shipped);
    overrides.applyTo(*catalogue);
    QList<api::CatalogueContents> all;
    for (const StoredDocument &document : documents) {
        if (const auto found = contents.constFind(document.id); found != contents.constEnd())
            all.append(*found);
    }
    if (!all.isEmpty())
        catalogue->add(std::move(all));
    return catalogue;
}

void ApiDocuments::run(std::function<Outcome()> job, std::function<void(const Outcome &)> then)
{
    m_busy = true;
    auto *watcher = new QFutureWatcher<Outcome>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, then = std::move(then)] {
        watcher->deleteLater();
        m_busy = false;
        m_loading = false;
        const Outcome outcome = watcher->result();
        if (!outcome.error.isEmpty()) {
            const bool rebuild = std::exchange(m_rebuild, false); // a path was set meanwhile
            if (rebuild)
                m_catalogue = built(*m_shipped, m_overrides, m_imported, m_contents);
            Q_EMIT changed();
            if (rebuild)
                Q_EMIT catalogueChanged();
            Q_EMIT failed(outcome.error);
            return;
        }
        take(outcome);
        if (then)
            then(outcome);
    });
    watcher->setFuture(QtConcurrent::run(std::move(job)));
    Q_EMIT changed();
}

void ApiDocuments::take(const Outcome &outcome)
{
    m_imported = outcome.documents;
    m_contents = outcome.contents;
    m_catalogue = outcome.catalogue;
    if (std::exchange(m_rebuild, false))
        m_catalogue = built(*m_shipped, m_overrides, m_imported, m_contents);
    Q_EMIT changed();
    Q_EMIT catalogueChanged();
    if (!outcome.problems.isEmpty()) {
        m_notices.append(outcome.problems);
        Q_EMIT failed(outcome.problems.join(u' '));
    }
}

std::optional<StoredDocument> ApiDocuments::replacedBy(const api::ImportReport &report) const
{
    return m_busy ? std::nullopt : m_store->replaces(report);
}

void ApiDocuments::add(const api::ImportedDocument &document)
{
    if (m_busy) {
        Q_EMIT failed(tr("Other documents are being read. Try again in a moment."));
        return;
    }
    run(
        [store = m_store, document, shipped = m_shipped, overrides = m_overrides,
         contents = m_contents] {
            Outcome outcome;
            const auto kept = store->add(document);
            if (!kept) {
                outcome.error = kept.error();
                return outcome;
            }
            outcome.added = *kept;
            outcome.documents = store->documents();
            outcome.contents = contents;
            outcome.contents.insert(kept->id, document.contents);
            outcome.catalogue = built(*shipped, overrides, outcome.documents, outcome.contents);
            return outcome;
        },
        [this](const Outcome &outcome) { Q_EMIT added(*outcome.added); });
}

void ApiDocuments::undo(const QString &id)
{
    const auto document = std::ranges::find(m_imported, id, &StoredDocument::id);
    if (document == m_imported.cend())
        return;
    if (m_busy) {
        Q_EMIT failed(tr("Other documents are being read. Try again in a moment."));
        return;
    }
    run(
        [store = m_store, id, shipped = m_shipped, overrides = m_overrides, contents = m_contents] {
            Outcome outcome;
            if (const auto removed = store->remove(id); !removed) {
                outcome.error = removed.error();
                return outcome;
            }
            outcome.documents = store->documents();
            outcome.contents = contents;
            outcome.contents.remove(id);
            outcome.catalogue = built(*shipped, overrides, outcome.documents, outcome.contents);
            return outcome;
        },
        [this, title = document->title](const Outcome &) { Q_EMIT removed(title); });
}

QString ApiDocuments::originalPath(std::optional<api::Method> method, const QString &path) const
{
    return m_overrides.original(method, path);
}

bool ApiDocuments::ships(std::optional<api::Method> method, const QString &original) const
{
    if (!method) {
        return std::ranges::contains(m_shipped->resources(), original,
                                     &api::ResourceType::collectionPath);
    }
    return std::ranges::any_of(m_shipped->operations(), [&](const api::Operation &operation) {
        return operation.method == *method && operation.path == original;
    });
}

std::expected<void, QString> ApiDocuments::setPath(std::optional<api::Method> method,
                                                   const QString &original, const QString &path)
{
    const auto set = m_overrides.set({method, original, path});
    if (!set)
        return set;
    if (m_busy) {
        m_rebuild = true; // the job knows the older paths
        return {};
    }
    m_catalogue = built(*m_shipped, m_overrides, m_imported, m_contents);
    Q_EMIT changed();
    Q_EMIT catalogueChanged();
    return {};
}

} // namespace models
