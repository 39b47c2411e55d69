// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>
#include <QStringView>

#include <optional>
#include <vector>

namespace api {

/// A segment of a path template: literal text, or one {parameter} with text around it.
struct PathSegment
{
    QString prefix; ///< the whole of a literal segment, percent-decoded
    QString parameter;
    QString suffix;

    bool isLiteral() const { return parameter.isEmpty(); }
};

/// The segments of "/device/{domain}"; nothing when braces are not balanced, empty or twice in one
/// segment, or when the leading slash is missing.
std::optional<QList<PathSegment>> pathSegments(QStringView pathTemplate);

/// "/device/{}/{}": equal for templates that match the same paths. Empty for a bad template.
QString pathShape(QStringView pathTemplate);

/// Finds the templates that a concrete path belongs to, in time that depends on the path's length
/// and not on the number of templates.
class PathIndex
{
public:
    PathIndex();

    /// Adds @p entry under a template; bad templates are ignored.
    void add(QStringView pathTemplate, int entry);

    struct Hit
    {
        QList<int> entries;
        QStringList values; ///< of the template's parameters in order, percent-decoded
    };
    /// The templates that @p path belongs to, the most literal one first. A trailing slash and
    /// whatever follows "?" or "#" are ignored; a parameter is never empty.
    QList<Hit> find(QStringView path) const;

private:
    struct Pattern
    {
        QString prefix;
        QString suffix;
        int node;
    };
    struct Node
    {
        QHash<QString, int> literals;
        QList<Pattern> patterns;
        QList<int> entries;
    };
    struct Search;

    int childOf(int node, const PathSegment &segment);
    void descend(Search &search, int node, qsizetype depth) const;

    std::vector<Node> m_nodes;
};

} // namespace api
