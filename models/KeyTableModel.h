// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Profile.h"
#include "app/auth/KeyStore.h"

#include <QAbstractTableModel>
#include <QCollator>

#include <optional>

namespace models {

/// The key pairs of a store and who uses them, sorted by name. What changes is merged in with row
/// signals: a selected row stays selected.
class KeyTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, State, Use, Profiles, Bits, Thumbprint, Created, Place, ColumnCount };
    enum Role {
        RawRole = Qt::UserRole, ///< to sort by and to copy: the whole thumbprint, a date and time
        IdRole,
        StateRole = Qt::UserRole + 8, ///< int of auth::KeyState
        ProblemRole,                  ///< what keeps the pair from being used; empty: nothing
    };

    /// Both may be null, and outlive it otherwise.
    explicit KeyTableModel(auth::KeyStore *store, api::ProfileStore *profiles,
                           QObject *parent = nullptr);

    /// What is shown, where there is no store to look at.
    void show(const QList<auth::KeyEntry> &entries, const QList<api::Profile> &profiles);

    std::optional<auth::KeyEntry> entryAt(int row) const;
    int rowOf(const QString &id) const; ///< -1: not there

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        auth::KeyEntry entry;
        QString profiles;
        bool operator==(const Row &) const = default;
    };

    void refresh();
    void merge(const QList<Row> &wanted);
    void bring(qsizetype place, const Row &wanted);
    static bool isUnused(const Row &row);
    QString text(const Row &row, int column) const;
    QVariant raw(const Row &row, int column) const;
    QString toolTip(const Row &row, int column) const;

    auth::KeyStore *const m_store;
    api::ProfileStore *const m_profiles;
    QCollator m_order;
    QList<Row> m_rows;
};

} // namespace models
