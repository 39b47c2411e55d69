// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <utility>

/// Ends the run, so that the fuzzer keeps the input.
inline void require(bool holds, const char *promise)
{
    if (holds)
        return;
    std::fprintf(stderr, "broken promise: %s\n", promise);
    std::abort();
}

inline std::string_view inputText(const std::uint8_t *data, std::size_t size)
{
    const void *const bytes = data;
    return {static_cast<const char *>(bytes), size};
}

/// Two texts, parted by the first line feed.
inline std::pair<std::string_view, std::string_view> twoTexts(std::string_view input)
{
    const std::size_t split = input.find('\n');
    if (split == std::string_view::npos)
        return {input, {}};
    return {input.substr(0, split), input.substr(split + 1)};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);
