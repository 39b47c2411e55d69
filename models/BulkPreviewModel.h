// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/BulkPreview.h"

#include <QAbstractTableModel>

#include <optional>

namespace models {

/// A preview row by row: what would become of each. Texts are made for the rows on screen.
class BulkPreviewModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Id, Outcome, Effect, ColumnCount };
    enum Role {
        RawRole = Qt::UserRole,
        OutcomeRole, ///< int of BulkOutcome
    };

    /// @p preview outlives it. @p schema may be null: secrets are masked by it.
    BulkPreviewModel(const BulkPreview *preview, api::SchemaPtr schema, QObject *parent = nullptr);

    /// Only rows with that outcome; nothing: all.
    void setFilter(std::optional<BulkOutcome> outcome);
    /// "changes", "stays the same", ...
    static QString inWords(BulkOutcome outcome);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    void refill();
    QString effect(int row) const;

    const BulkPreview *m_preview;
    api::SchemaPtr m_schema;
    std::optional<BulkOutcome> m_filter;
    std::vector<int> m_shown;
};

} // namespace models
