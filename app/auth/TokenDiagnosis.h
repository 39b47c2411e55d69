// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/TokenChecks.h"
#include "app/auth/TokenDifference.h"
#include "app/auth/TokenKeySearch.h"
#include "app/auth/TokenText.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace auth {

/// What went wrong almost right, by name.
struct NearMiss
{
    enum class Kind {
        OtherKey,        ///< signed with the key of another profile
        RotatedKey,      ///< signed with a retired or not yet active key
        CompromisedKey,  ///< signed with a key marked compromised
        OtherProfile,    ///< all right, but for another profile's domain
        SubjectTypo,     ///< sub is the domain but for a letter or two
        OtherRegion,     ///< same customer, another region or environment
        Milliseconds,    ///< iat and exp in milliseconds
        MixedUnits,      ///< one in seconds, the other in milliseconds
        ClockAhead,      ///< iat in the future
        ClockBehind,     ///< too old or expired by about the known clock offset
        HmacOfPublicKey, ///< HS256 and its like, with the public key for a secret
        Unsigned,        ///< alg is "none"
        CallbackKey,     ///< signed with a pair for callbacks
        OthersSecret,    ///< an HMAC of somebody's secret, and not for anybody: as a replyId is
        Dirt,            ///< something was pasted along
    };
    Kind kind = Kind::OtherKey;
    /// Whole sentences: what it is and what to do.
    QString sentence;
    int candidate = -1;                      ///< the one it is about
    std::vector<DifferencePiece> difference; ///< sub against the domain, where that tells something
};

struct DiagnosisOptions
{
    /// The moment of the check by the server's clock, Unix seconds.
    double now = 0;
    double leeway = 0;
    /// Milliseconds by which the server is ahead of this machine, as far as is known.
    qint64 clockOffset = 0;
    /// What TokenText::clean() had to do.
    std::vector<Cleaning> cleanings = {};
};

class TokenDiagnosis
{
public:
    /// What becomes of @p token with the domain and key of candidates[chosen]; a @p chosen out of
    /// range means neither. Some ten verifications at most for ten candidates.
    static TokenDiagnosis of(const QByteArray &token, const std::vector<TokenCandidate> &candidates,
                             int chosen, const DiagnosisOptions &options);

    TokenVerdict verdict;
    /// What the platform would answer: 200, 401 or 403 (the token is good for another domain);
    /// 0: that can't be said, as there is no public key. Checked with a callback pair, what one's
    /// own receiver should answer: 200 or 401.
    int status = 401;
    /// One sentence with that answer and why.
    QString headline;
    std::vector<NearMiss> nearMisses;

    const NearMiss *find(NearMiss::Kind kind) const;
};

} // namespace auth
