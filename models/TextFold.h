// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace models {

/// Appends UTF-8 text without case and accents, for searching: "Åsa É" -> "asa e". Control
/// characters become spaces, ill-formed bytes U+FFFD.
void appendFolded(std::string &out, std::string_view utf8);
std::string folded(std::string_view utf8);

/// Writes a key whose bytes compare as people order text: without case and accents, numbers inside
/// by their value ("Flat 2" before "Flat 12"). No byte is 0. Stops when @p out is full; the number
/// of bytes written. Leading zeros don't count.
std::size_t writeNaturalKey(std::span<std::uint8_t> out, std::string_view utf8);

} // namespace models
