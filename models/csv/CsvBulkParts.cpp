// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/csv/CsvBulkParts.h"

#include "models/csv/FlatRows.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace models {

namespace {

/// As CsvReader counts them.
std::size_t lineEnds(std::string_view text)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n' || (text[i] == '\r' && !text.substr(i + 1).starts_with('\n')))
            ++count;
    }
    return count;
}

} // namespace

std::vector<CsvBulkPart> bulkParts(const CsvTable &table, CsvCheck check,
                                   const std::vector<int> &rows, const api::ResourceType &type,
                                   qsizetype limit)
{
    FlatRows flat(type.schema, type.idProperty, FlatRows::Secrets::Written);
    for (const int row : rows)
        flat.look(check.result(table, row).root());
    api::CsvWriter out(api::CsvWriter::Guard::None);
    flat.writeHeader(out);
    const std::string header = out.take();
    std::vector<CsvBulkPart> parts;
    std::size_t line = 0;
    for (const int row : rows) {
        flat.writeRow(out, check.result(table, row).root());
        const std::string text = out.take();
        if (qsizetype(header.size() + text.size()) > limit)
            continue;
        if (parts.empty() || parts.back().body.size() + qsizetype(text.size()) > limit) {
            parts.push_back({.body = QByteArray::fromStdString(header)});
            line = 1 + lineEnds(header);
        }
        CsvBulkPart &part = parts.back();
        part.rows.push_back(row);
        part.lines.push_back(line);
        part.ids.emplace_back(check.idOf(table, row));
        part.body.append(text.data(), qsizetype(text.size()));
        line += lineEnds(text);
    }
    return parts;
}

CsvBulkReasons bulkReasons(const QString &reason, const CsvBulkPart &part)
{
    static const QRegularExpression lineNumber(u"\\b(?:line|row)\\s*:?\\s*(\\d+)\\b[:.,]?\\s*"_s,
                                               QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression word(u"[^\\s,;:'\"()\\[\\]]+"_s);
    CsvBulkReasons reasons;
    QHash<QString, int> rowsOfIds;
    const auto rowOf = [&](const QString &text) -> std::optional<int> {
        if (const auto match = lineNumber.match(text); match.hasMatch()) {
            const std::size_t number = match.captured(1).toULongLong();
            const auto line = std::ranges::lower_bound(part.lines, number); // they ascend
            if (line != part.lines.end() && *line == number)
                return part.rows[std::size_t(line - part.lines.begin())];
        }
        if (rowsOfIds.isEmpty()) {
            for (std::size_t i = 0; i < part.rows.size(); ++i)
                rowsOfIds.insert(QString::fromStdString(part.ids[i]), part.rows[i]);
        }
        for (auto match = word.globalMatch(text); match.hasNext();) {
            if (const auto row = rowsOfIds.constFind(match.next().captured());
                row != rowsOfIds.constEnd() && !row.key().isEmpty())
                return *row;
        }
        return std::nullopt;
    };
    for (const QString &each : reason.split(u'\n', Qt::SkipEmptyParts)) {
        const QString text = each.trimmed();
        const auto row = rowOf(text);
        if (!row) {
            reasons.others.append(text);
            continue;
        }
        // The line is that of the job's body, which nobody sees.
        QString said = text;
        if (const auto match = lineNumber.match(said);
            match.hasMatch() && match.capturedStart() == 0)
            said.remove(0, match.capturedLength());
        reasons.ofRows.insert_or_assign(*row, said.isEmpty() ? text : said);
    }
    return reasons;
}

} // namespace models
