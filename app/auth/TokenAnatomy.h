// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Value.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace auth {

/// Bytes of a text, from start on.
struct TextRange
{
    qsizetype start = 0;
    qsizetype length = 0;

    qsizetype end() const { return start + length; }
    bool isEmpty() const { return length == 0; }
    bool contains(qsizetype position) const { return position >= start && position < end(); }
    bool operator==(const TextRange &) const = default;
};

/// Where everything lies in the text of a token, valid or not. Nothing is verified here.
class TokenAnatomy
{
public:
    enum PartIndex { Header, Payload, Signature };

    /// A member of an object, or an element of an array, at any depth.
    struct Member
    {
        int parent = -1;         ///< index in Part::members; -1: directly in the part's object
        int depth = 0;           ///< 0: directly in the part's object
        qsizetype index = -1;    ///< place in the array; -1 for a member of an object
        QString name;            ///< without escapes; empty in an array
        bool isRepeated = false; ///< the same object has the name before: the token is refused
        bool isComplete = true;  ///< false when the JSON breaks off inside
        json::Type type = json::Type::Null;
        TextRange nameInJson;  ///< with its quotes; empty in an array
        TextRange valueInJson; ///< strings with their quotes
        TextRange inJson;      ///< from the name to the end of the value
        TextRange nameInToken; ///< characters of the token that carry any of it
        TextRange valueInToken;
        TextRange inToken;
    };

    struct Part
    {
        TextRange inToken;      ///< without the dots; empty when the text has no such part
        QByteArray bytes;       ///< decoded, as far as it could be
        bool isDecoded = false; ///< strict base64url, to the end
        bool isObject = false;  ///< a JSON object, whole (duplicate names allowed)
        /// Where the trouble is, in the token: the character that is not base64url, or those that
        /// carry the JSON's first error; empty when all is well.
        TextRange trouble;
        std::vector<Member> members; ///< of header and payload, in document order

        /// The JSON text of the value of @p member.
        QByteArrayView valueOf(const Member &member) const;
    };

    /// Longer texts are split into parts, but not decoded.
    static constexpr qsizetype longestText = 64 * 1024;

    /// Any bytes are taken. In linear time.
    static TokenAnatomy of(const QByteArray &text);

    const QByteArray &text() const { return m_text; }
    const Part &part(PartIndex index) const { return m_parts[index]; }
    const Part &header() const { return m_parts[Header]; }
    const Part &payload() const { return m_parts[Payload]; }
    const Part &signature() const { return m_parts[Signature]; }
    /// What follows a third dot, with that dot; empty in a token.
    TextRange rest() const { return m_rest; }
    /// Three non-empty parts that decode, two JSON objects, and nothing more.
    bool isWhole() const;

    struct Hit
    {
        PartIndex part = Header;
        int member = -1; ///< the innermost one; -1: between the members
    };
    /// What the character at @p position of the text carries; nothing on a dot or outside.
    std::optional<Hit> at(qsizetype position) const;
    /// JSON pointer (RFC 6901) of a member: "/aud/0".
    QString pathOf(PartIndex part, int member) const;

private:
    QByteArray m_text;
    std::array<Part, 3> m_parts;
    TextRange m_rest;
};

} // namespace auth
