// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/DraftKeeper.h"

#include <QUuid>

using namespace Qt::StringLiterals;

namespace models {

DraftKeeper::DraftKeeper(ResourceDraft *draft, DraftStore *store, const QString &profileId,
                         const QString &resource, QObject *parent)
    : QObject(parent)
    , m_draft(draft)
    , m_store(store)
    , m_profileId(profileId)
    , m_resource(resource)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &DraftKeeper::flush);
    const auto keepSoon = [this] {
        m_waiting = true;
        m_timer.start();
    };
    connect(draft, &ResourceDraft::changed, this, keepSoon);
    connect(draft, &ResourceDraft::unfinishedChanged, this, keepSoon);
    connect(store, &DraftStore::failed, this,
            [this](const QString &ofProfile, const QString &ofResource, const QString &sentence) {
                if (ofProfile == m_profileId && ofResource == m_resource)
                    Q_EMIT failed(sentence);
            });
}

DraftKeeper::~DraftKeeper()
{
    flush();
}

void DraftKeeper::setStoredId(const QString &id)
{
    flush();
    m_id = id;
}

std::optional<StoredDraft> DraftKeeper::stored(const QString &id) const
{
    return m_store->draft(m_profileId, m_resource, id);
}

std::optional<StoredDraft> DraftKeeper::newestNew() const
{
    const QList<StoredDraft> drafts = m_store->newDrafts(m_profileId, m_resource);
    return drafts.isEmpty() ? std::nullopt : std::optional(drafts.first());
}

QString DraftKeeper::idForNew()
{
    return u"new:"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
}

void DraftKeeper::flush()
{
    if (!m_waiting)
        return;
    m_waiting = false;
    m_timer.stop();
    if (m_id.isEmpty() || m_draft->isEmpty() || !m_store)
        return;
    if (!m_draft->isTouched()) {
        m_store->remove(m_profileId, m_resource, m_id);
        return;
    }
    m_store->save(*snapshot());
}

std::optional<StoredDraft> DraftKeeper::snapshot() const
{
    if (m_id.isEmpty() || m_draft->isEmpty() || !m_draft->isTouched())
        return std::nullopt;
    return StoredDraft{.profileId = m_profileId,
                       .resource = m_resource,
                       .id = m_id,
                       .isNew = m_draft->isNew(),
                       .base = m_draft->base(),
                       .edited = m_draft->edited(),
                       .savedAt = {},
                       .unfinished = m_draft->unfinished(),
                       .unfinishedFields = m_draft->unfinishedFields(),
                       .operations = m_draft->stagedOperations()};
}

void DraftKeeper::bringBack(const StoredDraft &draft)
{
    if (m_store)
        m_store->save(draft);
}

void DraftKeeper::forget(const QString &id)
{
    if (id == m_id)
        m_waiting = false;
    m_store->remove(m_profileId, m_resource, id);
}

} // namespace models
