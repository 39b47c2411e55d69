// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/csv/CsvImport.h"
#include "models/csv/CsvPreviewModel.h"

#include <QWidget>

class QComboBox;
class QPushButton;

namespace ui {

class Label;
class LoadingBar;
class TableView;

/// First step of an import: which file, how it is written, and what is read so.
class CsvFileStep : public QWidget
{
    Q_OBJECT

public:
    CsvFileStep(models::CsvImport *import, QWidget *parent);

    void choose(); ///< asks for a file

private:
    void refresh();
    void takeDialect();
    void showDialect();
    void maskSecrets();

    models::CsvImport *m_import;
    models::CsvPreviewModel m_preview;
    Label *m_path;
    QPushButton *m_choose;
    QComboBox *m_encoding;
    QComboBox *m_delimiter;
    Label *m_words;
    TableView *m_table;
    LoadingBar *m_loading;
};

} // namespace ui
