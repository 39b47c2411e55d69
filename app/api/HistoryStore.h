// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/History.h"
#include "app/api/HistoryQuery.h"
#include "app/api/SqliteFile.h"

#include <deque>
#include <mutex>
#include <stop_token>
#include <vector>

namespace api {

/// The disk side of History: SQLite when there is a folder, else memory. Everything but push() runs
/// in History's worker thread; the connection belongs to it.
class HistoryStore : public QObject
{
    Q_OBJECT

public:
    struct Bounds
    {
        qint64 entries = History::maximumEntries;
        qint64 bytes = History::maximumBytes;
    };

    explicit HistoryStore(const QString &folder,
                          Bounds bounds = {History::maximumEntries, History::maximumBytes});

    /// Opens or makes the file; a damaged one is put aside. Gives the newest that it holds of what
    /// somebody asked for, History::maximumRecent at most, oldest first, without headers and
    /// bodies.
    std::deque<HistoryEntry> open();
    /// After open(): the last row of the file, 0 when it was empty.
    qint64 newestAtStart() const { return m_newestAtStart; }
    void close();
    /// From any thread: waits for the next writePending(). True when that has to be asked for.
    bool push(HistoryEntry entry);
    void writePending();
    HistoryEntry read(qint64 row);
    /// Whole entries in the order of @p rows; those that are gone are left out.
    QList<HistoryEntry> readAll(const QList<qint64> &rows);
    /// In HistoryStoreSearch.cpp. Without bodies, newest first; what was found until @p stop asked
    /// for an end.
    QList<HistoryEntry> search(const HistoryQuery &query, const std::stop_token &stop);
    void clear();

Q_SIGNALS:
    /// What is older than this row is gone.
    void trimmed(qint64 oldestRow);
    void failed(const QString &sentence);

private:
    std::deque<HistoryEntry> load();
    bool count();
    bool openFile();
    bool addEnding();
    bool write(const std::vector<HistoryEntry> &entries);
    bool insert(const std::vector<HistoryEntry> &entries, qint64 *bytes);
    void keepInMemory(std::vector<HistoryEntry> entries);
    void trim();
    /// After an error: puts a damaged file aside and begins a new one, else goes on in memory.
    bool recover();
    bool putAside();
    void degrade();

    const QString m_folder;
    const Bounds m_bounds;
    SqliteFile m_file;
    bool m_onDisk = false;
    bool m_degraded = false;
    bool m_putAside = false; // once a run
    qint64 m_entries = 0;
    qint64 m_bytes = 0;
    qint64 m_newestAtStart = 0;

    std::mutex m_mutex;
    std::vector<HistoryEntry> m_pending; // guarded by m_mutex
    std::deque<HistoryEntry> m_memory;
    qint64 m_memoryBytes = 0;
};

} // namespace api
