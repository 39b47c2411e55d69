// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/csv/CsvExport.h"

#include "models/WholeFile.h"
#include "models/csv/FlatRows.h"

#include <QDir>

namespace models {

std::string CsvExport::text(const api::ResourceType &type, const std::vector<json::Value> &rows,
                            const Dialect &dialect)
{
    FlatRows flat(type.schema, type.idProperty, FlatRows::Secrets::Left);
    for (const json::Value row : rows)
        flat.look(row);
    api::CsvWriter out(api::CsvWriter::Guard::Formulas, dialect.delimiter);
    flat.writeHeader(out);
    for (const json::Value row : rows)
        flat.writeRow(out, row);
    return api::encodedCsv(out.take(), dialect.encoding).value_or(std::string());
}

std::expected<void, QString> CsvExport::write(const QString &path, const api::ResourceType &type,
                                              const std::vector<json::Value> &rows,
                                              const Dialect &dialect)
{
    const std::string bytes = text(type, rows, dialect);
    if (bytes.empty()) { // never: there is a header
        return std::unexpected(tr("Some letters can't be written in that encoding. Choose another "
                                  "one."));
    }
    const QString error = writeWhole(path, bytes, Readers::OwnerOnly);
    if (error.isEmpty())
        return {};
    return std::unexpected(tr("%1 could not be written: %2. Choose another place, or make room "
                              "there.")
                               .arg(QDir::toNativeSeparators(path), error));
}

std::vector<json::Value> CsvExport::rowsOf(const RowSnapshot &snapshot,
                                           const api::ResourceType &type, const QSet<QString> &ids)
{
    if (ids.isEmpty())
        return snapshot.rows;
    std::vector<json::Value> rows;
    const std::string id = type.idProperty.toStdString();
    for (const json::Value row : snapshot.rows) {
        const std::string_view text = row[id].text();
        if (ids.contains(QString::fromUtf8(text.data(), qsizetype(text.size()))))
            rows.push_back(row);
    }
    return rows;
}

} // namespace models
