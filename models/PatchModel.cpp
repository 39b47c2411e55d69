// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/PatchModel.h"

#include "app/json/PatchSteps.h"
#include "models/SchemaTools.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr qsizetype maximumText = 200;
// A tool tip with more than this is of no use to anybody, and slow to lay out.
constexpr qsizetype maximumTip = 20'000;
constexpr qsizetype maximumFull = 1'000'000;
QString elided(const QString &text, qsizetype maximum)
{
    return text.size() <= maximum ? text : text.left(maximum - 1) + u'…';
}

QString shown(json::Value value, const api::Schema *schema, const json::Pointer &pointer)
{
    if (!value)
        return {};
    return QString::fromStdString(serializeMaskedAt(value, schema, pointer));
}

/// Puts something between the elements of an array: before it there is nothing at that place; what
/// stood there moves on.
bool inserts(const json::Operation &operation, json::PatchSteps &steps)
{
    return (operation.op == json::PatchOp::Add || json::needsFrom(operation.op)) &&
           !operation.path.isRoot() && steps.at(operation.path.parent()).isArray();
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
    const api::Schema *schema = draft.schema().get();
    json::PatchSteps steps(draft.base(), draft.patch());
    for (const json::Operation &operation : draft.patch().operations()) {
        const bool takes = json::needsFrom(operation.op);
        const QString path = QString::fromStdString(operation.path.toString());
        const QString afterText = takes ? shown(steps.at(operation.from), schema, operation.from)
                                        : shown(operation.value, schema, operation.path);
        const QString beforeText = inserts(operation, steps)
                                       ? QString()
                                       : shown(steps.at(operation.path), schema, operation.path);
        rows.append({.operation = QString::fromUtf8(json::name(operation.op)),
                     .path = takes ? u"%1 → %2"_s.arg(
                                         QString::fromStdString(operation.from.toString()), path)
                                   : path,
                     .before = elided(beforeText, maximumText),
                     .after = elided(afterText, maximumText),
                     .fullBefore = elided(beforeText, maximumFull),
                     .fullAfter = elided(afterText, maximumFull)});
        if (!steps.next())
            break; // can't be: the draft has applied it
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
