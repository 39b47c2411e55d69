// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/csv/CsvMapping.h"
#include "models/csv/CsvTable.h"

#include <QAbstractTableModel>

namespace models {

/// The mapping of a CSV file as a table to edit: a row for each column of the file, then one for
/// each value that all rows get.
class CsvMappingModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Source, Sample, Property, Meaning, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Takes the mapping that suggests itself; @p extras as CsvMapping::automatic().
    void setFile(const CsvTable &table, const api::ResourceType &type,
                 const QStringList &extras = {});
    void clear();
    const CsvMapping &mapping() const { return m_mapping; }
    /// What can be chosen under Property, beside what is typed.
    const QStringList &choices() const { return m_choices; }
    QString problem() const { return m_mapping.problem(m_type); }
    /// What the cells of a column of the file hold must not be shown: by its property, or where it
    /// is ignored by its name.
    bool isSecretColumn(int column) const;
    int ignoredCount() const { return int(m_mapping.properties.count(QString())); }

    void addConstant(const QString &property, const QString &text);
    void removeConstant(int row); ///< ignores the rows of the file's columns
    bool isConstant(int row) const { return row >= m_mapping.properties.size(); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void mappingChanged();

private:
    QString propertyOf(int row) const;
    QString meaningOf(const QString &property) const;
    QString sample(int column) const;

    api::ResourceType m_type;
    CsvTable m_table;
    CsvMapping m_mapping;
    QStringList m_choices;
};

} // namespace models
