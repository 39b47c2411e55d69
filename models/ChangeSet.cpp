// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ChangeSet.h"

#include "app/json/Diff.h"
#include "app/json/Equality.h"
#include "models/Merge.h"
#include "models/PatchTemplate.h"

#include <QCoreApplication>

#include <algorithm>
#include <ranges>

namespace models {

namespace {

/// @p entries without those that touch what one of @p pointers points to, or something in it.
QList<PatchEntry> without(QList<PatchEntry> entries, const QSet<QString> &pointers)
{
    const auto touches = [&](const QString &path) {
        return std::ranges::any_of(pointers, [&](const QString &pointer) {
            return !path.isEmpty() && (path == pointer || path.startsWith(pointer + u'/'));
        });
    };
    entries.removeIf([&](const PatchEntry &entry) {
        return touches(entry.path) || (json::needsFrom(entry.kind) && touches(entry.from));
    });
    return entries;
}

} // namespace

void ChangeSet::reset(const json::Document &base, const json::Document &edited,
                      const QList<PatchEntry> &entries)
{
    m_base = base;
    setState({.edited = edited, .entries = entries});
}

void ChangeSet::setTemplate(bool isTemplate)
{
    if (m_isTemplate == isTemplate)
        return;
    const State now = state();
    m_isTemplate = isTemplate;
    setState(now);
}

bool ChangeSet::isChanged() const
{
    return std::ranges::any_of(m_patch.operations(), [](const json::Operation &operation) {
        return operation.op != json::PatchOp::Test;
    });
}

const QList<PatchEntry> &ChangeSet::entries() const
{
    if (m_fault)
        return m_faulty;
    if (!m_entries)
        m_entries = m_own + derivedEntries();
    return *m_entries;
}

QList<PatchEntry> ChangeSet::derivedEntries() const
{
    QList<PatchEntry> derived = entriesOf(m_tail, true);
    if (m_isTemplate) {
        for (PatchEntry &entry : derived) {
            entry.path = PatchTemplate::escaped(entry.path);
            entry.value = PatchTemplate::escaped(entry.value);
        }
    }
    return derived;
}

ChangeSet::State ChangeSet::state() const
{
    return {.edited = m_edited, .entries = hasOwn() ? entries() : QList<PatchEntry>()};
}

void ChangeSet::setState(const State &state)
{
    m_own.clear();
    m_faulty.clear();
    m_fault.reset();
    m_middle = m_base;
    m_edited = state.edited;
    if (state.entries.isEmpty())
        derive();
    else
        setEntries(state.entries);
}

void ChangeSet::setEdited(const json::Document &document)
{
    if (m_fault)
        return;
    m_edited = document;
    derive();
}

void ChangeSet::derive()
{
    m_entries.reset();
    const bool same = m_middle.root().handle() == m_edited.root().handle();
    m_tail = same ? json::Patch() : json::diff(m_middle, m_edited);
    if (m_own.isEmpty()) {
        m_patch = m_tail;
        return;
    }
    // What is sent is what the list says.
    m_patch = patchFor(entries(), m_base).value_or(json::Patch());
}

std::expected<json::Patch, PatchFault> ChangeSet::patchFor(const QList<PatchEntry> &entries,
                                                           const json::Document &base) const
{
    return patchOf(entries, m_isTemplate ? base.root() : json::Value());
}

/// What @p entries make of @p to, with placeholders from @p base.
std::expected<json::Document, PatchFault> ChangeSet::applied(const QList<PatchEntry> &entries,
                                                             const json::Document &base,
                                                             const json::Document &to) const
{
    const auto patch = patchFor(entries, base);
    if (!patch)
        return std::unexpected(patch.error());
    auto result = patch->apply(to);
    if (!result)
        return std::unexpected(faultOf(result.error(), entries));
    if (to.root().isObject() && !result->root().isObject()) {
        const auto root = std::ranges::find_if(std::views::reverse(entries), [](const auto &entry) {
            return entry.enabled && entry.path.isEmpty() && entry.kind != json::PatchOp::Test;
        });
        const int row = int(entries.rend() - root) - 1;
        return std::unexpected(
            PatchFault{.row = row,
                       .operation = QString::fromUtf8(
                           json::name(row < 0 ? json::PatchOp::Replace : entries.at(row).kind)),
                       .pointer = {},
                       .cause = QCoreApplication::translate(
                           "models::ChangeSet", "the resource would be no JSON object any more")});
    }
    return std::move(*result);
}

void ChangeSet::setEntries(const QList<PatchEntry> &entries)
{
    qsizetype split = entries.size();
    while (split > 0 && entries.at(split - 1).derived && entries.at(split - 1).enabled)
        --split;
    QList<PatchEntry> own = entries.first(split);
    for (PatchEntry &entry : own)
        entry.derived = false;
    m_entries.reset();

    // The whole list first: a fault is known by its row in it.
    const auto edited = applied(own + entries.sliced(split), m_base, m_base);
    const auto middle = edited ? applied(own, m_base, m_base) : edited;
    if (!middle) {
        m_faulty = own + entries.sliced(split);
        m_fault = middle.error();
        m_patch = {};
        return;
    }
    m_fault.reset();
    m_faulty.clear();
    m_own = own;
    m_middle = *middle;
    m_edited = *edited;
    derive();
}

QStringList ChangeSet::conflictsWith(const json::Document &base) const
{
    if (m_own.isEmpty() || m_fault)
        return merge(m_base, m_edited, base).conflicts;
    QStringList conflicts = merge(m_base, m_middle, base).conflicts;
    const auto middle = applied(m_own, base, base);
    if (middle)
        conflicts += merge(m_middle, m_edited, *middle).conflicts;
    else
        conflicts += middle.error().pointer;
    conflicts.removeDuplicates();
    return conflicts;
}

void ChangeSet::rebase(const json::Document &base, const QSet<QString> &theirs)
{
    const Merged merged = merge(m_base, m_edited, base, theirs);
    if (!merged.document)
        return;
    const QList<PatchEntry> entries = without(hasOwn() ? this->entries() : m_own, theirs);
    const QList<PatchEntry> own = without(m_own, theirs);
    std::expected<json::Document, PatchFault> middle = std::unexpected(PatchFault());
    if (!m_fault && !own.isEmpty())
        middle = applied(own, base, base);
    if (!middle) { // no own ones, or they do not apply: the list as a whole is tried
        reset(base, merged.document, own.isEmpty() && !m_fault ? QList<PatchEntry>() : entries);
        return;
    }
    const Merged edited = merge(m_middle, m_edited, *middle, theirs);
    m_base = base;
    m_own = own;
    m_middle = *middle;
    m_edited = edited.document ? edited.document : *middle;
    derive();
}

void ChangeSet::setBaseOf(const json::Document &base, const json::Document &edited)
{
    const QList<PatchEntry> own = m_own;
    m_base = base;
    const auto middle = own.isEmpty() ? base : applied(own, base, base).value_or(base);
    m_middle = middle;
    m_edited = edited;
    derive();
}

} // namespace models
