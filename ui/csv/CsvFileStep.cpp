// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/csv/CsvFileStep.h"

#include "ui/table/TableView.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/FileDialog.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/LoadingBar.h"

#include <QComboBox>
#include <QDir>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using api::CsvEncoding;

namespace {

constexpr int dialectWidth = 230; // "Found: UTF-8 with byte order mark"
constexpr int widestColumn = 260;

QVBoxLayout *labelled(const QString &caption, QWidget *editor, QWidget *parent)
{
    auto *label = new Label(caption, parent);
    label->setBuddy(editor);
    editor->setAccessibleName(caption);
    auto *column = new QVBoxLayout;
    column->setSpacing(space::tight);
    column->addWidget(label);
    column->addWidget(editor);
    return column;
}

QString nameOf(CsvEncoding encoding)
{
    switch (encoding) {
    case CsvEncoding::Utf8:
        return u"UTF-8"_s;
    case CsvEncoding::Utf8WithMark:
        return CsvFileStep::tr("UTF-8 with byte order mark");
    case CsvEncoding::Utf16Le:
        return u"UTF-16 LE"_s;
    case CsvEncoding::Utf16Be:
        return u"UTF-16 BE"_s;
    case CsvEncoding::Latin1:
        return u"Latin-1"_s;
    }
    return {};
}

QString nameOf(char delimiter)
{
    return delimiter == ','   ? CsvFileStep::tr("Comma")
           : delimiter == ';' ? CsvFileStep::tr("Semicolon")
                              : CsvFileStep::tr("Tab");
}

} // namespace

CsvFileStep::CsvFileStep(models::CsvImport *import, QWidget *parent)
    : QWidget(parent)
    , m_import(import)
    , m_path(new Label({}, this))
    , m_choose(new QPushButton(icon(u"folder"_s), tr("Choose a file..."), this))
    , m_encoding(new QComboBox(this))
    , m_delimiter(new QComboBox(this))
    , m_words(new Label({}, this))
    , m_table(new TableView(this))
    , m_loading(new LoadingBar(m_table))
{
    m_path->setElided(Qt::ElideMiddle);
    m_words->setWordWrap(true);
    m_encoding->setMinimumWidth(dialectWidth);
    m_delimiter->setMinimumWidth(dialectWidth);
    m_encoding->addItem(QString());
    for (const CsvEncoding encoding :
         {CsvEncoding::Utf8, CsvEncoding::Utf16Le, CsvEncoding::Utf16Be, CsvEncoding::Latin1})
        m_encoding->addItem(nameOf(encoding), int(encoding));
    m_delimiter->addItem(QString());
    for (const char delimiter : {',', ';', '\t'})
        m_delimiter->addItem(nameOf(delimiter), int(delimiter));
    m_table->setModel(&m_preview);
    m_table->setAccessibleName(tr("The first rows of the file"));

    auto *row = new QHBoxLayout;
    row->setSpacing(space::field);
    row->addLayout(labelled(tr("Encoding"), m_encoding, this));
    row->addLayout(labelled(tr("Cells are separated by"), m_delimiter, this));
    row->addStretch(1);
    auto *top = new QHBoxLayout;
    top->setSpacing(space::inner);
    top->addWidget(m_choose);
    top->addWidget(m_path, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::field);
    column->addLayout(top);
    column->addLayout(row);
    column->addWidget(m_words);
    column->addWidget(m_table, 1);

    connect(m_choose, &QPushButton::clicked, this, &CsvFileStep::choose);
    connect(m_encoding, &QComboBox::activated, this, &CsvFileStep::takeDialect);
    connect(m_delimiter, &QComboBox::activated, this, &CsvFileStep::takeDialect);
    connect(import, &models::CsvImport::fileChanged, this, &CsvFileStep::refresh);
    connect(&import->mapping(), &models::CsvMappingModel::mappingChanged, this,
            &CsvFileStep::maskSecrets);
    refresh();
}

void CsvFileStep::maskSecrets()
{
    std::vector<bool> secret;
    for (int column = 0; column < m_preview.columnCount(); ++column)
        secret.push_back(m_import->mapping().isSecretColumn(column));
    m_preview.setSecretColumns(secret);
}

void CsvFileStep::choose()
{
    auto *dialog = new FileDialog(window(), tr("Import a CSV file"), {},
                                  tr("CSV files (*.csv *.tsv *.txt);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString &path) { m_import->load(path); });
    dialog->open();
}

void CsvFileStep::takeDialect()
{
    models::CsvFile::Dialect dialect;
    if (m_encoding->currentData().isValid())
        dialect.encoding = CsvEncoding(m_encoding->currentData().toInt());
    if (m_delimiter->currentData().isValid())
        dialect.delimiter = char(m_delimiter->currentData().toInt());
    m_import->setDialect(dialect);
}

/// What was found stands in the entry that leaves it to be found.
void CsvFileStep::showDialect()
{
    const models::CsvFile &file = m_import->file();
    const bool known = !m_import->path().isEmpty() && !m_import->isReading();
    const models::CsvFile::Dialect &dialect = m_import->dialect();
    //: %1 is an encoding or delimiter
    const QString found = tr("Found: %1");
    m_encoding->setItemText(0, known && !dialect.encoding ? found.arg(nameOf(file.encoding))
                                                          : tr("Find out"));
    m_delimiter->setItemText(0, known && !dialect.delimiter ? found.arg(nameOf(file.delimiter))
                                                            : tr("Find out"));
    m_encoding->setCurrentIndex(dialect.encoding ? m_encoding->findData(int(*dialect.encoding))
                                                 : 0);
    m_delimiter->setCurrentIndex(dialect.delimiter ? m_delimiter->findData(int(*dialect.delimiter))
                                                   : 0);
}

void CsvFileStep::refresh()
{
    const bool some = !m_import->path().isEmpty();
    m_loading->setLoading(m_import->isReading());
    m_path->setText(some ? QDir::toNativeSeparators(m_import->path()) : tr("No file yet"));
    m_encoding->setEnabled(some);
    m_delimiter->setEnabled(some);
    showDialect();
    if (m_import->isReading())
        return;
    const models::CsvFile &file = m_import->file();
    m_preview.setTable(file.table);
    maskSecrets();
    m_table->resizeColumnsToContents();
    for (int column = 0; column < m_preview.columnCount(); ++column)
        m_table->setColumnWidth(column, qMin(m_table->columnWidth(column), widestColumn));
    m_choose->setText(some ? tr("Another file...") : tr("Choose a file..."));
    const bool failed = !file.problem.isEmpty();
    Theme::setTone(m_words, failed ? Theme::Tone::Bad : Theme::Tone::Muted);
    m_words->setText(failed  ? file.problem
                     : !some ? tr("The first row names the columns; a member inside an object is "
                                  "written with a dot, as in authorized.domain.")
                             : tr("%1 rows, %2 columns.")
                                   .arg(QLocale().toString(file.table.rowCount()),
                                        QLocale().toString(file.table.columnCount())));
}

} // namespace ui
