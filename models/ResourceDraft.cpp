// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ResourceDraft.h"

#include "app/json/Equality.h"
#include "app/json/Writer.h"
#include "models/Merge.h"
#include "models/SchemaTools.h"

#include <algorithm>

namespace models {

namespace {

/// @p value inside objects named by @p tokens from @p first on: {"a":{"b":value}}.
std::string wrapped(const std::vector<std::string> &tokens, std::size_t first,
                    const std::string &value)
{
    json::Writer writer;
    for (std::size_t i = first; i < tokens.size(); ++i)
        writer.beginObject().name(tokens[i]);
    writer.raw(value);
    for (std::size_t i = first; i < tokens.size(); ++i)
        writer.endObject();
    return writer.take();
}

json::ParseError atStart(const QString &message)
{
    return {.message = message.toStdString(), .offset = 0, .line = 1, .column = 1};
}

} // namespace

ResourceDraft::ResourceDraft(QObject *parent)
    : QObject(parent)
{
}

void ResourceDraft::setBase(const QString &id, const json::Document &base, api::SchemaPtr schema,
                            bool isNew)
{
    restore(id, base, base, std::move(schema), isNew);
}

void ResourceDraft::restore(const QString &id, const json::Document &base,
                            const json::Document &edited, api::SchemaPtr schema, bool isNew,
                            const std::optional<UnfinishedText> &unfinished,
                            const UnfinishedFields &unfinishedFields)
{
    m_id = id;
    m_isNew = isNew;
    m_base = base;
    m_edited = edited;
    m_schema = std::move(schema);
    m_patch = json::diff(m_base, m_edited);
    m_unfinished = unfinished;
    m_unfinishedFields = unfinishedFields;
    Q_EMIT reset();
}

void ResourceDraft::clear()
{
    m_id.clear();
    m_isNew = false;
    m_base = {};
    m_edited = {};
    m_schema = {};
    m_patch = {};
    m_unfinished.reset();
    m_unfinishedFields.clear();
    Q_EMIT reset();
}

void ResourceDraft::setIdProperty(const QString &name, bool byPlatform)
{
    m_idProperty = name;
    m_idByPlatform = byPlatform;
}

std::expected<void, QString> ResourceDraft::setValue(const json::Pointer &pointer,
                                                     const QString &jsonText)
{
    if (isEmpty())
        return std::unexpected(tr("Nothing is open that could be changed."));
    const auto value =
        json::Document::parse(jsonText.toStdString(), {.refuseDuplicateNames = true});
    if (!value) {
        return std::unexpected(
            tr("This is not JSON: %1").arg(QString::fromStdString(value.error().toString())));
    }
    if (pointer.isRoot() && !value->root().isObject())
        return std::unexpected(tr("A resource is a JSON object."));

    const std::vector<std::string> &tokens = pointer.tokens();
    json::Pointer target;
    json::Value at = m_edited.root();
    bool exists = true;
    std::size_t depth = 0;
    while (depth < tokens.size()) {
        const json::Value next = json::Pointer({tokens[depth]}).resolve(at);
        target = target.child(tokens[depth]);
        ++depth;
        exists = static_cast<bool>(next);
        if (!next || (next.isNull() && depth < tokens.size()))
            break;
        at = next;
    }
    if (exists && depth == tokens.size() && json::sameAsWritten(at, value->root()))
        return {};
    return applyOperation(exists ? "replace" : "add", target,
                          wrapped(tokens, depth, value->serialize()));
}

std::expected<void, QString> ResourceDraft::removeValue(const json::Pointer &pointer)
{
    if (isEmpty())
        return std::unexpected(tr("Nothing is open that could be changed."));
    if (pointer.isRoot())
        return std::unexpected(tr("The whole resource can't be removed here; delete it instead."));
    if (!pointer.resolve(m_edited.root()))
        return {};
    return applyOperation("remove", pointer, {});
}

std::expected<void, QString> ResourceDraft::applyOperation(std::string_view operation,
                                                           const json::Pointer &pointer,
                                                           const std::string &value)
{
    json::Writer writer;
    writer.beginArray().beginObject();
    writer.name("op").string(operation).name("path").string(pointer.toString());
    if (!value.empty())
        writer.name("value").raw(value);
    writer.endObject().endArray();
    const auto edited =
        json::Patch::parse(writer.take()).and_then([this](const json::Patch &patch) {
            return patch.apply(m_edited);
        });
    if (!edited)
        return std::unexpected(QString::fromStdString(edited.error().message));
    setEdited(*edited);
    return {};
}

std::expected<json::Document, json::ParseError> ResourceDraft::parsed(const QString &text) const
{
    if (isEmpty())
        return std::unexpected(atStart(tr("Nothing is open that could be changed.")));
    const std::string bytes = text.toStdString();
    if (qsizetype(bytes.size()) > maximumTextBytes)
        return std::unexpected(
            atStart(tr("The text is above 10 MB, more than the platform takes.")));
    auto document = json::Document::parse(bytes, {.refuseDuplicateNames = true});
    if (document && !document->root().isObject())
        return std::unexpected(atStart(tr("A resource is a JSON object: it starts with “{”.")));
    return document;
}

std::expected<void, json::ParseError> ResourceDraft::setText(const QString &text)
{
    const auto document = parsed(text);
    if (!document)
        return std::unexpected(document.error());
    if (document->serialize() != m_edited.serialize())
        setEdited(*document);
    return {};
}

std::expected<void, json::ParseError> ResourceDraft::setText(const QString &text,
                                                             const TextOrigin &origin)
{
    const auto document = parsed(text);
    if (!document) {
        if (!isEmpty() && (!m_unfinished || m_unfinished->text != text)) {
            m_unfinished = UnfinishedText{.text = text, .origin = origin};
            Q_EMIT unfinishedChanged();
        }
        return std::unexpected(document.error());
    }
    dropUnfinished();
    if (!origin.edited || json::sameAsWritten(origin.edited.root(), m_edited.root())) {
        if (document->serialize() != m_edited.serialize())
            setEdited(*document);
    } else {
        takeOnto(origin, *document);
    }
    return {};
}

void ResourceDraft::takeOnto(const TextOrigin &origin, const json::Document &typed)
{
    const Merged merged = merge(origin.edited, typed, m_edited);
    if (!merged.document)
        return;
    const bool othersCame = !json::sameAsWritten(origin.base.root(), m_base.root());
    if (merged.conflicts.isEmpty() || !othersCame || m_isNew) {
        setEdited(merged.document); // of two edits of one's own the later one counts
        return;
    }
    // As if the answer came only now: the edits are on the base that they were made on.
    const json::Document newest = m_base;
    m_base = origin.base;
    setEdited(typed);
    if (!rebase(newest))
        Q_EMIT overtaken(newest);
}

void ResourceDraft::dropUnfinished()
{
    if (!m_unfinished)
        return;
    m_unfinished.reset();
    Q_EMIT unfinishedChanged();
}

void ResourceDraft::setUnfinishedField(const QString &pointer, const std::optional<QString> &text)
{
    const auto known = m_unfinishedFields.constFind(pointer);
    const bool isThere = known != m_unfinishedFields.cend();
    if (text ? isThere && *known == *text : !isThere)
        return;
    if (text)
        m_unfinishedFields.insert(pointer, *text);
    else
        m_unfinishedFields.remove(pointer);
    Q_EMIT unfinishedChanged();
}

QString ResourceDraft::maskedText() const
{
    return isEmpty() ? QString()
                     : QString::fromStdString(serializeMasked(m_edited.root(), m_schema.get(), {},
                                                              json::Style::Pretty));
}

bool ResourceDraft::hasSecrets() const
{
    return !isEmpty() && serializeMasked(m_edited.root(), m_schema.get()) != m_edited.serialize();
}

QString ResourceDraft::text() const
{
    return isEmpty() ? QString() : QString::fromStdString(m_edited.serialize(json::Style::Pretty));
}

void ResourceDraft::discard()
{
    dropUnfinished();
    const bool hadFields = !m_unfinishedFields.isEmpty();
    m_unfinishedFields.clear();
    if (hadFields)
        Q_EMIT unfinishedChanged();
    if (isEmpty())
        return;
    if (!hadFields && !isChanged() && json::sameAsWritten(m_base.root(), m_edited.root()))
        return;
    m_edited = m_base;
    m_patch = {};
    Q_EMIT changed();
}

void ResourceDraft::accept(const json::Document &now)
{
    if (isEmpty() || !now)
        return;
    m_isNew = false;
    m_base = now;
    m_edited = now;
    m_patch = {};
    Q_EMIT changed();
}

bool ResourceDraft::rebase(const json::Document &base)
{
    if (isEmpty() || !base)
        return false;
    const Merged merged = merge(m_base, m_edited, base);
    if (!merged.conflicts.isEmpty() || !merged.document)
        return false;
    m_base = base;
    setEdited(merged.document);
    return true;
}

void ResourceDraft::rebaseKeepingOwn(const json::Document &base)
{
    rebaseTaking(base, {});
}

void ResourceDraft::rebaseTaking(const json::Document &base, const QSet<QString> &theirs)
{
    if (isEmpty() || !base)
        return;
    const Merged merged = merge(m_base, m_edited, base, theirs);
    if (!merged.document)
        return;
    m_base = base;
    setEdited(merged.document);
}

QStringList ResourceDraft::conflictsWith(const json::Document &base) const
{
    if (isEmpty() || !base)
        return {};
    return merge(m_base, m_edited, base).conflicts;
}

QList<api::SchemaViolation> ResourceDraft::violations() const
{
    if (isEmpty() || !m_schema)
        return {};
    return m_isNew ? api::validate(m_edited.root(), *m_schema)
                   : broughtViolations(m_base, m_edited, *m_schema);
}

void ResourceDraft::setEdited(const json::Document &document)
{
    m_edited = document;
    m_patch = json::diff(m_base, m_edited);
    Q_EMIT changed();
}

} // namespace models
