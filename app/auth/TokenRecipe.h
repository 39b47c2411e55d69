// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/RsaKeyPair.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <expected>
#include <optional>

namespace auth {

/// A token to be made, and how others would make it. Nothing is stored.
class TokenRecipe
{
public:
    struct Order
    {
        QString domain;
        /// Unix seconds; floored by the caller, never rounded up.
        qint64 issuedAt = 0;
        /// Seconds from iat to exp; nothing: no exp.
        std::optional<qint64> lifetime = 55 * 60;
        /// A JSON object with further claims; empty for none.
        QByteArray extraClaims;
        /// Take sub, iat and exp from extraClaims too, and say so in the remarks; else that is an
        /// error.
        bool mayReplace = false;
    };

    struct Error
    {
        QString message; ///< what is wrong with the order and what to do
    };
    /// Refuses: no domain, a lifetime that is not positive, extra claims that are no JSON object
    /// or name a member twice, sub, iat or exp among them, a token above 16 KiB.
    static std::expected<TokenRecipe, Error> make(const Order &order, const RsaKeyPair &key);

    QByteArray header; ///< JSON
    QByteArray claims; ///< JSON, as they were signed
    QByteArray token;
    /// What the platform will say to it that is worth knowing before; sentences.
    QStringList remarks;

    enum class TokenPlace {
        Environment, ///< read from $IOTCOMMS_TOKEN
        File,        ///< read from a file
        Literal,     ///< the token stands in the command: history and process list show it
    };
    struct Curl
    {
        QString method = QStringLiteral("GET");
        QString url;
        TokenPlace place = TokenPlace::Environment;
        QString tokenFile = QStringLiteral("token.txt");
    };
    /// A command for POSIX shells. Except with Literal the token is never an argument of any
    /// process.
    QString curl(const Curl &options) const;
    enum class NodeTimes {
        Now,    ///< iat is the moment at which the lines run
        AsHere, ///< iat and exp of this token, for comparing: the same bytes come out
    };
    /// Lines of Node.js that make such a token with the package jsonwebtoken (which itself refuses
    /// claims that are named like a member of every JavaScript object, "__proto__" or "toString").
    QString node(const QString &keyFile = QStringLiteral("private.pem"),
                 NodeTimes times = NodeTimes::Now) const;

    /// @p text as one word of a POSIX shell.
    static QString shellWord(const QString &text);

private:
    QString literal(NodeTimes times) const;

    std::optional<qint64> m_lifetime; // when iat and exp are ours; for node()
    bool m_timesAreOurs = true;
};

} // namespace auth
