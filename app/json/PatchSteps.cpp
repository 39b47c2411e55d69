// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/PatchSteps.h"

#include "app/json/PatchRun.h"

#include <optional>
#include <vector>

namespace json {

struct PatchSteps::Private
{
    Document before;
    Patch patch;
    std::size_t done = 0;
    bool failed = false;
    std::vector<flat::Val> scratch;
    std::unique_ptr<std::pmr::monotonic_buffer_resource> memory;
    std::optional<PatchRun> run;

    void restart()
    {
        run.reset();
        memory = std::make_unique<std::pmr::monotonic_buffer_resource>();
        run.emplace(Document::Data::of(before), Document::Data::of(patch.m_document), memory.get());
    }
};

PatchSteps::PatchSteps(const Document &document, const Patch &patch)
    : d(std::make_unique<Private>())
{
    d->before = document;
    d->patch = patch;
    d->restart();
}

PatchSteps::~PatchSteps() = default;
PatchSteps::PatchSteps(PatchSteps &&) noexcept = default;
PatchSteps &PatchSteps::operator=(PatchSteps &&) noexcept = default;

std::size_t PatchSteps::done() const
{
    return d->done;
}

bool PatchSteps::isAtEnd() const
{
    return d->failed || d->done == d->patch.operations().size();
}

std::expected<void, PatchError> PatchSteps::next()
{
    if (isAtEnd())
        return {};
    const std::vector<Operation> &operations = d->patch.operations();
    auto applied = d->run->apply(operations[d->done], static_cast<int>(d->done));
    if (applied) {
        ++d->done;
        return {};
    }
    d->failed = true;
    // A move may have taken its value already: what went before is done once more.
    d->restart();
    for (std::size_t i = 0; i < d->done; ++i) {
        if (auto again = d->run->apply(operations[i], static_cast<int>(i)); !again)
            return again; // can't be: it went well before
    }
    return applied;
}

Value PatchSteps::at(const Pointer &pointer)
{
    const auto found = d->run->tree().find(pointer);
    if (!found)
        return {};
    return Value(PatchTree::inOnePiece(**found, d->scratch));
}

std::expected<Document, PatchError> PatchSteps::document() const
{
    if (!d->run->hasChanged())
        return d->before;
    return d->run->result();
}

} // namespace json
