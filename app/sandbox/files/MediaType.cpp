// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/files/MediaType.h"

#include <algorithm>
#include <array>
#include <utility>

namespace sandbox {

namespace {

/// The first of several with one media type is its usual suffix.
constexpr std::array<std::pair<std::string_view, std::string_view>, 16> known{{
    {"wav", "audio/wav"},
    {"wav", "audio/x-wav"},
    {"wav", "audio/vnd.wave"},
    {"mp3", "audio/mpeg"},
    {"mp3", "audio/mp3"},
    {"ogg", "audio/ogg"},
    {"oga", "audio/ogg"},
    {"opus", "audio/ogg"},
    {"flac", "audio/flac"},
    {"m4a", "audio/mp4"},
    {"json", "application/json"},
    {"csv", "text/csv"},
    {"txt", "text/plain"},
    {"png", "image/png"},
    {"jpg", "image/jpeg"},
    {"pdf", "application/pdf"},
}};

std::string lower(std::string_view text)
{
    std::string all(text);
    std::ranges::transform(all, all.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    });
    return all;
}

} // namespace

std::string mediaTypeOf(std::string_view nameOrType)
{
    if (nameOrType.contains('/'))
        return std::string(nameOrType);
    const auto dot = nameOrType.rfind('.');
    const std::string suffix =
        lower(dot == std::string_view::npos ? nameOrType : nameOrType.substr(dot + 1));
    const auto found = std::ranges::find(known, std::string_view(suffix),
                                         [](const auto &each) { return each.first; });
    return found == known.end() ? std::string() : std::string(found->second);
}

std::string suffixOf(std::string_view mediaType)
{
    std::string type = lower(mediaType.substr(0, mediaType.find(';')));
    while (type.ends_with(' '))
        type.pop_back();
    const auto found = std::ranges::find(known, std::string_view(type),
                                         [](const auto &each) { return each.second; });
    return found == known.end() ? std::string() : std::string(found->first);
}

} // namespace sandbox
