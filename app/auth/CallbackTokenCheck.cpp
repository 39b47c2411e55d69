// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/CallbackTokenCheck.h"

#include "app/auth/TokenWords.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace auth {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(auth::CallbackTokenCheck)
};

void judgeKey(TokenCheck &check, const TokenCandidate &pair)
{
    check.passed = true;
    check.looked = true;
    check.detail = Words::tr("Callback pair \"%1\", RSA, %2 bits, thumbprint %3.")
                       .arg(pair.keyName)
                       .arg(pair.callbackKey->bits())
                       .arg(pair.thumbprint());
}

void judgeSignature(TokenCheck &check, const TokenCandidate &pair, const Jwt &token)
{
    check.looked = true;
    check.passed = pair.hasSigned(token);
    check.detail = check.passed
                       ? Words::tr("The signature was made with the private key of this pair.")
                       : Words::tr("The signature was not made with the private key of this pair.");
}

/// Passes without an exp: then it has no end.
void judgeExpiry(TokenCheck &check, json::Value payload, double now)
{
    const json::Value expiry = payload["exp"];
    const auto time = expiry.number();
    check.looked = bool(expiry);
    check.passed = !expiry || (time && std::isfinite(*time) && now < *time);
    if (!expiry)
        check.detail = Words::tr("The token names no end.");
    else if (!time || !std::isfinite(*time))
        check.detail = Words::tr("exp is no number.");
    else
        check.detail = check.passed
                           ? Words::tr("It ends in %1.").arg(words::about(*time - now))
                           : Words::tr("It has ended %1 ago.").arg(words::about(now - *time));
}

} // namespace

TokenDiagnosis checkCallbackToken(const QByteArray &token, const TokenCandidate &pair, double now)
{
    TokenDiagnosis diagnosis;
    TokenVerdict &verdict = diagnosis.verdict;
    TokenPolicy policy;
    policy.now = now;
    verdict = checkToken(token, policy);
    for (TokenCheck &check : verdict.checks) {
        if (check.name == "key"_L1) {
            judgeKey(check, pair);
        } else if (check.name == "signature"_L1 && verdict.token) {
            judgeSignature(check, pair, *verdict.token);
        } else if (check.name == "exp"_L1 && verdict.token) {
            judgeExpiry(check, verdict.token->payload(), now);
        } else if (check.name == "sub"_L1 || check.name == "iat"_L1 ||
                   check.name == "lifetime"_L1) {
            check.looked = false;
            check.passed = true;
            check.detail = Words::tr("A rule for API tokens; it is not applied to callbacks.");
        }
    }
    const TokenCheck *failure = verdict.firstFailure();
    verdict.accepted = failure == nullptr;
    diagnosis.status = verdict.accepted ? 200 : 401;
    diagnosis.headline =
        verdict.accepted
            ? Words::tr("The callback is genuine: its token was signed with the private key of "
                        "the callback pair \"%1\".")
                  .arg(pair.keyName)
            : Words::tr("A receiver must refuse this callback: %1").arg(failure->detail);
    return diagnosis;
}

} // namespace auth
