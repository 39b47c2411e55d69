// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Document.h"

#include <QDateTime>
#include <QList>
#include <QObject>
#include <QStringList>

#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace api {

/// One change of one resource that the platform has taken.
struct ChangeEntry
{
    enum class Kind { Created, Updated, Deleted };

    qint64 row = 0; ///< grows with time; made by record()
    QDateTime at;   ///< UTC, ms; record() sets it when it is null
    QString profileId;
    QString resource; ///< ResourceType::key
    QString id;
    Kind kind = Kind::Updated;
    QByteArray method; ///< as sent: PATCH, PUT, POST, DELETE
    /// What turned `before` into `after`, as an RFC 6902 array; record() makes it where it is empty
    /// and both are there.
    std::string patch;
    json::Document before; ///< absent: it was created, or nobody had read it
    json::Document after;  ///< absent: it was deleted
    QString requestId;
    QString run; ///< of several at once: what they have in common; empty: one alone
    /// JSON Pointers that the patch is about, the first few; made by record(). Without values.
    QStringList pointers;
    int operations = 0; ///< of the patch; made by record()
    /// record() leaves it out when the log has a change of this run to this resource: of one that
    /// was looked up after its answer was lost, and may have been recorded before that.
    bool unlessKnown = false;
};

/// What is looked for in the change log; everything that is set has to hold.
struct ChangeQuery
{
    QString profileId = {}; ///< empty: of any profile
    QString resource = {};  ///< ResourceType::key; empty: any
    QString id = {};        ///< of the resource; empty: any
    QString run = {};       ///< empty: any
    /// Words, each of which occurs somewhere: id, resource, method, request id, patch, what was
    /// before and after. Case does not matter.
    QString text = {};
    QDateTime from = {}; ///< invalid: from the beginning
    QDateTime to = {};   ///< invalid: until now
    int limit = 10'000;  ///< newest first

    bool operator==(const ChangeQuery &) const = default;
};

/// What was changed through this console, in SQLite (changes.sqlite of the data folder, mode 0600),
/// bounded, oldest out. It holds the real values, secrets too: a change could not be taken back
/// without them. What shows or exports them masks them (models/SchemaTools.h). Writes and reads run
/// in a thread of its own; a disk that is full or read-only turns it into memory only, with one
/// failed() in words.
class ChangeLog : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 maximumEntries = 100'000;
    static constexpr qint64 maximumBytes = 256LL * 1024 * 1024;
    struct Bounds
    {
        qint64 entries = maximumEntries;
        qint64 bytes = maximumBytes;
    };

    /// Empty folder: memory only.
    explicit ChangeLog(const QString &folder, QObject *parent = nullptr);
    ChangeLog(const QString &folder, Bounds bounds, QObject *parent = nullptr);
    ~ChangeLog() override; ///< writes out what waits

    /// From any thread; never blocks on the disk, and costs no more than the copy of @p entry: the
    /// texts are made in the worker. Gives its row.
    qint64 record(ChangeEntry entry);
    /// Has what was recorded until now written at once, without waiting for it.
    void hurry();
    /// Looks in the background: what matches, newest first, without patch, before and after. Not
    /// called back once @p stop has asked for an end, or @p context is gone.
    void search(const ChangeQuery &query, const std::stop_token &stop, QObject *context,
                std::function<void(const QList<ChangeEntry> &)> done);
    /// One whole entry, read in the background; its row is 0 when it is gone.
    void entry(qint64 row, QObject *context, std::function<void(const ChangeEntry &)> done);
    /// The same for many, in the order of @p rows; those that are gone are left out.
    void entries(const QList<qint64> &rows, QObject *context,
                 std::function<void(const QList<ChangeEntry> &)> done);
    /// All changes of a profile that is no more.
    void removeProfile(const QString &profileId);
    void clear();
    /// Waits until all that was recorded lies on the disk. For tests and exit.
    void flush();

Q_SIGNALS:
    /// Something was recorded or removed: one signal for all that came since the event loop last
    /// ran.
    void changed();
    void failed(const QString &sentence);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace api
