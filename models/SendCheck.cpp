// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/SendCheck.h"

#include "models/ViolationText.h"

#include <QCoreApplication>

namespace models {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("models::SendCheck", text);
}

} // namespace

QString whyNotReady(const ResourceDraft &draft, const ResourceRequests &requests,
                    const api::ResourceType &type)
{
    if (draft.unfinished())
        return translated("The JSON text is not finished: complete it, or discard.");
    if (!draft.unfinishedFields().isEmpty())
        return translated("A field has an error: correct it first.");
    if (!draft.isNew() && !draft.isChanged())
        return translated("Nothing is changed.");
    if (draft.isNew() && !type.idByPlatform && requests.idOf(draft.edited().root()).isEmpty())
        return translated("%1 needs an id: %2 is empty.").arg(type.name, type.idProperty);
    const QList<api::SchemaViolation> violations = draft.violations();
    return violations.isEmpty() ? QString() : inWords(violations.first(), draft).toString();
}

} // namespace models
