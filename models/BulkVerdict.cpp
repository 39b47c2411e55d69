// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/BulkVerdict.h"

#include "app/json/Patch.h"

namespace models {

namespace {

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

const QByteArray &bodyOf(const BulkJob &job, const BulkRow &row)
{
    return row.body.isNull() ? job.body : row.body;
}

bool isPatch(const BulkRow &row)
{
    return row.method == api::Method::Patch || row.readFirst;
}

/// The platform adds members of its own to what was sent; what was sent is in it nevertheless.
bool holds(json::Value now, json::Value sent)
{
    if (!now || !sent)
        return false;
    if (!now.isObject() || !sent.isObject())
        return json::equal(now, sent);
    for (const auto [name, value] : sent.members()) {
        const json::Value there = now[name];
        if (!there || !holds(there, value))
            return false;
    }
    return true;
}

bool same(json::Value left, json::Value right)
{
    return left && right ? json::equal(left, right) : !left && !right;
}

/// What a patch changes, member by member: others may have changed the rest meanwhile, and some
/// platforms keep a time of the last change.
struct Touched
{
    bool asAfter = true;
    bool asBefore = true;

    void look(json::Value before, json::Value after, json::Value now)
    {
        if (same(before, after))
            return;
        asAfter = asAfter && same(now, after);
        asBefore = asBefore && same(now, before);
    }
};

Touched touched(json::Value before, json::Value after, json::Value now)
{
    Touched result;
    if (!before.isObject() || !after.isObject() || !now.isObject()) {
        result.look(before, after, now);
        return result;
    }
    for (const auto [name, value] : before.members())
        result.look(value, after[name], now[name]);
    for (const auto [name, value] : after.members()) {
        if (!before[name])
            result.look({}, value, now[name]);
    }
    return result;
}

BulkVerdict ofPatch(const BulkJob &job, const BulkRow &row, const json::Document &now)
{
    const auto patch = json::Patch::parse(view(bodyOf(job, row)));
    if (!patch || !now)
        return BulkVerdict::CantTell;
    if (const auto before = json::Document::parse(view(row.before))) {
        if (const auto after = patch->apply(*before)) {
            const Touched seen = touched(before->root(), after->root(), now.root());
            if (seen.asAfter)
                return BulkVerdict::Arrived;
            if (seen.asBefore)
                return BulkVerdict::NotArrived;
        }
    }
    // Somebody else changed it too. A patch that does nothing the second time tells by itself.
    const auto again = patch->apply(now);
    if (again && json::equal(again->root(), now.root()))
        return BulkVerdict::Arrived;
    if (!again)
        return BulkVerdict::CantTell;
    const auto twice = patch->apply(*again);
    return twice && json::equal(twice->root(), again->root()) ? BulkVerdict::NotArrived
                                                              : BulkVerdict::CantTell;
}

} // namespace

BulkVerdict verdict(const BulkJob &job, const BulkRow &row, const json::Document &now)
{
    if (isPatch(row))
        return ofPatch(job, row, now);
    if (row.method == api::Method::Delete)
        return now ? BulkVerdict::NotArrived : BulkVerdict::Arrived;
    const auto sent = json::Document::parse(view(bodyOf(job, row)));
    if (sent && holds(now.root(), sent->root()))
        return BulkVerdict::Arrived;
    // PUT of the whole leaves the same, once or twice (RFC 9110 9.2.2); POST makes two.
    if (row.method == api::Method::Put || !now)
        return BulkVerdict::NotArrived;
    return BulkVerdict::CantTell;
}

json::Document afterOf(const BulkJob &job, const BulkRow &row, const json::Document &before)
{
    if (!isPatch(row))
        return json::Document::parse(view(bodyOf(job, row))).value_or(json::Document());
    const auto patch = json::Patch::parse(view(bodyOf(job, row)));
    if (!patch || !before)
        return {};
    return patch->apply(before).value_or(json::Document());
}

} // namespace models
