// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/csv/CsvImport.h"

#include <QWidget>

class QPushButton;

namespace ui {

class Label;
class TableView;

/// Second step of an import: which property each column is, and what all rows get beside them.
class CsvMappingStep : public QWidget
{
    Q_OBJECT

public:
    CsvMappingStep(models::CsvImport *import, QWidget *parent);

private:
    void refresh();
    void addConstant();
    void removeConstant();

    models::CsvImport *m_import;
    TableView *m_table;
    Label *m_words;
    Label *m_problem;
    QPushButton *m_remove;
};

} // namespace ui
