// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compare/TenantDiff.h"

#include "app/json/Diff.h"
#include "app/json/Writer.h"
#include "models/Abilities.h"
#include "models/DraftStore.h"
#include "models/TableCopy.h"

#include <QUuid>

#include <algorithm>
#include <unordered_map>
#include <utility>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr int membersNamed = 6;
constexpr int rowsBetweenLooks = 1024;
constexpr int deepest = 100;

/// Same members in the same order, numbers as written: what most pairs are. Cheap, and may miss.
bool isSameInOrder(json::Value left, json::Value right, int depth = 0)
{
    if (!left || !right || left.type() != right.type() || depth > deepest)
        return false;
    switch (left.type()) {
    case json::Type::Object: {
        if (left.size() != right.size())
            return false;
        auto other = right.members().begin();
        for (const auto [name, value] : left.members()) {
            const json::Member member = *other;
            if (name != member.name || !isSameInOrder(value, member.value, depth + 1))
                return false;
            ++other;
        }
        return true;
    }
    case json::Type::Array: {
        if (left.size() != right.size())
            return false;
        auto other = right.elements().begin();
        for (const json::Value value : left.elements()) {
            if (!isSameInOrder(value, *other, depth + 1))
                return false;
            ++other;
        }
        return true;
    }
    case json::Type::Boolean:
        return left.boolean() == right.boolean();
    default:
        return left.text() == right.text();
    }
}

QString membersOf(const json::Patch &patch)
{
    QStringList names;
    for (const json::Operation &operation : patch.operations()) {
        const QString pointer = QString::fromStdString(operation.path.toString());
        const QString name = pointer.sliced(pointer.isEmpty() ? 0 : 1);
        if (!names.contains(name))
            names.append(name);
        if (names.size() > membersNamed) {
            names.last() = u"..."_s;
            break;
        }
    }
    return names.join(u", "_s);
}

void comparePart(TenantDiff &diff, int index, const std::stop_token &stop)
{
    using Kind = TenantChange::Kind;
    const api::ResourceType &type = diff.types.at(index);
    const TenantPart &left = *diff.left.part(type.key);
    const TenantPart &right = *diff.right.part(type.key);
    const std::string id = type.idProperty.toStdString();
    std::unordered_map<std::string_view, json::Value> rights;
    rights.reserve(right.rows.size());
    for (const json::Value row : right.rows) {
        if (const std::string_view text = row[id].text(); !text.empty())
            rights.emplace(text, row);
    }
    int count = 0;
    for (const json::Value row : left.rows) {
        if (++count % rowsBetweenLooks == 0 && stop.stop_requested())
            return;
        const std::string_view text = row[id].text();
        if (text.empty())
            continue;
        const auto other = rights.find(text);
        if (other == rights.end()) {
            diff.changes.push_back({.type = index,
                                    .kind = Kind::OnlyLeft,
                                    .id = text,
                                    .left = row,
                                    .right = {},
                                    .members = {}});
            continue;
        }
        const json::Value now = other->second;
        rights.erase(other);
        if (isSameInOrder(row, now)) {
            ++diff.equal;
            continue;
        }
        const json::Patch patch =
            json::diff(TenantDiff::comparable(row, type), TenantDiff::comparable(now, type));
        if (patch.isEmpty()) {
            ++diff.equal;
            continue;
        }
        diff.changes.push_back({.type = index,
                                .kind = Kind::Differs,
                                .id = text,
                                .left = row,
                                .right = now,
                                .members = membersOf(patch)});
    }
    for (const json::Value row : right.rows) { // in their own order
        const std::string_view text = row[id].text();
        if (!text.empty() && rights.erase(text) > 0) {
            diff.changes.push_back({.type = index,
                                    .kind = Kind::OnlyRight,
                                    .id = text,
                                    .left = {},
                                    .right = row,
                                    .members = {}});
        }
    }
}

