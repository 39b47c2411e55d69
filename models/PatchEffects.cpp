// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/PatchEffects.h"

#include "app/json/Equality.h"
#include "app/json/PatchSteps.h"
#include "models/SchemaTools.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace models {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(models::PatchEffects)
};

constexpr qsizetype maximumText = 200;

/// Has at most so many values; counts no further.
bool isSmall(json::Value value, int &left)
{
    if (--left < 0)
        return false;
    for (const json::Value element : value.elements()) {
        if (!isSmall(element, left))
            return false;
    }
    for (const auto member : value.members()) {
        if (!isSmall(member.value, left))
            return false;
    }
    return true;
}

PatchEffect effect(PatchEffect::State state, const QString &text)
{
    return {.state = state, .text = text, .before = {}, .after = {}};
}

/// Adds into an array: what lies there moves on.
bool inserts(const json::Operation &operation, json::PatchSteps &steps)
{
    const bool adds = operation.op == json::PatchOp::Add || json::needsFrom(operation.op);
    if (!adds || operation.path.isRoot())
        return false;
    const json::Value parent = steps.at(operation.path.parent());
    return parent.isArray();
}

class Teller
{
public:
    Teller(const PatchEffects &of, const json::Patch &patch)
        : m_of(of)
        , m_steps(of.base, patch)
    {
    }

    PatchEffect next(const json::Operation &operation)
    {
        if (m_steps.isAtEnd())
            return effect(PatchEffect::State::NotReached, Words::tr("not reached"));
        PatchEffect result = expected(operation);
        if (const auto done = m_steps.next(); !done) {
            const json::PatchError &error = done.error();
            result.state = PatchEffect::State::Failed;
            result.text = QString::fromStdString(error.cause);
        }
        return result;
    }

private:
    QString shown(json::Value value, const json::Pointer &pointer) const
    {
        return shortText(value, m_of.schema.get(), pointer, m_of.reveals);
    }

    PatchEffect expected(const json::Operation &operation)
    {
        PatchEffect result;
        const bool fromElsewhere = json::needsFrom(operation.op);
        if (fromElsewhere) // what is secret there stays secret in what is said of it
            result.after = shown(m_steps.at(operation.from), operation.from);
        const bool isInsertion = inserts(operation, m_steps);
        const json::Value before = isInsertion ? json::Value() : m_steps.at(operation.path);
        result.before = shown(before, operation.path);
        result.state = PatchEffect::State::Changes;
        if (operation.op == json::PatchOp::Test) {
            result.state = PatchEffect::State::Holds;
            result.text = Words::tr("holds: %1").arg(result.before);
            return result;
        }
        if (!fromElsewhere)
            result.after = shown(operation.value, operation.path);
        if (operation.value && before && json::sameAsWritten(before, operation.value)) {
            result.state = PatchEffect::State::ChangesNothing;
            result.text = Words::tr("changes nothing: %1 is there already").arg(result.before);
        } else if (operation.op == json::PatchOp::Remove) {
            result.text = Words::tr("was %1").arg(result.before);
        } else if (!before) {
            result.text = Words::tr("new: %1").arg(result.after);
        } else {
            result.text = Words::tr("%1 → %2", "before, after").arg(result.before, result.after);
        }
        return result;
    }

    const PatchEffects &m_of;
    json::PatchSteps m_steps;
};

} // namespace

QString shortText(json::Value value, const api::Schema *schema, const json::Pointer &pointer,
                  bool reveals)
{
    if (!value)
        return {};
    int left = 100;
    if (!isSmall(value, left)) {
        const QString size = QLocale().toString(qulonglong(value.size()));
        return value.isArray() ? Words::tr("array, %1 elements").arg(size)
                               : Words::tr("object, %1 members").arg(size);
    }
    const QString text = QString::fromStdString(
        reveals ? value.serialize() : serializeMaskedAt(value, schema, pointer));
    return text.size() <= maximumText ? text : text.left(maximumText - 1) + u'…';
}

QList<PatchEffect> PatchEffects::all() const
{
    // One that is not even an operation stops those before it from being parsed with it.
    const json::Value filling = isTemplate ? base.root() : json::Value();
    qsizetype usable = entries.size();
    std::optional<PatchFault> fault;
    auto patch = patchOf(entries, filling);
    if (!patch) {
        fault = patch.error();
        usable = std::max(fault->row, 0);
        patch = patchOf(entries.first(usable), filling);
    }
    const json::Patch operations = patch.value_or(json::Patch());
    Teller teller(*this, operations);
    QList<PatchEffect> effects;
    effects.reserve(entries.size());
    std::size_t next = 0;
    bool failed = false;
    for (qsizetype row = 0; row < entries.size(); ++row) {
        PatchEffect now;
        if (!entries.at(row).enabled)
            now = effect(PatchEffect::State::Disabled, Words::tr("switched off"));
        else if (row < usable && next < operations.operations().size())
            now = teller.next(operations.operations()[next++]);
        else if (!failed && fault && row == usable)
            now = effect(PatchEffect::State::Failed, fault->cause);
        else
            now = effect(PatchEffect::State::NotReached, Words::tr("not reached"));
        failed = failed || now.state == PatchEffect::State::Failed;
        effects.append(now);
    }
    return effects;
}

json::Document PatchEffects::documentAfter(int count) const
{
    const json::Value filling = isTemplate ? base.root() : json::Value();
    qsizetype usable = std::clamp<qsizetype>(count, 0, entries.size());
    auto patch = patchOf(entries.first(usable), filling);
    if (!patch) {
        usable = std::max(patch.error().row, 0);
        patch = patchOf(entries.first(usable), filling);
    }
    json::PatchSteps steps(base, patch.value_or(json::Patch()));
    while (!steps.isAtEnd()) {
        if (!steps.next())
            break;
    }
    return steps.document().value_or(base);
}

} // namespace models
