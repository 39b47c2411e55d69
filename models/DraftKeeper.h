// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/DraftStore.h"
#include "models/ResourceDraft.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QTimer>

#include <optional>

namespace models {

/// Keeps the draft of one resource page in the store: each edit is handed to it when the event
/// loop comes round, and taken out when nothing is changed any more.
class DraftKeeper : public QObject
{
    Q_OBJECT

public:
    DraftKeeper(ResourceDraft *draft, DraftStore *store, const QString &profileId,
                const QString &resource, QObject *parent = nullptr);
    ~DraftKeeper() override; ///< flush()

    /// What the draft is stored under from now on; empty: not at all. Call before the draft gets
    /// its contents.
    void setStoredId(const QString &id);
    const QString &storedId() const { return m_id; }
    std::optional<StoredDraft> stored(const QString &id) const;
    std::optional<StoredDraft> newestNew() const;
    static QString idForNew(); ///< never given before

    /// What is open as it would be stored; nothing when there is nothing to keep.
    std::optional<StoredDraft> snapshot() const;
    void bringBack(const StoredDraft &draft); ///< into the store

    void flush(); ///< writes what waits, now
    void forget(const QString &id);

Q_SIGNALS:
    /// The store's sentence.
    void failed(const QString &sentence);

private:
    ResourceDraft *m_draft;
    QPointer<DraftStore> m_store; // flush() may come late, at exit
    QString m_profileId;
    QString m_resource;
    QString m_id;
    QTimer m_timer;
    bool m_waiting = false;
};

} // namespace models
