// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ResourceTableModel.h"
#include "ui/resource/TrafficFilter.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QComboBox;
class QHBoxLayout;
class QPushButton;
class QLineEdit;

namespace ui {

class Label;

/// The filter of a table, always in the same place: free text, a box for each of the first two
/// enumerated columns (the state first), time and number where rows are what happened, and what a
/// link from another page has set. Shows how many rows match.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(models::ResourceTableModel *model, QWidget *parent = nullptr);

    void focusText();
    void clear();
    /// Only rows with these values (property, raw text), beside all else; empty: no more.
    void setMatching(const QList<QPair<QString, QString>> &values);

    /// All that is chosen, for the page that takes this one's place.
    struct State
    {
        QString text;
        QHash<QString, QString> boxes; ///< property, value
        QList<QPair<QString, QString>> matching;
        std::optional<TrafficFilter::State> traffic;
    };
    State state() const;
    void setState(const State &state);

Q_SIGNALS:
    void applied(); ///< the rows are filtered anew
    /// Return or Down in the text: on to the rows.
    void leftDownwards();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Box
    {
        QString property;
        QComboBox *combo;
    };
    void makeBoxes();
    void fillBoxes();
    void apply();
    void filterModel();
    void showMatching();
    void showCounts();

    models::ResourceTableModel *m_model;
    QLineEdit *m_text;
    QList<Box> m_boxes;
    Label *m_count;
    TrafficFilter *m_traffic = nullptr;
    QList<QPair<QString, QString>> m_matching;
    QPushButton *m_chip;
    QTimer m_fillSoon;
};

} // namespace ui
