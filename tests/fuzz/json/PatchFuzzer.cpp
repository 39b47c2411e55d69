// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/PatchSteps.h"
#include "tests/fuzz/json/Fuzzing.h"

using namespace json;

namespace {

/// One by one, the operations do and say what they do together.
void stepThrough(const Document &document, const Patch &patch,
                 const std::expected<Document, PatchError> &after)
{
    PatchSteps steps(document, patch);
    while (!steps.isAtEnd()) {
        const std::size_t done = steps.done();
        const auto before = steps.document();
        const auto step = steps.next();
        if (step) {
            require(steps.done() == done + 1, "a step is one operation");
            const Operation &operation = patch.operations()[done];
            if (operation.op == PatchOp::Add && operation.path.tokens().empty())
                require(equal(steps.at({}), operation.value), "what was added is there");
            continue;
        }
        require(!after && after.error().message == step.error().message, "the same error");
        require(before && before->serialize() == steps.document()->serialize(),
                "a failed step leaves the document");
    }
    if (after)
        require(steps.document()->serialize() == after->serialize(), "the same result");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto [documentText, patchText] = twoTexts(inputText(data, size));
    const auto document = Document::parse(documentText);
    const auto patch = Patch::parse(patchText);
    if (!patch)
        require(!patch.error().message.empty(), "an error says something");
    if (!document || !patch)
        return 0;
    const std::string before = document->serialize();
    const auto after = patch->apply(*document);
    require(document->serialize() == before, "the document is not touched");
    stepThrough(*document, *patch, after);
    if (!after) {
        require(!after.error().message.empty(), "an error says something");
        return 0;
    }
    const auto again = Document::parse(after->serialize());
    require(again.has_value(), "the result can be read");
    require(equal(again->root(), after->root()), "and is the same then");

    const auto reread = Patch::parse(patch->serialize());
    require(reread.has_value(), "a patch that was written can be read");
    const auto twice = reread->apply(*document);
    require(twice && twice->serialize() == after->serialize(), "and does the same");
    return 0;
}
