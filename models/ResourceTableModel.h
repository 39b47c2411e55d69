// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/json/Document.h"
#include "models/RowSnapshot.h"

#include <QAbstractTableModel>
#include <QSet>

#include <memory>
#include <optional>
#include <vector>

namespace models {

struct SortKey
{
    int column = 0;
    Qt::SortOrder order = Qt::AscendingOrder;
    bool operator==(const SortKey &) const = default;
};

/// What rows must contain: every word of `text` in any column (case and accents ignored), for each
/// property that exact raw text, a time in the range, and the number in one of the `parties`.
struct RowFilter
{
    QString text;
    QHash<QString, QString> values = {};
    QString timeProperty = {};       ///< dotted
    std::optional<qint64> from = {}; ///< ms since 1970 UTC, included
    std::optional<qint64> to = {};   ///< ms since 1970 UTC, excluded
    QStringList parties = {};        ///< properties, dotted
    QString number = {};             ///< or a part of it, however it is written
    bool hasRange() const { return !timeProperty.isEmpty() && (from || to); }
    bool hasNumber() const { return !parties.isEmpty() && !number.isEmpty(); }
    bool isEmpty() const
    {
        return text.isEmpty() && values.isEmpty() && !hasRange() && !hasNumber();
    }
    bool operator==(const RowFilter &) const = default;
};

enum class CopyFormat { Cell, Row, Csv, Json, Markdown };

/// The table of any resource type. Rows are views into the parsed reply plus an index: nothing is
/// copied a cell. Sorting and filtering work on an index over *all* rows. Replacing the rows merges
/// by id, with row signals, so that selection, scroll position and open edits stay.
class ResourceTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        RawRole = Qt::UserRole, ///< text as copied
        IdRole,                 ///< the row's id
        EmptinessRole,          ///< int of models::Emptiness
        RendererRole,           ///< the column's renderer
        StagedRole,             ///< true: the row has staged changes
    };

    explicit ResourceTableModel(QObject *parent = nullptr);
    ~ResourceTableModel() override;

    /// Empties the table and takes the columns of @p type; further top-level members found in rows
    /// are appended as hidden-by-default columns (see isExtraColumn) when rows come.
    void setResource(const api::ResourceType &type);
    const api::ResourceType &resource() const;
    const QList<api::Column> &columns() const;
    /// Found in the rows, described by no schema.
    bool isExtraColumn(int column) const;

    /// The body of a list reply; its rows by api::unwrapList. Merges.
    void setDocument(const json::Document &body);
    /// Adds or replaces one row by its id (an item reply, unwrapped already); at the end when it is
    /// new.
    void upsert(const QString &id, const json::Document &item);
    void removeIds(const QSet<QString> &ids);
    void clear();

    int totalCount() const;               ///< rows before the filter
    int rowOfId(const QString &id) const; ///< -1: not there or filtered out
    QString idAt(int row) const;
    json::Value rowAt(int row) const; ///< valid until the next change of the model
    /// The whole row as a document of its own.
    json::Document documentAt(int row) const;
    /// A row by its id, filtered out or not; absent document when there is none.
    json::Document documentOf(const QString &id) const;

    /// The shown rows at @p places, or all that the filter lets through, in their order.
    RowSnapshot shownRows(const std::optional<QList<int>> &places = {}) const;
    /// The resources of @p before as they are now, in their order; what is gone stays as it was.
    RowSnapshot rowsNow(const RowSnapshot &before) const;
    /// All rows as they are now, filtered out or not, for a worker.
    RowSnapshot snapshot() const;

    void setFilter(const RowFilter &filter);
    RowFilter filter() const;
    /// First key first. An empty list: the order of the reply.
    void setSortKeys(const QList<SortKey> &keys);
    QList<SortKey> sortKeys() const;
    void sort(int column, Qt::SortOrder order) override; ///< setSortKeys with one; column -1: none

    void setStagedIds(const QSet<QString> &ids);
    /// Up to @p limit different raw texts of a property, most frequent first: what a filter box
    /// offers.
    QStringList distinctValues(const QString &property, int limit = 50) const;
    /// @p rows and @p columns in the order wanted. Csv has a header line; what a spreadsheet
    /// would run is guarded (app/api/csv/FormulaGuard.h).
    QString copyText(const QList<int> &rows, const QList<int> &columns, CopyFormat format) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// Total or matching number has changed.
    void countsChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace models
