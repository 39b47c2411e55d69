// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Document.h"
#include "models/PatchEntry.h"

#include <QSet>
#include <QStringList>

#include <optional>

namespace models {

/// The operations of a draft as they are kept.
struct StagedOperations
{
    QList<PatchEntry> entries = {}; ///< empty: all of them follow from the edited document
    /// A text of them that could not be taken.
    std::optional<QString> text = {};
};

/// What a resource was, what it shall be, and the operations in between: first those that a person
/// wrote, kept as they are, then the shortest patch from what those make of it to what form and
/// document say. Editing the document changes the second part; editing the operations changes the
/// document.
class ChangeSet
{
public:
    /// Enough to come back to.
    struct State
    {
        json::Document edited;
        QList<PatchEntry> entries; ///< empty: all of them follow from edited
    };

    void reset(const json::Document &base, const json::Document &edited,
               const QList<PatchEntry> &entries = {});
    /// Operations may have placeholders (PatchTemplate), which the base fills.
    void setTemplate(bool isTemplate);
    bool isTemplate() const { return m_isTemplate; }

    const json::Document &base() const { return m_base; }
    /// The last valid state.
    const json::Document &edited() const { return m_edited; }
    /// All of them in order, disabled ones, too.
    const QList<PatchEntry> &entries() const;
    /// The enabled ones; empty while there is a fault().
    const json::Patch &patch() const { return m_patch; }
    /// Why the operations can't be applied; edited() is what they made of it before.
    const std::optional<PatchFault> &fault() const { return m_fault; }
    /// Some operation was written by a person.
    bool hasOwn() const { return !m_own.isEmpty() || m_fault; }
    /// Some operation that is enabled is not a test.
    bool isChanged() const;

    State state() const;
    void setState(const State &state);
    /// Not while there is a fault().
    void setEdited(const json::Document &document);
    /// Those at the end that are derived and enabled go on following the document; all others are
    /// a person's own from now on.
    void setEntries(const QList<PatchEntry> &entries);

    /// JSON Pointers of what both changed differently, and of operations that do not apply to
    /// @p base.
    QStringList conflictsWith(const json::Document &base) const;
    /// Onto another base. Where both changed something, the own edit stays, but for the members
    /// whose JSON Pointers are in @p theirs: those become what @p base has, and own operations on
    /// them go. Operations that do not apply are a fault().
    void rebase(const json::Document &base, const QSet<QString> &theirs = {});
    /// The base is another one, the operations the same, edited() as it was.
    void setBaseOf(const json::Document &base, const json::Document &edited);

private:
    std::expected<json::Patch, PatchFault> patchFor(const QList<PatchEntry> &entries,
                                                    const json::Document &base) const;
    std::expected<json::Document, PatchFault> applied(const QList<PatchEntry> &entries,
                                                      const json::Document &base,
                                                      const json::Document &to) const;
    void derive();
    QList<PatchEntry> derivedEntries() const;

    json::Document m_base;
    QList<PatchEntry> m_own;
    json::Document m_middle; // what m_own makes of m_base
    json::Document m_edited;
    json::Patch m_tail; // from m_middle to m_edited
    json::Patch m_patch;
    std::optional<PatchFault> m_fault;
    QList<PatchEntry> m_faulty; // all entries, while there is a fault
    mutable std::optional<QList<PatchEntry>> m_entries;
    bool m_isTemplate = false;
};

} // namespace models
