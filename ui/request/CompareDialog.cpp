// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/CompareDialog.h"

#include "ui/resource/JsonEditor.h"
#include "ui/table/TableView.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/DialogButtons.h"
#include "ui/widgets/Label.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using models::DifferenceModel;

namespace {

QString titleOf(const api::HistoryEntry &entry)
{
    return u"%1 %2 (%3)"_s.arg(
        QString::fromLatin1(entry.method), entry.url,
        QLocale().toString(entry.startedAt.toLocalTime(), QLocale::ShortFormat));
}

} // namespace

CompareDialog::CompareDialog(const api::HistoryEntry &first, const api::HistoryEntry &second,
                             QWidget *parent)
    : QDialog(parent)
    , m_count(new Label({}, this))
    , m_table(new TableView(this))
{
    setWindowTitle(tr("Compare two requests"));
    resize(860, 560);
    m_model.compareLater(first, second);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::inner);
    for (const QString &text :
         {tr("First: %1").arg(titleOf(first)), tr("Second: %1").arg(titleOf(second))}) {
        auto *label = new Label(text, this);
        label->setElided(Qt::ElideMiddle);
        column->addWidget(label);
    }
    Theme::setMuted(m_count);
    column->addWidget(m_count);

    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Differences"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setColumnWidth(DifferenceModel::Where, 240);
    m_table->setColumnWidth(DifferenceModel::First, 280);
    m_table->horizontalHeader()->setStretchLastSection(true);
    column->addWidget(m_table, 1);

    auto *values = new QPlainTextEdit(this); // what a cell has no room for
    values->setReadOnly(true);
    values->setTabChangesFocus(true);
    values->setAccessibleName(tr("The selected difference in full"));
    values->setMaximumHeight(120);
    if (Theme::instance())
        values->setFont(Theme::instance()->fixedFont());
    column->addWidget(values);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, values,
            [values](const QModelIndex &index) {
                const auto text = [&](int part) {
                    return index.siblingAtColumn(part).data().toString();
                };
                values->setPlainText(JsonEditor::cut(
                    tr("%1\nFirst: %2\nSecond: %3", "where, values")
                        .arg(text(DifferenceModel::Where), text(DifferenceModel::First),
                             text(DifferenceModel::Second))));
            });
    connect(&m_model, &DifferenceModel::compared, this, &CompareDialog::showCount);
    showCount();

    auto *buttons = new DialogButtons(this);
    buttons->setDefault(buttons->addAccept(tr("Close"), DialogButtons::Kind::Quiet));
    column->addWidget(buttons);
    m_table->setFocus();
}

void CompareDialog::showCount()
{
    if (m_model.isComparing())
        m_count->setText(tr("Comparing..."));
    else if (m_model.rowCount() == 0)
        m_count->setText(tr("Request and reply are the same."));
    else
        m_count->setText(tr("%n difference(s)", nullptr, m_model.rowCount()));
    m_table->setCurrentIndex(m_model.index(0, 0));
}

} // namespace ui
