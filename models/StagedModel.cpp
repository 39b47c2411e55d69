// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/StagedModel.h"

#include "app/json/Diff.h"
#include "models/ResourceTableModel.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr qsizetype listedPointers = 6;

}

StagedModel::StagedModel(DraftStore *store, const QString &profileId,
                         std::shared_ptr<const api::Catalogue> catalogue, QObject *parent)
    : QAbstractTableModel(parent)
    , m_store(store)
    , m_profileId(profileId)
    , m_catalogue(std::move(catalogue))
{
    connect(store, &DraftStore::changed, this, &StagedModel::update);
    update();
}

void StagedModel::setCatalogue(std::shared_ptr<const api::Catalogue> catalogue)
{
    m_catalogue = std::move(catalogue);
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void StagedModel::update()
{
    QHash<QString, Row> known;
    for (const Row &row : std::as_const(m_rows))
        known.insert(row.key, row);
    QList<Row> rows;
    for (const StoredDraft &draft : m_store->drafts(m_profileId)) {
        Row row{.draft = draft, .key = draft.resource + QChar(u'\0') + draft.id, .changes = {}};
        const auto old = known.constFind(row.key);
        const bool same = old != known.cend() && old->draft.savedAt == draft.savedAt;
        row.changes = same ? old->changes : changesOf(draft);
        rows.append(std::move(row));
    }
    const bool sameRows = std::ranges::equal(rows, m_rows, {}, &Row::key, &Row::key);
    if (sameRows) {
        m_rows = rows;
        if (!rows.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = rows;
    endResetModel();
    Q_EMIT checkedChanged();
}

/// By their members, without values: what is staged may be a password.
QString StagedModel::changesOf(const StoredDraft &draft)
{
    QStringList parts;
    if (draft.isNew) {
        parts << tr("to be created");
    } else {
        const json::Patch patch = json::diff(draft.base, draft.edited);
        for (const json::Operation &operation : patch.operations()) {
            const QString pointer = QString::fromStdString(operation.path.toString());
            parts << (operation.op == json::PatchOp::Remove
                          ? tr("%1 removed", "member").arg(pointer)
                          : pointer);
            if (parts.size() == listedPointers)
                break;
        }
        const int more = int(patch.operations().size()) - int(parts.size());
        if (more > 0)
            parts << tr("%n more", nullptr, more);
    }
    if (draft.unfinished || draft.operations.text || !draft.unfinishedFields.isEmpty())
        parts << tr("unfinished");
    return parts.join(u", "_s);
}

QString StagedModel::typeName(const StoredDraft &draft) const
{
    const api::ResourceType *type = m_catalogue->resource(draft.resource);
    return type ? type->name : draft.resource;
}

QString StagedModel::idOf(const StoredDraft &draft) const
{
    if (!draft.isNew)
        return draft.id;
    const api::ResourceType *type = m_catalogue->resource(draft.resource);
    const json::Value id =
        type ? draft.edited.root()[type->idProperty.toStdString()] : json::Value();
    const QString text = QString::fromUtf8(id.text());
    return text.isEmpty() ? tr("new") : tr("%1 (new)").arg(text);
}

QList<StoredDraft> StagedModel::checked() const
{
    QList<StoredDraft> drafts;
    for (const Row &row : m_rows) {
        if (!m_unchecked.contains(row.key))
            drafts << row.draft;
    }
    return drafts;
}

void StagedModel::setChecked(int row, bool checked)
{
    const QString &key = m_rows.at(row).key;
    if (m_unchecked.contains(key) != checked)
        return;
    if (checked)
        m_unchecked.remove(key);
    else
        m_unchecked.insert(key);
    Q_EMIT dataChanged(index(row, 0), index(row, 0), {Qt::CheckStateRole});
    Q_EMIT checkedChanged();
}

void StagedModel::setAllChecked(bool checked)
{
    if (m_rows.isEmpty())
        return;
    for (const Row &row : std::as_const(m_rows)) {
        if (checked)
            m_unchecked.remove(row.key);
        else
            m_unchecked.insert(row.key);
    }
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0), {Qt::CheckStateRole});
    Q_EMIT checkedChanged();
}

int StagedModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int StagedModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant StagedModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(index.row());
    if (role == Qt::CheckStateRole && index.column() == Resource)
        return m_unchecked.contains(row.key) ? Qt::Unchecked : Qt::Checked;
    if (role == ResourceTableModel::RendererRole)
        return index.column() == Id ? u"id"_s : index.column() == SavedAt ? u"time"_s : QString();
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};
    QString text;
    switch (index.column()) {
    case Resource:
        text = typeName(row.draft);
        break;
    case Id:
        text = idOf(row.draft);
        break;
    case Changes:
        text = row.changes;
        break;
    case SavedAt:
        text = QLocale().toString(row.draft.savedAt.toLocalTime(), u"yyyy-MM-dd HH:mm"_s);
        break;
    default:
        break;
    }
    return role == Qt::ToolTipRole ? text.toHtmlEscaped() : text;
}

bool StagedModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::CheckStateRole || index.column() != Resource)
        return false;
    setChecked(index.row(), value.value<Qt::CheckState>() == Qt::Checked);
    return true;
}

Qt::ItemFlags StagedModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Resource ? flags | Qt::ItemIsUserCheckable : flags;
}

QVariant StagedModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Resource:
        return tr("Resource");
    case Id:
        return tr("Id");
    case Changes:
        return tr("What changes");
    case SavedAt:
        return tr("Staged");
    default:
        return {};
    }
}

} // namespace models
