// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/csv/CsvDryRun.h"
#include "tests/models/table/TableSamples.h"

#include <string>

namespace csv {

inline models::CsvTable table(const std::string &text)
{
    return models::CsvTable::read(text, ',').value();
}

/// Rows of a reply, as the table's.
inline models::RowSnapshot rows(const std::string &json)
{
    models::ResourceTableModel model;
    model.setResource(samples::deviceType());
    model.setDocument(samples::parse(json));
    return model.snapshot();
}

inline models::CsvCheck check(const models::CsvTable &table, const std::string &existing,
                              const models::CsvCheck::Abilities &abilities = {},
                              const api::ResourceType &type = samples::deviceType())
{
    return models::CsvCheck(
        type,
        models::CsvMapping::automatic(table.header(), type,
                                      {QStringLiteral("extra"), QStringLiteral("tags"),
                                       QStringLiteral("note"), QStringLiteral("authorized")}),
        models::CsvCheck::index(rows(existing), type), abilities);
}

/// The dry run of @p text against @p existing.
inline models::CsvDryRun dryRun(const std::string &text, const std::string &existing = "[]",
                                const models::CsvCheck::Abilities &abilities = {})
{
    const models::CsvTable file = table(text);
    models::CsvDryRun run(file, check(file, existing, abilities));
    run.run();
    return run;
}

} // namespace csv
