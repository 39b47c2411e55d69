// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/PathIndex.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace api {
namespace {

constexpr qsizetype maxSegments = 64;

QString decoded(QStringView segment)
{
    return segment.contains(u'%') ? QUrl::fromPercentEncoding(segment.toUtf8())
                                  : segment.toString();
}

std::optional<PathSegment> parsedSegment(QStringView text)
{
    const qsizetype open = text.indexOf(u'{');
    const qsizetype close = text.indexOf(u'}');
    if (open < 0 && close < 0)
        return PathSegment{.prefix = decoded(text), .parameter = {}, .suffix = {}};
    if (open < 0 || close < open + 2 || text.lastIndexOf(u'{') != open ||
        text.lastIndexOf(u'}') != close)
        return std::nullopt;
    return PathSegment{.prefix = decoded(text.first(open)),
                       .parameter = text.sliced(open + 1, close - open - 1).toString(),
                       .suffix = decoded(text.sliced(close + 1))};
}

} // namespace

std::optional<QList<PathSegment>> pathSegments(QStringView pathTemplate)
{
    if (!pathTemplate.startsWith(u'/'))
        return std::nullopt;
    QList<PathSegment> segments;
    QStringView rest = pathTemplate.sliced(1);
    if (rest.endsWith(u'/'))
        rest.chop(1);
    if (rest.isEmpty())
        return segments;
    for (const QStringView part : rest.split(u'/')) {
        const std::optional<PathSegment> segment = parsedSegment(part);
        if (!segment || segments.size() == maxSegments)
            return std::nullopt;
        segments.append(*segment);
    }
    return segments;
}

QString pathShape(QStringView pathTemplate)
{
    const std::optional<QList<PathSegment>> segments = pathSegments(pathTemplate);
    if (!segments)
        return {};
    QString shape;
    for (const PathSegment &segment : *segments) {
        shape += u'/' + segment.prefix;
        if (!segment.isLiteral())
            shape += u"{}"_s + segment.suffix;
    }
    return shape.isEmpty() ? u"/"_s : shape;
}

/// One search: the path's segments, the way taken so far, and what was found.
struct PathIndex::Search
{
    struct Found
    {
        Hit hit;
        QString kinds; // a character a segment, smaller is more literal
    };
    QStringList segments;
    QStringList values;
    QString kinds;
    QList<Found> found;
};

PathIndex::PathIndex()
    : m_nodes(1)
{
}

int PathIndex::childOf(int node, const PathSegment &segment)
{
    const auto at = static_cast<std::size_t>(node);
    if (segment.isLiteral()) {
        if (const auto known = m_nodes[at].literals.constFind(segment.prefix);
            known != m_nodes[at].literals.constEnd())
            return *known;
    } else {
        for (const Pattern &pattern : std::as_const(m_nodes[at].patterns)) {
            if (pattern.prefix == segment.prefix && pattern.suffix == segment.suffix)
                return pattern.node;
        }
    }
    const int child = static_cast<int>(m_nodes.size());
    m_nodes.emplace_back();
    if (segment.isLiteral())
        m_nodes[at].literals.insert(segment.prefix, child);
    else
        m_nodes[at].patterns.append({segment.prefix, segment.suffix, child});
    return child;
}

void PathIndex::add(QStringView pathTemplate, int entry)
{
    const std::optional<QList<PathSegment>> segments = pathSegments(pathTemplate);
    if (!segments)
        return;
    int node = 0;
    for (const PathSegment &segment : *segments)
        node = childOf(node, segment);
    m_nodes[static_cast<std::size_t>(node)].entries.append(entry);
}

void PathIndex::descend(Search &search, int node, qsizetype depth) const
{
    const Node &here = m_nodes[static_cast<std::size_t>(node)];
    if (depth == search.segments.size()) {
        if (!here.entries.isEmpty())
            search.found.append({{here.entries, search.values}, search.kinds});
        return;
    }
    const QString &segment = search.segments.at(depth);
    if (const auto literal = here.literals.constFind(segment);
        literal != here.literals.constEnd()) {
        search.kinds.append(u'a');
        descend(search, *literal, depth + 1);
        search.kinds.chop(1);
    }
    for (const Pattern &pattern : here.patterns) {
        const qsizetype around = pattern.prefix.size() + pattern.suffix.size();
        if (segment.size() <= around || !segment.startsWith(pattern.prefix) ||
            !segment.endsWith(pattern.suffix))
            continue;
        search.values.append(segment.sliced(pattern.prefix.size(), segment.size() - around));
        search.kinds.append(around > 0 ? u'b' : u'c');
        descend(search, pattern.node, depth + 1);
        search.kinds.chop(1);
        search.values.removeLast();
    }
}

QList<PathIndex::Hit> PathIndex::find(QStringView path) const
{
    const auto end =
        std::find_if(path.begin(), path.end(), [](QChar c) { return c == u'?' || c == u'#'; });
    path = path.first(end - path.begin());
    if (!path.startsWith(u'/'))
        return {};
    path = path.sliced(1);
    if (path.endsWith(u'/'))
        path.chop(1);
    Search search;
    if (!path.isEmpty()) {
        for (const QStringView segment : path.split(u'/')) {
            if (search.segments.size() == maxSegments)
                return {};
            search.segments.append(decoded(segment));
        }
    }
    descend(search, 0, 0);
    std::ranges::stable_sort(search.found, [](const auto &left, const auto &right) {
        const qsizetype leftLiterals = left.kinds.count(u'a');
        const qsizetype rightLiterals = right.kinds.count(u'a');
        return leftLiterals != rightLiterals ? leftLiterals > rightLiterals
                                             : left.kinds < right.kinds;
    });
    QList<Hit> hits;
    for (const Search::Found &found : std::as_const(search.found))
        hits.append(found.hit);
    return hits;
}

} // namespace api
