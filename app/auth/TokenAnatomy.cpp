// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/TokenAnatomy.h"

#include "app/auth/Base64.h"
#include "app/auth/TokenScanner.h"

#include <algorithm>

namespace auth {

namespace {

using Part = TokenAnatomy::Part;

/// The characters of the token that carry bytes of a part which begins at @p start.
TextRange carriersOf(TextRange bytes, qsizetype start)
{
    if (bytes.isEmpty())
        return {};
    const qsizetype first = bytes.start * 8 / 6;
    const qsizetype last = (bytes.end() * 8 - 1) / 6;
    return {start + first, last - first + 1};
}

/// Decodes as much of the part as is base64url.
void decode(Part &part, QByteArrayView text)
{
    const auto into = [&part](QByteArrayView characters) {
        part.bytes = QByteArray(base64::decodedSize(characters.size()), '\0');
        return base64::decode(characters, base64::Alphabet::Url, part.bytes.data());
    };
    const qsizetype start = part.inToken.start;
    base64::Outcome outcome = into(text);
    switch (outcome.problem) {
    case base64::Problem::None:
        part.isDecoded = !text.isEmpty();
        return;
    case base64::Problem::UnusedBits: // all bytes are there
        part.trouble = {start + outcome.position, 1};
        return;
    case base64::Problem::Length:
        part.trouble = {start + text.size() - 1, 1};
        into(text.chopped(1));
        return;
    case base64::Problem::Character:
        part.trouble = {start + outcome.position, 1};
        text = text.first(outcome.position);
        into(text.size() % 4 == 1 ? text.chopped(1) : text);
        return;
    }
}

void addMembers(Part &part)
{
    const qsizetype start = part.inToken.start;
    ScannedObject scanned = scanObject(part.bytes);
    part.members = std::move(scanned.members);
    for (TokenAnatomy::Member &member : part.members) {
        member.nameInToken = carriersOf(member.nameInJson, start);
        member.valueInToken = carriersOf(member.valueInJson, start);
        member.inToken = carriersOf(member.inJson, start);
    }
    part.isObject = part.isDecoded && !scanned.errorAt;
    if (!scanned.errorAt || !part.trouble.isEmpty() || part.inToken.isEmpty())
        return;
    const qsizetype at = std::min(*scanned.errorAt, std::max<qsizetype>(0, part.bytes.size() - 1));
    part.trouble = carriersOf({at, 1}, start);
}

} // namespace

QByteArrayView TokenAnatomy::Part::valueOf(const Member &member) const
{
    return QByteArrayView(bytes).sliced(member.valueInJson.start, member.valueInJson.length);
}

TokenAnatomy TokenAnatomy::of(const QByteArray &text)
{
    TokenAnatomy anatomy;
    anatomy.m_text = text;
    qsizetype start = 0;
    for (Part &part : anatomy.m_parts) {
        if (start > text.size())
            break;
        const qsizetype dot = text.indexOf('.', start);
        const qsizetype end = dot < 0 ? text.size() : dot;
        part.inToken = {start, end - start};
        start = end + 1;
        if (text.size() <= longestText)
            decode(part, QByteArrayView(text).sliced(part.inToken.start, part.inToken.length));
    }
    if (start <= text.size())
        anatomy.m_rest = {start - 1, text.size() - start + 1};
    for (const PartIndex index : {Header, Payload}) {
        if (text.size() <= longestText)
            addMembers(anatomy.m_parts[index]);
    }
    return anatomy;
}

bool TokenAnatomy::isWhole() const
{
    return header().isObject && payload().isObject && signature().isDecoded && m_rest.isEmpty();
}

std::optional<TokenAnatomy::Hit> TokenAnatomy::at(qsizetype position) const
{
    for (const PartIndex index : {Header, Payload, Signature}) {
        const Part &part = m_parts[index];
        if (!part.inToken.contains(position))
            continue;
        // Members stand in the order of their beginnings: the last that holds it is the innermost.
        Hit hit{index, -1};
        for (int i = 0; i < static_cast<int>(part.members.size()); ++i) {
            if (part.members[static_cast<std::size_t>(i)].inToken.contains(position))
                hit.member = i;
        }
        return hit;
    }
    return std::nullopt;
}

QString TokenAnatomy::pathOf(PartIndex part, int member) const
{
    const std::vector<Member> &members = m_parts[part].members;
    std::vector<const Member *> chain;
    for (int at = member; at >= 0; at = chain.back()->parent)
        chain.push_back(&members[static_cast<std::size_t>(at)]);
    QString path;
    for (auto it = chain.rbegin(); it != chain.rend(); ++it) {
        path += u'/';
        if ((*it)->index >= 0)
            path += QString::number((*it)->index);
        else
            path += QString((*it)->name)
                        .replace(u'~', QStringLiteral("~0"))
                        .replace(u'/', QStringLiteral("~1"));
    }
    return path;
}

} // namespace auth
