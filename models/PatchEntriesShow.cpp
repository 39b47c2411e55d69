// SPDX-License-Identifier: GPL-3.0-or-later
// What the cells of the operations show and take, and dragging them.
#include "models/PatchEntriesModel.h"
#include "models/SchemaTools.h"

#include <QMimeData>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr auto mimeType = "application/x-iotcomms-operation"_L1;
constexpr qsizetype maximumCell = 300;

QString elided(const QString &text)
{
    return text.size() <= maximumCell ? text : text.left(maximumCell - 1) + u'…';
}

// Escaped inside an element of our own, so that Qt never guesses whether it is markup.
QString asToolTip(const QString &text)
{
    return text.isEmpty() ? QString()
                          : u"<span style=\"white-space: pre-wrap\">%1</span>"_s.arg(
                                text.left(20'000).toHtmlEscaped());
}

} // namespace

int PatchEntriesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int PatchEntriesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString PatchEntriesModel::cellText(const QModelIndex &index) const
{
    const PatchEntry &entry = m_entries.at(index.row());
    switch (index.column()) {
    case Number:
        return QString::number(index.row() + 1);
    case Kind:
        return QString::fromUtf8(json::name(entry.kind));
    case Path:
        return entry.path;
    case From:
        return json::needsFrom(entry.kind) ? entry.from : QString();
    case Value:
        if (!json::needsValue(entry.kind))
            return {};
        return !m_reveals && isSecret(index.row()) ? mask() : entry.value;
    default:
        return m_effects.value(index.row()).text;
    }
}

QVariant PatchEntriesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PatchEntry &entry = m_entries.at(index.row());
    const bool isNumber = index.column() == Number;
    switch (role) {
    case Qt::DisplayRole:
        return elided(cellText(index));
    case Qt::EditRole:
        return cellText(index);
    case Qt::ToolTipRole:
        return asToolTip(cellText(index));
    case Qt::CheckStateRole:
        return isNumber ? QVariant(entry.enabled ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::AccessibleTextRole:
        return isNumber ? tr("Operation %1, %2")
                              .arg(index.row() + 1)
                              .arg(entry.enabled ? tr("switched on") : tr("switched off"))
                        : cellText(index);
    case StateRole:
        return int(m_effects.value(index.row()).state);
    case DerivedRole:
        return entry.derived;
    case ReachedRole:
        return index.row() < step();
    default:
        return {};
    }
}

bool PatchEntriesModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || m_readOnly)
        return false;
    QList<PatchEntry> entries = m_draft->operations();
    PatchEntry &entry = entries[index.row()];
    const QString text = value.toString();
    if (role == Qt::CheckStateRole && index.column() == Number)
        entry.enabled = value.value<Qt::CheckState>() == Qt::Checked;
    else if (role != Qt::EditRole || !isEditable(index))
        return false;
    else if (index.column() == Kind)
        entry.kind = json::patchOpNamed(text.toStdString()).value_or(entry.kind);
    else if (index.column() == Path)
        entry.path = text;
    else if (index.column() == From)
        entry.from = text;
    else
        entry.value =
            valueFromTyped(text, pointerOf(entry.path), m_draft->base(), m_draft->schema().get());
    if (entry == m_entries.at(index.row()))
        return true;
    const json::Pointer path = pointerOf(entry.path);
    const bool needsOne = role == Qt::EditRole && index.column() != Value &&
                          json::needsValue(entry.kind) && entry.value.trimmed().isEmpty();
    if (needsOne && !path.isRoot())
        entry.value = suggestedValue(path, documentBefore(index.row()), m_draft->schema().get());
    entry.derived = false;
    m_draft->setOperations(entries);
    return true;
}

bool PatchEntriesModel::isEditable(const QModelIndex &index) const
{
    const PatchEntry &entry = m_entries.at(index.row());
    switch (index.column()) {
    case Kind:
    case Path:
        return true;
    case From:
        return json::needsFrom(entry.kind);
    case Value:
        return json::needsValue(entry.kind) && (m_reveals || !isSecret(index.row()));
    default:
        return false;
    }
}

Qt::ItemFlags PatchEntriesModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (m_readOnly)
        return flags;
    if (!index.isValid())
        return flags | Qt::ItemIsDropEnabled;
    flags |= Qt::ItemIsDragEnabled;
    if (index.column() == Number)
        flags |= Qt::ItemIsUserCheckable;
    if (isEditable(index))
        flags |= Qt::ItemIsEditable;
    return flags;
}

QStringList PatchEntriesModel::mimeTypes() const
{
    return {mimeType};
}

QMimeData *PatchEntriesModel::mimeData(const QModelIndexList &indexes) const
{
    auto data = std::make_unique<QMimeData>();
    if (!indexes.isEmpty())
        data->setData(mimeType, QByteArray::number(indexes.first().row()));
    return data.release();
}

// False in any case: the view would take the row away that was dragged.
bool PatchEntriesModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row,
                                     int /*column*/, const QModelIndex &parent)
{
    if (m_readOnly || action != Qt::MoveAction || !data->hasFormat(mimeType))
        return false;
    const int from = data->data(mimeType).toInt();
    int before = row >= 0 ? row : parent.isValid() ? parent.row() : rowCount();
    if (before > from)
        --before; // it leaves its own place
    if (move(from, before))
        Q_EMIT moved(before);
    return false;
}

QVariant PatchEntriesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case Number:
        return tr("No.");
    case Kind:
        return tr("Kind");
    case Path:
        return tr("Path");
    case From:
        return tr("From");
    case Value:
        return tr("Value");
    case Effect:
        return tr("Effect");
    default:
        return {};
    }
}

} // namespace models
