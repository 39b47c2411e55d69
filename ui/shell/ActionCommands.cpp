// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/ActionCommands.h"

#include "ui/theme/Icons.h"
#include "ui/widgets/Page.h"

#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

QList<QAction *> ActionCommands::make(const api::Catalogue &catalogue)
{
    qDeleteAll(std::exchange(m_actions, {}));
    for (const models::ActionEntry &entry : models::actionEntries(catalogue)) {
        if (!entry.operation.isCallable())
            continue;
        const QString iconName = entry.operation.action->icon;
        const QString text = entry.member.isEmpty()
                                 ? entry.title
                                 : tr("%1 (%2)").arg(entry.title, models::titleOf(entry.operation));
        auto *action = new QAction(icon(iconName.isEmpty() ? u"action"_s : iconName),
                                   QString(text).replace(u'&', "&&"_L1), this);
        action->setProperty(keywordsProperty, entry.keywords);
        connect(action, &QAction::triggered, this, [this, entry] { Q_EMIT chosen(entry); });
        m_actions << action;
    }
    return m_actions;
}

} // namespace ui
