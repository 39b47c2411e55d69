// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ResourceController.h"
#include "models/ThreeWayMerge.h"

#include <QDialog>

class QPlainTextEdit;
class QPushButton;

namespace ui {

class Label;
class TableView;

/// What was there when a resource was opened, what was edited here and what others made of it
/// meanwhile, member by member; a person chooses for those that collide. Accepting it brings the
/// edits onto what is there now, and sends nothing.
class ConflictDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ConflictDialog(models::ResourceController *controller, QWidget *parent = nullptr);

private:
    void follow();
    void makeTable();
    void makeChoice(class QVBoxLayout *column);
    void chooseSelected(models::ThreeWayMerge::Side side);
    void showSummary();
    void showValues();
    void take();

    models::ResourceController *m_controller;
    models::ThreeWayMerge m_merge;
    Label *m_summary;
    TableView *m_table;
    QPlainTextEdit *m_values;
    QPushButton *m_mine;
    QPushButton *m_theirs;
    json::Document m_shown; ///< theirs, as it is in the table
};

} // namespace ui
