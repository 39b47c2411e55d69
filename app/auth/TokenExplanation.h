// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/TokenAnatomy.h"

#include <QString>
#include <QTimeZone>

#include <optional>
#include <vector>

namespace auth {

/// A NumericDate (RFC 7519 2) for people.
struct MomentWords
{
    QString local;    ///< "2023-11-14 23:13:20 CET"
    QString utc;      ///< "2023-11-14 22:13:20 UTC"
    QString relative; ///< "issued 3 min ago", "expires in 52 min", "expired 2 h ago"
};

/// What one member of header or payload means. All text is harmless and plain.
struct MemberExplanation
{
    enum class Standing {
        Checked,     ///< the platform's rules look at it
        NotLookedAt, ///< the platform is not known to look at it
        Ignored,     ///< names or brings a key; never used
        Refused,     ///< its being there, or its value, makes the platform refuse the token
        Suspicious,  ///< checked, and the value looks wrong
    };
    int member = -1; ///< index in TokenAnatomy::Part::members
    QString name;
    QString value;   ///< shortened
    QString meaning; ///< what the member is, and what becomes of it here: sentences
    QString reading; ///< what this value says; may be empty
    std::optional<MomentWords> moment;
    Standing standing = Standing::NotLookedAt;
};

/// The members of a token in words (RFC 7515 4.1, RFC 7519 4.1, the platform's rules). Only what
/// lies directly in header and payload is explained.
class TokenExplanation
{
public:
    /// @p now: Unix seconds, for the relative times.
    static TokenExplanation of(const TokenAnatomy &anatomy, double now,
                               const QTimeZone &zone = QTimeZone(QTimeZone::LocalTime));

    const std::vector<MemberExplanation> &header() const { return m_header; }
    const std::vector<MemberExplanation> &payload() const { return m_payload; }

private:
    std::vector<MemberExplanation> m_header;
    std::vector<MemberExplanation> m_payload;
};

} // namespace auth
