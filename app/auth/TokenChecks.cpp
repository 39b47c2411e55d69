// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/TokenChecks.h"

#include "app/auth/TokenWords.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

using namespace Qt::StringLiterals;

namespace auth {

namespace {

struct Outcome
{
    bool passed = false;
    QString detail;
    bool looked = true;
};

/// A NumericDate (RFC 7519 2) as found in the payload.
struct Date
{
    enum class State { Absent, NotANumber, OutOfRange, Milliseconds, Good };
    State state = State::Absent;
    double seconds = 0;

    bool isGood() const { return state == State::Good; }
};

Date dateOf(json::Value value)
{
    if (!value)
        return {Date::State::Absent};
    if (!value.isNumber())
        return {Date::State::NotANumber};
    const double seconds = value.number().value_or(HUGE_VAL);
    if (!std::isfinite(seconds))
        return {Date::State::OutOfRange};
    if (seconds > words::looksLikeMilliseconds)
        return {Date::State::Milliseconds, seconds};
    return {Date::State::Good, seconds};
}

/// One run over one token: what the nine checks share.
class Examination
{
    Q_DECLARE_TR_FUNCTIONS(auth::TokenChecks)

public:
    Examination(const Jwt &jwt, const TokenPolicy &policy)
        : m_jwt(jwt)
        , m_policy(policy)
        , m_payload(jwt.payload())
        , m_issued(dateOf(m_payload["iat"]))
        , m_expires(dateOf(m_payload["exp"]))
        // Written so that a leeway that is no number allows nothing.
        , m_leeway(policy.leeway > 0 && std::isfinite(policy.leeway) ? policy.leeway : 0)
    {
    }

    static Outcome key(const TokenPolicy &policy);
    static QString notDecoded() { return tr("Not looked at: the token could not be decoded."); }

    Outcome form() const;
    Outcome header() const;
    Outcome algorithm() const;
    Outcome signature() const;
    Outcome subject() const;
    Outcome issuedAt() const;
    Outcome expiry() const;
    Outcome lifetime() const;

private:
    static Outcome notATime(const QString &claim, const Date &date, json::Value value);
    Outcome age() const;
    QString notBeforeNote() const;
    /// A check that passed. @p words makes its evidence, where somebody wants to read it.
    template <typename Words>
    static Outcome passed(const TokenPolicy &policy, Words words)
    {
        return {true, policy.tellsPassed ? words() : QString()};
    }
    bool nowIsKnown() const { return std::isfinite(m_policy.now); }
    static QString nowIsUnknown()
    {
        return tr("Not looked at: the moment of the check is not a time.");
    }
    /// "1600327269 (2020-09-17 07:21:09 UTC)"
    QString dated(const char *claim, const Date &date) const
    {
        return tr("%1 (%2)").arg(words::shown(m_payload[claim]), words::moment(date.seconds));
    }

