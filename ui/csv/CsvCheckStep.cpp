// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/csv/CsvCheckStep.h"

#include "ui/csv/CsvRowsProxy.h"
#include "ui/table/TableView.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/CountFilter.h"
#include "ui/widgets/FileDialog.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/LoadingBar.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace ui {

using namespace Qt::StringLiterals;
using models::CsvRowsModel;
using models::CsvState;

namespace {

constexpr CsvState states[] = {CsvState::New, CsvState::Changed, CsvState::Unchanged,
                               CsvState::Invalid, CsvState::Duplicate};
constexpr int failed = int(CsvState::Duplicate) + 1; // in the filter, beside the states

} // namespace

CsvCheckStep::CsvCheckStep(models::CsvImport *import, QWidget *parent)
    : QWidget(parent)
    , m_import(import)
    , m_proxy(new CsvRowsProxy(&import->rows(), this))
    , m_filter(new CountFilter(tr("Show only"), this))
    , m_banner(new Banner(this))
    , m_table(new TableView(this))
    , m_loading(new LoadingBar(m_table))
    , m_progress(new QProgressBar(this))
    , m_words(new Label({}, this))
    , m_again(new QPushButton(icon(u"refresh"_s), tr("Check again"), this))
    , m_report(new QPushButton(icon(u"download"_s), tr("Save the report..."), this))
{
    makeFilter();
    m_table->setModel(m_proxy);
    m_table->setAccessibleName(tr("Rows of the file"));
    setFocusProxy(m_table);
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_progress->setAccessibleName(tr("Rows sent"));
    m_progress->setTextVisible(false);
    m_progress->hide();
    m_words->setWordWrap(true);
    m_again->setProperty("kind", u"quiet"_s);
    m_report->setProperty("kind", u"quiet"_s);

    auto *below = new QHBoxLayout;
    below->setSpacing(space::inner);
    below->addWidget(m_words, 1);
    below->addWidget(m_again);
    below->addWidget(m_report);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::inner);
    column->addWidget(m_filter);
    column->addWidget(m_banner);
    column->addWidget(m_table, 1);
    column->addWidget(m_progress);
    column->addLayout(below);

    connect(m_again, &QPushButton::clicked, import, &models::CsvImport::check);
    connect(m_report, &QPushButton::clicked, this, &CsvCheckStep::saveReport);
    connect(m_table, &TableView::rowActivated, this, &CsvCheckStep::mend);
    connect(import, &models::CsvImport::checkChanged, this, &CsvCheckStep::refresh);
    connect(import, &models::CsvImport::sendingChanged, this, &CsvCheckStep::refresh);
    connect(import, &models::CsvImport::progress, this, &CsvCheckStep::showProgress);
    connect(&import->rows(), &CsvRowsModel::countsChanged, this, &CsvCheckStep::showCounts);
    connect(&import->rows(), &QAbstractItemModel::modelReset, this, [this] {
        for (int column = 0; column < m_proxy->columnCount(); ++column)
            m_table->setColumnWidth(column, column == CsvRowsModel::Line     ? 60
                                            : column == CsvRowsModel::State  ? 220
                                            : column == CsvRowsModel::Result ? 120
                                                                             : 150);
    });
    refresh();
}

void CsvCheckStep::makeFilter()
{
    for (const CsvState state : states)
        m_filter->add(int(state), CsvRowsModel::stateText(state));
    m_filter->add(failed, tr("failed"));
    connect(m_filter, &CountFilter::chosen, this, [this](int key) {
        if (key == failed)
            m_proxy->setFailedOnly();
        else
            m_proxy->setState(key == CountFilter::all ? std::optional<CsvState>() : CsvState(key));
    });
}

void CsvCheckStep::showCounts()
{
    const CsvRowsModel &rows = m_import->rows();
    m_filter->setCount(CountFilter::all, rows.rowCount());
    for (const CsvState state : states)
        m_filter->setCount(int(state), rows.dryRun().count(state));
    m_filter->setCount(failed, rows.resultCount(CsvRowsModel::SendResult::Failed) +
                                   rows.resultCount(CsvRowsModel::SendResult::Unclear));
}

