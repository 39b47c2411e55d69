// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Request.h"

#include <QDateTime>
#include <QList>
#include <QObject>

#include <functional>
#include <memory>
#include <stop_token>

namespace api {

struct HistoryQuery;

/// How a try came to its end.
enum class Ending {
    ByItself,  ///< a reply, or none because the network failed
    Cancelled, ///< by the user
    NotSent,   ///< nothing left this machine: no key, no usable address, a server not trusted
    Unasked,   ///< a good reply to a list that refreshes itself: nobody has asked for it
};

/// One try of one request as it is remembered: redacted before it gets here.
struct HistoryEntry
{
    qint64 row = 0; ///< grows with time; made by History
    QString requestId;
    QString profileId;
    QDateTime startedAt; ///< UTC, ms
    QByteArray method;
    QString url;
    Headers requestHeaders;
    QByteArray requestBody; ///< at most 64 kB kept; requestBytes is the whole size
    qint64 requestBytes = 0;
    int status = 0; ///< 0: no reply
    qint64 durationMs = 0;
    Headers replyHeaders;
    QByteArray replyBody; ///< at most 64 kB kept
    qint64 replyBytes = 0;
    QString error; ///< ApiError::what; empty when all went well
    int attempt = 1;
    Ending ending = Ending::ByItself;
};

/// Every request of the console, in SQLite (history.sqlite of the data folder), bounded to 10,000
/// entries or 50 MB, oldest out. Writes and reads run in a thread of its own; a disk that is full
/// or read-only turns it into memory only, with one failed() in words.
class History : public QObject
{
    Q_OBJECT

public:
    /// Empty folder: memory only.
    explicit History(const QString &folder, QObject *parent = nullptr);
    ~History() override; ///< writes out what waits

    /// Redacts once more, gives it a row, remembers it. Never blocks on the disk.
    void append(HistoryEntry entry);
    /// The newest @p count entries that somebody asked for (Ending), maximumRecent at most, without
    /// headers and bodies, newest first, from memory. The first call waits until what the file
    /// holds is read.
    QList<HistoryEntry> recent(int count = maximumRecent) const;
    /// One whole entry, read in the background; @p done is called in the life of @p context.
    void fetch(qint64 row, QObject *context, std::function<void(const HistoryEntry &)> done);
    /// The same for many, in the order of @p rows; those that are gone are left out.
    void fetchAll(const QList<qint64> &rows, QObject *context,
                  std::function<void(const QList<HistoryEntry> &)> done);
    /// Looks through all that is kept, bodies too, in the background: what matches, newest first,
    /// without headers and bodies. Not called back once @p stop has asked for an end.
    void search(const HistoryQuery &query, const std::stop_token &stop, QObject *context,
                std::function<void(const QList<HistoryEntry> &)> done);
    void clear();
    /// Waits until all that was appended lies on the disk. For tests and exit.
    void flush();

    /// Of a body, in bytes.
    static constexpr qsizetype keptBytes = 64 * 1024;
    static constexpr int maximumEntries = 10'000;
    static constexpr int maximumRecent = 1000; ///< in memory; search() finds the others
    static constexpr qint64 maximumBytes = 50LL * 1024 * 1024;

Q_SIGNALS:
    /// One signal for all that came since the event loop last ran.
    void appended(const QList<api::HistoryEntry> &entries);
    void cleared();
    void failed(const QString &sentence);

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// `curl` for a POSIX shell, with the token taken from $TOKEN.
QString asCurl(const HistoryEntry &entry);

} // namespace api
