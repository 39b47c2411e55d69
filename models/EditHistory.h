// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ChangeSet.h"

#include <QList>
#include <QString>

#include <optional>

namespace models {

/// What a change set was before each edit, for undo and redo.
class EditHistory
{
public:
    void clear();
    /// How large a state is, about: fewer of large ones are kept.
    void setStateBytes(qsizetype bytes);

    /// An edit was made. One with the same @p key as the one before is the same step, until
    /// endStep(); an empty key is always a step of its own. A step that ends where it began is
    /// none.
    void add(const ChangeSet::State &before, const ChangeSet::State &now, const QString &key);
    void endStep() { m_key.clear(); }

    bool canUndo() const { return !m_undo.isEmpty(); }
    bool canRedo() const { return !m_redo.isEmpty(); }
    /// The state to go back to; @p now is what redo() comes back to.
    std::optional<ChangeSet::State> undo(const ChangeSet::State &now);
    std::optional<ChangeSet::State> redo(const ChangeSet::State &now);

private:
    QList<ChangeSet::State> m_undo;
    QList<ChangeSet::State> m_redo;
    QString m_key;
    qsizetype m_maximum = mostSteps;
    static constexpr qsizetype mostSteps = 200;
};

} // namespace models
