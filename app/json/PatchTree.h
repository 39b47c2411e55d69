// SPDX-License-Identifier: GPL-3.0-or-later
// Private to app/json.
#pragma once

#include "app/json/Flat.h"
#include "app/json/Patch.h"

#include <expected>
#include <memory_resource>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace json {

struct OpenContainer;

/// A value in a tree under change: a part of some document, as it lies there, or a container that
/// was opened because something in it changes. Neither: nothing.
struct Node
{
    flat::Val *frozen = nullptr;
    OpenContainer *open = nullptr;

    explicit operator bool() const { return frozen || open; }
};

struct OpenContainer
{
    using Index = std::pmr::unordered_map<std::string_view, std::size_t>;

    OpenContainer(flat::Val *container, std::pmr::memory_resource *memory);

    bool isObject;
    /// Members that were removed leave an empty node, so that an index of names stays right.
    std::pmr::vector<Node> nodes;
    std::pmr::vector<std::string_view> names;
    std::size_t live;
    std::size_t compared = 0; // names looked at so far; many make an index worth while
    Index *index = nullptr;

    /// The last member of that name, or nullptr.
    Node *member(std::string_view name);
    void append(std::string_view name, Node node);
    void removeMember(std::string_view name);

private:
    void makeIndex();
};

/// A document while a patch is applied. Only containers on the way to a change are opened; all else
/// stays where it is until the result is written in one piece. All memory comes from one arena.
class PatchTree
{
public:
    struct Fault
    {
        PatchError::Code code;
        std::string message;
    };
    template <typename T>
    using Result = std::expected<T, Fault>;

    PatchTree(flat::Val *root, std::pmr::memory_resource *memory)
        : m_root{root}
        , m_memory(memory)
    {
    }

    Result<Node *> find(const Pointer &path);
    Result<void> add(const Pointer &path, Node value);
    Result<void> replace(const Pointer &path, Node value);
    Result<Node> take(const Pointer &path);
    /// A node that shares nothing with @p node which a later operation could change.
    Node frozenCopy(Node node);

    const Node &root() const { return m_root; }

    static flat::Size measure(const Node &node);
    static void write(const Node &node, flat::Builder &builder);
    /// @p node in one piece: itself, or written to @p scratch without copying texts.
    static flat::Val *inOnePiece(const Node &node, std::vector<flat::Val> &scratch);

private:
    Result<OpenContainer *> parentOf(const Pointer &path);
    Result<Node *> childOf(OpenContainer &container, const Pointer &path, std::size_t depth);
    OpenContainer *opened(Node &node);

    Node m_root;
    std::pmr::memory_resource *m_memory;
};

/// At most some dozen bytes of a text, for messages.
std::string shortened(std::string_view text);

} // namespace json
