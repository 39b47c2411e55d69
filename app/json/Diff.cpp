// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/Diff.h"

#include "app/json/ArrayDiff.h"
#include "app/json/Compare.h"
#include "app/json/DocumentData.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace json {

using flat::Val;

/// Collects operations whose values lie in another document, and makes a patch that owns them.
class PatchBuilder
{
public:
    void add(PatchOp op, Pointer path, Val *value = nullptr)
    {
        m_operations.push_back({op, std::move(path), {}, Value(value)});
    }

    /// @p source is where the values lie.
    Patch take(const Document::Data &source)
    {
        flat::Size size{1, 0};
        for (const Operation &operation : m_operations) {
            if (operation.value)
                size.add(operation.value.handle());
        }
        DocumentBuilder document(size);
        flat::Builder values = document.values(size);
        Val *const array = values.open(false, m_operations.size());
        Val *copied = array + 1;
        for (Operation &operation : m_operations) {
            if (!operation.value)
                continue;
            values.copy(operation.value.handle());
            operation.value = Value(copied);
            copied = flat::next(copied);
        }
        values.close(array);

        Patch patch;
        patch.m_document = document.finish(source.height + 1, source.maxDepth);
        patch.m_operations = std::move(m_operations);
        return patch;
    }

private:
    std::vector<Operation> m_operations;
};

namespace {

class Difference
{
public:
    Difference(Val *before, Val *after)
        : m_arrays(comparisons * (flat::slots(before) + flat::slots(after)) + comparisons)
    {
        m_places.push_back({noPlace, {}, 0});
        m_open.push_back({before, after, 0});
    }

    PatchBuilder run()
    {
        while (!m_open.empty()) {
            const Pair pair = m_open.back();
            m_open.pop_back();
            compare(pair);
            // The last one pushed is the next one looked at: document order needs them turned.
            std::ranges::reverse(m_found);
            m_open.insert(m_open.end(), m_found.begin(), m_found.end());
            m_found.clear();
        }
        return std::move(m_patch);
    }

private:
    static constexpr std::size_t noPlace = static_cast<std::size_t>(-1);
    static constexpr std::size_t comparisons = 40; // per value, before arrays are matched simply
    static constexpr std::size_t smallSubtree = 4096;
    static constexpr std::size_t fewMembers = 16;

    /// A path, linked to its parent; names are those of the document.
    struct Place
    {
        std::size_t parent;
        std::string_view name;
        std::size_t index;
    };
    struct Pair
    {
        Val *before;
        Val *after;
        std::size_t place;
    };

    void compare(const Pair &pair);
    void compareArrays(const Pair &pair);
    void compareObjects(const Pair &pair);
    std::vector<Val *> counterparts(const Pair &pair);
    void member(const Pair &pair, Val *beforeName, Val *afterName);
    Pointer pointer(std::size_t place) const;
    Pointer indexPointer(std::size_t place, std::size_t index) const
    {
        return pointer(place).child(std::to_string(index));
    }
    std::size_t placeBelow(std::size_t parent, std::string_view name, std::size_t index)
    {
        m_places.push_back({parent, name, index});
        return m_places.size() - 1;
    }

