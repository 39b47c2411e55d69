// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/PairsEditor.h"

#include "ui/table/TableView.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using models::PairsModel;

PairsEditor::PairsEditor(PairsModel *model, const QString &what, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_table(new TableView(this))
    , m_add(new QPushButton(icon(u"add"_s), tr("Add"), this))
    , m_remove(new QPushButton(icon(u"delete"_s), tr("Remove"), this))
    , m_bar(new QWidget(this))
{
    m_table->setModel(model);
    m_table->setItemDelegate(new QStyledItemDelegate(m_table)); // cells are typed into
    m_table->setAccessibleName(what);
    m_table->setMinimumHeight(44);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                             QAbstractItemView::AnyKeyPressed | QAbstractItemView::SelectedClicked);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setColumnWidth(PairsModel::Name, 200);
    for (QPushButton *button : {m_add, m_remove})
        button->setProperty("kind", u"quiet"_s);
    m_add->setAccessibleName(tr("Add to: %1").arg(what));
    m_remove->setAccessibleName(tr("Remove from: %1").arg(what));

    auto *bar = new QHBoxLayout(m_bar);
    bar->setContentsMargins(space::inner, space::tight, space::inner, space::tight);
    bar->setSpacing(space::inner);
    bar->addWidget(m_add);
    bar->addWidget(m_remove);
    bar->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_table, 1);
    column->addWidget(m_bar);

    connect(m_add, &QPushButton::clicked, this, &PairsEditor::addRow);
    connect(m_remove, &QPushButton::clicked, this, &PairsEditor::removeRow);
    connect(m_table, &TableView::rowActivated, m_table,
            [this](const QModelIndex &index) { m_table->edit(index); });
    const auto enable = [this] { m_remove->setEnabled(m_table->currentIndex().isValid()); };
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, enable);
    connect(model, &QAbstractItemModel::modelReset, this, enable);
    enable();
}

void PairsEditor::setHint(const QString &text)
{
    auto *hint = new Label(text, m_bar);
    hint->setElided(Qt::ElideRight);
    Theme::setMuted(hint);
    qobject_cast<QHBoxLayout *>(m_bar->layout())->insertWidget(2, hint, 1);
}

void PairsEditor::addRow()
{
    const QModelIndex index = m_model->index(m_model->add(), PairsModel::Name);
    m_table->setCurrentIndex(index);
    m_table->edit(index);
}

void PairsEditor::removeRow()
{
    m_model->remove(m_table->currentIndex().row());
}

} // namespace ui
