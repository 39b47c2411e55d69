// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ViolationText.h"

#include "models/FormModel.h"
#include "models/SchemaTools.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace models {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("models::ViolationText", text);
}

bool isIndex(const std::string &token)
{
    return !token.empty() && token.size() < 10 &&
           std::ranges::all_of(token, [](char c) { return c >= '0' && c <= '9'; });
}

/// The pattern is the first thing that @p schema finds wrong with @p value.
bool breaksPattern(json::Value value, const api::Schema &schema)
{
    if (schema.pattern.isEmpty() || !value || !value.isString())
        return false;
    api::Schema some = schema;
    some.format.clear(); // looked at after the pattern
    const bool breaksAny = !api::validate(value, some).isEmpty();
    some.pattern.clear();
    return breaksAny && api::validate(value, some).isEmpty();
}

QString wanted(const api::Schema &schema)
{
    const auto example = json::Document::parse(schema.exampleText.toStdString());
    const QString shown = example ? QString::fromUtf8(example->root().text()) : QString();
    const QString sentence =
        shown.isEmpty() ? tr("This is not in the form that is wanted here.")
                        : tr("This is not in the form that is wanted here, such as %1.").arg(shown);
    return schema.description.isEmpty() ? sentence : u"%1 %2"_s.arg(sentence, schema.description);
}

} // namespace

QString ViolationText::toString() const
{
    return hasLabel ? sentence : u"%1: %2"_s.arg(label, sentence);
}

ViolationText inWords(const api::SchemaViolation &violation, const ResourceDraft &draft)
{
    const json::Pointer pointer =
        json::Pointer::parse(violation.pointer.toStdString()).value_or(json::Pointer());
    json::Pointer named = pointer;
    QString entry;
    while (!named.isRoot() && isIndex(named.tokens().back())) {
        if (entry.isEmpty())
            entry = QString::number(std::stoull(named.tokens().back()) + 1);
        named = named.parent();
    }
    if (named.isRoot())
        return {.label = violation.pointer, .sentence = violation.message, .details = {}};
    const QString name = QString::fromStdString(named.tokens().back());
    const api::Schema *member = schemaAt(draft.schema().get(), named);
    const QString label =
        member && !member->title.isEmpty() ? member->title : FormModel::labelFor(name);

    const api::Schema *schema = schemaAt(draft.schema().get(), pointer);
    if (schema && breaksPattern(pointer.resolve(draft.edited().root()), *schema)) {
        const QString sentence = wanted(*schema);
        return {.label = label,
                .sentence = entry.isEmpty() ? sentence : tr("Entry %1: %2").arg(entry, sentence),
                .details = tr("Pattern: %1").arg(schema->pattern)};
    }
    const bool begins = violation.message.startsWith(name);
    return {.label = label,
            .sentence = begins ? label + violation.message.sliced(name.size()) : violation.message,
            .details = {},
            .hasLabel = begins};
}

} // namespace models
