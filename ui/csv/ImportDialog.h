// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/csv/CsvImport.h"

#include <QDialog>

class QComboBox;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace ui {

class CsvFileStep;
class Label;

/// Leads through the import of a CSV file: the file, what its columns are, the dry run and sending.
class ImportDialog : public QDialog
{
    Q_OBJECT

public:
    enum Step { File, Mapping, Check };

    /// @p controller and @p journal (see CsvImport) outlive it.
    ImportDialog(models::ResourceController *controller, models::BulkJournal *journal,
                 QWidget *parent = nullptr);

    models::CsvImport &import() { return m_import; }
    /// Begins with that file.
    void load(const QString &path) { m_import.load(path); }
    Step step() const;

    void reject() override;

private:
    void makeButtons(QVBoxLayout *column);
    void go(Step step);
    void next();
    void refresh();
    void confirmSending();
    void send();
    models::CsvImport::Way way() const;
    QString wayText() const;

    models::ResourceController *m_controller;
    models::CsvImport m_import;
    QStackedWidget *m_pages;
    QList<Label *> m_titles;
    CsvFileStep *m_file;
    Label *m_wayWords;
    QComboBox *m_way;
    QPushButton *m_close;
    QPushButton *m_back;
    QPushButton *m_next;
};

} // namespace ui
