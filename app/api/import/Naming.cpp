// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/import/Naming.h"

#include "app/api/PathIndex.h"

#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace api {

QString humanised(const QString &name)
{
    QString text;
    for (const QChar c : name) {
        if (c == u'_' || c == u'-' || c == u'.') {
            text += u' ';
            continue;
        }
        if (c.isUpper() && !text.isEmpty() && text.back().isLower())
            text += u' ';
        text += text.isEmpty() || text.back().isUpper() ? c : c.toLower();
    }
    if (!text.isEmpty())
        text.front() = text.front().toUpper();
    return text;
}

QString singularOf(const QString &word)
{
    if (word.size() < 4 || !word.endsWith(u's') || word.endsWith("ss"_L1) ||
        word.endsWith("us"_L1) || word.endsWith("is"_L1))
        return word;
    if (word.endsWith("ies"_L1))
        return word.chopped(3) + u'y';
    for (const auto ending : std::array{"sses"_L1, "xes"_L1, "ches"_L1, "shes"_L1}) {
        if (word.endsWith(ending))
            return word.chopped(2);
    }
    return word.chopped(1);
}

QString pluralOf(const QString &word)
{
    if (word.isEmpty() || singularOf(word) != word)
        return word;
    if (word.endsWith(u'y') && word.size() > 1 && !u"aeiou"_s.contains(word.at(word.size() - 2)))
        return word.chopped(1) + "ies"_L1;
    for (const auto ending : std::array{"s"_L1, "x"_L1, "ch"_L1, "sh"_L1}) {
        if (word.endsWith(ending))
            return word + "es"_L1;
    }
    return word + u's';
}

QString lastLiteral(const QString &path)
{
    const QList<PathSegment> segments = pathSegments(path).value_or(QList<PathSegment>());
    for (auto segment = segments.crbegin(); segment != segments.crend(); ++segment) {
        if (segment->isLiteral())
            return segment->prefix;
    }
    return {};
}

QString slug(const QString &title)
{
    static const QRegularExpression others(u"[^a-z0-9]+"_s);
    QString text = title.left(200).toLower().replace(others, u"-"_s);
    while (text.startsWith(u'-'))
        text.remove(0, 1);
    while (text.endsWith(u'-'))
        text.chop(1);
    return text;
}

} // namespace api
