// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/LiveRefresh.h"

#include <QLocale>

#include <algorithm>

namespace models {

LiveRefresh::LiveRefresh(ResourceController *controller, QObject *parent)
    : QObject(parent)
    , m_controller(controller)
    , m_interval(controller->resource().liveSeconds * 1000)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, controller, &ResourceController::refreshQuietly);
    if (isLive())
        connect(controller, &ResourceController::stateChanged, this, &LiveRefresh::haveState);
}

void LiveRefresh::setInFront(bool inFront)
{
    if (m_inFront == inFront)
        return;
    m_inFront = inFront;
    // What was hidden for long is old: it is read at once. At first the page itself does that.
    if (isLive() && m_inFront && m_on && m_lastGood.isValid() && !m_controller->isLoading())
        m_controller->refreshQuietly();
    schedule();
}

void LiveRefresh::setOn(bool on)
{
    m_on = on;
    if (m_on && m_inFront && isLive())
        m_controller->refreshQuietly();
    schedule();
    Q_EMIT changed();
}

void LiveRefresh::haveState()
{
    const bool loading = m_controller->isLoading();
    const bool ended = m_wasLoading && !loading;
    m_wasLoading = loading;
    if (!ended)
        return;
    if (m_controller->loadError()) {
        ++m_failures;
    } else {
        m_failures = 0;
        m_lastGood = QDateTime::currentDateTime();
    }
    schedule();
    Q_EMIT changed();
}

void LiveRefresh::schedule()
{
    if (isLive() && m_inFront && m_on)
        m_timer.start(delay(m_interval, m_failures));
    else
        m_timer.stop();
}

int LiveRefresh::delay(int interval, int failures)
{
    const qint64 wanted = qint64(interval) << std::clamp(failures, 0, 16);
    return int(std::min<qint64>(wanted, std::max(longest, interval)));
}

QString LiveRefresh::sentence() const
{
    if (!isLive())
        return {};
    if (m_failures > 0 && m_lastGood.isValid())
        return tr("Not refreshed since %1").arg(QLocale().toString(m_lastGood.time(), u"HH:mm:ss"));
    if (!m_on)
        return tr("Rests");
    return tr("Refreshes every %1 s").arg(m_interval / 1000);
}

} // namespace models