void CsvCheckStep::showProgress(int done, int total)
{
    m_progress->setRange(0, total);
    m_progress->setValue(done);
    QStringList words{tr("%1 of %2 rows").arg(QLocale().toString(done), QLocale().toString(total))};
    if (m_import->perSecond() > 0)
        words << tr("%1 a second").arg(QLocale().toString(m_import->perSecond(), 'f', 0));
    if (const qint64 left = m_import->remainingMs(); left > 0)
        words << (left < 90'000 ? tr("%n s to go", nullptr, int(left / 1000) + 1)
                                : tr("%n min to go", nullptr, int(left / 60'000) + 1));
    m_words->setText(words.join(u" · "_s));
    showCounts();
}

void CsvCheckStep::refresh()
{
    m_loading->setLoading(m_import->isChecking());
    m_progress->setVisible(m_import->isSending());
    m_report->setEnabled(!m_import->isSending() && m_import->rows().rowCount() > 0);
    // What is typed while the rows are checked again would be lost.
    m_table->setEditTriggers(m_import->isChecking() ? QAbstractItemView::NoEditTriggers
                                                    : QAbstractItemView::EditKeyPressed |
                                                          QAbstractItemView::AnyKeyPressed);
    m_again->setEnabled(!m_import->isSending() && !m_import->isChecking());
    showCounts();
    if (m_import->isSending()) {
        if (!m_wasSending) {
            m_banner->dismiss();
            showProgress(0, 0); // busy until the platform says something
        }
        m_wasSending = true;
        return;
    }
    if (m_import->isChecking()) {
        m_banner->dismiss(); // what it said is no longer so
        m_words->setText(tr("Checking the rows..."));
        return;
    }
    if (!m_import->checkProblem().isEmpty())
        m_banner->showMessage(Banner::Level::Bad, m_import->checkProblem());
    if (std::exchange(m_wasSending, false)) {
        const bool bad = m_import->rows().resultCount(CsvRowsModel::SendResult::Failed) > 0 ||
                         m_import->rows().resultCount(CsvRowsModel::SendResult::Unclear) > 0;
        const QString summary = m_import->summary();
        if (!summary.isEmpty())
            m_banner->showMessage(bad ? Banner::Level::Bad : Banner::Level::Ok, summary);
        m_filter->choose(bad ? failed : CountFilter::all);
    } else {
        m_filter->choose(CountFilter::all);
    }
    m_words->setText(tr("Double click a cell, or press F2, to mend it: the row is checked again."));
}

/// Return or a double click on a row: its first cell that is wrong, else the one that has the
/// focus.
void CsvCheckStep::mend()
{
    if (m_import->isChecking())
        return;
    const QModelIndex current = m_table->currentIndex();
    for (int column = CsvRowsModel::FirstCell;
         current.column() < CsvRowsModel::FirstCell && column < m_proxy->columnCount(); ++column) {
        const QModelIndex cell = current.siblingAtColumn(column);
        if (cell.data(CsvRowsModel::MarkRole).toInt() == int(CsvRowsModel::Mark::Wrong)) {
            m_table->setCurrentIndex(cell);
            m_table->edit(cell);
            return;
        }
    }
    if (m_proxy->flags(current) & Qt::ItemIsEditable)
        m_table->edit(current);
}

void CsvCheckStep::saveReport()
{
    auto *dialog = new FileDialog(window(), tr("Save the report"), u"import-report.csv"_s,
                                  tr("CSV files (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_import->rows().saveReport(path).then(this, [this](const QString &error) {
            if (error.isEmpty())
                m_banner->showMessage(Banner::Level::Ok, tr("The report was saved."));
            else
                m_banner->showMessage(Banner::Level::Bad, error);
        });
    });
    dialog->open();
}

} // namespace ui
