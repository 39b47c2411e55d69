// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Document.h"

#include <QDateTime>
#include <QObject>
#include <QString>

#include <expected>
#include <optional>

namespace models {

/// A staged edit as it lies on the disk.
struct StoredDraft
{
    QString profileId;
    QString resource; ///< ResourceType::key
    QString id;
    bool isNew = false;
    json::Document base;
    json::Document edited;
    QDateTime savedAt;
};

/// Staged edits of a data folder, one file each under drafts/, mode 0600, written whole or not at
/// all: they survive a crash and a platform that is gone. An unreadable file is left alone and
/// skipped. Empty folder: memory only.
class DraftStore : public QObject
{
    Q_OBJECT

public:
    explicit DraftStore(const QString &folder, QObject *parent = nullptr);

    std::expected<void, QString> save(const StoredDraft &draft);
    void remove(const QString &profileId, const QString &resource, const QString &id);
    std::optional<StoredDraft> draft(const QString &profileId, const QString &resource,
                                     const QString &id) const;
    /// Ids with a draft, for the marks in the table.
    QSet<QString> ids(const QString &profileId, const QString &resource) const;
    int count(const QString &profileId) const;

Q_SIGNALS:
    void changed();

private:
    QString m_folder;
    QHash<QString, StoredDraft> m_drafts;
};

} // namespace models