    const Jwt &m_jwt;
    const TokenPolicy &m_policy;
    const json::Value m_payload;
    const Date m_issued;
    const Date m_expires;
    const double m_leeway;
};

Outcome Examination::form() const
{
    return passed(m_policy, [this] {
        return tr("Three base64url parts, %1 bytes; header and payload are JSON objects.")
            .arg(QString::number(m_jwt.token().size()));
    });
}

Outcome Examination::header() const
{
    constexpr std::array<std::string_view, 7> keyHints{"jwk", "jku", "x5u",     "x5c",
                                                       "x5t", "kid", "x5t#S256"};
    const json::Value header = m_jwt.header();
    if (header["crit"])
        return {false, tr("The header names critical extensions (crit): %1. The platform is not "
                          "known to support any.")
                           .arg(words::shown(header["crit"]))};
    const json::Value type = header["typ"];
    if (type && !type.isString())
        return {false, tr("typ is %1, but must be the text \"JWT\".").arg(words::shown(type))};
    if (type && QLatin1StringView(type.text()).compare("JWT"_L1, Qt::CaseInsensitive) != 0)
        return {false, tr("typ is %1, but must be \"JWT\".").arg(words::shown(type))};

    if (!m_policy.tellsPassed)
        return {true, {}};
    QString detail =
        type ? tr("typ is %1.").arg(words::shown(type)) : tr("There is no typ, which is allowed.");
    QStringList ignored;
    for (const auto [name, value] : header.members()) {
        if (std::ranges::contains(keyHints, name))
            ignored += QString::fromUtf8(name.data(), qsizetype(name.size()));
    }
    if (!ignored.isEmpty())
        detail +=
            u' ' + tr("Ignored, as the key comes from the upload and never from the token: %1.")
                       .arg(ignored.join(u", "));
    return {true, detail};
}

Outcome Examination::algorithm() const
{
    const json::Value algorithm = m_jwt.header()["alg"];
    if (!algorithm)
        return {false, tr("The header has no alg; it must be \"RS256\".")};
    if (!algorithm.isString() || algorithm.text() != "RS256")
        return {false, tr("alg is %1, but the platform takes exactly \"RS256\".")
                           .arg(words::shown(algorithm))};
    return passed(m_policy, [] { return tr("alg is \"RS256\"."); });
}

Outcome Examination::key(const TokenPolicy &policy)
{
    if (!policy.publicKey)
        return {false, tr("There is no public key to check the signature with.")};
    return passed(policy, [&policy] {
        return tr("RSA key of %1 bits, thumbprint %2.")
            .arg(QString::number(policy.publicKey->bits()), policy.publicKey->thumbprint());
    });
}

Outcome Examination::signature() const
{
    if (!m_policy.publicKey)
        return {false, tr("Not looked at: there is no public key."), false};
    const qsizetype size = m_jwt.signature().size();
    const qsizetype expected = (m_policy.publicKey->bits() + 7) / 8;
    if (size != expected)
        return {false, tr("The signature has %1 bytes; with this key it has %2. It was cut off, or "
                          "made with another key or algorithm.")
                           .arg(QString::number(size), QString::number(expected))};
    if (!m_policy.publicKey->verify(m_jwt.signingInput(), m_jwt.signature()))
        return {false, tr("The signature is not one of this key: the token was signed with another "
                          "private key or algorithm, or changed after signing.")};
    return passed(m_policy, [] { return tr("The signature is right."); });
}

Outcome Examination::subject() const
{
    const json::Value subject = m_payload["sub"];
    if (m_policy.domain.isEmpty())
        return {false, tr("Not looked at: there is no domain to compare sub with."), false};
    if (!subject)
        return {false, tr("There is no sub; it must be the domain %1.").arg(m_policy.domain)};
    if (!subject.isString())
        return {false, tr("sub is %1, but must be a text, the domain %2.")
                           .arg(words::shown(subject), m_policy.domain)};
    const QByteArray domain = m_policy.domain.toUtf8();
    if (QByteArrayView(subject.text()) == domain)
        return passed(m_policy,
                      [this] { return tr("sub is the domain %1.").arg(m_policy.domain); });

    QString detail =
        tr("sub is %1, but the domain is \"%2\".").arg(words::shown(subject), m_policy.domain);
    const QString hint = words::domainHint(QString::fromUtf8(subject.text()), m_policy.domain);
    if (!hint.isEmpty())
        detail += u' ' + hint;
    return {false, detail};
}

Outcome Examination::notATime(const QString &claim, const Date &date, json::Value value)
{
    const QString found = words::shown(value);
    switch (date.state) {
    case Date::State::NotANumber:
        return {false,
                value.isString()
                    ? tr("%1 is the text %2, but must be a number: seconds since 1970, "
                         "without quotes.")
                          .arg(claim, found)
                    : tr("%1 is %2, but must be a number: seconds since 1970.").arg(claim, found)};
    case Date::State::OutOfRange:
        return {false, tr("%1 is %2, which is out of all range; it must be seconds since 1970.")
                           .arg(claim, found)};
    case Date::State::Milliseconds:
        return {false, tr("%1 is %2, which looks like milliseconds; it must be seconds since 1970: "
                          "divide it by 1000.")
                           .arg(claim, found)};
    case Date::State::Absent:
        return {false, tr("There is no %1; it must be there, in seconds since 1970.").arg(claim)};
    case Date::State::Good:
        break;
    }
    Q_UNREACHABLE_RETURN({});
}

Outcome Examination::age() const
{
    const double age = m_policy.now - m_issued.seconds;
    const auto issued = [this] { return dated("iat", m_issued); };
    if (age < -m_leeway)
        return {false, tr("iat is %1, %2 in the future. The clock of the machine that signs is "
                          "ahead, or iat was rounded up.")
                           .arg(issued(), words::span(age))};
    if (!(age <= static_cast<double>(maximumAge) + m_leeway))
        return {false, tr("iat is %1, %2 ago; at most 60 min are allowed. Sign a new token.")
                           .arg(issued(), words::span(age))};
    if (age < 0)
        return passed(m_policy, [&] {
            return tr("iat is %1, %2 in the future, which the leeway of %3 allows.")
                .arg(issued(), words::span(age), words::span(m_leeway));
        });
    return passed(m_policy, [&] {
        return tr("iat is %1, %2 ago; at most 60 min are allowed.").arg(issued(), words::span(age));
    });
}

/// The platform is not known to look at nbf, so it is told and does not count.
QString Examination::notBeforeNote() const
{
    const Date notBefore = dateOf(m_payload["nbf"]);
    if (notBefore.state == Date::State::Absent ||
        (notBefore.isGood() && notBefore.seconds <= m_policy.now + m_leeway))
        return {};
    return u' ' +
           tr("nbf is %1, which is not a time in the past: the platform is not known to check it, "
              "but others would refuse the token.")
               .arg(words::shown(m_payload["nbf"]));
}

Outcome Examination::issuedAt() const
{
    if (!m_issued.isGood())
        return notATime(u"iat"_s, m_issued, m_payload["iat"]);
    if (!nowIsKnown())
        return {false, nowIsUnknown(), false};
    Outcome outcome = age();
    if (!outcome.passed || m_policy.tellsPassed)
        outcome.detail += notBeforeNote();
    return outcome;
}

Outcome Examination::expiry() const
{
    if (m_expires.state == Date::State::Absent) {
        if (!m_issued.isGood())
            return {true, tr("There is no exp, which is allowed.")};
        return {true, tr("There is no exp, which is allowed; the rule of 60 min after iat ends the "
                         "token at %1.")
                          .arg(words::moment(m_issued.seconds + static_cast<double>(maximumAge)))};
    }
    if (!m_expires.isGood())
        return notATime(u"exp"_s, m_expires, m_payload["exp"]);
    if (!nowIsKnown())
        return {false, nowIsUnknown(), false};
    const double left = m_expires.seconds - m_policy.now;
    const auto expires = [this] { return dated("exp", m_expires); };
    if (left > 0)
        return passed(m_policy,
                      [&] { return tr("exp is %1, in %2.").arg(expires(), words::span(left)); });
    if (m_policy.now < m_expires.seconds + m_leeway)
        return passed(m_policy, [&] {
            return tr("exp is %1, %2 ago, which the leeway of %3 allows.")
                .arg(expires(), words::span(left), words::span(m_leeway));
        });
    return {false, tr("exp is %1: the token expired %2 ago. Sign a new one.")
                       .arg(expires(), words::span(left))};
}

Outcome Examination::lifetime() const
{
    if (m_expires.state == Date::State::Absent)
        return {true, tr("There is no exp, so nothing to compare with iat.")};
    const auto isNumber = [](const Date &date) {
        return date.isGood() || date.state == Date::State::Milliseconds;
    };
    if (!isNumber(m_expires))
        return {false, tr("Not looked at: exp is not a time."), false};
    if (!isNumber(m_issued))
        return {false, tr("Not looked at: iat is missing or not a time."), false};
    const double lifetime = m_expires.seconds - m_issued.seconds;
    const auto length = [lifetime] { return words::span(lifetime); };
    if (lifetime < 0)
        return {false, tr("exp is %1 before iat: the token ended before it began.").arg(length())};
    if (!(lifetime <= static_cast<double>(maximumLifetime)))
        return {false, tr("exp is %1 after iat; at most 90 min are allowed.").arg(length())};
    if (lifetime > static_cast<double>(maximumAge))
        return passed(m_policy, [&] {
            return tr("exp is %1 after iat; at most 90 min are allowed. The rule of 60 min after "
                      "iat ends the token before that.")
                .arg(length());
        });
    return passed(m_policy, [&] {
        return tr("exp is %1 after iat; at most 90 min are allowed.").arg(length());
    });
}

} // namespace

const TokenCheck *TokenVerdict::firstFailure() const
{
    const auto failed = std::ranges::find(checks, false, &TokenCheck::passed);
    return failed == checks.end() ? nullptr : &*failed;
}

TokenVerdict checkToken(const QByteArray &token, const TokenPolicy &policy)
{
    TokenVerdict verdict;
    verdict.checks.reserve(9);
    const auto add = [&verdict](const QString &name, Outcome outcome) {
        verdict.checks.push_back({name, outcome.passed, std::move(outcome.detail), outcome.looked});
    };

    auto jwt = Jwt::parse(token);
    if (jwt) {
        const Examination examination(*jwt, policy);
        add(u"form"_s, examination.form());
        add(u"header"_s, examination.header());
        add(u"algorithm"_s, examination.algorithm());
        add(u"key"_s, Examination::key(policy));
        add(u"signature"_s, examination.signature());
        add(u"sub"_s, examination.subject());
        add(u"iat"_s, examination.issuedAt());
        add(u"exp"_s, examination.expiry());
        add(u"lifetime"_s, examination.lifetime());
        verdict.token = std::move(*jwt);
    } else {
        const auto notLookedAt = [&](const QString &name) {
            add(name, {false, Examination::notDecoded(), false});
        };
        add(u"form"_s, {false, jwt.error().message});
        notLookedAt(u"header"_s);
        notLookedAt(u"algorithm"_s);
        add(u"key"_s, Examination::key(policy)); // needs no token
        for (const auto &name : {u"signature"_s, u"sub"_s, u"iat"_s, u"exp"_s, u"lifetime"_s})
            notLookedAt(name);
    }
    verdict.accepted = verdict.firstFailure() == nullptr;
    return verdict;
}

} // namespace auth
