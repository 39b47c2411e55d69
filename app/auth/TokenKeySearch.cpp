// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/TokenKeySearch.h"

#include "app/auth/Jwt.h"

#include <QCoreApplication>
#include <QHash>

namespace auth {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(auth::KeySearch)
};

/// The higher, the better a candidate fits a token for @p subject.
int rank(const TokenCandidate &candidate, const QString &subject)
{
    return (candidate.domain == subject ? 2 : 0) +
           (candidate.state == TokenCandidate::KeyState::Active ? 1 : 0);
}

QString sentenceOf(const KeySearch &search, const std::vector<TokenCandidate> &candidates,
                   const QString &subject, int keys)
{
    if (keys == 0)
        return Words::tr("There is no public key to try.");
    if (search.best < 0)
        return Words::tr("None of the %n key(s) made this signature.", nullptr, keys);
    const TokenCandidate &best = candidates[static_cast<std::size_t>(search.best)];
    const QString key = best.keyName.isEmpty() ? best.thumbprint() : best.keyName;
    if (best.isCallback())
        return Words::tr("Signed with the callback pair \"%1\": it is the token of a callback.")
            .arg(key);
    if (best.domain == subject)
        return Words::tr("Signed with the key \"%1\" of the profile \"%2\", for its domain.")
            .arg(key, best.name);
    return Words::tr("Signed with the key \"%1\" of the profile \"%2\", but for another domain.")
        .arg(key, best.name);
}

} // namespace

QString TokenCandidate::thumbprint() const
{
    return key ? key->thumbprint() : callbackKey ? callbackKey->thumbprint() : QString();
}

bool TokenCandidate::hasSigned(const Jwt &token) const
{
    const QByteArray input = token.signingInput();
    return key           ? key->verify(input, token.signature())
           : callbackKey ? callbackKey->verifyCallback(input, token.signature())
                         : false;
}

KeySearch tryEveryKey(const QByteArray &token, const std::vector<TokenCandidate> &candidates)
{
    KeySearch search;
    const auto jwt = Jwt::parse(token);
    if (!jwt) {
        search.sentence = jwt.error().message;
        return search;
    }
    const QString subject = QString::fromUtf8(jwt->payload()["sub"].text());
    QHash<QString, bool> tried;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const TokenCandidate &each = candidates[i];
        const QString thumbprint = each.thumbprint();
        if (thumbprint.isEmpty())
            continue;
        if (!tried.contains(thumbprint))
            tried.insert(thumbprint, each.hasSigned(*jwt));
        if (!tried.value(thumbprint))
            continue;
        search.signers.push_back(static_cast<int>(i));
        if (search.best < 0 ||
            rank(each, subject) > rank(candidates[static_cast<std::size_t>(search.best)], subject))
            search.best = static_cast<int>(i);
    }
    search.sentence = sentenceOf(search, candidates, subject, static_cast<int>(tried.size()));
    return search;
}

} // namespace auth
