// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Patch.h"

#include <expected>
#include <memory>

namespace json {

/// A patch applied to a document one operation at a time, with a look at it in between. Each step
/// costs what the operation does, not a copy of the document.
class PatchSteps
{
public:
    PatchSteps(const Document &document, const Patch &patch);
    ~PatchSteps();
    PatchSteps(PatchSteps &&) noexcept;
    PatchSteps &operator=(PatchSteps &&) noexcept;

    /// How many operations are applied.
    std::size_t done() const;
    /// All of them are, or one has failed.
    bool isAtEnd() const;
    /// The next one. The error is that of Patch::apply(): it ends the steps, and the document stays
    /// as it was before. At the end nothing happens.
    std::expected<void, PatchError> next();

    /// What @p pointer points to now; absent when there is nothing. Valid until the next call of
    /// any of these.
    Value at(const Pointer &pointer);
    /// The document as it is now, which is written for it: in time proportional to its size.
    std::expected<Document, PatchError> document() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace json
