// SPDX-License-Identifier: GPL-3.0-or-later
// The operations of a draft, and its undo.
#include "app/json/Writer.h"
#include "models/PatchTemplate.h"
#include "models/ResourceDraft.h"
#include "models/SchemaTools.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace models {

bool ResourceDraft::isTouched() const
{
    return isChanged() || hasOwnOperations() || m_unfinished || m_unfinishedPatch ||
           !m_unfinishedFields.isEmpty();
}

int ResourceDraft::changeCount() const
{
    return int(std::ranges::count_if(patch().operations(), [](const json::Operation &operation) {
        return operation.op != json::PatchOp::Test;
    }));
}

StagedOperations ResourceDraft::stagedOperations() const
{
    return {.entries = hasOwnOperations() ? operations() : QList<PatchEntry>(),
            .text = m_unfinishedPatch};
}

void ResourceDraft::setOperations(const QList<PatchEntry> &entries, const QString &key)
{
    if (isEmpty() || entries == operations())
        return;
    const ChangeSet::State before = m_set.state();
    m_set.setEntries(entries);
    haveEdited(before, key);
}

std::expected<void, PatchTextError> ResourceDraft::setPatchText(const QString &text)
{
    if (isEmpty())
        return std::unexpected(
            PatchTextError{.sentence = tr("Nothing is open that could be changed.")});
    const auto entries = entriesFrom(text, maximumTextBytes);
    if (!entries) {
        if (m_unfinishedPatch != text) {
            m_unfinishedPatch = text;
            Q_EMIT unfinishedChanged();
        }
        return std::unexpected(entries.error());
    }
    dropUnfinishedPatch();
    setOperations(takenInto(operations(), *entries), u"patch"_s);
    return {};
}

std::expected<int, QString> ResourceDraft::addPatch(const QString &text)
{
    if (isEmpty())
        return std::unexpected(tr("Nothing is open that could be changed."));
    QList<PatchEntry> entries;
    if (isTemplate()) {
        const auto parsed = entriesFrom(text, maximumTextBytes);
        if (!parsed)
            return std::unexpected(parsed.error().sentence);
        entries = *parsed;
    } else {
        const auto patch = PatchTemplate::parse(text).and_then(
            [this](const PatchTemplate &form) { return form.expand(edited().root()); });
        if (!patch)
            return std::unexpected(patch.error());
        entries = entriesOf(*patch, false);
    }
    setOperations(operations() + entries);
    return int(entries.size());
}

QString ResourceDraft::maskedPatchText() const
{
    QList<PatchEntry> entries = operations();
    for (PatchEntry &entry : entries) {
        const auto path = json::Pointer::parse(entry.path.toStdString());
        const auto value = json::Document::parse(entry.value.toStdString());
        const json::Pointer at = path.value_or(json::Pointer());
        if (value)
            entry.value =
                QString::fromStdString(serializeMaskedAt(value->root(), m_schema.get(), at));
        else if (isInSecret(m_schema.get(), at)) // half typed
            entry.value = QString::fromStdString(json::quoted(mask().toStdString()));
    }
    return textOf(entries);
}

void ResourceDraft::dropUnfinishedPatch()
{
    if (!m_unfinishedPatch)
        return;
    m_unfinishedPatch.reset();
    Q_EMIT unfinishedChanged();
}

void ResourceDraft::setTemplate(bool isTemplate)
{
    if (m_set.isTemplate() == isTemplate)
        return;
    m_set.setTemplate(isTemplate);
    Q_EMIT changed();
}

// A text that is half typed has its own undo, and would be lost.
bool ResourceDraft::canUndo() const
{
    return m_history.canUndo() && !m_unfinished && !m_unfinishedPatch;
}

bool ResourceDraft::canRedo() const
{
    return m_history.canRedo() && !m_unfinished && !m_unfinishedPatch;
}

void ResourceDraft::undo()
{
    if (!canUndo())
        return;
    if (const auto state = m_history.undo(m_set.state())) {
        m_set.setState(*state);
        Q_EMIT changed();
    }
}

void ResourceDraft::redo()
{
    if (!canRedo())
        return;
    if (const auto state = m_history.redo(m_set.state())) {
        m_set.setState(*state);
        Q_EMIT changed();
    }
}

} // namespace models
