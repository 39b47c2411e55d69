// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/KeyTableModel.h"

#include "models/CellText.h"
#include "models/KeyWords.h"
#include "models/ResourceTableModel.h"

#include <QLocale>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace models {

static_assert(int(KeyTableModel::RawRole) == int(ResourceTableModel::RawRole));
static_assert(int(KeyTableModel::IdRole) == int(ResourceTableModel::IdRole));
static_assert(int(KeyTableModel::StateRole) > int(ResourceTableModel::StagedRole));

KeyTableModel::KeyTableModel(auth::KeyStore *store, api::ProfileStore *profiles, QObject *parent)
    : QAbstractTableModel(parent)
    , m_store(store)
    , m_profiles(profiles)
    , m_order(QLocale().language() == QLocale::C ? QLocale(QLocale::English) : QLocale())
{
    m_order.setNumericMode(true);
    m_order.setCaseSensitivity(Qt::CaseInsensitive);
    if (store)
        connect(store, &auth::KeyStore::changed, this, &KeyTableModel::refresh);
    if (profiles)
        connect(profiles, &api::ProfileStore::changed, this, &KeyTableModel::refresh);
    refresh();
}

void KeyTableModel::refresh()
{
    if (m_store)
        show(m_store->entries(), m_profiles ? m_profiles->profiles() : QList<api::Profile>());
}

void KeyTableModel::show(const QList<auth::KeyEntry> &entries, const QList<api::Profile> &profiles)
{
    QList<Row> wanted;
    wanted.reserve(entries.size());
    for (const auth::KeyEntry &entry : entries)
        wanted << Row{entry, KeyWords::names(KeyWords::users(profiles, entry.id))};
    std::ranges::sort(wanted, [this](const Row &left, const Row &right) {
        const int order = m_order.compare(left.entry.name, right.entry.name);
        return order != 0 ? order < 0 : left.entry.id < right.entry.id;
    });
    merge(wanted);
}

void KeyTableModel::merge(const QList<Row> &wanted)
{
    QSet<QString> ids;
    for (const Row &row : wanted)
        ids.insert(row.entry.id);
    for (int row = int(m_rows.size()) - 1; row >= 0; --row) {
        if (ids.contains(m_rows.at(row).entry.id))
            continue;
        beginRemoveRows({}, row, row);
        m_rows.removeAt(row);
        endRemoveRows();
    }
    for (qsizetype place = 0; place < wanted.size(); ++place)
        bring(place, wanted.at(place));
}

// Everything before @p place is as it should be already.
void KeyTableModel::bring(qsizetype place, const Row &wanted)
{
    const int from = rowOf(wanted.entry.id);
    const int to = int(place);
    if (from < 0) {
        beginInsertRows({}, to, to);
        m_rows.insert(place, wanted);
        endInsertRows();
        return;
    }
    if (from != to) {
        beginMoveRows({}, from, from, {}, to);
        m_rows.move(from, to);
        endMoveRows();
    }
    if (m_rows.at(place) == wanted)
        return;
    m_rows[place] = wanted;
    Q_EMIT dataChanged(index(to, 0), index(to, ColumnCount - 1));
}

std::optional<auth::KeyEntry> KeyTableModel::entryAt(int row) const
{
    if (row < 0 || row >= m_rows.size())
        return std::nullopt;
    return m_rows.at(row).entry;
}

int KeyTableModel::rowOf(const QString &id) const
{
    const auto found =
        std::ranges::find_if(m_rows, [&](const Row &row) { return row.entry.id == id; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

int KeyTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int KeyTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool KeyTableModel::isUnused(const Row &row)
{
    return row.entry.state == auth::KeyState::Active && row.profiles.isEmpty();
}

QString KeyTableModel::text(const Row &row, int column) const
{
    const auth::KeyEntry &entry = row.entry;
    if (column == Name)
        return entry.name;
    if (!entry.understood)
        return column == State ? tr("not understood") : QString();
    switch (column) {
    case State:
        return isUnused(row) ? KeyWords::unused() : KeyWords::state(entry.state);
    case Use:
        return KeyWords::shortUse(entry.use);
    case Profiles:
        return row.profiles;
    case Bits:
        return QString::number(entry.bits);
    case Thumbprint:
        return KeyWords::shortThumbprint(entry.thumbprint);
    case Created:
        return KeyWords::created(entry.created);
    default:
        return KeyWords::place(entry);
    }
}

QVariant KeyTableModel::raw(const Row &row, int column) const
{
    if (row.entry.understood) {
        switch (column) {
        case Bits:
            return row.entry.bits;
        case Thumbprint:
            return row.entry.thumbprint;
        case Created:
            return row.entry.created;
        default:
            break;
        }
    }
    return text(row, column);
}

QString KeyTableModel::toolTip(const Row &row, int column) const
{
    const auth::KeyEntry &entry = row.entry;
    QString words;
    if (column == State && !entry.problem.isEmpty())
        words = entry.problem;
    else if (column == Thumbprint && entry.understood)
        words = entry.thumbprint;
    else if (column == Use && entry.understood)
        words = KeyWords::useInFull(entry.use);
    else if (column == Place && entry.understood && m_store)
        words = KeyWords::placeInFull(entry, m_store->folder());
    else if (column == Created && entry.understood)
        words = entry.created.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s);
    else
        words = text(row, column);
    return words.isEmpty() ? words : u"<qt>"_s + words.toHtmlEscaped() + u"</qt>"_s;
}

QVariant KeyTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::AccessibleTextRole: {
        const QString words =
            column == Thumbprint ? raw(row, column).toString() : text(row, column);
        return column == State && !row.entry.problem.isEmpty()
                   ? tr("%1. %2", "state, then the sentence of a problem")
                         .arg(words, row.entry.problem)
                   : words;
    }
    case Qt::ToolTipRole:
        return toolTip(row, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((column == Bits ? Qt::AlignRight : Qt::AlignLeft) |
                                   Qt::AlignVCenter);
    case RawRole:
        return raw(row, column);
    case IdRole:
        return row.entry.id;
    case ResourceTableModel::RendererRole: // what the cells are painted by
        return column == Thumbprint ? u"id"_s : column == Created ? u"time"_s : QString();
    case ResourceTableModel::EmptinessRole:
        return int(Emptiness::Filled);
    case StateRole:
        if (!row.entry.understood)
            return {};
        return int(isUnused(row) ? auth::KeyState::Next : row.entry.state);
    case ProblemRole:
        return row.entry.problem;
    default:
        return {};
    }
}

QVariant KeyTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((section == Bits ? Qt::AlignRight : Qt::AlignLeft) |
                                   Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case State:
        return tr("State");
    case Use:
        return tr("Use");
    case Profiles:
        return tr("Profiles");
    case Bits:
        return tr("Bits");
    case Thumbprint:
        return tr("Thumbprint");
    case Created:
        return tr("Created");
    default:
        return tr("Private part");
    }
}

} // namespace models
