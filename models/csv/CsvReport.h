// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/csv/CsvRowsModel.h"

#include <vector>

namespace models {

/// What came of the rows of an import, as it was at one moment: takes little time to make, and the
/// text is made of it in any thread.
class CsvReport
{
public:
    explicit CsvReport(const CsvRowsModel &rows);

    /// For people: a line, state, result and reason beside the cells of each row. UTF-8 with a byte
    /// order mark, secrets left out.
    QByteArray text() const;

private:
    struct Row
    {
        CsvState state;
        CsvRowsModel::SendResult result;
        QString reason;
    };

    CsvTable m_table;
    std::vector<bool> m_secret; // by column
    std::vector<Row> m_rows;
};

} // namespace models
