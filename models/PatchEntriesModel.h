// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/PatchEffects.h"
#include "models/PointerCompletion.h"
#include "models/ResourceDraft.h"

#include <QAbstractTableModel>
#include <QHash>

namespace models {

/// The operations of a draft as a table that is edited in place: kind, path, from and value, a
/// check box to switch one off, and what each of them does. Rows are moved by drag and drop.
class PatchEntriesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Kind, Path, From, Value, Effect, ColumnCount };
    enum Role {
        StateRole = Qt::UserRole + 1, ///< PatchEffect::State as int
        DerivedRole,                  ///< follows form and document
        ReachedRole,                  ///< applied in the document after step()
    };

    /// @p draft has to outlive it.
    explicit PatchEntriesModel(ResourceDraft *draft, QObject *parent = nullptr);
    ~PatchEntriesModel() override;

    ResourceDraft &draft() const { return *m_draft; }
    const PatchEntry &entry(int row) const { return m_entries.at(row); }

    /// Puts @p entry before @p row, or at the end; answers its row.
    int insert(int row, const PatchEntry &entry);
    void remove(QList<int> rows);
    /// A copy right below; answers its row.
    int duplicate(int row);
    /// To where it stands then; false when there is no such place.
    bool move(int from, int to);
    /// Tests, at the front, that what @p rows change is what it is in the base; all rows where
    /// there is none. Answers how many were put in: those that are there stay alone.
    int addTests(const QList<int> &rows);

    /// How many rows are applied in documentText(); all of them at first.
    int step() const;
    void setStep(int step);
    /// The document then, as pretty JSON, masked unless secrets are shown.
    QString documentText() const;
    /// The same, made in another thread where it is large; documentReady() brings the last one
    /// asked for.
    void askDocumentText();

    /// Values are shown and can be edited although they are secret.
    void setReveals(bool reveals);
    bool reveals() const { return m_reveals; }
    bool isSecret(int row) const;
    void setReadOnly(bool readOnly) { m_readOnly = readOnly; }

    /// For the editors of a row.
    QList<PointerCompletion> pathChoices(int row, Column column, const QString &typed) const;
    QStringList choices(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

Q_SIGNALS:
    void stepChanged();
    void moved(int row); ///< by drag and drop; where it is now
    void draftReplaced();
    void effectsChanged();
    void documentReady(const QString &text);

private:
    PatchEffects effectsSource() const;
    bool isLarge() const;
    void update();
    void updateEffects();
    void haveEffects(const QList<PatchEffect> &effects, quint64 generation);
    bool isEditable(const QModelIndex &index) const;
    bool hasSecret(const PatchEntry &of) const;
    QString cellText(const QModelIndex &index) const;
    json::Document documentBefore(int row) const;

    ResourceDraft *m_draft;
    QList<PatchEntry> m_entries;
    QList<PatchEffect> m_effects;
    mutable QHash<int, bool> m_secrets; // rows that were looked at
    quint64 m_generation = 0;
    quint64 m_documentGeneration = 0;
    int m_step = -1; // all
    bool m_reveals = false;
    bool m_readOnly = false;
};

} // namespace models
