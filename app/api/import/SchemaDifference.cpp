// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/import/SchemaDifference.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace api {
namespace {

constexpr int maxDepth = 6;
constexpr int maxMembers = 20'000;
constexpr qsizetype maxSentences = 100;

class Differences
{
    Q_DECLARE_TR_FUNCTIONS(api::SchemaDifference)

public:
    QStringList sentences;

    void members(const QString &where, const Schema &ours, const Schema &theirs, int depth)
    {
        if (depth > maxDepth || m_left <= 0 || ours.properties.isEmpty() ||
            theirs.properties.isEmpty())
            return;
        m_left -= static_cast<int>(ours.properties.size() + theirs.properties.size());
        for (const Property &property : theirs.properties) {
            const QString name = where + property.name;
            const Property *known = ours.property(property.name);
            if (!known)
                say(tr("“%1” is new.").arg(name));
            else
                member(name, *known, property, depth);
        }
        for (const Property &property : ours.properties) {
            if (!theirs.property(property.name))
                say(tr("“%1” is not in the document; it goes.").arg(where + property.name));
        }
    }

private:
    int m_left = maxMembers;

    static QString nameOf(Schema::Type type)
    {
        switch (type) {
        case Schema::Type::Any:
            return tr("anything");
        case Schema::Type::Null:
            return u"null"_s;
        case Schema::Type::Boolean:
            return u"boolean"_s;
        case Schema::Type::Integer:
            return u"integer"_s;
        case Schema::Type::Number:
            return u"number"_s;
        case Schema::Type::String:
            return u"string"_s;
        case Schema::Type::Array:
            return u"array"_s;
        case Schema::Type::Object:
            return u"object"_s;
        }
        return {};
    }

    void say(const QString &sentence)
    {
        if (sentences.size() < maxSentences)
            sentences.append(sentence);
    }

    void member(const QString &name, const Property &ours, const Property &theirs, int depth)
    {
        const Schema &before = *ours.schema;
        const Schema &after = *theirs.schema;
        if (before.type != after.type && after.type != Schema::Type::Any) {
            say(tr("“%1” is of type %2 instead of %3.")
                    .arg(name, nameOf(after.type), nameOf(before.type)));
        }
        if (ours.required != theirs.required) {
            say(theirs.required ? tr("“%1” is required.").arg(name)
                                : tr("“%1” is no longer required.").arg(name));
        }
        if (before.readOnly != after.readOnly) {
            say(after.readOnly ? tr("“%1” can only be read.").arg(name)
                               : tr("“%1” can be changed.").arg(name));
        }
        if (before.enumeration != after.enumeration && !after.enumeration.isEmpty()) {
            say(tr("“%1” has the values %2.")
                    .arg(name,
                         after.enumeration.first(std::min<qsizetype>(after.enumeration.size(), 12))
                             .join(", "_L1)));
        }
        if (before.pattern != after.pattern && !after.pattern.isEmpty())
            say(tr("“%1” has another pattern.").arg(name));
        members(name + u'.', before, after, depth + 1);
        if (before.items && after.items)
            members(name + u"[]."_s, *before.items, *after.items, depth + 1);
    }
};

} // namespace

QStringList schemaDifferences(const Schema &ours, const Schema &theirs)
{
    Differences differences;
    differences.members({}, ours, theirs, 0);
    return differences.sentences;
}

} // namespace api
