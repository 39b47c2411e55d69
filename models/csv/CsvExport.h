// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/api/csv/CsvEncoding.h"
#include "models/ResourceTableModel.h"

#include <QCoreApplication>
#include <QSet>
#include <QString>

#include <expected>

namespace models {

/// Resources as a CSV file that an import finds unchanged; secrets are left out, and what a
/// spreadsheet would run is guarded. Any thread.
class CsvExport
{
    Q_DECLARE_TR_FUNCTIONS(models::CsvExport)

public:
    struct Dialect
    {
        char delimiter = ',';
        /// With its mark: without it a spreadsheet takes UTF-8 for something else.
        api::CsvEncoding encoding = api::CsvEncoding::Utf8WithMark;
    };

    /// @p rows of the table's resource type.
    static std::string text(const api::ResourceType &type, const std::vector<json::Value> &rows,
                            const Dialect &dialect);
    /// Writes the file whole or not at all, mode 0600. The error is a sentence.
    static std::expected<void, QString> write(const QString &path, const api::ResourceType &type,
                                              const std::vector<json::Value> &rows,
                                              const Dialect &dialect);
    /// Those rows of @p snapshot that have one of the ids, in order; all for no ids.
    static std::vector<json::Value> rowsOf(const RowSnapshot &snapshot,
                                           const api::ResourceType &type, const QSet<QString> &ids);
};

} // namespace models