/// What a new resource like @p value is made of.
json::Document asNew(json::Value value, const api::ResourceType &type)
{
    const json::Document open = TenantDiff::comparable(value, type);
    const std::string id = type.idProperty.toStdString();
    json::Writer out;
    out.beginObject();
    for (const auto [name, member] : open.root().members()) {
        // The platform makes the ids of some itself.
        if (!type.idByPlatform || name != id)
            out.name(name).value(member);
    }
    out.endObject();
    return json::Document::parse(out.take()).value_or(json::Document());
}

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

} // namespace

json::Document TenantDiff::comparable(json::Value value, const api::ResourceType &type)
{
    json::Writer out;
    const std::string id = type.idProperty.toStdString();
    writeOpen(out, value, type.schema, true, id);
    return json::Document::parse(out.take()).value_or(json::Document());
}

json::Document TenantDiff::wanted(const TenantChange &change, const api::ResourceType &type)
{
    const auto whole = json::Document::parse(change.left.serialize());
    if (!whole)
        return {};
    // Of two resources each keeps its own id.
    json::Writer right;
    const std::string id = type.idProperty.toStdString();
    const json::Document other = comparable(change.right, type);
    right.beginObject();
    for (const auto [name, member] : other.root().members())
        right.name(name).value(name == id && change.left[id] ? change.left[id] : member);
    right.endObject();
    const auto like = json::Document::parse(right.take());
    if (!like)
        return {};
    const json::Patch patch = json::diff(comparable(change.left, type), *like);
    const auto result = patch.apply(*whole);
    return result ? *result : json::Document();
}

std::shared_ptr<const TenantDiff> TenantDiff::between(const Tenant &left, const Tenant &right,
                                                      const QList<api::ResourceType> &known,
                                                      const std::stop_token &stop)
{
    auto diff = std::make_shared<TenantDiff>();
    diff->left = left;
    diff->right = right;
    for (const api::ResourceType &type : known) {
        const bool here = diff->left.part(type.key);
        const bool there = diff->right.part(type.key);
        if (here && there)
            diff->types.append(type);
        else if (here || there)
            diff->missing.append(type.key);
    }
    for (const Tenant *tenant : {&left, &right}) {
        for (const TenantPart &part : tenant->parts) {
            if (!std::ranges::contains(known, part.key, &api::ResourceType::key) &&
                !diff->missing.contains(part.key))
                diff->missing.append(part.key);
        }
    }
    for (int type = 0; type < int(diff->types.size()) && !stop.stop_requested(); ++type)
        comparePart(*diff, type, stop);
    return diff;
}

TenantStaging TenantStaging::stage(const TenantDiff &diff, const std::vector<int> &changes,
                                   DraftStore &drafts, const QString &profileId)
{
    TenantStaging done;
    QList<StoredDraft> staged;
    for (const int index : changes) {
        const TenantChange &change = diff.changes.at(std::size_t(index));
        const api::ResourceType &type = diff.types.at(change.type);
        const QString id = toQString(change.id);
        if (change.kind == TenantChange::Kind::OnlyLeft) {
            ++(type.canDelete ? done.left : done.fixed);
            continue;
        }
        const bool isNew = change.kind == TenantChange::Kind::OnlyRight;
        const Abilities abilities(type, {}, {});
        if (isNew ? !abilities.createMethod() : abilities.change() == Abilities::Change::None) {
            ++done.fixed;
            continue;
        }
        if (!isNew && drafts.draft(profileId, type.key, id)) {
            ++done.refused;
            continue;
        }
        StoredDraft draft{.profileId = profileId,
                          .resource = type.key,
                          .id = isNew ? QUuid::createUuid().toString(QUuid::WithoutBraces) : id,
                          .isNew = isNew,
                          .base = {},
                          .edited = {},
                          .savedAt = {}};
        if (isNew) {
            draft.base = json::Document::parse("{}").value();
            draft.edited = asNew(change.right, type);
        } else {
            draft.base = json::Document::parse(change.left.serialize()).value_or(json::Document());
            draft.edited = TenantDiff::wanted(change, type);
        }
        if (!draft.edited)
            continue;
        staged.append(std::move(draft));
        ++done.staged;
        done.created += isNew ? 1 : 0;
    }
    drafts.saveAll(staged);
    return done;
}

} // namespace models
