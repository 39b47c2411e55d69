// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ResourceDraft.h"

#include <QAbstractTableModel>
#include <QList>

namespace models {

/// The operations that the edits of a draft amount to, a row each; kept in step. Before and After
/// are compact JSON, cut at 200 characters; the tool tip has them in full, escaped. Secrets are
/// masked in both.
class PatchModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Operation, Path, Before, After, ColumnCount };

    explicit PatchModel(ResourceDraft *draft, QObject *parent = nullptr);

    QString text() const;       ///< the patch as pretty JSON, as it will be sent: secrets included
    QString maskedText() const; ///< the same with secrets masked: to look at, not to send

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    /// Before and After in full, masked, as plain text; cut at a length nobody reads.
    QString fullText(int row, Column column) const;

Q_SIGNALS:
    void draftReplaced(); ///< the operations are those of another resource

private:
    struct Row
    {
        QString operation;
        QString path;
        QString before; // cut
        QString after;  // cut
        QString fullBefore;
        QString fullAfter;
        bool operator==(const Row &) const = default;
    };

    void update();
    QList<Row> rowsOf(const ResourceDraft &draft) const;

    ResourceDraft *m_draft;
    QList<Row> m_rows;
};

} // namespace models
