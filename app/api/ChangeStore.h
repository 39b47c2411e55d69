// SPDX-License-Identifier: GPL-3.0-or-later
// Inside app/api: the disk side of ChangeLog.
#pragma once

#include "app/api/ChangeLog.h"
#include "app/api/SqliteFile.h"

#include <QElapsedTimer>
#include <QTimer>

#include <deque>
#include <mutex>
#include <stop_token>
#include <vector>

namespace api {

/// SQLite when there is a folder, else memory. Everything but push() runs in ChangeLog's worker
/// thread; the connection belongs to it.
class ChangeStore : public QObject
{
    Q_OBJECT

public:
    ChangeStore(const QString &folder, ChangeLog::Bounds bounds);

    void open();
    void close();
    /// From any thread: waits for the next writePending(). True when writeSoon() has to be called.
    bool push(ChangeEntry entry);
    /// A change alone at once; of many that come one after the other, several in one transaction,
    /// which costs about what one costs.
    void writeSoon();
    void writePending();
    QList<ChangeEntry> search(const ChangeQuery &query, const std::stop_token &stop);
    ChangeEntry read(qint64 row);
    void removeProfile(const QString &profileId);
    void clear();

Q_SIGNALS:
    void failed(const QString &sentence);

private:
    bool openFile();
    void dropKnown(std::vector<ChangeEntry> &entries);
    bool isKnown(const ChangeEntry &entry);
    bool insert(const std::vector<ChangeEntry> &entries, qint64 *bytes);
    void count();
    void trim();
    void keepInMemory(std::vector<ChangeEntry> entries);
    /// After an error: puts a damaged file aside and begins a new one, else goes on in memory.
    bool recover();
    void degrade();

    const QString m_folder;
    const ChangeLog::Bounds m_bounds;
    SqliteFile m_file;
    bool m_onDisk = false;
    bool m_degraded = false;
    bool m_putAside = false; // once a run
    qint64 m_entries = 0;
    qint64 m_bytes = 0;

    std::mutex m_mutex;
    std::vector<ChangeEntry> m_pending; // guarded by m_mutex
    std::deque<ChangeEntry> m_memory;
    QElapsedTimer m_sinceWritten; // not valid: nothing was, yet
    QTimer m_soon;
};

} // namespace api
