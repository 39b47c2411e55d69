// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/ConditionReader.h"

#include <QCoreApplication>

namespace api {

QList<QPair<QString, QStringList>> readConditions(OpenApiDocument &document, const Located &owner)
{
    QList<QPair<QString, QStringList>> conditions;
    const Located when = document.object(owner, "when");
    for (const auto &[name, value] : when.value.members()) {
        const QStringList values = document.strings(when, name);
        const QString property =
            QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
        // Without a condition that can be read, it would be offered where it does not fit.
        if (values.isEmpty())
            document.report(OpenApiDocument::inside(when, name, value).where,
                            QCoreApplication::translate(
                                "api::Catalogue", "This must be the value, or the list of values, "
                                                  "for which the action is offered."));
        conditions.append({property, values});
    }
    return conditions;
}

} // namespace api
