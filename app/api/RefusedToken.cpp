// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/RefusedToken.h"

#include "app/auth/TokenChecks.h"

#include <QCoreApplication>
#include <QDateTime>

#include <cstdlib>

using namespace Qt::StringLiterals;

namespace api {

void explainRefusedToken(ApiError &error, const QByteArray &token, const auth::TokenSource &source,
                         qint64 clockOffset)
{
    auth::TokenPolicy policy;
    policy.publicKey = source.key().publicKey();
    policy.domain = source.domain();
    policy.now = static_cast<double>(QDateTime::currentMSecsSinceEpoch() + clockOffset) / 1000.0;
    policy.leeway = 1; // the Date header has whole seconds
    const auth::TokenVerdict verdict = auth::checkToken(token, policy);
    if (verdict.accepted)
        return;
    for (const auth::TokenCheck &check : verdict.checks) {
        if (!check.passed)
            error.evidence += u"%1: %2"_s.arg(check.name, check.detail);
    }
    error.meaning =
        QCoreApplication::translate("api::ApiError", "The token breaks a rule of the platform: %1.")
            .arg(error.evidence.value(0));
    if (std::abs(clockOffset) > noticeableClockOffset) {
        error.advice = QCoreApplication::translate(
            "api::ApiError",
            "This machine's clock and the platform's are %n second(s) apart: set the clock, or "
            "allow for the difference in the profile.",
            nullptr, static_cast<int>(std::abs(clockOffset) / 1000));
    } else {
        error.advice = QCoreApplication::translate(
            "api::ApiError", "Put right what the check names, and send the request again.");
    }
}

} // namespace api
