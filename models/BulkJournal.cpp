// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/BulkJournal.h"

#include <QPointer>

#include <algorithm>
#include <iterator>
#include <utility>

namespace models {

BulkJournal::BulkJournal(const QString &folder, QObject *parent)
    : QObject(parent)
    , m_folder(folder)
    , m_worker(new QObject)
{
    m_thread.setObjectName(QStringLiteral("bulk journal"));
    m_worker->moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(m_worker, [this] { open(); }, Qt::QueuedConnection);
}

BulkJournal::~BulkJournal()
{
    QMetaObject::invokeMethod(
        m_worker,
        [this] {
            writePending();
            m_file.reset();
        },
        Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
    delete m_worker;
}

void BulkJournal::open()
{
    auto opened = BulkJournalFile::open(m_folder);
    if (opened)
        m_file = std::move(*opened);
    else
        m_problem = opened.error();
}

template <typename T>
void BulkJournal::ask(QObject *context, Done<T> done,
                      std::function<std::expected<T, QString>(BulkJournalFile &)> work)
{
    QMetaObject::invokeMethod(
        m_worker,
        [this, context = QPointer<QObject>(context), done = std::move(done),
         work = std::move(work)] {
            writePending(); // what was given before counts
            auto answer =
                m_file ? work(*m_file) : std::expected<T, QString>(std::unexpected(m_problem));
            QMetaObject::invokeMethod(
                this,
                [context, done, answer = std::move(answer)] {
                    if (context)
                        done(answer);
                },
                Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void BulkJournal::opened(QObject *context, Done<QString> done)
{
    ask<QString>(context, std::move(done), [](BulkJournalFile &file) { return file.notice(); });
}

void BulkJournal::begin(const BulkJob &job, BulkRows rows, QObject *context, Done<qint64> done)
{
    ask<qint64>(context, std::move(done), [job, rows = std::move(rows)](BulkJournalFile &file) {
        return file.begin(job, *rows);
    });
}

void BulkJournal::jobs(QObject *context, Done<QList<BulkEntry>> done)
{
    ask<QList<BulkEntry>>(context, std::move(done),
                          [](BulkJournalFile &file) { return file.jobs(); });
}

void BulkJournal::load(qint64 job, QObject *context, Done<BulkStored> done)
{
    ask<BulkStored>(context, std::move(done),
                    [job](BulkJournalFile &file) { return file.load(job); });
}

void BulkJournal::remove(qint64 job)
{
    ask<qint64>(
        this,
        [this](const std::expected<qint64, QString> &removed) {
            if (!removed)
                Q_EMIT failed(removed.error());
        },
        [job](BulkJournalFile &file) { return file.remove(job).transform([job] { return job; }); });
}

void BulkJournal::removeProfile(const QString &profileId)
{
    jobs(this, [this, profileId](const std::expected<QList<BulkEntry>, QString> &entries) {
        if (!entries)
            return; // there is no file, or whoever begins a run hears why
        for (const BulkEntry &entry : *entries) {
            if (entry.job.profileId == profileId)
                remove(entry.job.id);
        }
    });
}

quint64 BulkJournal::markSent(qint64 job, std::vector<int> rows)
{
    BulkJournalFile::Batch part;
    part.intents.push_back({job, std::move(rows)});
    return take(std::move(part));
}

quint64 BulkJournal::store(qint64 job, std::vector<BulkResult> results)
{
    BulkJournalFile::Batch part;
    part.results.push_back({job, std::move(results)});
    return take(std::move(part));
}

quint64 BulkJournal::take(BulkJournalFile::Batch &&part)
{
    const std::scoped_lock lock(m_mutex);
    std::ranges::move(part.intents, std::back_inserter(m_pending.intents));
    std::ranges::move(part.results, std::back_inserter(m_pending.results));
    if (!std::exchange(m_asked, true)) {
        QMetaObject::invokeMethod(m_worker, [this] { writePending(); }, Qt::QueuedConnection);
    }
    return ++m_ticket;
}

void BulkJournal::writePending()
{
    BulkJournalFile::Batch batch;
    quint64 ticket = 0;
    {
        const std::scoped_lock lock(m_mutex);
        batch = std::exchange(m_pending, {});
        ticket = m_ticket;
        m_asked = false;
    }
    if (batch.intents.empty() && batch.results.empty())
        return;
    const auto done =
        m_file ? m_file->write(batch) : std::expected<void, QString>(std::unexpected(m_problem));
    if (done)
        Q_EMIT written(ticket);
    else
        Q_EMIT notWritten(ticket, done.error());
}

} // namespace models
