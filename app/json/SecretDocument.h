// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Document.h"

namespace json {

/// As Document::parse(), for a text that holds a private key: the document's copy of the text, in
/// which all of its strings and numbers lie, is overwritten when the last copy of the document
/// goes, or when it can't be parsed. What is put together from it is not.
std::expected<Document, ParseError> parseSecret(std::string_view text,
                                                const ParseOptions &options = {});

} // namespace json
