// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/UndoOffer.h"

#include "models/ResourceController.h"
#include "ui/widgets/Banner.h"

#include <QPushButton>

namespace ui {

using models::ResourceController;

UndoOffer::UndoOffer(ResourceController *controller, Banner *banner)
    : QObject(banner)
    , m_controller(controller)
    , m_banner(banner)
{
    connect(controller, &ResourceController::discarded, this, &UndoOffer::show);
    connect(&controller->draft(), &models::ResourceDraft::changed, this, &UndoOffer::withdraw);
    connect(&controller->draft(), &models::ResourceDraft::unfinishedChanged, this,
            &UndoOffer::withdraw);
    connect(controller, &ResourceController::leaving, this, &UndoOffer::withdrawChange);
}

void UndoOffer::show()
{
    m_banner->showMessage(Banner::Level::Info, tr("The changes were discarded."));
    connect(m_banner->addAction(tr("Undo")), &QPushButton::clicked, m_controller, [this] {
        m_banner->dismiss();
        m_controller->undoDiscard();
    });
}

void UndoOffer::offerUndo(const QString &sentence)
{
    const qint64 row = m_controller->lastChangeRow();
    if (row == 0)
        return;
    m_sentence = sentence;
    m_banner->showMessage(Banner::Level::Ok, sentence);
    connect(m_banner->addAction(tr("Undo...")), &QPushButton::clicked, m_controller, [this, row] {
        m_banner->dismiss();
        m_controller->planUndo(row);
    });
}

void UndoOffer::withdrawChange()
{
    if (!m_sentence.isEmpty() && m_banner->text() == m_sentence)
        m_banner->dismiss();
    m_sentence.clear();
}

void UndoOffer::withdraw()
{
    if (m_banner->text() == tr("The changes were discarded.") && !m_controller->canUndoDiscard())
        m_banner->dismiss();
}

} // namespace ui
