// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/ChangeLog.h"

#include "app/api/ChangeStore.h"

#include <QPointer>
#include <QRandomGenerator>
#include <QThread>

#include <atomic>
#include <chrono>

namespace api {

namespace {

/// Microseconds since 1970 and ten bits of this process: grows from run to run without asking the
/// disk, and differs from what a second console on the same folder makes.
qint64 nextRow()
{
    static const qint64 process = QRandomGenerator::global()->bounded(1024);
    static std::atomic<qint64> last = 0;
    using namespace std::chrono;
    const qint64 now = duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
    qint64 before = last.load();
    qint64 next = 0;
    do {
        next = std::max(before + 1, now);
    } while (!last.compare_exchange_weak(before, next));
    return next << 10 | process;
}

} // namespace

class ChangeLog::Private
{
public:
    /// Runs @p work in the worker and gives what comes of it to @p done, in @p q's thread, while
    /// @p context lives.
    template <typename Work, typename Done>
    void inBackground(Work work, QObject *context, Done done)
    {
        QMetaObject::invokeMethod(
            store,
            [q = q, work = std::move(work), context = QPointer<QObject>(context),
             done = std::move(done)] {
                QMetaObject::invokeMethod(
                    q,
                    [context, done, result = work()] {
                        if (context)
                            done(result);
                    },
                    Qt::QueuedConnection);
            },
            Qt::QueuedConnection);
    }
    void announce();

    ChangeLog *q = nullptr;
    ChangeStore *store = nullptr; // lives in thread
    QThread thread;
    std::atomic<bool> announcing = false;
};

void ChangeLog::Private::announce()
{
    if (announcing.exchange(true))
        return;
    QMetaObject::invokeMethod(
        q,
        [this] {
            announcing = false;
            Q_EMIT q->changed();
        },
        Qt::QueuedConnection);
}

ChangeLog::ChangeLog(const QString &folder, QObject *parent)
    : ChangeLog(folder, {maximumEntries, maximumBytes}, parent)
{
}

ChangeLog::ChangeLog(const QString &folder, Bounds bounds, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->q = this;
    d->store = new ChangeStore(folder, bounds);
    d->store->moveToThread(&d->thread);
    connect(d->store, &ChangeStore::failed, this, &ChangeLog::failed);
    d->thread.setObjectName(QStringLiteral("changes"));
    d->thread.start();
    QMetaObject::invokeMethod(
        d->store, [store = d->store] { store->open(); }, Qt::QueuedConnection);
}

ChangeLog::~ChangeLog()
{
    QMetaObject::invokeMethod(
        d->store, [store = d->store] { store->close(); }, Qt::BlockingQueuedConnection);
    d->thread.quit();
    d->thread.wait();
    delete d->store;
}

qint64 ChangeLog::record(ChangeEntry entry)
{
    if (entry.at.isNull())
        entry.at = QDateTime::currentDateTimeUtc();
    const qint64 row = entry.row = nextRow();
    if (d->store->push(std::move(entry))) {
        QMetaObject::invokeMethod(
            d->store, [store = d->store] { store->writeSoon(); }, Qt::QueuedConnection);
        d->announce(); // those that follow until it is written lie there when it is heard
    }
    return row;
}

void ChangeLog::hurry()
{
    QMetaObject::invokeMethod(
        d->store, [store = d->store] { store->writePending(); }, Qt::QueuedConnection);
}

void ChangeLog::search(const ChangeQuery &query, const std::stop_token &stop, QObject *context,
                       std::function<void(const QList<ChangeEntry> &)> done)
{
    d->inBackground(
        [store = d->store, query, stop] {
            return stop.stop_requested() ? QList<ChangeEntry>() : store->search(query, stop);
        },
        context,
        [stop, done = std::move(done)](const QList<ChangeEntry> &found) {
            if (!stop.stop_requested())
                done(found);
        });
}

void ChangeLog::entry(qint64 row, QObject *context, std::function<void(const ChangeEntry &)> done)
{
    d->inBackground([store = d->store, row] { return store->read(row); }, context, std::move(done));
}

void ChangeLog::entries(const QList<qint64> &rows, QObject *context,
                        std::function<void(const QList<ChangeEntry> &)> done)
{
    d->inBackground(
        [store = d->store, rows] {
            QList<ChangeEntry> found;
            for (const qint64 row : rows) {
                ChangeEntry entry = store->read(row);
                if (entry.row != 0)
                    found.append(std::move(entry));
            }
            return found;
        },
        context, std::move(done));
}

void ChangeLog::removeProfile(const QString &profileId)
{
    QMetaObject::invokeMethod(
        d->store, [store = d->store, profileId] { store->removeProfile(profileId); },
        Qt::QueuedConnection);
    d->announce();
}

void ChangeLog::clear()
{
    QMetaObject::invokeMethod(
        d->store, [store = d->store] { store->clear(); }, Qt::QueuedConnection);
    d->announce();
}

void ChangeLog::flush()
{
    QMetaObject::invokeMethod(
        d->store, [store = d->store] { store->writePending(); }, Qt::BlockingQueuedConnection);
}

} // namespace api
