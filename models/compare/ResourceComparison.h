// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/DifferenceModel.h"
#include "models/ResourceController.h"

#include <QDateTime>
#include <QObject>

namespace models {

/// Two resources of one type compared, or one as it is now with what it was before changes that
/// were made through this console; and the staged edit that makes the first like the second.
class ResourceComparison : public QObject
{
    Q_OBJECT

public:
    /// @p ids: one or two of the controller's table.
    ResourceComparison(ResourceController *controller, const QStringList &ids,
                       QObject *parent = nullptr);

    bool hasEarlierStates() const { return m_ids.size() == 1; }
    bool isLoading() const { return m_loading; }
    /// When the earlier states ended, newest first.
    QList<QDateTime> earlierStates() const;
    /// Compares with that one; -1: with none.
    void choose(int earlierState);
    int chosen() const { return m_chosen; }

    QString firstTitle() const;
    QString secondTitle() const;
    DifferenceModel &model() { return m_model; }

    /// Why the first can't be made like the second; empty: it can.
    QString whyNotStage() const;
    /// Stages it, and opens the first with it.
    void stage();
    void swap(); ///< of two resources

Q_SIGNALS:
    void changed();

private:
    struct State
    {
        QDateTime until;
        json::Document document;
    };
    void loadStates();
    void compare();

    ResourceController *m_controller;
    QStringList m_ids;
    json::Document m_first;
    json::Document m_second;
    QList<State> m_states;
    DifferenceModel m_model;
    int m_chosen = -1;
    bool m_loading = false;
};

} // namespace models
