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
{
    setWindowTitle(tr("Compare two requests"));
    resize(860, 560);
    m_model.compare(first, second);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::inner);
    for (const QString &text :
         {tr("First: %1").arg(titleOf(first)), tr("Second: %1").arg(titleOf(second))}) {
        auto *label = new Label(text, this);
        label->setElided(Qt::ElideMiddle);
        column->addWidget(label);
    }
    auto *count =
        new Label(m_model.rowCount() == 0 ? tr("Request and reply are the same.")
                                          : tr("%n difference(s)", nullptr, m_model.rowCount()),
                  this);
    Theme::setMuted(count);
    column->addWidget(count);

    auto *table = new TableView(this);
    table->setModel(&m_model);
    table->setAccessibleName(tr("Differences"));
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setColumnWidth(DifferenceModel::Where, 240);
    table->setColumnWidth(DifferenceModel::First, 280);
    table->horizontalHeader()->setStretchLastSection(true);
    column->addWidget(table, 1);

    auto *values = new QPlainTextEdit(this); // what a cell has no room for
    values->setReadOnly(true);
    values->setTabChangesFocus(true);
    values->setAccessibleName(tr("The selected difference in full"));
    values->setMaximumHeight(120);
    if (Theme::instance())
        values->setFont(Theme::instance()->fixedFont());
    column->addWidget(values);
    connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, values,
            [values](const QModelIndex &index) {
                const auto text = [&](int part) {
                    return index.siblingAtColumn(part).data().toString();
                };
                values->setPlainText(JsonEditor::cut(
                    tr("%1\nFirst: %2\nSecond: %3", "where, values")
                        .arg(text(DifferenceModel::Where), text(DifferenceModel::First),
                             text(DifferenceModel::Second))));
            });
    table->setCurrentIndex(m_model.index(0, 0));

    auto *buttons = new DialogButtons(this);
    buttons->setDefault(buttons->addAccept(tr("Close"), DialogButtons::Kind::Quiet));
    column->addWidget(buttons);
    table->setFocus();
}

} // namespace ui
