// SPDX-License-Identifier: GPL-3.0-or-later
// What the panel can be told by keyboard: its commands, and the order of its controls.
#include "ui/patch/PatchEditor.h"
#include "ui/resource/DetailPanel.h"
#include "ui/resource/DetailsForm.h"
#include "ui/theme/Icons.h"
#include "ui/widgets/Page.h"

#include <QAction>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>

namespace ui {

using namespace Qt::StringLiterals;

void DetailPanel::makeCommands()
{
    const auto command = [this](const QString &text, const QString &iconName,
                                const QKeySequence &keys, void (DetailPanel::*slot)()) {
        auto *action = new QAction(icon(iconName), text, this);
        action->setShortcut(keys);
        connect(action, &QAction::triggered, this, slot);
        addAction(action);
        m_commands << action;
        return action;
    };
    command(tr("Send what is staged"), u"send"_s, QKeySequence(Qt::CTRL | Qt::Key_Return),
            &DetailPanel::send);
    command(tr("Review what is staged"), u"review"_s, QKeySequence(Qt::CTRL | Qt::Key_R),
            &DetailPanel::review);
    command(tr("Discard what is staged"), u"undo"_s, {}, &DetailPanel::discard);
    QAction *compares = command(tr("Compare with what somebody else changed..."), u"review"_s, {},
                                &DetailPanel::compare);
    compares->setProperty(keywordsProperty, tr("conflict merge mine theirs"));
    const auto follow = [this, compares] { compares->setEnabled(m_controller->hasConflict()); };
    connect(m_controller, &models::ResourceController::conflictChanged, this, follow);
    follow();
    makeViewCommands();
    m_commands << m_patchEditor->commands();
}

void DetailPanel::makeViewCommands()
{
    const auto view = [this](const QString &text, QWidget *page) {
        auto *action = new QAction(icon(u"edit"_s), text, this);
        action->setProperty(keywordsProperty, tr("tab view details JSON patch operations"));
        connect(action, &QAction::triggered, this, [this, page] {
            m_tabs->setCurrentWidget(page);
            m_tabs->tabBar()->setFocus(Qt::ShortcutFocusReason);
        });
        m_views.append({action, page});
        m_commands << action;
    };
    view(tr("Edit in the form"), m_details);
    view(tr("Edit as JSON"), m_jsonPage);
    view(tr("Edit as JSON Patch"), m_patchEditor);
}

void DetailPanel::refreshViews()
{
    const bool isOpen = !m_controller->draft().isEmpty();
    for (const auto &[action, page] : std::as_const(m_views))
        action->setEnabled(isOpen && m_tabs->isTabVisible(m_tabs->indexOf(page)));
}

// Fields are made anew for each resource, and would come last of all.
void DetailPanel::orderTabs()
{
    QWidget *previous = m_tabs->tabBar();
    for (QWidget *editor : m_details->editors()) {
        setTabOrder(previous, editor);
        previous = editor;
    }
    for (QWidget *button : {m_discard, m_review, m_send}) {
        setTabOrder(previous, button);
        previous = button;
    }
}

} // namespace ui
