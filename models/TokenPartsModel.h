// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/TokenInspection.h"

#include <QAbstractItemModel>

namespace models {

/// Header, payload and signature of the token on the bench as a tree: each member with its value
/// and what it says. The texts of foreign tokens are made harmless, and shown as they are.
class TokenPartsModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, Value, Says, ColumnCount };
    enum Role {
        PartRole = Qt::UserRole, ///< auth::TokenAnatomy::PartIndex
        MemberRole,              ///< int; -1: the part itself
        StandingRole,            ///< auth::MemberExplanation::Standing; -1: none
    };

    /// @p inspection outlives the model.
    explicit TokenPartsModel(const TokenInspection *inspection, QObject *parent = nullptr);

    /// Where the token carries what @p index shows.
    auth::TextRange rangeOf(const QModelIndex &index) const;
    /// The row that shows what the character at @p position carries; invalid: none.
    QModelIndex indexAt(qsizetype position) const;
    /// Everything that is known of a member: meaning, value, times; paragraphs of plain text.
    QString explanationOf(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    struct Node
    {
        int part = 0;
        int member = -1;
        int parent = -1; ///< index in m_nodes; -1: a part
        int row = 0;
        std::vector<int> children;
    };
    void rebuild();
    void refreshTimes();
    const Node *nodeOf(const QModelIndex &index) const;
    const auth::MemberExplanation *explained(const Node &node) const;
    const auth::TokenAnatomy::Part &partOf(const Node &node) const;
    QString nameOf(const Node &node) const;
    QString valueOf(const Node &node) const;
    QString saysOf(const Node &node) const;

    const TokenInspection *m_inspection;
    std::vector<Node> m_nodes;
    std::vector<int> m_parts; ///< the nodes of the parts that are there
};

} // namespace models
