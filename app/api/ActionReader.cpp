// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/ActionReader.h"

#include <QCoreApplication>

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
    action.destructive = m_document.boolean(own, "destructive").value_or(false);
    action.fill = m_document.pairs(own, "fill");
    readWhen(action, own);
    return action;
}

void ActionReader::readWhen(Action &action, const Located &own)
{
    const Located when = m_document.object(own, "when");
    for (const auto &[name, value] : when.value.members()) {
        const QStringList values = m_document.strings(when, name);
        const QString property =
            QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
        if (!values.isEmpty()) {
            action.when.append({property, values});
            continue;
        }
        // Without a condition that can be read, the action would be offered where it does not fit.
        m_document.report(OpenApiDocument::inside(when, name, value).where,
                          QCoreApplication::translate(
                              "api::Catalogue", "This must be the value, or the list of values, "
                                                "for which the action is offered."));
        action.when.append({property, {}});
    }
}

} // namespace api
