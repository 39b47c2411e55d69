// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/PatchTree.h"

#include "app/json/Writer.h"

#include <format>

namespace json {

using flat::Val;
using Code = PatchError::Code;

namespace {

constexpr std::size_t spareMembers = 4;
constexpr std::size_t worthAnIndex = 4096;

std::unexpected<PatchTree::Fault> fault(Code code, std::string message)
{
    return std::unexpected(PatchTree::Fault{code, std::move(message)});
}

/// "the object at /a/b", from the first @p depth tokens of @p path.
std::string place(std::string_view what, const Pointer &path, std::size_t depth)
{
    if (depth == 0)
        return std::format("the {} at the root", what);
    std::string pointer;
    for (std::size_t i = 0; i < depth; ++i)
        pointer += '/' + escapedToken(path.tokens()[i]);
    return std::format("the {} at {}", what, shortened(pointer));
}

std::string_view typeName(const Val *v)
{
    switch (flat::type(v)) {
    case YYJSON_TYPE_BOOL:
        return "boolean";
    case YYJSON_TYPE_RAW:
        return "number";
    case YYJSON_TYPE_STR:
        return "string";
    case YYJSON_TYPE_ARR:
        return "array";
    case YYJSON_TYPE_OBJ:
        return "object";
    default:
        return "null";
    }
}

PatchTree::Result<std::size_t> indexAt(const OpenContainer &array, const Pointer &path,
                                       std::size_t depth, std::size_t limit)
{
    const std::string &token = path.tokens()[depth];
    const auto index = arrayIndex(token);
    if (!index) {
        const bool digits =
            !token.empty() && token.find_first_not_of("0123456789") == std::string::npos;
        if (token == "-") {
            return fault(Code::BadIndex,
                         std::format("\"-\" stands for the end of {}, where there is nothing yet",
                                     place("array", path, depth)));
        }
        if (!digits || token.front() == '0') {
            return fault(Code::BadIndex,
                         std::format("{} is not an index of {}", json::quoted(shortened(token)),
                                     place("array", path, depth)));
        }
    }
    if (!index || *index >= limit) {
        return fault(Code::BadIndex,
                     std::format("index {} is beyond the end of {}, whose length is {}",
                                 shortened(token), place("array", path, depth),
                                 array.nodes.size()));
    }
    return *index;
}

/// Calls @p range for every frozen part, @p name, @p open and @p close in document order.
template <typename Visitor>
void visit(const Node &root, Visitor &visitor)
{
    struct Level
    {
        const OpenContainer *container;
        std::size_t at;
        Val *written;
    };
    if (!root.open) {
        visitor.range(root.frozen);
        return;
    }
    std::vector<Level> levels;
    levels.push_back({root.open, 0, visitor.open(*root.open)});
    while (!levels.empty()) {
        Level &level = levels.back();
        if (level.at == level.container->nodes.size()) {
            visitor.close(level.written);
            levels.pop_back();
            continue;
        }
        const std::size_t at = level.at++;
        const Node &node = level.container->nodes[at];
        if (!node)
            continue;
        if (level.container->isObject)
            visitor.name(level.container->names[at]);
        if (node.open)
            levels.push_back({node.open, 0, visitor.open(*node.open)});
        else
            visitor.range(node.frozen);
    }
}

} // namespace

std::string shortened(std::string_view text)
{
    constexpr std::size_t longest = 80;
    if (text.size() <= longest)
        return std::string(text);
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return std::string(text.substr(0, end)) + "…";
}

OpenContainer::OpenContainer(Val *container, std::pmr::memory_resource *memory)
    : isObject(flat::isObject(container))
    , nodes(memory)
    , names(memory)
    , live(flat::length(container))
{
    nodes.reserve(live + spareMembers);
    if (isObject)
        names.reserve(live + spareMembers);
    Val *v = container + 1;
    for (std::size_t left = live; left > 0; --left, v = flat::next(v)) {
        if (isObject)
            names.push_back(flat::text(v++));
        nodes.push_back({v});
    }
}

void OpenContainer::makeIndex()
{
    std::pmr::polymorphic_allocator<> allocator = nodes.get_allocator();
    index = allocator.new_object<Index>();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (!nodes[i])
            continue;
        const auto [at, isNew] = index->try_emplace(names[i], i);
        if (isNew)
            continue;
        // Of members with the same name only the last one counts, and only it can be addressed.
        nodes[at->second] = {};
        --live;
        at->second = i;
    }
}

Node *OpenContainer::member(std::string_view name)
{
    if (!index && compared > worthAnIndex && compared > 4 * names.size())
        makeIndex();
    if (index) {
        const auto at = index->find(name);
        return at == index->end() ? nullptr : &nodes[at->second];
    }
    for (std::size_t i = names.size(); i > 0; --i) {
        if (names[i - 1] == name && nodes[i - 1]) {
            compared += names.size() - i + 1;
            return &nodes[i - 1];
        }
    }
    compared += names.size();
    return nullptr;
}

void OpenContainer::append(std::string_view name, Node node)
{
    nodes.push_back(node);
    if (isObject)
        names.push_back(name);
    ++live;
    if (index)
        index->insert_or_assign(name, nodes.size() - 1);
}

void OpenContainer::removeMember(std::string_view name)
{
    // Also those that a later member of the same name hides: they must not come to light.
    while (Node *const node = member(name)) {
        *node = {};
        --live;
        if (index)
            index->erase(name);
    }
}

