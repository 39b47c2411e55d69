// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/SidebarModel.h"

#include <QHash>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace models {

namespace {

/// internalId of a group; an entry has its group's place + 1.
constexpr quintptr isGroup = 0;

constexpr std::array firstGroups{"Provisioning"_L1, "Traffic"_L1, "Alarm"_L1,  "Services"_L1,
                                 "Security"_L1,     "Insight"_L1, "Console"_L1};

std::size_t rank(const QString &group)
{
    return std::size_t(std::ranges::find(firstGroups, group) - firstGroups.begin());
}

} // namespace

SidebarModel::SidebarModel(QObject *parent)
    : QAbstractItemModel(parent)
{
}

SidebarModel::~SidebarModel() = default;

SidebarModel::Group &SidebarModel::groupOf(const QString &title)
{
    const auto known = std::ranges::find(m_groups, title, &Group::title);
    if (known != m_groups.end())
        return *known;
    // After all of the same rank: groups without one stay in the order of their appearance.
    const auto at = std::ranges::upper_bound(m_groups, rank(title), {},
                                             [](const Group &group) { return rank(group.title); });
    return *m_groups.insert(at, {title, {}});
}

void SidebarModel::setEntries(const api::Catalogue &catalogue, const QList<Page> &pages)
{
    QHash<QString, int> counts;
    for (const Group &group : m_groups) {
        for (const Entry &entry : group.entries)
            counts.insert(entry.key, entry.count);
    }
    beginResetModel();
    m_groups.clear();
    const auto add = [&](const QString &group, Entry entry) {
        entry.count = counts.value(entry.key, -1);
        groupOf(group).entries.push_back(std::move(entry));
    };
    for (const api::ResourceType &type : catalogue.resources()) {
        add(type.group, {type.key, type.plural.isEmpty() ? type.name : type.plural, type.icon,
                         type.description, type.source == api::Source::Inferred, -1});
    }
    for (const Page &page : pages)
        add(page.group, {page.key, page.title, page.icon, {}, false, -1});
    endResetModel();
}

void SidebarModel::setCount(const QString &key, int count)
{
    const QModelIndex index = indexOf(key);
    if (!index.isValid())
        return;
    const std::size_t group = std::size_t(index.internalId() - 1);
    Entry &entry = m_groups[group].entries[std::size_t(index.row())];
    if (entry.count == count)
        return;
    entry.count = count;
    Q_EMIT dataChanged(index, index, {CountRole, Qt::AccessibleTextRole});
}

QModelIndex SidebarModel::indexOf(const QString &key) const
{
    if (key.isEmpty())
        return {};
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
        const auto &entries = m_groups[i].entries;
        const auto at = std::ranges::find(entries, key, &Entry::key);
        if (at != entries.end())
            return createIndex(int(at - entries.begin()), 0, quintptr(i + 1));
    }
    return {};
}

QModelIndexList SidebarModel::entries() const
{
    QModelIndexList all;
    for (int group = 0; group < rowCount(); ++group) {
        const QModelIndex parent = index(group, 0);
        for (int row = 0; row < rowCount(parent); ++row)
            all.append(index(row, 0, parent));
    }
    return all;
}

QModelIndex SidebarModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row() + 1) : isGroup);
}

QModelIndex SidebarModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == isGroup)
        return {};
    return createIndex(int(child.internalId() - 1), 0, isGroup);
}

int SidebarModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_groups.size());
    const bool hasEntries = parent.internalId() == isGroup && parent.column() == 0 &&
                            parent.row() < int(m_groups.size());
    return hasEntries ? int(m_groups[std::size_t(parent.row())].entries.size()) : 0;
}

int SidebarModel::columnCount(const QModelIndex &) const
{
    return 1;
}

auto SidebarModel::entryAt(const QModelIndex &index) const -> const Entry *
{
    if (!index.isValid() || index.internalId() == isGroup)
        return nullptr;
    const auto &entries = m_groups[std::size_t(index.internalId() - 1)].entries;
    return &entries[std::size_t(index.row())];
}

QVariant SidebarModel::entryData(const Entry &entry, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return entry.title;
    case Qt::AccessibleTextRole:
        return entry.count < 0 ? entry.title
                               : tr("%1, %n item(s)", nullptr, entry.count).arg(entry.title);
    case Qt::ToolTipRole:
        // Escaped inside <qt>: an imported document must not bring markup into the window.
        return entry.description.isEmpty()
                   ? QVariant()
                   : QString(u"<qt>"_s + entry.description.toHtmlEscaped() + u"</qt>"_s);
    case KeyRole:
        return entry.key;
    case IconRole:
        return entry.icon;
    case InferredRole:
        return entry.inferred;
    case CountRole:
        return entry.count;
    default:
        return {};
    }
}

QVariant SidebarModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (const Entry *entry = entryAt(index))
        return entryData(*entry, role);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return m_groups[std::size_t(index.row())].title;
    case KeyRole:
        return QString();
    case InferredRole:
        return false;
    case CountRole:
        return -1;
    default:
        return {};
    }
}

QVariant SidebarModel::headerData(int, Qt::Orientation, int) const
{
    return {};
}

Qt::ItemFlags SidebarModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return entryAt(index) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren
                          : Qt::ItemFlags(Qt::ItemIsEnabled);
}

} // namespace models
