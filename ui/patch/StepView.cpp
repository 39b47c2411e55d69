// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patch/StepView.h"

#include "ui/resource/JsonEditor.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QAction>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

StepView::StepView(models::PatchEntriesModel *model, QAction *back, QAction *forward,
                   QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_text(new JsonEditor(this))
    , m_heading(new Label({}, this))
{
    m_text->setReadOnly(true);
    m_text->setAccessibleName(tr("Document after the operations so far"));
    m_heading->setElided(Qt::ElideRight);
    Theme::setMuted(m_heading);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(space::panel, space::inner, space::panel, space::tight);
    row->setSpacing(space::tight);
    row->addWidget(m_heading, 1);
    for (QAction *action : {back, forward}) {
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setAccessibleName(action->text());
        row->addWidget(button);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_text, 1);

    const auto stale = [this] {
        m_isStale = true;
        m_heading->setText(heading());
        refresh();
        Q_EMIT headingChanged();
    };
    connect(model, &models::PatchEntriesModel::stepChanged, this, stale);
    connect(model, &models::PatchEntriesModel::documentReady, this, [this](const QString &text) {
        m_text->setSecret(m_model->reveals());
        m_text->setDocumentText(text);
    });
    m_heading->setText(heading());
}

QString StepView::heading() const
{
    const int all = m_model->rowCount();
    const int step = m_model->step();
    if (step == 0)
        return all == 0 ? tr("As it is") : tr("Before the first of %n operation(s)", nullptr, all);
    return step == all ? tr("After all %n operation(s)", nullptr, all)
                       : tr("After operation %1 of %2").arg(step).arg(all);
}

void StepView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void StepView::refresh()
{
    if (!m_isStale || !isVisible())
        return;
    m_isStale = false;
    m_model->askDocumentText();
}

} // namespace ui
