// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/ActionReader.h"

#include "app/api/ConditionReader.h"

using namespace Qt::StringLiterals;

namespace api {

ActionReader::ActionReader(OpenApiDocument &document)
    : m_document(document)
{
}

std::optional<Action> ActionReader::read(const Located &operation)
{
    const Located own = m_document.object(operation, "x-console-action");
    if (!own)
        return std::nullopt;
    Action action;
    action.title = m_document.string(own, "title");
    if (action.title.isEmpty())
        action.title = m_document.string(operation, "summary");
    if (action.title.isEmpty())
        action.title = m_document.string(operation, "operationId");
    action.icon = m_document.string(own, "icon");
    action.appliesTo = m_document.strings(own, "appliesTo");
    if (own.value["destructive"].isArray())
        action.destructiveValues = m_document.strings(own, "destructive");
    else
        action.destructive = m_document.boolean(own, "destructive").value_or(false);
    action.fill = m_document.pairs(own, "fill");
    action.when = readConditions(m_document, own);
    return action;
}

} // namespace api
