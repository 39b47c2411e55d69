// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/TokenInJson.h"

#include "app/json/Document.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

using namespace Qt::StringLiterals;

namespace auth {

namespace {

constexpr int deepestNesting = 2;       // JSON in a string in JSON
constexpr std::size_t longestPath = 80; // bytes

struct Place
{
    json::Value value;
    std::string path;
    bool isAuthorization = false;
};

bool isAuthorization(std::string_view name)
{
    return QByteArrayView(name).compare("authorization", Qt::CaseInsensitive) == 0;
}

/// A place further in; the beginning is cut off, as the end tells more.
std::string joined(const std::string &path, std::string_view step)
{
    std::string text = path + std::string(step);
    if (text.size() > longestPath)
        text = "\xe2\x80\xa6" + text.substr(text.size() - longestPath);
    return text;
}

/// The members or elements of @p place, in order.
std::vector<Place> inside(const Place &place)
{
    std::vector<Place> places;
    const std::string_view header = place.value["name"].text(); // {"name": ..., "value": ...}
    for (const auto [name, each] : place.value.members()) {
        std::string step = (place.path.empty() ? "" : ".") + std::string(name);
        const bool isHeader = name == "value" && !header.empty();
        if (isHeader)
            step += " (" + std::string(header) + ')';
        places.push_back({each, joined(place.path, step),
                          isAuthorization(name) || (isHeader && isAuthorization(header))});
    }
    std::size_t index = 0;
    for (const json::Value each : place.value.elements())
        places.push_back(
            {each, joined(place.path, '[' + std::to_string(index++) + ']'), place.isAuthorization});
    return places;
}

std::optional<FoundToken> tokenIn(QByteArrayView json, int nesting)
{
    json = json.trimmed();
    if (!json.startsWith('{') && !json.startsWith('['))
        return std::nullopt;
    const auto document =
        json::Document::parse({json.data(), static_cast<std::size_t>(json.size())});
    if (!document)
        return std::nullopt;
    std::optional<FoundToken> first;
    std::vector<Place> open{{document->root(), {}, false}};
    while (!open.empty()) {
        const Place place = std::move(open.back());
        open.pop_back();
        if (!place.value.isString()) {
            std::vector<Place> places = inside(place);
            std::ranges::move(places.rbegin(), places.rend(), std::back_inserter(open));
            continue;
        }
        const QByteArrayView whole(place.value.text());
        const QByteArrayView text = withoutBearer(whole.trimmed());
        if (beginsLikeToken(text) && text.count('.') == 2) {
            FoundToken found{whole.toByteArray(), QString::fromStdString(place.path)};
            if (place.isAuthorization)
                return found;
            if (!first)
                first = std::move(found);
        } else if (!first && nesting < deepestNesting) {
            if (auto within = tokenIn(text, nesting + 1)) {
                within->where = QString::fromStdString(place.path) + u": "_s + within->where;
                first = std::move(within);
            }
        }
    }
    return first;
}

} // namespace

bool beginsLikeToken(QByteArrayView text)
{
    return text.startsWith("ey") || text.startsWith("ew");
}

QByteArrayView withoutBearer(QByteArrayView text)
{
    constexpr QByteArrayView word("bearer");
    if (text.size() <= word.size() ||
        text.first(word.size()).compare(word, Qt::CaseInsensitive) != 0)
        return text;
    const char next = text[word.size()];
    const bool isSpace = next == ' ' || (next >= '\t' && next <= '\r');
    return isSpace || next == ':' ? text.sliced(word.size() + 1).trimmed() : text;
}

std::optional<FoundToken> tokenInJson(QByteArrayView json)
{
    return tokenIn(json, 0);
}

} // namespace auth
