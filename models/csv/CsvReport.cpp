// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/csv/CsvReport.h"

#include "app/api/csv/CsvEncoding.h"
#include "app/api/csv/CsvWriter.h"

namespace models {

CsvReport::CsvReport(const CsvRowsModel &rows)
    : m_table(rows.dryRun().table())
    , m_secret(rows.secretColumns())
{
    m_rows.reserve(std::size_t(rows.rowCount()));
    for (int row = 0; row < rows.rowCount(); ++row) {
        QString reason = rows.reason(row);
        if (reason.isEmpty())
            reason = rows.problemText(row);
        m_rows.push_back({rows.dryRun().state(row), rows.result(row), std::move(reason)});
    }
}

QByteArray CsvReport::text() const
{
    api::CsvWriter out(api::CsvWriter::Guard::Formulas);
    const auto cell = [&out](const QString &text) { out.cell(text.toStdString()); };
    for (const QString &title : {CsvRowsModel::tr("Line"), CsvRowsModel::tr("State"),
                                 CsvRowsModel::tr("Result"), CsvRowsModel::tr("Reason")})
        cell(title);
    for (const std::string &title : m_table.header())
        out.cell(title);
    out.endRow();
    for (int row = 0; row < int(m_rows.size()); ++row) {
        const Row &facts = m_rows[std::size_t(row)];
        cell(QString::number(m_table.line(row)));
        cell(CsvRowsModel::stateText(facts.state));
        cell(CsvRowsModel::resultText(facts.result));
        cell(facts.reason);
        for (int column = 0; column < int(m_secret.size()); ++column)
            out.cell(m_secret[std::size_t(column)] ? std::string_view()
                                                   : m_table.cell(row, column));
        out.endRow();
    }
    return QByteArray::fromStdString(
        api::encodedCsv(out.take(), api::CsvEncoding::Utf8WithMark).value_or(std::string()));
}

} // namespace models
