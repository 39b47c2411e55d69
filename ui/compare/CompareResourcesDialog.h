// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compare/ResourceComparison.h"

#include <QDialog>

class QComboBox;
class QPlainTextEdit;
class QPushButton;

namespace ui {

class Label;
class TableView;

/// Shows what differs between two resources, or one now and before a change, and stages the edit
/// that makes the first like the second.
class CompareResourcesDialog : public QDialog
{
    Q_OBJECT

public:
    /// @p controller outlives it.
    CompareResourcesDialog(models::ResourceController *controller, const QStringList &ids,
                           QWidget *parent = nullptr);

private:
    void refresh();
    void showFull();

    models::ResourceComparison m_comparison;
    Label *m_first;
    Label *m_second;
    QComboBox *m_states;
    Label *m_count;
    TableView *m_table;
    QPlainTextEdit *m_full;
    QPushButton *m_swap;
    QPushButton *m_stage;
};

} // namespace ui
