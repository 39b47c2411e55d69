// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ResourceController.h"

#include <QDateTime>
#include <QTimer>

namespace models {

/// Reads a list again and again while its page is in front, as often as its resource type says.
/// What fails is said calmly, and tried again after longer and longer times.
class LiveRefresh : public QObject
{
    Q_OBJECT

public:
    /// @p controller outlives it. Does nothing for a type that is not live.
    explicit LiveRefresh(ResourceController *controller, QObject *parent = nullptr);

    bool isLive() const { return m_interval > 0; }
    /// Whether the page is seen. Hidden, nothing is asked; back in front, at once.
    void setInFront(bool inFront);
    /// A person wants it, or wants it to rest.
    void setOn(bool on);
    bool isOn() const { return m_on; }

    /// "Not refreshed since 14:03:10: ...", or "Refreshes every 5 s"; empty for what is not live.
    QString sentence() const;
    bool isFailing() const { return m_failures > 0; }

    /// ms between two readings after so many failures in a row; at most longest.
    static int delay(int interval, int failures);
    static constexpr int longest = 60'000;

Q_SIGNALS:
    void changed(); ///< sentence()

private:
    void haveState();
    void schedule();

    ResourceController *m_controller;
    QTimer m_timer;
    int m_interval; // ms; 0: not live
    int m_failures = 0;
    bool m_inFront = false;
    bool m_on = true;
    bool m_wasLoading = false;
    QDateTime m_lastGood;
};

} // namespace models
