// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/Document.h"
#include "app/json/Pointer.h"
#include "tests/fuzz/json/Fuzzing.h"

using namespace json;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto [pointerText, documentText] = twoTexts(inputText(data, size));
    const auto pointer = Pointer::parse(pointerText);
    if (!pointer) {
        require(!pointer.error().empty(), "an error says something");
        return 0;
    }
    require(pointer->toString() == pointerText, "a pointer is written as it was read");
    require(pointer->isRoot() || pointer->isBelow(pointer->parent()), "parents are above");
    if (const auto document = Document::parse(documentText)) {
        const Value found = pointer->resolve(document->root());
        require(!found || pointer->isRoot() || pointer->parent().resolve(document->root()),
                "what is found has a parent");
    }
    return 0;
}
