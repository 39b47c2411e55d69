// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/DraftWriter.h"

#include "models/WholeFile.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <utility>
#include <vector>

namespace models {

struct DraftWriter::Job
{
    QString file;
    std::function<std::string()> text; // empty: the file is to go
};

namespace {

struct Outcome
{
    QString file;
    bool writes;
    QString error;
};

} // namespace

// Outlives the writer while the worker hangs.
struct DraftWriter::State
{
    QString folder;
    std::mutex mutex;
    std::condition_variable more; // there is a job, or it is over
    std::condition_variable less; // a job is done
    std::deque<Job> jobs;
    std::vector<Outcome> outcomes; // not yet told
    bool busy = false;
    bool over = false;
    DraftWriter *listener = nullptr;
};

namespace {

/// Empty when it went well.
QString writeDraft(const QString &folder, const QString &name, const std::string &text)
{
    if (!QDir(folder).exists()) {
        if (!QDir().mkpath(folder))
            return DraftWriter::tr("the folder can't be made");
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    // It may hold a password.
    return writeWhole(QDir(folder).filePath(name), text, Readers::OwnerOnly);
}

QString removeFile(const QString &folder, const QString &name)
{
    QFile file(QDir(folder).filePath(name));
    return file.remove() || !file.exists() ? QString() : file.errorString();
}

} // namespace

DraftWriter::DraftWriter(const QString &folder, QObject *parent)
    : QObject(parent)
    , m_state(std::make_shared<State>())
{
    m_state->folder = folder;
    m_state->listener = this;
}

DraftWriter::~DraftWriter()
{
    const bool done = flush();
    {
        const std::scoped_lock lock(m_state->mutex);
        m_state->over = true;
        m_state->listener = nullptr;
    }
    m_state->more.notify_one();
    if (!m_thread.joinable())
        return;
    if (done)
        m_thread.join();
    else
        m_thread.detach();
}

void DraftWriter::write(const QString &file, std::function<std::string()> text)
{
    add({.file = file, .text = std::move(text)});
}

void DraftWriter::remove(const QString &file)
{
    add({.file = file, .text = {}});
}

void DraftWriter::add(Job job)
{
    {
        const std::scoped_lock lock(m_state->mutex);
        const auto waiting = std::ranges::find(m_state->jobs, job.file, &Job::file);
        if (waiting != m_state->jobs.end())
            *waiting = std::move(job);
        else
            m_state->jobs.push_back(std::move(job));
    }
    if (!m_thread.joinable())
        m_thread = std::thread([state = m_state] { work(state); });
    m_state->more.notify_one();
}

bool DraftWriter::flush(std::chrono::milliseconds patience)
{
    bool done = false;
    {
        std::unique_lock lock(m_state->mutex);
        done = m_state->less.wait_for(lock, patience,
                                      [this] { return m_state->jobs.empty() && !m_state->busy; });
    }
    deliver();
    return done;
}

void DraftWriter::deliver()
{
    std::vector<Outcome> outcomes;
    {
        const std::scoped_lock lock(m_state->mutex);
        outcomes = std::exchange(m_state->outcomes, {});
    }
    for (const Outcome &outcome : outcomes) {
        if (outcome.writes)
            Q_EMIT written(outcome.file, outcome.error);
        else
            Q_EMIT removed(outcome.file, outcome.error);
    }
}

void DraftWriter::work(const std::shared_ptr<State> &state)
{
    std::unique_lock lock(state->mutex);
    while (true) {
        state->more.wait(lock, [&] { return !state->jobs.empty() || state->over; });
        if (state->jobs.empty())
            return;
        const Job job = std::move(state->jobs.front());
        state->jobs.pop_front();
        state->busy = true;
        lock.unlock();
        const bool writes = static_cast<bool>(job.text);
        const QString error = writes ? writeDraft(state->folder, job.file, job.text())
                                     : removeFile(state->folder, job.file);
        lock.lock();
        state->busy = false;
        state->outcomes.push_back({.file = job.file, .writes = writes, .error = error});
        // Under the lock: the listener can't go in between.
        if (DraftWriter *listener = state->listener)
            QMetaObject::invokeMethod(listener, &DraftWriter::deliver, Qt::QueuedConnection);
        state->less.notify_all();
    }
}

} // namespace models