    ArrayDiff m_arrays;
    PatchBuilder m_patch;
    std::vector<Place> m_places;
    std::vector<Pair> m_open;
    std::vector<Pair> m_found;
};

Pointer Difference::pointer(std::size_t place) const
{
    std::vector<std::string> tokens;
    for (; m_places[place].parent != noPlace; place = m_places[place].parent) {
        const Place &step = m_places[place];
        tokens.push_back(step.name.data() ? std::string(step.name) : std::to_string(step.index));
    }
    std::ranges::reverse(tokens);
    return Pointer(std::move(tokens));
}

void Difference::compare(const Pair &pair)
{
    if (flat::isArray(pair.before) && flat::isArray(pair.after))
        compareArrays(pair);
    else if (flat::isObject(pair.before) && flat::isObject(pair.after))
        compareObjects(pair);
    else if (!equalValues(pair.before, pair.after, Numbers::AsWritten))
        m_patch.add(PatchOp::Replace, pointer(pair.place), pair.after);
}

void Difference::compareArrays(const Pair &pair)
{
    using Kind = ArrayStep::Kind;
    for (const ArrayStep &step : m_arrays.steps(pair.before, pair.after)) {
        switch (step.kind) {
        case Kind::Remove:
            m_patch.add(PatchOp::Remove, indexPointer(pair.place, step.index));
            break;
        case Kind::Add:
            m_patch.add(PatchOp::Add, indexPointer(pair.place, step.index), step.after);
            break;
        case Kind::Replace:
            if (!equalValues(step.before, step.after, Numbers::AsWritten)) {
                m_patch.add(PatchOp::Replace, indexPointer(pair.place, step.index), step.after);
            }
            break;
        case Kind::Enter:
            m_found.push_back({step.before, step.after, placeBelow(pair.place, {}, step.index)});
            break;
        }
    }
}

/// For every member of `after`, in order, the name of the same member of `before`, or nullptr.
std::vector<Val *> Difference::counterparts(const Pair &pair)
{
    const std::size_t count = flat::length(pair.after);
    std::vector<Val *> result(count);
    std::size_t left = flat::length(pair.before);
    Val *before = pair.before + 1;
    Val *after = pair.after + 1;
    std::size_t i = 0;
    for (; i < count && left > 0 && flat::text(before) == flat::text(after); ++i, --left) {
        result[i] = before;
        before = flat::next(before + 1);
        after = flat::next(after + 1);
    }
    if (left > fewMembers && i < count) {
        std::unordered_map<std::string_view, Val *> names;
        names.reserve(left);
        for (; left > 0; --left, before = flat::next(before + 1))
            names.emplace(flat::text(before), before);
        for (; i < count; ++i, after = flat::next(after + 1)) {
            const auto at = names.find(flat::text(after));
            result[i] = at == names.end() ? nullptr : at->second;
        }
        return result;
    }
    for (; i < count; ++i, after = flat::next(after + 1)) {
        Val *candidate = before;
        for (std::size_t n = left; n > 0 && !result[i];
             --n, candidate = flat::next(candidate + 1)) {
            if (flat::text(candidate) == flat::text(after))
                result[i] = candidate;
        }
    }
    return result;
}

void Difference::compareObjects(const Pair &pair)
{
    if (flat::slots(pair.before) <= smallSubtree && identical(pair.before, pair.after))
        return;
    // A pointer can't address what a later member of the same name hides.
    if (flat::duplicateName(pair.before) || flat::duplicateName(pair.after)) {
        if (!equalValues(pair.before, pair.after, Numbers::AsWritten))
            m_patch.add(PatchOp::Replace, pointer(pair.place), pair.after);
        return;
    }
    const std::vector<Val *> known = counterparts(pair);
    std::vector<Val *> kept = known;
    std::ranges::sort(kept);
    Val *name = pair.before + 1;
    for (std::size_t n = flat::length(pair.before); n > 0; --n, name = flat::next(name + 1)) {
        if (!std::ranges::binary_search(kept, name))
            m_patch.add(PatchOp::Remove, pointer(pair.place).child(flat::text(name)));
    }
    name = pair.after + 1;
    for (Val *const before : known) {
        member(pair, before, name);
        name = flat::next(name + 1);
    }
}

void Difference::member(const Pair &pair, Val *beforeName, Val *afterName)
{
    const std::string_view name = flat::text(afterName);
    Val *const after = afterName + 1;
    if (!beforeName) {
        m_patch.add(PatchOp::Add, pointer(pair.place).child(name), after);
        return;
    }
    Val *const before = beforeName + 1;
    if (flat::isContainer(before) && flat::type(before) == flat::type(after)) {
        if (flat::slots(before) > smallSubtree || !identical(before, after))
            m_found.push_back({before, after, placeBelow(pair.place, name, 0)});
        return;
    }
    if (flat::type(before) != flat::type(after) || !identical(before, after))
        m_patch.add(PatchOp::Replace, pointer(pair.place).child(name), after);
}

} // namespace

Patch diff(const Document &before, const Document &after)
{
    if (!after)
        return {};
    const Document::Data &source = *Document::Data::of(after);
    if (!before) {
        PatchBuilder whole;
        whole.add(PatchOp::Add, Pointer(), after.root().handle());
        return whole.take(source);
    }
    return Difference(before.root().handle(), after.root().handle()).run().take(source);
}

} // namespace json
