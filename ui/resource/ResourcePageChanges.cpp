// SPDX-License-Identifier: GPL-3.0-or-later
// What a ResourcePage does with changes that are over: the way to their log, and back before them.
#include "ui/resource/DeleteDialog.h"
#include "ui/resource/DetailPanel.h"
#include "ui/resource/ResourcePage.h"
#include "ui/theme/Icons.h"
#include "ui/widgets/Banner.h"

#include <QAction>

namespace ui {

using namespace Qt::StringLiterals;
using models::UndoPlan;

void ResourcePage::makeChangeActions()
{
    m_ownChanges = new QAction(icon(u"changes"_s), tr("What I changed here"), this);
    connect(m_ownChanges, &QAction::triggered, this, &ResourcePage::showOwnChanges);
    m_commands << m_ownChanges;

    // Where the profile is a sandbox, changes go at once unless a person wants to see them first.
    m_reviewsAlways = new QAction(icon(u"review"_s), tr("Review before sending, here too"), this);
    m_reviewsAlways->setCheckable(true);
    m_reviewsAlways->setVisible(m_controller->session().profile().safety ==
                                api::SafetyLevel::Sandbox);
    connect(m_reviewsAlways, &QAction::toggled, this, [this](bool always) {
        m_detail->setReviewsAlways(always);
        if (m_settings)
            m_settings->setValue(u"changes/reviewInSandbox"_s, always);
    });
    const auto follow = [this] {
        m_reviewsAlways->setChecked(m_settings &&
                                    m_settings->value(u"changes/reviewInSandbox"_s).toBool());
    };
    follow();
    connect(m_controller.get(), &models::ResourceController::opened, this, follow);
    if (m_reviewsAlways->isVisible())
        m_commands << m_reviewsAlways;
}

void ResourcePage::openResource(const QString &id, bool isNew)
{
    setDetailVisible(true);
    if (isNew) {
        m_controller->openNew();
        return;
    }
    m_controller->open(id);
    selectId(id);
}

void ResourcePage::showOwnChanges()
{
    const models::ResourceDraft &draft = m_controller->draft();
    Q_EMIT changesWanted(m_controller->resource().key, draft.isNew() ? QString() : draft.id());
}

void ResourcePage::haveUndoPlan(const UndoPlan &plan)
{
    switch (plan.way) {
    case UndoPlan::Way::None:
        m_banner->showMessage(Banner::Level::Warn, plan.why);
        return;
    case UndoPlan::Way::Delete: {
        auto *dialog =
            new DeleteDialog(m_controller->resource(), {plan.id}, m_controller->session().profile(),
                             window(), {m_controller->nameOf(plan.id)});
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &QDialog::accepted, m_controller.get(),
                [this, id = plan.id] { m_controller->remove({id}); });
        dialog->open();
        return;
    }
    case UndoPlan::Way::Edit:
    case UndoPlan::Way::Create:
        break;
    }
    setDetailVisible(true);
    m_controller->stage(plan.draft);
    if (plan.way == UndoPlan::Way::Edit)
        selectId(plan.id);
    // Where others have changed the same since, the detail panel says so and offers to compare.
    if (!m_controller->hasConflict())
        m_detail->review();
}

} // namespace ui
