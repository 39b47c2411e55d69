// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/TableCopy.h"

#include "app/api/csv/CsvWriter.h"
#include "app/json/Writer.h"
#include "models/CellText.h"
#include "models/SchemaTools.h"

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr int deepestSchema = 64;

QString cellText(const TableColumns &columns, json::Value row, int column)
{
    return columns.isSecret(column) ? QString() : rawText(columns.cell(row, column));
}

QString oneLine(QString text)
{
    for (QChar &c : text) {
        if (c == u'\t' || c == u'\n' || c == u'\r')
            c = u' ';
    }
    return text;
}

QString markdownField(const QString &text)
{
    QString escaped = oneLine(text);
    escaped.replace(u'\\', u"\\\\"_s);
    escaped.replace(u'|', u"\\|"_s);
    escaped.replace(u'&', u"&amp;"_s);
    escaped.replace(u'<', u"&lt;"_s);
    return escaped;
}

/// One line a row; @p field makes a column's text.
template <typename Field>
QString line(const QList<int> &columns, QStringView between, Field field)
{
    QStringList fields;
    for (const int column : columns)
        fields += field(column);
    return fields.join(between);
}

struct Left
{
    bool readOnly = false;
    std::string_view kept = {};
};

void writeOpen(json::Writer &out, json::Value value, const api::SchemaPtr &schema, const Left &left,
               int depth)
{
    if (depth > deepestSchema || !(value.isObject() || value.isArray())) {
        out.value(value);
        return;
    }
    if (value.isArray()) {
        out.beginArray();
        for (const json::Value element : value.elements())
            writeOpen(out, element, schema ? schema->items : nullptr, left, depth + 1);
        out.endArray();
        return;
    }
    out.beginObject();
    for (const auto [name, member] : value.members()) {
        const api::Property *property =
            schema ? schema->property(QString::fromUtf8(name.data(), qsizetype(name.size())))
                   : nullptr;
        const api::SchemaPtr inner = property ? property->schema : nullptr;
        const bool isKept = depth == 0 && !left.kept.empty() && name == left.kept;
        // What no schema describes is known by its name, as everywhere.
        const bool isLeft =
            isSecret(inner.get(), name) || (left.readOnly && inner && inner->readOnly);
        if (isLeft && !isKept)
            continue;
        out.name(name);
        writeOpen(out, member, inner, left, depth + 1);
    }
    out.endObject();
}

QString jsonText(const std::vector<json::Value> &rows, const api::SchemaPtr &schema)
{
    json::Writer out(json::Style::Pretty);
    out.beginArray();
    for (const json::Value row : rows)
        writeOpen(out, row, schema, Left(), 0);
    out.endArray();
    return QString::fromStdString(out.take());
}

QString csvText(const TableColumns &columns, const std::vector<json::Value> &rows,
                const QList<int> &wanted)
{
    api::CsvWriter out(api::CsvWriter::Guard::Formulas);
    // Property names, as the platform's own CSV imports have them.
    for (const int column : wanted)
        out.cell(columns.path(column));
    out.endRow();
    for (const json::Value row : rows) {
        for (const int column : wanted)
            out.cell(cellText(columns, row, column).toStdString());
        out.endRow();
    }
    return QString::fromStdString(out.take());
}

QString markdownText(const TableColumns &columns, const std::vector<json::Value> &rows,
                     const QList<int> &wanted)
{
    const auto row = [&wanted](auto field) {
        return u"| "_s + line(wanted, u" | ", field) + u" |\n"_s;
    };
    QString text = row([&](int c) { return markdownField(columns.list()[c].title); });
    text += row([&](int c) { return columns.isRightAligned(c) ? u"---:"_s : u"---"_s; });
    for (const json::Value value : rows)
        text += row([&](int c) { return markdownField(cellText(columns, value, c)); });
    return text;
}

} // namespace

void writeOpen(json::Writer &out, json::Value value, const api::SchemaPtr &schema,
               bool withoutReadOnly, std::string_view keep)
{
    writeOpen(out, value, schema, Left{.readOnly = withoutReadOnly, .kept = keep}, 0);
}

QString copiedText(const TableColumns &columns, const api::SchemaPtr &schema,
                   const std::vector<json::Value> &rows, const QList<int> &wanted,
                   CopyFormat format)
{
    switch (format) {
    case CopyFormat::Json:
        return jsonText(rows, schema);
    case CopyFormat::Csv:
        return csvText(columns, rows, wanted);
    case CopyFormat::Markdown:
        return markdownText(columns, rows, wanted);
    case CopyFormat::Cell:
        if (rows.size() == 1 && wanted.size() == 1)
            return cellText(columns, rows[0], wanted[0]); // as it is, with its line breaks
        break;
    case CopyFormat::Row:
        break;
    }
    QStringList lines;
    for (const json::Value row : rows)
        lines += line(wanted, u"\t", [&](int c) { return oneLine(cellText(columns, row, c)); });
    return lines.join(u'\n');
}

} // namespace models
