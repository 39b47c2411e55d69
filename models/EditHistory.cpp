// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/EditHistory.h"

#include "app/json/Equality.h"

#include <algorithm>

namespace models {

namespace {

constexpr qsizetype mostBytes = 64 * 1024 * 1024;
constexpr qsizetype fewestSteps = 8;

bool same(const ChangeSet::State &a, const ChangeSet::State &b)
{
    return a.entries == b.entries && json::sameAsWritten(a.edited.root(), b.edited.root());
}

} // namespace

void EditHistory::clear()
{
    m_undo.clear();
    m_redo.clear();
    m_key.clear();
}

void EditHistory::setStateBytes(qsizetype bytes)
{
    m_maximum = std::clamp(mostBytes / std::max<qsizetype>(bytes, 1), fewestSteps, mostSteps);
}

void EditHistory::add(const ChangeSet::State &before, const ChangeSet::State &now,
                      const QString &key)
{
    const bool goesOn = !key.isEmpty() && key == m_key && !m_undo.isEmpty() && m_redo.isEmpty();
    m_redo.clear();
    m_key = key;
    if (!goesOn) {
        m_undo.append(before);
        if (m_undo.size() > m_maximum)
            m_undo.removeFirst();
    }
    if (same(m_undo.last(), now)) {
        m_undo.removeLast();
        m_key.clear();
    }
}

std::optional<ChangeSet::State> EditHistory::undo(const ChangeSet::State &now)
{
    if (m_undo.isEmpty())
        return std::nullopt;
    m_key.clear();
    m_redo.append(now);
    return m_undo.takeLast();
}

std::optional<ChangeSet::State> EditHistory::redo(const ChangeSet::State &now)
{
    if (m_redo.isEmpty())
        return std::nullopt;
    m_key.clear();
    m_undo.append(now);
    return m_redo.takeLast();
}

} // namespace models
