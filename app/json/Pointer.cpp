// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/Pointer.h"

#include <algorithm>
#include <charconv>
#include <format>

namespace json {

std::expected<Pointer, std::string> Pointer::parse(std::string_view text)
{
    if (text.empty())
        return Pointer();
    if (text.front() != '/')
        return std::unexpected("a JSON Pointer starts with \"/\", or is empty");
    std::vector<std::string> tokens;
    tokens.reserve(static_cast<std::size_t>(std::ranges::count(text, '/')));
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '/') {
            tokens.emplace_back();
        } else if (text[i] != '~') {
            tokens.back() += text[i];
        } else {
            const char escaped = i + 1 < text.size() ? text[i + 1] : '\0';
            if (escaped != '0' && escaped != '1') {
                return std::unexpected(
                    std::format("\"~\" at position {} is not followed by 0 or 1", i + 1));
            }
            tokens.back() += escaped == '0' ? '~' : '/';
            ++i;
        }
    }
    return Pointer(std::move(tokens));
}

Pointer Pointer::child(std::string_view token) const
{
    Pointer result = *this;
    result.m_tokens.emplace_back(token);
    return result;
}

Pointer Pointer::parent() const
{
    if (isRoot())
        return {};
    return Pointer(std::vector<std::string>(m_tokens.begin(), m_tokens.end() - 1));
}

bool Pointer::isBelow(const Pointer &other) const
{
    return m_tokens.size() > other.m_tokens.size() &&
           std::equal(other.m_tokens.begin(), other.m_tokens.end(), m_tokens.begin());
}

std::string Pointer::toString() const
{
    std::string text;
    for (const std::string &token : m_tokens) {
        text += '/';
        text += escapedToken(token);
    }
    return text;
}

Value Pointer::resolve(Value root) const
{
    Value value = root;
    for (const std::string &token : m_tokens) {
        if (value.isObject()) {
            value = value[token];
        } else {
            const auto index = arrayIndex(token);
            value = index ? value.at(*index) : Value();
        }
        if (!value)
            return {};
    }
    return value;
}

std::string escapedToken(std::string_view token)
{
    std::string text;
    text.reserve(token.size());
    for (const char c : token) {
        if (c == '~')
            text += "~0";
        else if (c == '/')
            text += "~1";
        else
            text += c;
    }
    return text;
}

std::optional<std::size_t> arrayIndex(std::string_view token)
{
    if (token.empty() || (token.size() > 1 && token.front() == '0'))
        return std::nullopt;
    std::size_t index = 0;
    const char *const end = token.data() + token.size();
    const auto result = std::from_chars(token.data(), end, index);
    if (result.ec != std::errc() || result.ptr != end)
        return std::nullopt;
    return index;
}

} // namespace json
