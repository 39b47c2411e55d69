// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/BulkPreviewModel.h"

#include "app/json/Diff.h"
#include "models/SchemaTools.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr int shownChanges = 4; // of a row; a cell has no room for more
constexpr qsizetype longestValue = 60;

QString shortText(json::Value value, const api::Schema *schema, const json::Pointer &pointer)
{
    QString text = QString::fromStdString(serializeMaskedAt(value, schema, pointer));
    if (text.size() > longestValue)
        text = text.left(longestValue) + QChar(0x2026);
    return text;
}

} // namespace

BulkPreviewModel::BulkPreviewModel(const BulkPreview *preview, api::SchemaPtr schema,
                                   QObject *parent)
    : QAbstractTableModel(parent)
    , m_preview(preview)
    , m_schema(std::move(schema))
{
    connect(preview, &BulkPreview::reset, this, &BulkPreviewModel::refill);
    connect(preview, &BulkPreview::finished, this, &BulkPreviewModel::refill);
    refill();
}

void BulkPreviewModel::setFilter(std::optional<BulkOutcome> outcome)
{
    if (m_filter == outcome)
        return;
    m_filter = outcome;
    refill();
}

void BulkPreviewModel::refill()
{
    beginResetModel();
    m_shown.clear();
    for (int i = 0; i < m_preview->size(); ++i) {
        if (!m_filter || m_preview->row(i).outcome == *m_filter)
            m_shown.push_back(i);
    }
    endResetModel();
}

QString BulkPreviewModel::inWords(BulkOutcome outcome)
{
    switch (outcome) {
    case BulkOutcome::Changes:
        return tr("changes");
    case BulkOutcome::Same:
        return tr("stays the same");
    case BulkOutcome::DoesNotApply:
        return tr("does not apply");
    case BulkOutcome::DoesNotFit:
        return tr("does not fit the schema");
    }
    Q_UNREACHABLE_RETURN({});
}

int BulkPreviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int BulkPreviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

/// "/description: "old" → "new""; the first few of many.
QString BulkPreviewModel::effect(int row) const
{
    const BulkPreview::Row &looked = m_preview->row(row);
    if (looked.reason >= 0)
        return m_preview->reasons().at(looked.reason).sentence;
    if (looked.outcome != BulkOutcome::Changes || !m_preview->patcher())
        return {};
    const RowPatcher::Trial trial = m_preview->patcher()->tryOn(m_preview->valueOf(row));
    const json::Patch changes = json::diff(trial.before, trial.after);
    QStringList parts;
    for (const json::Operation &operation : changes.operations()) {
        if (parts.size() == shownChanges) {
            parts << tr("and %n more", nullptr, int(changes.operations().size()) - shownChanges);
            break;
        }
        const api::Schema *schema = m_schema.get();
        const QString where = QString::fromStdString(operation.path.toString());
        const json::Value old = operation.path.resolve(trial.before.root());
        if (operation.op == json::PatchOp::Remove)
            parts << tr("%1 goes (%2)").arg(where, shortText(old, schema, operation.path));
        else if (operation.op == json::PatchOp::Add)
            parts << tr("%1 comes: %2")
                         .arg(where, shortText(operation.value, schema, operation.path));
        else
            parts << tr("%1: %2 → %3")
                         .arg(where, shortText(old, schema, operation.path),
                              shortText(operation.value, schema, operation.path));
    }
    return parts.join(u"; "_s);
}

QVariant BulkPreviewModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = m_shown[std::size_t(index.row())];
    const BulkOutcome outcome = m_preview->row(row).outcome;
    if (role == OutcomeRole)
        return int(outcome);
    if (role != Qt::DisplayRole && role != RawRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case Id:
        return m_preview->idOf(row);
    case Outcome:
        return inWords(outcome);
    case Effect:
        return effect(row);
    }
    return {};
}

QVariant BulkPreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Id:
        return tr("Id");
    case Outcome:
        return tr("Outcome");
    case Effect:
        return tr("What changes, or why not");
    }
    return {};
}

} // namespace models
