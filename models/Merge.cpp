// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Merge.h"

#include "app/json/Equality.h"
#include "app/json/Pointer.h"
#include "app/json/Writer.h"

#include <unordered_map>

namespace models {

namespace {

// Above what Document::parse lets in, because drafts wrap documents in a few levels of their own.
constexpr std::size_t maximumDepth = 2000;

using MemberIndex = std::unordered_map<std::string_view, json::Value>;

MemberIndex indexOf(json::Value object)
{
    MemberIndex index;
    for (const auto [name, value] : object.members())
        index.insert_or_assign(name, value); // the last one counts, as in Value::operator[]
    return index;
}

json::Value find(const MemberIndex &index, std::string_view name)
{
    const auto found = index.find(name);
    return found == index.end() ? json::Value() : found->second;
}

class Merger
{
public:
    explicit Merger(const QSet<QString> &takeTheirs)
        : m_takeTheirs(takeTheirs)
    {
    }

    QStringList conflicts;

    /// What a member becomes; absent: it is left out. Objects that both sides changed are not
    /// decided here but member by member.
    struct Choice
    {
        json::Value value;
        bool byMember = false;
    };

    Choice choose(json::Value base, json::Value mine, json::Value theirs,
                  const json::Pointer &pointer)
    {
        if (json::sameAsWritten(mine, theirs) || json::sameAsWritten(base, mine))
            return {.value = theirs};
        if (json::sameAsWritten(base, theirs))
            return {.value = mine};
        if (mine && theirs && mine.isObject() && theirs.isObject())
            return {.value = mine, .byMember = true};
        conflicts.append(QString::fromStdString(pointer.toString()));
        return {.value = m_takeTheirs.contains(conflicts.last()) ? theirs : mine};
    }

    void write(json::Writer &writer, const Choice &choice, json::Value base, json::Value mine,
               json::Value theirs, const json::Pointer &pointer)
    {
        if (choice.byMember)
            writeMembers(writer, base, mine, theirs, pointer);
        else
            writer.value(choice.value);
    }

private:
    void writeMembers(json::Writer &writer, json::Value base, json::Value mine, json::Value theirs,
                      const json::Pointer &pointer)
    {
        const MemberIndex baseIndex = indexOf(base);
        const MemberIndex mineIndex = indexOf(mine);
        MemberIndex theirsIndex = indexOf(theirs);
        MemberIndex written;
        const auto member = [&](std::string_view name) {
            if (!written.emplace(name, json::Value()).second)
                return;
            const json::Value b = find(baseIndex, name);
            const json::Value m = find(mineIndex, name);
            const json::Value t = find(theirsIndex, name);
            const json::Pointer at = pointer.child(name);
            const Choice choice = choose(b, m, t, at);
            if (!choice.value)
                return;
            writer.name(name);
            write(writer, choice, b, m, t, at);
        };
        writer.beginObject();
        for (const auto [name, value] : theirs.members())
            member(name);
        for (const auto [name, value] : mine.members())
            member(name);
        writer.endObject();
    }

    const QSet<QString> &m_takeTheirs;
};

} // namespace

Merged merge(const json::Document &base, const json::Document &mine, const json::Document &theirs,
             const QSet<QString> &takeTheirs)
{
    Merger merger(takeTheirs);
    const auto choice = merger.choose(base.root(), mine.root(), theirs.root(), {});
    if (!choice.value)
        return {.document = {}, .conflicts = merger.conflicts};
    json::Writer writer;
    merger.write(writer, choice, base.root(), mine.root(), theirs.root(), {});
    auto document = json::Document::parseInPlace(writer.take(), {.maxDepth = maximumDepth});
    return {.document = document.value_or(json::Document()), .conflicts = merger.conflicts};
}

json::Document documentOf(json::Value value)
{
    if (!value)
        return {};
    auto document = json::Document::parseInPlace(value.serialize(), {.maxDepth = maximumDepth});
    return document.value_or(json::Document());
}

} // namespace models
