// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/DifferenceModel.h"

#include <QDialog>

namespace ui {

class Label;
class TableView;

/// What is different between two requests of the history and their replies.
class CompareDialog : public QDialog
{
    Q_OBJECT

public:
    CompareDialog(const api::HistoryEntry &first, const api::HistoryEntry &second,
                  QWidget *parent = nullptr);

private:
    void showCount();

    models::DifferenceModel m_model;
    Label *m_count;
    TableView *m_table;
};

} // namespace ui
