// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Document.h"
#include "app/json/Pointer.h"

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace json {

enum class PatchOp { Add, Remove, Replace, Move, Copy, Test };

/// "add", "remove", ... (RFC 6902 4)
std::string_view name(PatchOp op);
std::optional<PatchOp> patchOpNamed(std::string_view name);
bool needsFrom(PatchOp op);  ///< move and copy
bool needsValue(PatchOp op); ///< add, replace and test

/// Which operation failed, on what, and why, in words for a person.
struct PatchError
{
    enum class Code {
        NotAnArray,   ///< the patch is not an array of objects
        BadOperation, ///< unknown or missing "op", missing "path", "from" or "value", duplicate
                      ///< member
        BadPointer,   ///< "path" or "from" is not a JSON Pointer
        PathNotFound, ///< what "path" (or its parent) points to does not exist
        FromNotFound, ///< what "from" points to does not exist
        BadIndex,     ///< not an array index, or beyond the end
        IntoItself,   ///< a value moved into its own descendant
        RemovesRoot,  ///< the whole document can't be removed
        TestFailed,   ///< "test" found another value
        TooLarge,     ///< copies without end, or nesting deeper than the documents were allowed
    };
    Code code;
    /// Index of the operation, from 0; -1 when the patch as a whole is wrong.
    int operation = -1;
    /// The pointer concerned, as written; empty for the root or when there is none.
    std::string pointer;
    /// "operation 0 (remove /a): there is no member \"a\" in the root object"
    std::string message;
    /// The same without the operation; empty when the patch as a whole is wrong.
    std::string cause = {};
};

struct Operation
{
    PatchOp op;
    Pointer path;
    Pointer from; ///< move and copy
    Value value;  ///< add, replace and test; lives in the patch's document
};

/// A JSON Patch (RFC 6902), parsed once and applied any number of times.
class Patch
{
public:
    /// An empty patch: changes nothing.
    Patch() = default;

    static std::expected<Patch, PatchError> fromDocument(const Document &document);
    /// Parses @p text first; text that is not JSON is NotAnArray with line and column in the
    /// message.
    static std::expected<Patch, PatchError> parse(std::string_view text);

    const std::vector<Operation> &operations() const { return m_operations; }
    bool isEmpty() const { return m_operations.empty(); }
    /// The patch as a JSON array.
    std::string serialize(Style style = Style::Compact) const;

    /// @p document with all operations applied in order; @p document itself is never touched. The
    /// first operation that fails ends it, and nothing comes back but the error (RFC 6902 5).
    std::expected<Document, PatchError> apply(const Document &document) const;

private:
    friend class PatchBuilder; // private to app/json
    friend class PatchSteps;

    Document m_document; // keeps the operations' values alive
    std::vector<Operation> m_operations;
};

} // namespace json
