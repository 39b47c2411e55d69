// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"

#include <QAbstractItemModel>

#include <vector>

namespace models {

/// Two levels: groups, and in them the catalogue's resource types and then the pages made by hand.
/// The groups that most tenants need come first, further ones after them as they appear.
class SidebarModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role {
        KeyRole = Qt::UserRole, ///< ResourceType::key or the page's key; empty for a group
        IconRole,               ///< name of an icon of ours
        InferredRole,           ///< bool
        CountRole,              ///< int; -1 unknown
    };
    struct Page
    {
        QString key, title, icon, group;
    };

    explicit SidebarModel(QObject *parent = nullptr);
    ~SidebarModel() override;

    /// Entries with the same keys as before keep their counts; the model is reset.
    void setEntries(const api::Catalogue &catalogue, const QList<Page> &pages);
    void setCount(const QString &key, int count);
    QModelIndex indexOf(const QString &key) const; ///< invalid: none
    QModelIndexList entries() const;               ///< from top to bottom, without the groups

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    /// Nothing: a sidebar has no header.
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Entry
    {
        QString key, title, icon, description;
        bool inferred = false;
        int count = -1;
    };
    struct Group
    {
        QString title;
        std::vector<Entry> entries;
    };
    Group &groupOf(const QString &title);
    const Entry *entryAt(const QModelIndex &index) const; ///< null: a group, or no index of ours
    QVariant entryData(const Entry &entry, int role) const;

    std::vector<Group> m_groups;
};

} // namespace models
