// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Document.h"
#include "models/ChangeSet.h"
#include "models/UnfinishedText.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QObject>
#include <QSet>
#include <QString>

#include <memory>
#include <optional>

namespace models {

class DraftWriter;

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
    std::optional<UnfinishedText> unfinished = {};
    UnfinishedFields unfinishedFields = {};
    StagedOperations operations = {};
};

/// Staged edits of a data folder, one file each under drafts/, mode 0600, written whole or not at
/// all, by a thread of its own: they survive a crash and a platform that is gone. An unreadable
/// file, or one of a newer version, is left alone and skipped. Empty folder: memory only. A draft
/// holds what was typed, passwords too, in plain text until it is sent or discarded: hence the
/// mode; nothing of it goes to a log.
class DraftStore : public QObject
{
    Q_OBJECT

public:
    explicit DraftStore(const QString &folder, QObject *parent = nullptr);
    ~DraftStore() override; ///< flush()

    /// Remembers @p draft at once and in any case, and has it written soon; failed() says when it
    /// does not lie on the disk.
    void save(const StoredDraft &draft);
    /// The same for many, with one changed(): what listens looks at all drafts each time.
    void saveAll(const QList<StoredDraft> &drafts);
    /// failed() says when its file could not be removed, and would bring it back.
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
    /// All of a profile, over all resource types, newest first.
    QList<StoredDraft> drafts(const QString &profileId) const;
    /// Somebody other than the page of the resource has sent @p draft (@p now is what came of it,
    /// @p id what it is called) or discarded it (@p now is absent): removes it, and settled() tells
    /// the page.
    void settle(const StoredDraft &draft, const QString &id = {}, const json::Document &now = {});
    /// Files of the folder that were skipped, by name.
    QStringList skippedFiles() const;
    /// A sentence about them; empty when there are none.
    QString notice() const;
    /// Waits for the disk, a few seconds at most; what failed before is tried once more. False when
    /// something is not written.
    bool flush();

    /// Of a file without operations of its own; older consoles read it.
    static constexpr int schemaVersion = 1;
    /// Of one with: an older console would send it without its tests.
    static constexpr int operationsVersion = 2;

Q_SIGNALS:
    void changed();
    void settled(const models::StoredDraft &draft, const QString &id, const json::Document &now);
    /// A sentence. A failing disk is told of once a resource type, until it works again.
    void failed(const QString &profileId, const QString &resource, const QString &sentence);

private:
    struct Entry
    {
        StoredDraft draft;
        QString file; // name in m_folder; empty: memory only
    };
    struct Owner
    {
        QString profileId;
        QString resource;
        QString id;
    };

    void load();
    void put(const StoredDraft &draft);
    void write(Entry &entry);
    void removeFile(const Entry &entry);
    void haveWritten(const QString &file, const QString &error);
    void haveRemoved(const QString &file, const QString &error);
    QString freeFileName(const QString &key) const;

    QString m_folder; // .../drafts, or empty
    QHash<QString, Entry> m_drafts;
    QHash<QString, Owner> m_owners; // by file
    QSet<QString> m_skipped;
    QSet<QString> m_unwritten; // keys whose last writing failed
    QSet<QString> m_told;      // profile and resource whose failure was told
    std::unique_ptr<DraftWriter> m_writer;
};

} // namespace models
