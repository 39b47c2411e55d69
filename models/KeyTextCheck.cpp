// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/KeyTextCheck.h"

#include "models/KeyTask.h"

#include <QFutureWatcher>
#include <QtConcurrentRun>

namespace models {

namespace {

KeyTextCheck::Result resultOf(const QCA::SecureArray &text)
{
    return {text, text.isEmpty() ? auth::KeyText() : KeyTask::inspect(text), {}};
}

} // namespace

void KeyTextCheck::lookAtFile(const QString &path)
{
    watch(QtConcurrent::run([path]() -> Result {
        const auto read = KeyTask::readFile(path);
        return read ? resultOf(*read) : Result{{}, {}, read.error()};
    }));
}

void KeyTextCheck::lookAtText(const QCA::SecureArray &text)
{
    watch(QtConcurrent::run(resultOf, text));
}

void KeyTextCheck::watch(const QFuture<Result> &future)
{
    m_running = true;
    auto *watcher = new QFutureWatcher<Result>(this);
    connect(watcher, &QFutureWatcherBase::finished, this,
            [this, watcher, generation = ++m_generation] {
                watcher->deleteLater();
                if (generation != m_generation)
                    return;
                m_running = false;
                m_result = watcher->result();
                Q_EMIT finished();
            });
    watcher->setFuture(future);
}

void KeyTextCheck::cancel()
{
    ++m_generation;
    m_running = false;
}

} // namespace models
