// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Document.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QObject>
#include <QSet>
#include <QString>

#include <expected>
#include <optional>

namespace models {

/// A staged edit as it lies on the disk.
struct StoredDraft
{
    QString profileId;
    QString resource; ///< ResourceType::key
    QString id;       ///< of a new one: any unique text
    bool isNew = false;
    json::Document base;
    json::Document edited;
    QDateTime savedAt; ///< set by save()
};

/// Staged edits of a data folder, one file each under drafts/, mode 0600, written whole or not at
/// all: they survive a crash and a platform that is gone. An unreadable file, or one of a newer
/// version, is left alone and skipped. Empty folder: memory only. A draft holds what was typed,
/// passwords too, in plain text until it is sent or discarded: hence the mode; nothing of it goes
/// to a log.
class DraftStore : public QObject
{
    Q_OBJECT

public:
    explicit DraftStore(const QString &folder, QObject *parent = nullptr);

    /// Remembers @p draft in any case; the error is a sentence that says why it does not lie on the
    /// disk.
    std::expected<void, QString> save(const StoredDraft &draft);
    void remove(const QString &profileId, const QString &resource, const QString &id);
    /// All drafts of a profile that is no more.
    void removeProfile(const QString &profileId);
    std::optional<StoredDraft> draft(const QString &profileId, const QString &resource,
                                     const QString &id) const;
    /// Ids of existing resources with a draft, for the marks in the table.
    QSet<QString> ids(const QString &profileId, const QString &resource) const;
    /// Drafts of resources that are not created yet, newest first.
    QList<StoredDraft> newDrafts(const QString &profileId, const QString &resource) const;
    int count(const QString &profileId) const;
    /// Files of the folder that were skipped, by name.
    QStringList skippedFiles() const;

    static constexpr int schemaVersion = 1;

Q_SIGNALS:
    void changed();

private:
    struct Entry
    {
        StoredDraft draft;
        QString file; // name in m_folder; empty: not on the disk
    };

    void load();
    std::expected<void, QString> write(Entry &entry);
    QString freeFileName(const QString &key) const;

    QString m_folder; // .../drafts, or empty
    QHash<QString, Entry> m_drafts;
    QSet<QString> m_skipped;
};

} // namespace models
