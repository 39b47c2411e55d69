// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"

#include <QCoreApplication>
#include <QList>
#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace models {

/// Which property each column of a CSV file is about, and what all rows get beside it.
struct CsvMapping
{
    Q_DECLARE_TR_FUNCTIONS(models::CsvMapping)

public:
    struct Constant
    {
        QString property; ///< dotted
        QString text;     ///< as a cell would have it
        bool operator==(const Constant &) const = default;
    };
    /// By column, dotted ("authorized.domain"); empty: the column is ignored.
    QStringList properties;
    QList<Constant> constants;

    /// Columns that are called as a property or as its title, without regard to case and spaces;
    /// and those that are called as one of @p extras, members that the schema does not name and
    /// resources have, or as something inside one. All others are ignored: a member that nobody
    /// knows is made on purpose only.
    static CsvMapping automatic(const std::vector<std::string> &header,
                                const api::ResourceType &type, const QStringList &extras = {});

    /// Column of the file with that property; -1: none.
    int columnOf(const QString &property) const { return int(properties.indexOf(property)); }
    /// Those that are not ignored, in order, then those of the constants.
    std::vector<std::string> names() const;
    /// Why rows can't be read so, as a sentence; empty when they can.
    QString problem(const api::ResourceType &type) const;

    bool operator==(const CsvMapping &) const = default;
};

/// What can be chosen for a column: each property of the schema that is no object with members of
/// its own, dotted, in the schema's order.
QStringList csvProperties(const api::ResourceType &type);

} // namespace models
