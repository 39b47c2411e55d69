// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "models/DraftStore.h"

#include <QAbstractTableModel>
#include <QSet>

#include <memory>

namespace models {

/// All that is staged of one profile, over all resource types, newest first, each with a check box.
class StagedModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Resource, Id, Changes, SavedAt, ColumnCount };

    /// @p store outlives it.
    StagedModel(DraftStore *store, const QString &profileId,
                std::shared_ptr<const api::Catalogue> catalogue, QObject *parent = nullptr);

    void setCatalogue(std::shared_ptr<const api::Catalogue> catalogue);
    const StoredDraft &draftAt(int row) const { return m_rows.at(row).draft; }
    QList<StoredDraft> checked() const;
    void setChecked(int row, bool checked);
    void setAllChecked(bool checked);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void checkedChanged();

private:
    struct Row
    {
        StoredDraft draft;
        QString key;
        QString changes;
    };
    void update();
    static QString changesOf(const StoredDraft &draft);
    QString typeName(const StoredDraft &draft) const;
    QString idOf(const StoredDraft &draft) const;

    DraftStore *m_store;
    QString m_profileId;
    std::shared_ptr<const api::Catalogue> m_catalogue;
    QList<Row> m_rows;
    QSet<QString> m_unchecked; // keys
};

} // namespace models
