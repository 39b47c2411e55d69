// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ResourceTableModel.h"

#include <QDateTime>
#include <QWidget>

class QComboBox;
class QDateTimeEdit;
class QLineEdit;
class QTimer;

namespace ui {

/// Filters of lists of what happened: by time, and by the number of one who took part. Only what
/// the resource type has is shown.
class TrafficFilter : public QWidget
{
    Q_OBJECT

public:
    explicit TrafficFilter(const api::ResourceType &type, QWidget *parent = nullptr);

    static bool isFor(const api::ResourceType &type);
    /// Sets the parts of @p filter that are chosen here.
    void addTo(models::RowFilter &filter) const;
    void clear();

    struct State
    {
        int time = 0; ///< place in the list
        QDateTime from, to;
        QString number;
    };
    State state() const;
    void setState(const State &state);

Q_SIGNALS:
    void changed();
    void timePassed(); ///< what was chosen is the same, and means other times now

private:
    void showBounds();

    QString m_timeProperty;
    QStringList m_parties;
    QComboBox *m_time;
    QDateTimeEdit *m_from;
    QDateTimeEdit *m_to;
    QLineEdit *m_number;
    QTimer *m_clock;
};

} // namespace ui
