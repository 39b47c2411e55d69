// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/BulkProgress.h"

#include "app/cli/Output.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

namespace cli {

namespace {

constexpr int interval = 2000; // ms; short runs say nothing

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

} // namespace

void BulkProgress::tell() const
{
    const models::BulkCounts &counts = m_run.counts();
    say(tr("%1 of %2 done, %3 failed, %4 a second")
            .arg(counts.done)
            .arg(counts.total)
            .arg(counts.failed + counts.unknown)
            .arg(m_run.perSecond(), 0, 'f', 0));
}

void BulkProgress::wait()
{
    using State = models::BulkRun::State;
    const auto isOver = [this] {
        return m_run.state() == State::Finished || m_run.state() == State::Stopped ||
               m_run.state() == State::Paused;
    };
    QEventLoop loop;
    QObject::connect(&m_run, &models::BulkRun::stateChanged, &loop, [&] {
        if (isOver())
            loop.quit();
    });
    QTimer tick;
    QObject::connect(&tick, &QTimer::timeout, &loop, [this] { tell(); });
    tick.start(interval);
    if (!isOver())
        loop.exec();
}

} // namespace cli
