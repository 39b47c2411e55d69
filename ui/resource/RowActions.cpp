// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/RowActions.h"

#include "models/Actions.h"
#include "models/RowLinks.h"
#include "ui/theme/Icons.h"
#include "ui/widgets/Label.h"

namespace ui {

using namespace Qt::StringLiterals;

RowActions::RowActions(const api::Catalogue &catalogue, const api::ResourceType &type,
                       QWidget *page)
    : QObject(page)
    , m_type(type)
    , m_page(page)
{
    for (const api::ResourceLink &link : type.links) {
        if (catalogue.resource(link.to)) // an imported document may have left it out
            addLink(link);
    }
    for (const api::Operation &operation : models::actionsOn(catalogue, type.key))
        addCommand(operation);
    setRow({});
}

void RowActions::addLink(const api::ResourceLink &link)
{
    auto *action = new QAction(icon(link.icon), tr("Show: %1").arg(link.title), this);
    const qsizetype place = m_links.size();
    connect(action, &QAction::triggered, this, [this, place] {
        if (!m_values.at(place).isEmpty())
            Q_EMIT linkWanted(m_linked.at(place).to, m_values.at(place));
    });
    m_page->addAction(action);
    m_links << action;
    m_linked << link;
    m_values << QList<QPair<QString, QString>>();
}

void RowActions::addCommand(const api::Operation &operation)
{
    const QString iconName = operation.action->icon;
    auto *action = new QAction(icon(iconName.isEmpty() ? u"action"_s : iconName),
                               tr("%1...").arg(models::titleOf(operation)), this);
    const qsizetype place = m_commands.size();
    connect(action, &QAction::triggered, this,
            [this, place] { Q_EMIT commandWanted(m_operations.at(place)); });
    m_page->addAction(action);
    m_commands << action;
    m_operations << operation;
}

void RowActions::followCatalogue(const api::Catalogue &catalogue)
{
    for (api::Operation &operation : m_operations) {
        if (const api::Operation *found = models::sameOperation(catalogue, operation))
            operation = *found;
    }
}

void RowActions::setRow(json::Value row)
{
    for (qsizetype i = 0; i < m_links.size(); ++i) {
        m_values[i] =
            row ? models::linkedValues(m_linked.at(i), row) : QList<QPair<QString, QString>>();
        m_links.at(i)->setEnabled(!m_values.at(i).isEmpty());
        m_links.at(i)->setToolTip(plainToolTip(!row ? tr("Select a row first.")
                                               : m_values.at(i).isEmpty()
                                                   ? tr("This row names none.")
                                                   : m_linked.at(i).title));
    }
    for (qsizetype i = 0; i < m_commands.size(); ++i) {
        const QString whyNot =
            row ? models::whyNotOn(m_operations.at(i), row) : tr("Select a row first.");
        m_commands.at(i)->setEnabled(whyNot.isEmpty());
        m_commands.at(i)->setToolTip(
            plainToolTip(whyNot.isEmpty() ? m_operations.at(i).summary : whyNot));
    }
}

} // namespace ui
