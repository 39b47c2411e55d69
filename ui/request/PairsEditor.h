// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/PairsModel.h"

#include <QWidget>

class QPushButton;

namespace ui {

class TableView;

/// Names and values in a table: type into it, add a row, take one out, or only its mark.
class PairsEditor : public QWidget
{
    Q_OBJECT

public:
    /// @p what names the table for screen readers: "Headers".
    PairsEditor(models::PairsModel *model, const QString &what, QWidget *parent = nullptr);

    /// One line below the table; empty: none.
    void setHint(const QString &text);

private:
    void addRow();
    void removeRow();

    models::PairsModel *m_model;
    TableView *m_table;
    QPushButton *m_add;
    QPushButton *m_remove;
    QWidget *m_bar;
};

} // namespace ui
