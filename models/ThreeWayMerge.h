// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Schema.h"
#include "app/json/Document.h"

#include <QAbstractTableModel>
#include <QSet>
#include <QString>

namespace models {

/// A resource that was changed here and on the platform since it was opened: a row for each member
/// that is no longer as it was, those that both changed differently first. For these a person
/// chooses a side; the rest is merged by itself, and says so. Members are taken whole; an array is
/// one member. Values are compact JSON with secrets masked, cut at 200 characters.
class ThreeWayMerge : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Member, Base, Mine, Theirs, Outcome, ColumnCount };
    enum class Kind {
        Collision, ///< changed differently on both sides: chosen by a person
        Same,      ///< changed alike on both sides
        OnlyMine,
        OnlyTheirs,
    };
    enum class Side { Mine, Theirs };

    explicit ThreeWayMerge(QObject *parent = nullptr);

    /// All collisions begin with Mine: what was typed is not lost by not choosing.
    void setDocuments(const json::Document &base, const json::Document &mine,
                      const json::Document &theirs, const api::SchemaPtr &schema);
    /// The resource was read once more; choices for members that still collide stay. Nothing
    /// happens when it is the same document.
    void setTheirs(const json::Document &theirs);

    Kind kindAt(int row) const { return m_rows.at(row).kind; }
    QString pointerAt(int row) const { return m_rows.at(row).pointer; }
    Side sideAt(int row) const;
    /// Nothing where there is no collision.
    void choose(int row, Side side);
    void chooseAll(Side side);
    int collisions() const;
    int mergedByItself() const { return int(m_rows.size()) - collisions(); }
    /// JSON Pointers of the collisions where theirs is taken: what ResourceDraft::rebaseTaking()
    /// needs.
    QSet<QString> takesTheirs() const { return m_takesTheirs; }
    /// Everything merged, by the choices made.
    json::Document result() const;
    /// Uncut, masked, as plain text; "nothing" for what is not there.
    QString fullText(int row, Column column) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    /// Check states in the columns Mine and Theirs of a collision choose.
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void chosen(); ///< result() is another

private:
    struct Row
    {
        QString pointer;
        Kind kind = Kind::Collision;
        QString base, mine, theirs; ///< whole texts; empty: not there
    };
    class Lister;
    void list();
    QString outcomeText(const Row &row) const;

    json::Document m_base;
    json::Document m_mine;
    json::Document m_theirs;
    api::SchemaPtr m_schema;
    QList<Row> m_rows;
    QSet<QString> m_takesTheirs;
    QSet<QString> m_decided; ///< by a person, for either side
};

} // namespace models
