// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/TokenCommands.h"

#include "app/api/Profile.h"
#include "app/auth/TokenChecks.h"
#include "app/cli/KeyCommands.h"
#include "app/cli/Output.h"
#include "app/cli/TokenBatch.h"
#include "app/json/Writer.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QThread>

#include <charconv>

namespace cli {

namespace {

constexpr qint64 largestInput =
    64 * 1024; // above the 16 KiB of a token, so that the check can say so

void writeVerdict(json::Writer &out, const auth::TokenVerdict &verdict)
{
    out.beginObject();
    out.name("accepted").boolean(verdict.accepted);
    out.name("checks").beginArray();
    for (const auth::TokenCheck &check : verdict.checks) {
        out.beginObject();
        out.name("name").string(check.name.toStdString());
        out.name("passed").boolean(check.passed);
        out.name("detail").string(check.detail.toStdString());
        out.endObject();
    }
    out.endArray();
    out.name("header");
    if (verdict.token)
        out.value(verdict.token->header());
    else
        out.null();
    out.name("payload");
    if (verdict.token)
        out.value(verdict.token->payload());
    else
        out.null();
    out.endObject();
}

/// Why no tenant can have that domain; empty when one can.
QString domainProblem(const QString &domain)
{
    api::Profile profile;
    profile.domain = domain;
    for (const api::ProfileProblem &problem : api::validate(profile)) {
        if (problem.field == QLatin1String("domain"))
            return problem.message;
    }
    return {};
}

// A file ends with a line break, and that is no part of the token.
QByteArray withoutFinalLineBreak(QByteArray text)
{
    if (text.endsWith('\n'))
        text.chop(1);
    if (text.endsWith('\r'))
        text.chop(1);
    return text;
}

} // namespace

std::optional<qint64> parseLifetime(const std::string &text)
{
    qint64 number = 0;
    const char *end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || number <= 0 || number > 1'000'000'000)
        return {};
    const std::string_view unit(rest, std::size_t(end - rest));
    if (unit.empty() || unit == "s")
        return number;
    if (unit == "m")
        return number * 60;
    if (unit == "h")
        return number * 3600;
    return {};
}

int signToken(const QString &keyFile, const QString &domain, qint64 lifetime,
              std::optional<qint64> at)
{
    if (const QString problem = domainProblem(domain); !problem.isEmpty())
        return refuse(problem);
    const auto key = readPrivateKey(keyFile);
    if (!key)
        return refuse(key.error());
    if (lifetime > auth::maximumLifetime)
        say(QCoreApplication::translate(
            "cli",
            "The platform refuses a token that lives longer than 90 minutes; this one does."));
    auth::Claims claims;
    claims.subject = domain;
    claims.issuedAt = at.value_or(QDateTime::currentSecsSinceEpoch());
    claims.expiresAt = claims.issuedAt + lifetime;
    const QByteArray token = auth::signToken(claims, *key);
    print(std::string_view(token.constData(), std::size_t(token.size())));
    return Done;
}

int checkToken(const CheckOptions &options)
{
    const auto key = auth::RsaPublicKey::fromFile(options.publicKeyFile);
    if (!key)
        return refuse(key.error().message);
    auth::TokenPolicy policy;
    policy.publicKey = *key;
    policy.domain = options.domain;
    policy.now = options.at.value_or(double(QDateTime::currentMSecsSinceEpoch()) / 1000.0);
    policy.leeway = options.leeway;
    if (options.batch)
        return checkTokens(options.file, policy,
                           options.jobs > 0 ? options.jobs : QThread::idealThreadCount());
    const auto token = readInput(options.file, largestInput);
    if (!token)
        return refuse(token.error());
    const auth::TokenVerdict verdict = auth::checkToken(withoutFinalLineBreak(*token), policy);
    json::Writer out;
    writeVerdict(out, verdict);
    print(out.take());
    return verdict.accepted ? Done : Refused;
}

} // namespace cli
