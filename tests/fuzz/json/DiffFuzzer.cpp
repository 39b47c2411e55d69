// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/Diff.h"
#include "tests/fuzz/json/Fuzzing.h"

using namespace json;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto [beforeText, afterText] = twoTexts(inputText(data, size));
    const auto before = Document::parse(beforeText);
    const auto after = Document::parse(afterText);
    if (!before || !after)
        return 0;
    const Patch patch = diff(*before, *after);
    const auto result = patch.apply(*before);
    require(result.has_value(), "a difference can be applied");
    require(equal(result->root(), after->root()), "and leads to the other document");
    require(diff(*result, *after).isEmpty(), "with numbers as they are written there");
    require(diff(*after, *after).isEmpty(), "nothing differs from itself");
    return 0;
}
