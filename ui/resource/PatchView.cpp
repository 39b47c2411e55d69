// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/PatchView.h"

#include "ui/resource/JsonEditor.h"
#include "ui/table/TableView.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/Placeholder.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

PatchView::PatchView(models::PatchModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_stack(new QStackedWidget(this))
    , m_nothing(new Placeholder(this))
    , m_list(new TableView(this))
    , m_text(new JsonEditor(this))
{
    m_nothing->setContent(
        u"edit"_s, tr("Nothing is changed"),
        tr("Edit a field or the JSON, and the operations that will be sent appear "
           "here."));
    m_list->setModel(model);
    m_list->setAccessibleName(tr("Patch operations"));
    m_list->setColumnWidth(models::PatchModel::Operation, 76);
    m_list->setColumnWidth(models::PatchModel::Path, 110);
    m_list->setColumnWidth(models::PatchModel::Before, 84);
    m_text->setReadOnly(true);
    m_text->setAccessibleName(tr("JSON Patch as text"));

    auto *copy = new QPushButton(tr("Copy patch"), this);
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_model->text()); });
    auto *heading = new Label(tr("As it will be sent"), this);
    Theme::setMuted(heading);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(space::panel, space::inner, space::panel, 0);
    bar->addWidget(heading);
    bar->addStretch();
    bar->addWidget(copy);
    auto *lower = new QWidget(this);
    auto *lowerColumn = new QVBoxLayout(lower);
    lowerColumn->setContentsMargins(0, 0, 0, 0);
    lowerColumn->addLayout(bar);
    lowerColumn->addWidget(m_text);

    auto *split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_list);
    split->addWidget(lower);
    m_stack->addWidget(m_nothing);
    m_stack->addWidget(split);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);

    connect(model, &QAbstractItemModel::modelReset, this, &PatchView::refresh);
    connect(model, &QAbstractItemModel::rowsInserted, this, &PatchView::refresh);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &PatchView::refresh);
    connect(model, &QAbstractItemModel::dataChanged, this, &PatchView::refresh);
    refresh();
}

void PatchView::refresh()
{
    const bool some = m_model->rowCount() > 0;
    m_stack->setCurrentIndex(some ? 1 : 0);
    m_text->setDocumentText(some ? m_model->text() : QString());
}

} // namespace ui
