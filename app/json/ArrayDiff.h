// SPDX-License-Identifier: GPL-3.0-or-later
// Private to app/json: how one array became another.
#pragma once

#include "app/json/Flat.h"

#include <cstddef>
#include <vector>

namespace json {

/// One step from an array to another, front to back. Every index is that of the moment at which the
/// step is taken, which is also the final one.
struct ArrayStep
{
    enum class Kind { Remove, Add, Replace, Enter };
    Kind kind;
    std::size_t index;
    flat::Val *before; ///< Replace and Enter
    flat::Val *after;  ///< all but Remove

    bool operator==(const ArrayStep &) const = default;
};

/// Finds the steps. Enter is given for two objects or two arrays that are one thing that changed:
/// with the same id, or alike. Elements that did not change are compared, not walked into.
class ArrayDiff
{
public:
    /// Values that may be compared, over all arrays of a document: beyond that, which takes
    /// hundreds of nested arrays, elements are matched by position.
    explicit ArrayDiff(std::size_t effort)
        : m_effort(effort)
    {
    }

    std::vector<ArrayStep> steps(flat::Val *before, flat::Val *after);

private:
    using Values = std::vector<flat::Val *>;

    bool same(flat::Val *before, flat::Val *after);
    void middle(std::size_t beforeEnd, std::size_t afterEnd);
    void align(std::size_t beforeEnd, std::size_t afterEnd);
    std::vector<std::uint32_t> classes(const Values &values, std::size_t from, std::size_t to);
    /// The parts between two matches, which have nothing in common.
    void gap(std::size_t beforeEnd, std::size_t afterEnd);
    void gapWithoutIds(std::size_t beforeEnd, std::size_t afterEnd);
    void byPosition(std::size_t beforeEnd, std::size_t afterEnd);
    void pair(std::size_t before, std::size_t after);
    int likeness(flat::Val *before, flat::Val *after);

    std::size_t m_effort;
    Values m_before;
    Values m_after;
    std::size_t m_nextBefore = 0; // how far the steps have come
    std::size_t m_nextAfter = 0;
    std::vector<ArrayStep> m_steps;

    struct Classes;
    Classes *m_classes = nullptr;
};

} // namespace json
