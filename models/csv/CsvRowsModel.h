// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/csv/CsvDryRun.h"

#include <QAbstractTableModel>
#include <QFuture>

namespace models {

/// The rows of a CSV file after its dry run: what would come of each, and its cells, which can be
/// edited. A cell that is edited has its row checked again, and those of the same id.
class CsvRowsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Line, State, Result, FirstCell };
    /// Apart from those of ResourceTableModel, which whoever paints a table looks at.
    enum Role {
        StateRole = Qt::UserRole + 32, ///< int of CsvState
        MarkRole,                      ///< int of Mark
        ResultRole,                    ///< int of SendResult
    };
    enum class Mark { None, Changed, Wrong, Ignored };
    /// What has come of sending a row.
    enum class SendResult { NotSent, Sending, Done, Failed, Unclear };

    using QAbstractTableModel::QAbstractTableModel;

    void setDryRun(CsvDryRun run, const api::ResourceType &type);
    void clear();
    const CsvDryRun &dryRun() const { return m_run; }
    CsvDryRun &dryRun() { return m_run; }
    bool isEditable() const { return m_editable; }
    /// While rows are sent they stay as they are.
    void setEditable(bool editable) { m_editable = editable; }

    void setResult(int row, SendResult result, const QString &reason = {});
    void setResults(const std::vector<int> &rows, SendResult result, const QString &reason);
    SendResult result(int row) const { return m_results.value(row).result; }
    QString reason(int row) const { return m_results.value(row).reason; }
    int resultCount(SendResult result) const;
    /// Why it can't be sent as it is, a line each; empty: it can.
    QString problemText(int row) const { return problemText(row, -1); }
    const std::vector<bool> &secretColumns() const { return m_secret; } ///< by column of the file
    /// A CsvReport of now in a file that is replaced whole or not at all; made and written in a
    /// worker. What went wrong, as a sentence; empty: nothing.
    QFuture<QString> saveReport(const QString &path) const;

    static QString stateText(CsvState state);
    static QString resultText(SendResult result);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void countsChanged();

private:
    struct Sent
    {
        SendResult result = SendResult::NotSent;
        QString reason;
    };
    QString cellText(int row, int column) const;
    QString problemText(int row, int column) const;
    Mark mark(int row, int column) const;

    CsvDryRun m_run;
    QStringList m_titles;       // by column of the file
    std::vector<bool> m_secret; // by column of the file
    QHash<int, Sent> m_results;
    bool m_editable = true;
};

} // namespace models
