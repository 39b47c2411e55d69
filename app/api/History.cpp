// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/History.h"

#include "app/api/HistoryRow.h"
#include "app/api/HistoryStore.h"
#include "app/api/Redaction.h"

#include <QPointer>
#include <QRandomGenerator>
#include <QThread>

#include <algorithm>
#include <chrono>
#include <deque>
#include <future>

namespace api {

namespace {

/// Microseconds since 1970 and ten bits of this process: grows from run to run without asking the
/// disk, and differs from what a second console on the same folder makes.
qint64 nextRow(qint64 last)
{
    static const qint64 process = QRandomGenerator::global()->bounded(1024);
    using namespace std::chrono;
    const qint64 now = duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
    return std::max((last >> 10) + 1, now) << 10 | process;
}

} // namespace

class History::Private
{
public:
    void takeLoaded();
    void remember(const HistoryEntry &entry);
    void drop(qint64 olderThan);
    void announce();

    History *q = nullptr;
    HistoryStore *store = nullptr; // lives in thread
    QThread thread;
    std::future<std::deque<HistoryEntry>> loading;
    std::deque<HistoryEntry> entries; // oldest first, without bodies: what recent() may give
    QList<HistoryEntry> news;         // since the event loop last ran
    qint64 lastRow = 0;
};

/// What the file held when we began stands before what came since.
void History::Private::takeLoaded()
{
    if (!loading.valid())
        return;
    std::deque<HistoryEntry> older = loading.get();
    lastRow = std::max(lastRow, store->newestAtStart());
    older.insert(older.end(), std::make_move_iterator(entries.begin()),
                 std::make_move_iterator(entries.end()));
    entries = std::move(older);
    while (entries.size() > maximumRecent)
        entries.pop_front();
}

void History::Private::remember(const HistoryEntry &entry)
{
    if (entry.ending == Ending::Unasked)
        return;
    entries.push_back(entry);
    if (entries.size() > maximumRecent)
        entries.pop_front();
}

void History::Private::drop(qint64 olderThan)
{
    takeLoaded();
    while (!entries.empty() && entries.front().row < olderThan)
        entries.pop_front();
}

void History::Private::announce()
{
    const QList<HistoryEntry> list = std::exchange(news, {});
    if (!list.isEmpty())
        Q_EMIT q->appended(list);
}

History::History(const QString &folder, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->q = this;
    d->store = new HistoryStore(folder);
    d->store->moveToThread(&d->thread);
    connect(d->store, &HistoryStore::failed, this, &History::failed);
    connect(d->store, &HistoryStore::trimmed, this, [this](qint64 row) { d->drop(row); });
    d->thread.setObjectName(QStringLiteral("history"));
    d->thread.start();
    auto loaded = std::make_shared<std::promise<std::deque<HistoryEntry>>>();
    d->loading = loaded->get_future();
    QMetaObject::invokeMethod(
        d->store, [store = d->store, loaded] { loaded->set_value(store->open()); },
        Qt::QueuedConnection);
}

History::~History()
{
    QMetaObject::invokeMethod(
        d->store, [store = d->store] { store->close(); }, Qt::BlockingQueuedConnection);
    d->thread.quit();
    d->thread.wait();
    delete d->store;
}

void History::append(HistoryEntry entry)
{
    entry.requestBytes = std::max<qint64>(entry.requestBytes, entry.requestBody.size());
    entry.replyBytes = std::max<qint64>(entry.replyBytes, entry.replyBody.size());
    entry.url = redacted(entry.url);
    entry.error = redacted(entry.error);
    const QByteArray requestType = headerValue(entry.requestHeaders, "Content-Type");
    const QByteArray replyType = headerValue(entry.replyHeaders, "Content-Type");
    entry.requestHeaders = redacted(entry.requestHeaders);
    entry.replyHeaders = redacted(entry.replyHeaders);
    entry.requestBody =
        redactedBody(entry.requestBody.left(keptBytes), requestType).left(keptBytes);
    entry.replyBody = redactedBody(entry.replyBody.left(keptBytes), replyType).left(keptBytes);
    entry.row = d->lastRow = nextRow(d->lastRow);

    if (d->news.isEmpty())
        QMetaObject::invokeMethod(this, [this] { d->announce(); }, Qt::QueuedConnection);
    d->news.append(historyRow::withoutBodies(entry));
    d->remember(d->news.last());
    if (d->store->push(std::move(entry))) {
        QMetaObject::invokeMethod(
            d->store, [store = d->store] { store->writePending(); }, Qt::QueuedConnection);
    }
}

QList<HistoryEntry> History::recent(int count) const
{
    d->takeLoaded();
    QList<HistoryEntry> result;
    const std::size_t wanted =
        std::min(d->entries.size(), static_cast<std::size_t>(std::max(0, count)));
    result.reserve(static_cast<qsizetype>(wanted));
    for (std::size_t i = 0; i < wanted; ++i)
        result.append(d->entries[d->entries.size() - 1 - i]);
    return result;
}

void History::fetch(qint64 row, QObject *context, std::function<void(const HistoryEntry &)> done)
{
    d->takeLoaded();
    const auto known = std::ranges::lower_bound(d->entries, row, {}, &HistoryEntry::row);
    const bool found = known != d->entries.end() && known->row == row;
    const HistoryEntry fallback = found ? *known : HistoryEntry();
    QMetaObject::invokeMethod(
        d->store,
        [this, store = d->store, row, fallback, context = QPointer<QObject>(context),
         done = std::move(done)] {
            HistoryEntry entry = store->read(row);
            if (entry.row == 0)
                entry = fallback;
            QMetaObject::invokeMethod(
                this,
                [context, done, entry] {
                    if (context)
                        done(entry);
                },
                Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void History::fetchAll(const QList<qint64> &rows, QObject *context,
                       std::function<void(const QList<HistoryEntry> &)> done)
{
    QMetaObject::invokeMethod(
        d->store,
        [this, store = d->store, rows, context = QPointer<QObject>(context),
         done = std::move(done)] {
            QMetaObject::invokeMethod(
                this,
                [context, done, entries = store->readAll(rows)] {
                    if (context)
                        done(entries);
                },
                Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void History::search(const HistoryQuery &query, const std::stop_token &stop, QObject *context,
                     std::function<void(const QList<HistoryEntry> &)> done)
{
    QMetaObject::invokeMethod(
        d->store,
        [this, store = d->store, query, stop, context = QPointer<QObject>(context),
         done = std::move(done)] {
            if (stop.stop_requested())
                return;
            QMetaObject::invokeMethod(
                this,
                [stop, context, done, entries = store->search(query, stop)] {
                    if (context && !stop.stop_requested())
                        done(entries);
                },
                Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void History::clear()
{
    d->takeLoaded();
    d->entries.clear();
    d->news.clear();
    QMetaObject::invokeMethod(
        d->store, [store = d->store] { store->clear(); }, Qt::QueuedConnection);
    Q_EMIT cleared();
}

void History::flush()
{
    QMetaObject::invokeMethod(
        d->store, [store = d->store] { store->writePending(); }, Qt::BlockingQueuedConnection);
}

} // namespace api
