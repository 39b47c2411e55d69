// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ResourceTableModel.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLineEdit;

namespace ui {

class Label;

/// The filter of a table, always in the same place: free text, and a box for each of the first two
/// enumerated columns. Shows how many rows match.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(models::ResourceTableModel *model, QWidget *parent = nullptr);

    void focusText();
    void clear();

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
    void showCounts();

    models::ResourceTableModel *m_model;
    QLineEdit *m_text;
    QList<Box> m_boxes;
    Label *m_count;
    QTimer m_fillSoon;
};

} // namespace ui
