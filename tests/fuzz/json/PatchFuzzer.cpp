// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/Patch.h"
#include "tests/fuzz/json/Fuzzing.h"

using namespace json;

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