OpenContainer *PatchTree::opened(Node &node)
{
    if (!node.open) {
        std::pmr::polymorphic_allocator<> allocator(m_memory);
        node.open = allocator.new_object<OpenContainer>(node.frozen, m_memory);
        node.frozen = nullptr;
    }
    return node.open;
}

PatchTree::Result<Node *> PatchTree::childOf(OpenContainer &container, const Pointer &path,
                                             std::size_t depth)
{
    if (container.isObject) {
        const std::string &name = path.tokens()[depth];
        if (Node *const node = container.member(name))
            return node;
        return fault(Code::PathNotFound,
                     std::format("there is no member {} in {}", json::quoted(shortened(name)),
                                 place("object", path, depth)));
    }
    const auto index = indexAt(container, path, depth, container.nodes.size());
    if (!index)
        return std::unexpected(index.error());
    return &container.nodes[*index];
}

PatchTree::Result<OpenContainer *> PatchTree::parentOf(const Pointer &path)
{
    if (!m_root)
        return fault(Code::PathNotFound, "the document is empty");
    Node *node = &m_root;
    for (std::size_t depth = 0;; ++depth) {
        if (!node->open && !flat::isContainer(node->frozen)) {
            const std::string_view type = typeName(node->frozen);
            return fault(Code::PathNotFound,
                         std::format("{} holds no other values",
                                     place(type == "null" ? "null value" : type, path, depth)));
        }
        OpenContainer *const container = opened(*node);
        if (depth + 1 == path.tokens().size())
            return container;
        const auto child = childOf(*container, path, depth);
        if (!child)
            return std::unexpected(child.error());
        node = *child;
    }
}

PatchTree::Result<Node *> PatchTree::find(const Pointer &path)
{
    if (path.isRoot()) {
        if (!m_root)
            return fault(Code::PathNotFound, "the document is empty");
        return &m_root;
    }
    const auto parent = parentOf(path);
    if (!parent)
        return std::unexpected(parent.error());
    return childOf(**parent, path, path.tokens().size() - 1);
}

PatchTree::Result<void> PatchTree::add(const Pointer &path, Node value)
{
    if (path.isRoot()) {
        m_root = value;
        return {};
    }
    const auto parent = parentOf(path);
    if (!parent)
        return std::unexpected(parent.error());
    OpenContainer &container = **parent;
    const std::string &token = path.tokens().back();
    if (container.isObject) {
        if (Node *const existing = container.member(token))
            *existing = value;
        else
            container.append(token, value);
        return {};
    }
    if (token == "-") {
        container.append({}, value);
        return {};
    }
    const auto index =
        indexAt(container, path, path.tokens().size() - 1, container.nodes.size() + 1);
    if (!index)
        return std::unexpected(index.error());
    container.nodes.insert(container.nodes.begin() + static_cast<std::ptrdiff_t>(*index), value);
    ++container.live;
    return {};
}

PatchTree::Result<void> PatchTree::replace(const Pointer &path, Node value)
{
    const auto target = find(path);
    if (!target)
        return std::unexpected(target.error());
    **target = value;
    return {};
}

PatchTree::Result<Node> PatchTree::take(const Pointer &path)
{
    if (path.isRoot())
        return fault(Code::RemovesRoot, "the whole document can't be removed");
    const auto parent = parentOf(path);
    if (!parent)
        return std::unexpected(parent.error());
    OpenContainer &container = **parent;
    const auto child = childOf(container, path, path.tokens().size() - 1);
    if (!child)
        return std::unexpected(child.error());
    const Node taken = **child;
    if (container.isObject) {
        container.removeMember(path.tokens().back());
    } else {
        container.nodes.erase(container.nodes.begin() + (*child - container.nodes.data()));
        --container.live;
    }
    return taken;
}

Node PatchTree::frozenCopy(Node node)
{
    if (!node.open)
        return node;
    void *const memory = m_memory->allocate(measure(node).values * sizeof(Val), alignof(Val));
    auto *const values = static_cast<Val *>(memory);
    flat::Builder builder(values, nullptr);
    write(node, builder);
    return {values};
}

flat::Size PatchTree::measure(const Node &node)
{
    struct Measure
    {
        flat::Size size;
        void range(Val *v) { size.add(v); }
        void name(std::string_view name) { size.addString(name); }
        Val *open(const OpenContainer &)
        {
            ++size.values;
            return nullptr;
        }
        void close(Val *) {}
    };
    Measure result;
    visit(node, result);
    return result.size;
}

void PatchTree::write(const Node &node, flat::Builder &builder)
{
    struct Write
    {
        flat::Builder &builder;
        void range(Val *v) { builder.copy(v); }
        void name(std::string_view name) { builder.string(name); }
        Val *open(const OpenContainer &c) { return builder.open(c.isObject, c.live); }
        void close(Val *v) { builder.close(v); }
    };
    Write visitor{builder};
    visit(node, visitor);
}

Val *PatchTree::inOnePiece(const Node &node, std::vector<Val> &scratch)
{
    if (!node.open)
        return node.frozen;
    scratch.resize(measure(node).values);
    flat::Builder builder(scratch.data(), nullptr);
    write(node, builder);
    return scratch.data();
}

} // namespace json
