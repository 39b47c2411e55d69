// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/csv/CsvImport.h"

#include <QWidget>

class QProgressBar;
class QPushButton;

namespace ui {

class Banner;
class CountFilter;
class CsvRowsProxy;
class Label;
class LoadingBar;
class TableView;

/// Last step of an import: what would come of each row, cells to mend, and what has come of sending
/// them.
class CsvCheckStep : public QWidget
{
    Q_OBJECT

public:
    CsvCheckStep(models::CsvImport *import, QWidget *parent);

private:
    void makeFilter();
    void refresh();
    void showCounts();
    void showProgress(int done, int total);
    void mend();
    void saveReport();

    models::CsvImport *m_import;
    CsvRowsProxy *m_proxy;
    CountFilter *m_filter;
    Banner *m_banner;
    TableView *m_table;
    LoadingBar *m_loading;
    QProgressBar *m_progress;
    Label *m_words;
    QPushButton *m_again;
    QPushButton *m_report;
    bool m_wasSending = false;
};

} // namespace ui
