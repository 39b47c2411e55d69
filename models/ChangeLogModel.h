// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/api/ChangeLog.h"
#include "models/ResourceDraft.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <memory>

namespace models {

/// The changes of the log that match a query, newest first; new ones join by themselves.
class ChangeLogModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Resource, Id, What, Method, RequestId, ColumnCount };

    /// @p log outlives it. Searches for nothing before setQuery().
    ChangeLogModel(api::ChangeLog *log, std::shared_ptr<const api::Catalogue> catalogue,
                   QObject *parent = nullptr);
    ~ChangeLogModel() override;

    void setCatalogue(std::shared_ptr<const api::Catalogue> catalogue);
    const api::ChangeQuery &query() const { return m_query; }
    /// Searches a moment after the last change, so that typing costs one search.
    void setQuery(const api::ChangeQuery &query);
    bool isSearching() const { return m_searching; }
    const api::ChangeEntry &entryAt(int row) const { return m_entries.at(row); }
    QList<qint64> rows() const; ///< ChangeEntry::row of all that is shown

    /// @p entry as an edit from what was before to what was after, for PatchModel; a creation
    /// begins with an empty resource, a deletion ends with one.
    static void show(const api::ChangeEntry &entry, const api::Catalogue &catalogue,
                     ResourceDraft *draft);
    /// "changed: /description", "created", "deleted".
    static QString whatIn(const api::ChangeEntry &entry);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void searchingChanged();

private:
    void search();
    void take(const QList<api::ChangeEntry> &found);

    api::ChangeLog *m_log;
    std::shared_ptr<const api::Catalogue> m_catalogue;
    api::ChangeQuery m_query;
    QList<api::ChangeEntry> m_entries;
    QTimer m_soon;
    std::stop_source m_stop;
    bool m_searching = false; ///< for what was asked for last
    bool m_looking = false;   ///< a search is on its way
    bool m_lookAgain = false; ///< something was recorded meanwhile
};

} // namespace models
