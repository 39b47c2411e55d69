// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/PatchView.h"

#include "ui/resource/JsonEditor.h"
#include "ui/table/TableView.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/Placeholder.h"
#include "ui/widgets/SecretClipboard.h"

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

    auto *lower = new QWidget(this);
    auto *lowerColumn = new QVBoxLayout(lower);
    lowerColumn->setContentsMargins(0, 0, 0, 0);
    lowerColumn->addWidget(makeBar());
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

    connect(model, &models::PatchModel::draftReplaced, this,
            [this] { m_reveal->setChecked(false); });
    connect(model, &QAbstractItemModel::modelReset, this, &PatchView::refresh);
    connect(model, &QAbstractItemModel::rowsInserted, this, &PatchView::refresh);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &PatchView::refresh);
    connect(model, &QAbstractItemModel::dataChanged, this, &PatchView::refresh);
    refresh();
}

QWidget *PatchView::makeBar()
{
    m_heading = new Label({}, this);
    m_heading->setWordWrap(true);
    Theme::setMuted(m_heading);
    m_reveal = new QPushButton(tr("Show secrets"), this);
    m_reveal->setCheckable(true);
    m_reveal->setToolTip(tr("Show passwords and keys in the text, and copy them with it"));
    connect(m_reveal, &QPushButton::toggled, this, &PatchView::refresh);
    auto *copyButton = new QPushButton(tr("Copy patch"), this);
    connect(copyButton, &QPushButton::clicked, this, &PatchView::copy);

    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(space::panel, space::inner, space::panel, space::tight);
    row->addWidget(m_heading, 1);
    row->addWidget(m_reveal);
    row->addWidget(copyButton);
    return bar;
}

void PatchView::refresh()
{
    const bool some = m_model->rowCount() > 0;
    m_stack->setCurrentIndex(some ? 1 : 0);
    const QString real = m_model->text();
    const QString masked = m_model->maskedText();
    const bool hides = real != masked;
    m_reveal->setVisible(hides);
    const bool reveals = !hides || m_reveal->isChecked();
    m_heading->setText(reveals ? tr("As it will be sent") : tr("As it will be sent, masked"));
    m_text->setSecret(hides && reveals);
    m_text->setDocumentText(!some ? QString() : reveals ? real : masked);
}

void PatchView::copy()
{
    const QString real = m_model->text();
    const QString masked = m_model->maskedText();
    const bool hides = real != masked;
    const bool reveals = !hides || m_reveal->isChecked();
    if (hides && reveals)
        SecretClipboard::copySecret(real);
    else
        QGuiApplication::clipboard()->setText(masked);
    m_heading->setText(!hides    ? tr("Copied")
                       : reveals ? tr("Copied, secrets included")
                                 : tr("Copied with secrets masked: not to be sent"));
}

} // namespace ui
