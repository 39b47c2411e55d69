// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/PatchRun.h"

#include "app/json/Compare.h"

#include <format>
#include <vector>

namespace json {

using flat::Val;
using Code = PatchError::Code;

namespace {

// A patch of a few kilobytes can double a document with every operation. No honest one gets near.
constexpr std::size_t mostCopiedValues = 16'000'000;
constexpr std::size_t mostBytes = std::size_t{1} << 30;

PatchError located(PatchTree::Fault fault, int index, const Operation &operation, bool atFrom)
{
    const std::string path = operation.path.toString();
    const std::string from = operation.from.toString();
    const auto shown = [](const std::string &pointer) {
        return pointer.empty() ? std::string("\"\"") : shortened(pointer);
    };
    const std::string what =
        needsFrom(operation.op)
            ? std::format("{} {} to {}", name(operation.op), shown(from), shown(path))
            : std::format("{} {}", name(operation.op), shown(path));
    return {fault.code, index, atFrom ? from : path,
            std::format("operation {} ({}): {}", index, what, fault.message),
            std::move(fault.message)};
}

} // namespace

std::string described(Value value)
{
    constexpr std::size_t fewSlots = 12;
    if (flat::slots(value.handle()) <= fewSlots || !flat::isContainer(value.handle()))
        return shortened(value.serialize());
    return std::format("{} with {} {}", value.isArray() ? "an array" : "an object", value.size(),
                       value.isArray() ? "elements" : "members");
}

std::expected<void, PatchError> PatchRun::apply(const Operation &operation, int index)
{
    if (auto done = run(operation); !done)
        return std::unexpected(located(std::move(done.error()), index, operation, m_atFrom));
    return {};
}

PatchRun::Done PatchRun::run(const Operation &operation)
{
    m_atFrom = false;
    const Node value{operation.value.handle()};
    if (operation.op == PatchOp::Test)
        return test(operation);
    m_changed = true;
    switch (operation.op) {
    case PatchOp::Remove: {
        const auto taken = m_tree.take(operation.path);
        return taken ? Done() : std::unexpected(taken.error());
    }
    case PatchOp::Move:
        return move(operation);
    case PatchOp::Copy:
        return copy(operation);
    default:
        break;
    }
    const Done done = operation.op == PatchOp::Add ? m_tree.add(operation.path, value)
                                                   : m_tree.replace(operation.path, value);
    return done ? checkDepth(operation, value, m_patchHeight) : done;
}

PatchRun::Done PatchRun::test(const Operation &operation)
{
    const auto found = m_tree.find(operation.path);
    if (!found)
        return std::unexpected(found.error());
    std::vector<Val> scratch;
    Val *const actual = PatchTree::inOnePiece(**found, scratch);
    if (equalValues(actual, operation.value.handle(), Numbers::ByValue))
        return {};
    return std::unexpected(
        Fault{Code::TestFailed, std::format("found {} instead of {}", described(Value(actual)),
                                            described(operation.value))});
}

template <typename T>
T PatchRun::fromFault(T result)
{
    m_atFrom = !result;
    if (!result && result.error().code == Code::PathNotFound)
        result.error().code = Code::FromNotFound;
    return result;
}

PatchRun::Done PatchRun::copy(const Operation &operation)
{
    const auto source = fromFault(m_tree.find(operation.from));
    if (!source)
        return std::unexpected(source.error());
    const Node &node = **source;
    m_copied += node.open ? PatchTree::measure(node).values : flat::slots(node.frozen);
    if (m_copied > mostCopiedValues) {
        return std::unexpected(Fault{
            Code::TooLarge, std::format("the patch copies more than {} values", mostCopiedValues)});
    }
    const Node copied = m_tree.frozenCopy(node);
    const Done done = m_tree.add(operation.path, copied);
    return done ? checkDepth(operation, copied, m_height) : done;
}

PatchRun::Done PatchRun::move(const Operation &operation)
{
    const auto source = fromFault(m_tree.find(operation.from));
    if (!source)
        return std::unexpected(source.error());
    if (operation.path == operation.from)
        return {};
    if (operation.path.isBelow(operation.from)) {
        return std::unexpected(
            Fault{Code::IntoItself, "a value can't be moved into a part of itself"});
    }
    const auto taken = m_tree.take(operation.from);
    if (!taken)
        return std::unexpected(taken.error());
    const Done done = m_tree.add(operation.path, *taken);
    return done ? checkDepth(operation, *taken, m_height) : done;
}

/// After @p value was placed. Its real height is looked at only when the estimate does not do.
PatchRun::Done PatchRun::checkDepth(const Operation &operation, const Node &value,
                                    std::size_t height)
{
    const std::size_t above = operation.path.tokens().size();
    if (above + height > m_maxDepth) {
        std::vector<Val> scratch;
        Val *tooDeep = nullptr;
        const std::size_t room = above < m_maxDepth ? m_maxDepth - above : 0;
        height = flat::height(PatchTree::inOnePiece(value, scratch), room, &tooDeep);
        if (tooDeep) {
            return std::unexpected(
                Fault{Code::TooLarge, std::format("the document would be nested more than {} "
                                                  "levels deep",
                                                  m_maxDepth)});
        }
    }
    m_height = std::max(m_height, above + height);
    return {};
}

std::expected<Document, PatchError> PatchRun::result() const
{
    const flat::Size size = PatchTree::measure(m_tree.root());
    if (size.bytes() > mostBytes) {
        return std::unexpected(
            PatchError{Code::TooLarge, -1, {}, "the patched document would be larger than 1 GiB"});
    }
    DocumentBuilder document(size);
    flat::Builder values = document.values(size);
    PatchTree::write(m_tree.root(), values);
    return document.finish(m_height, m_maxDepth);
}

} // namespace json
