// SPDX-License-Identifier: GPL-3.0-or-later
// Private to app/json.
#pragma once

#include "app/json/DocumentData.h"
#include "app/json/PatchTree.h"

#include <algorithm>
#include <expected>
#include <memory_resource>
#include <string>

namespace json {

/// A value in a message: itself when it is short, else what it is.
std::string described(Value value);

/// One run of a patch over one document. Both, and the memory, have to outlive it. After an
/// operation that failed the tree may be half changed.
class PatchRun
{
public:
    PatchRun(const Document::Data *document, const Document::Data *patch,
             std::pmr::memory_resource *memory)
        : m_tree(document ? document->root : nullptr, memory)
        , m_height(document ? document->height : 0)
        , m_patchHeight(patch ? patch->height : 0)
        , m_maxDepth(std::max(document ? document->maxDepth : 0, patch ? patch->maxDepth : 0))
    {
    }

    /// @p index is that of the operation in its patch, for the error.
    std::expected<void, PatchError> apply(const Operation &operation, int index);
    bool hasChanged() const { return m_changed; }
    std::expected<Document, PatchError> result() const;
    PatchTree &tree() { return m_tree; }

private:
    using Fault = PatchTree::Fault;
    using Done = PatchTree::Result<void>;

    /// On failure, m_atFrom says which of the two pointers it is about.
    Done run(const Operation &operation);
    Done test(const Operation &operation);
    Done copy(const Operation &operation);
    Done move(const Operation &operation);
    Done checkDepth(const Operation &operation, const Node &value, std::size_t height);
    template <typename T>
    T fromFault(T result);

    PatchTree m_tree;
    std::size_t m_height; // of the tree: at least as high as it really is
    std::size_t m_patchHeight;
    std::size_t m_maxDepth;
    std::size_t m_copied = 0;
    bool m_changed = false;
    bool m_atFrom = false;
};

} // namespace json
