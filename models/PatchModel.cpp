// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/PatchModel.h"

#include "app/json/Writer.h"
#include "models/SchemaTools.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr qsizetype maximumText = 200;
// A tool tip with more than this is of no use to anybody, and slow to lay out.
constexpr qsizetype maximumTip = 20'000;
constexpr qsizetype maximumFull = 1'000'000;
// Each array insertion or removal shifts what the following pointers mean, and costs one copy of
// the document to follow. Beyond this many, "before" is shown as in the base.
constexpr int maximumShifts = 200;

QString elided(const QString &text, qsizetype maximum)
{
    return text.size() <= maximum ? text : text.left(maximum - 1) + u'…';
}

QString shown(json::Value value, const api::Schema *schema, const json::Pointer &pointer)
{
    if (!value)
        return {};
    const std::string name = pointer.isRoot() ? std::string() : pointer.tokens().back();
    return QString::fromStdString(serializeMasked(value, schemaAt(schema, pointer), name));
}

/// The document after one operation that moves array elements.
json::Document shifted(const json::Document &document, const json::Operation &operation)
{
    json::Writer writer;
    writer.beginArray().beginObject();
    writer.name("op").string(json::name(operation.op));
    writer.name("path").string(operation.path.toString());
    if (operation.value)
        writer.name("value").value(operation.value);
    writer.endObject().endArray();
    const auto after = json::Patch::parse(writer.take()).and_then([&](const json::Patch &patch) {
        return patch.apply(document);
    });
    return after.value_or(document);
}

bool movesElements(const json::Operation &operation, const json::Document &document)
{
    return operation.op != json::PatchOp::Replace && !operation.path.isRoot() &&
           operation.path.parent().resolve(document.root()).isArray();
}

// Escaped inside an element of our own, so that Qt never guesses whether it is markup.
QString asToolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    return u"<span style=\"white-space: pre-wrap\">%1</span>"_s.arg(
        elided(text, maximumTip).toHtmlEscaped());
}

} // namespace

PatchModel::PatchModel(ResourceDraft *draft, QObject *parent)
    : QAbstractTableModel(parent)
    , m_draft(draft)
{
    connect(draft, &ResourceDraft::reset, this, [this] {
        Q_EMIT draftReplaced();
        update();
    });
    connect(draft, &ResourceDraft::changed, this, &PatchModel::update);
    m_rows = rowsOf(*draft);
}

QString PatchModel::text() const
{
    return QString::fromStdString(m_draft->patch().serialize(json::Style::Pretty));
}

QString PatchModel::maskedText() const
{
    return QString::fromStdString(maskedPatch(m_draft->patch(), m_draft->schema().get()));
}

QString PatchModel::fullText(int row, Column column) const
{
    if (row < 0 || row >= m_rows.size())
        return {};
    return column == After ? m_rows.at(row).fullAfter : m_rows.at(row).fullBefore;
}

QList<PatchModel::Row> PatchModel::rowsOf(const ResourceDraft &draft) const
{
    QList<Row> rows;
    json::Document now = draft.base();
    int shifts = 0;
    for (const json::Operation &operation : draft.patch().operations()) {
        const api::Schema *schema = draft.schema().get();
        const bool adds = operation.op == json::PatchOp::Add;
        const bool moves = movesElements(operation, now);
        // Before an insertion there is nothing at that place; what stood there moves on.
        const json::Value before =
            adds && moves ? json::Value() : operation.path.resolve(now.root());
        const QString beforeText = shown(before, schema, operation.path);
        const QString afterText = shown(operation.value, schema, operation.path);
        rows.append({.operation = QString::fromUtf8(json::name(operation.op)),
                     .path = QString::fromStdString(operation.path.toString()),
                     .before = elided(beforeText, maximumText),
                     .after = elided(afterText, maximumText),
                     .fullBefore = elided(beforeText, maximumFull),
                     .fullAfter = elided(afterText, maximumFull)});
        if (moves && shifts < maximumShifts) {
            now = shifted(now, operation);
            ++shifts;
        }
    }
    return rows;
}

void PatchModel::update()
{
    const QList<Row> rows = rowsOf(*m_draft);
    const int common = int(std::min(rows.size(), m_rows.size()));
    if (m_rows.size() > common) {
        beginRemoveRows({}, common, int(m_rows.size()) - 1);
        m_rows.resize(common);
        endRemoveRows();
    }
    for (int row = 0; row < common; ++row) {
        if (m_rows.at(row) != rows.at(row)) {
            m_rows[row] = rows.at(row);
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
    }
    if (rows.size() > common) {
        beginInsertRows({}, common, int(rows.size()) - 1);
        m_rows = rows;
        endInsertRows();
    }
}

int PatchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int PatchModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PatchModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) {
        switch (index.column()) {
        case Operation:
            return row.operation;
        case Path:
            return row.path;
        case Before:
            return row.before;
        default:
            return row.after;
        }
    }
    if (role == Qt::ToolTipRole) {
        switch (index.column()) {
        case Path:
            return asToolTip(row.path);
        case Before:
            return asToolTip(row.fullBefore);
        case After:
            return asToolTip(row.fullAfter);
        default:
            return {};
        }
    }
    return {};
}

QVariant PatchModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case Operation:
        return tr("Operation");
    case Path:
        return tr("Path");
    case Before:
        return tr("Before");
    case After:
        return tr("After");
    default:
        return {};
    }
}

} // namespace models
