// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/csv/CsvCheck.h"

#include <QByteArray>
#include <QString>

#include <string>
#include <unordered_map>
#include <vector>

namespace models {

/// One body of the platform's bulk job, and which rows of the file are in it.
struct CsvBulkPart
{
    QByteArray body;
    std::vector<int> rows = {};
    std::vector<std::size_t> lines = {}; ///< by rows: where each begins in the body, from 1
    std::vector<std::string> ids = {};   ///< by rows; may be empty
};

/// Rows as the platform's bulk format has them: comma, UTF-8, nothing guarded, each row the whole
/// resource as it shall be, since the job replaces it. Every part has the header and stays below
/// @p limit bytes; a row that does not fit into one is left out. Any thread.
std::vector<CsvBulkPart> bulkParts(const CsvTable &table, CsvCheck check,
                                   const std::vector<int> &rows, const api::ResourceType &type,
                                   qsizetype limit);

/// What a finished job's `reason` says of the rows of a part.
struct CsvBulkReasons
{
    std::unordered_map<int, QString> ofRows;
    QStringList others; ///< lines that name no row
};
/// A line of @p reason is about the row whose line in the body it names ("Line 3: ..."), or whose
/// id it holds.
CsvBulkReasons bulkReasons(const QString &reason, const CsvBulkPart &part);

} // namespace models
