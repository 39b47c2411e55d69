// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/Document.h"
#include "tests/fuzz/json/Fuzzing.h"

using namespace json;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text = inputText(data, size);
    const ParseOptions options{.maxDepth = size % 2 == 0 ? 1000U : 5U,
                               .refuseDuplicateNames = size % 3 == 0};
    const auto copied = Document::parse(text, options);
    const auto inPlace = Document::parseInPlace(std::string(text), options);
    require(copied.has_value() == inPlace.has_value(), "both ways of parsing agree");
    if (!copied) {
        require(copied.error().toString() == inPlace.error().toString(), "errors agree");
        require(copied.error().offset <= size, "the error lies in the text");
        return 0;
    }
    const std::string written = copied->serialize();
    require(written == inPlace->serialize(), "both ways of parsing give the same");
    const auto again = Document::parse(copied->serialize(Style::Pretty), options);
    require(again.has_value(), "what was written can be read");
    require(again->serialize() == written, "writing is stable");
    require(equal(copied->root(), again->root()), "reading back gives the same value");
    for (const Value element : copied->root().elements()) {
        element.integer();
        element.number();
    }
    return 0;
}
