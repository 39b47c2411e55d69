// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/csv/CsvMappingStep.h"

#include "ui/csv/PropertyDelegate.h"
#include "ui/table/TableView.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using models::CsvMappingModel;

CsvMappingStep::CsvMappingStep(models::CsvImport *import, QWidget *parent)
    : QWidget(parent)
    , m_import(import)
    , m_table(new TableView(this))
    , m_words(new Label({}, this))
    , m_problem(new Label({}, this))
    , m_remove(new QPushButton(tr("Remove the value"), this))
{
    CsvMappingModel *model = &import->mapping();
    m_table->setModel(model);
    m_table->setItemDelegate(new PropertyDelegate(model, m_table));
    m_table->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_table->setTabKeyNavigation(false);
    m_table->setAccessibleName(tr("Columns and properties"));
    setFocusProxy(m_table);
    m_table->setColumnWidth(CsvMappingModel::Source, 190);
    m_table->setColumnWidth(CsvMappingModel::Sample, 220);
    m_table->setColumnWidth(CsvMappingModel::Property, 210);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_words->setWordWrap(true);
    Theme::setMuted(m_words);
    m_problem->setWordWrap(true);
    Theme::setTone(m_problem, Theme::Tone::Bad);
    auto *add = new QPushButton(icon(u"add"_s), tr("Value for all rows"), this);
    add->setProperty("kind", u"quiet"_s);
    m_remove->setProperty("kind", u"quiet"_s);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::inner);
    buttons->addWidget(add);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::field);
    column->addWidget(m_words);
    column->addWidget(m_table, 1);
    column->addLayout(buttons);
    column->addWidget(m_problem);

    // One click, or Return, opens the list.
    const auto edit = [this](const QModelIndex &index) {
        if (index.isValid() && m_table->model()->flags(index) & Qt::ItemIsEditable)
            m_table->edit(index);
    };
    connect(m_table, &QAbstractItemView::clicked, this, edit);
    connect(m_table, &TableView::rowActivated, this, edit);
    connect(add, &QPushButton::clicked, this, &CsvMappingStep::addConstant);
    connect(m_remove, &QPushButton::clicked, this, &CsvMappingStep::removeConstant);
    connect(model, &CsvMappingModel::mappingChanged, this, &CsvMappingStep::refresh);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &CsvMappingStep::refresh);
    refresh();
}

void CsvMappingStep::addConstant()
{
    CsvMappingModel &model = m_import->mapping();
    model.addConstant({}, {});
    const QModelIndex index = model.index(model.rowCount() - 1, CsvMappingModel::Property);
    m_table->setCurrentIndex(index);
    m_table->edit(index);
}

void CsvMappingStep::removeConstant()
{
    m_import->mapping().removeConstant(m_table->currentIndex().row());
}

void CsvMappingStep::refresh()
{
    const CsvMappingModel &model = m_import->mapping();
    const int ignored = model.ignoredCount();
    const QString rule = tr("An empty cell says nothing: a new one goes without the member, one "
                            "that exists keeps what it has.");
    m_words->setText(ignored == 0 ? rule
                                  //: %n columns, then another sentence
                                  : tr("%n column(s) are ignored. %1", nullptr, ignored).arg(rule));
    m_problem->setText(model.problem());
    m_problem->setVisible(!model.problem().isEmpty());
    const int row = m_table->currentIndex().row();
    m_remove->setEnabled(row >= 0 && model.isConstant(row));
}

} // namespace ui
