// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/TokenExplanation.h"

#include "app/auth/TokenWords.h"
#include "app/json/Document.h"

#include <QCoreApplication>
#include <QDateTime>

#include <array>
#include <cmath>
#include <string_view>

using namespace Qt::StringLiterals;

namespace auth {

namespace {

using Standing = MemberExplanation::Standing;
using Member = TokenAnatomy::Member;

/// Fills in one explanation from one value.
class Reader
{
    Q_DECLARE_TR_FUNCTIONS(auth::TokenExplanation)

public:
    Reader(MemberExplanation &out, json::Value value, double now, const QTimeZone &zone)
        : m_out(out)
        , m_value(value)
        , m_now(now)
        , m_zone(zone)
    {
    }

    void header(const QString &name);
    void payload(const QString &name);
    static QString repeated()
    {
        return tr("The name stands twice: which one counts is not defined, and the token is "
                  "refused.");
    }
    static QString brokenOff() { return tr("The JSON breaks off here."); }

private:
    void algorithm();
    void type();
    void subject();
    void time(const QString &name);
    void relative(const QString &name, double seconds);
    void ignored(const QString &meaning);
    void set(const QString &meaning, Standing standing)
    {
        m_out.meaning = meaning;
        m_out.standing = standing;
    }
    static QString notLookedAt() { return tr("Not looked at by the platform."); }

    MemberExplanation &m_out;
    const json::Value m_value;
    const double m_now;
    const QTimeZone m_zone;
};

void Reader::header(const QString &name)
{
    if (name == u"alg")
        return algorithm();
    if (name == u"typ")
        return type();
    if (name == u"crit")
        return set(tr("Extensions that must be understood (RFC 7515 4.1.11). The platform is not "
                      "known to support any: a token with them is refused."),
                   Standing::Refused);
    if (name == u"jwk")
        return ignored(tr("A public key that the token brings along (RFC 7515 4.1.3)."));
    if (name == u"jku")
        return ignored(tr("An address of public keys (RFC 7515 4.1.2)."));
    if (name == u"x5u")
        return ignored(tr("An address of a certificate (RFC 7515 4.1.5)."));
    if (name == u"x5c")
        return ignored(tr("A certificate that the token brings along (RFC 7515 4.1.6)."));
    if (name == u"x5t" || name == u"x5t#S256")
        return ignored(tr("The thumbprint of a certificate (RFC 7515 4.1.7)."));
    if (name == u"kid")
        return ignored(tr("The name of the key (RFC 7515 4.1.4)."));
    if (name == u"cty")
        return set(tr("The type of the contents (RFC 7515 4.1.10).") + u' ' + notLookedAt(),
                   Standing::NotLookedAt);
    set(tr("Unknown to the standard. Not looked at by the platform."), Standing::NotLookedAt);
}

void Reader::ignored(const QString &meaning)
{
    set(meaning + u' ' +
            tr("Ignored: the key comes from the upload in the portal, never from the token."),
        Standing::Ignored);
}

void Reader::algorithm()
{
    const bool right = m_value.isString() && m_value.text() == "RS256";
    set(tr("The algorithm of the signature (RFC 7515 4.1.1). The platform takes RS256 only."),
        right ? Standing::Checked : Standing::Refused);
    if (right)
        m_out.reading = tr("RSA with SHA-256 (RFC 7518 3.3).");
    else if (m_value.isString() &&
             QLatin1StringView(m_value.text()).compare("none"_L1, Qt::CaseInsensitive) == 0)
        m_out.reading = tr("No signature at all: anybody can write such a token.");
    else if (m_value.isString() && m_value.text().starts_with("HS"))
        m_out.reading = tr("A shared secret instead of a key pair (RFC 7518 3.2).");
    else
        m_out.reading = tr("Not RS256, to the letter.");
}

void Reader::type()
{
    const bool right =
        m_value.isString() &&
        QLatin1StringView(m_value.text()).compare("JWT"_L1, Qt::CaseInsensitive) == 0;
    set(tr("The type of the whole (RFC 7519 5.1); it may be left out."),
        right ? Standing::Checked : Standing::Refused);
    m_out.reading = right ? tr("A JSON Web Token.") : tr("Must be \"JWT\" when it is there.");
}

void Reader::payload(const QString &name)
{
    if (name == u"sub")
        return subject();
    if (name == u"iat") {
        set(tr("When the token was issued (RFC 7519 4.1.6): at most 60 minutes ago, and not in the "
               "future."),
            Standing::Checked);
        return time(name);
    }
    if (name == u"exp") {
        set(tr("When the token expires (RFC 7519 4.1.4): at most 90 minutes after iat. It may be "
               "left out."),
            Standing::Checked);
        return time(name);
    }
    if (name == u"nbf") {
        set(tr("Not to be used before this moment (RFC 7519 4.1.5).") + u' ' + notLookedAt(),
            Standing::NotLookedAt);
        return time(name);
    }
    QString meaning;
    if (name == u"iss")
        meaning = tr("Who issued the token (RFC 7519 4.1.1).");
    else if (name == u"aud")
        meaning = tr("Whom the token is for (RFC 7519 4.1.3).");
    else if (name == u"jti")
        meaning = tr("A name for this one token (RFC 7519 4.1.7).");
    else
        meaning = tr("A claim of the issuer's own.");
    set(meaning + u' ' + notLookedAt(), Standing::NotLookedAt);
}

void Reader::subject()
{
    set(tr("Whom the token speaks for (RFC 7519 4.1.2): on this platform the tenant's domain, "
           "exactly."),
        Standing::Checked);
    if (m_value.isString() && !m_value.text().empty())
        return;
    m_out.standing = Standing::Suspicious;
    m_out.reading = m_value.isString() ? tr("Empty; it must be the domain.")
                                       : tr("Must be a text, the domain.");
}

void Reader::time(const QString &name)
{
    if (m_out.standing == Standing::Checked)
        m_out.standing = Standing::Suspicious; // until it turns out to be good
    if (!m_value.isNumber()) {
        m_out.reading = m_value.isString()
                            ? tr("A text; it must be a number without quotes: seconds since 1970.")
                            : tr("Must be a number: seconds since 1970.");
        return;
    }
    const double seconds = m_value.number().value_or(HUGE_VAL);
    if (!std::isfinite(seconds)) {
        m_out.reading = tr("Out of all range; it must be seconds since 1970.");
        return;
    }
    if (seconds > words::looksLikeMilliseconds) {
        m_out.reading = tr("Looks like milliseconds: divided by 1000 it would be %1. It must be "
                           "seconds since 1970.")
                            .arg(words::moment(seconds / 1000));
        return;
    }
    if (m_out.standing == Standing::Suspicious)
        m_out.standing = Standing::Checked;
    relative(name, seconds);
    m_out.reading = m_out.moment->relative;
}

void Reader::relative(const QString &name, double seconds)
{
    MomentWords words;
    words.utc = words::moment(seconds);
    const bool isInCalendar = seconds >= -62135596800.0 && seconds < 253402300800.0;
    words.local =
        isInCalendar
            ? QDateTime::fromSecsSinceEpoch(static_cast<qint64>(std::floor(seconds)), m_zone)
                  .toString(u"yyyy-MM-dd HH:mm:ss t"_s)
            : words.utc;
    const double left = seconds - m_now;
    const QString span = words::about(left);
    if (!std::isfinite(left))
        words.relative = words.utc;
    else if (name == u"exp")
        words.relative = left > 0 ? tr("expires in %1").arg(span) : tr("expired %1 ago").arg(span);
    else if (name == u"iat")
        words.relative =
            left > 0 ? tr("issued %1 in the future").arg(span) : tr("issued %1 ago").arg(span);
    else
        words.relative = left > 0 ? tr("in %1").arg(span) : tr("%1 ago").arg(span);
    m_out.moment = std::move(words);
}

std::vector<MemberExplanation> explain(const TokenAnatomy::Part &part, bool isHeader, double now,
                                       const QTimeZone &zone)
{
    std::vector<MemberExplanation> all;
    for (std::size_t i = 0; i < part.members.size(); ++i) {
        const Member &member = part.members[i];
        if (member.depth > 0)
            continue;
        MemberExplanation out;
        out.member = static_cast<int>(i);
        out.name = words::harmless(member.name.toStdString());
        const QByteArrayView text = part.valueOf(member);
        const std::string_view json(text.data(), static_cast<std::size_t>(text.size()));
        const auto document = json::Document::parse(json);
        out.value = document ? words::shown(document->root()) : words::harmless(json);
        Reader reader(out, document ? document->root() : json::Value(), now, zone);
        if (isHeader)
            reader.header(member.name);
        else
            reader.payload(member.name);
        if (member.isRepeated) {
            out.standing = Standing::Refused;
            out.reading = Reader::repeated();
        } else if (!document || !member.isComplete) {
            out.standing = Standing::Refused;
            out.reading = Reader::brokenOff();
        }
        all.push_back(std::move(out));
    }
    return all;
}

} // namespace

TokenExplanation TokenExplanation::of(const TokenAnatomy &anatomy, double now,
                                      const QTimeZone &zone)
{
    TokenExplanation explanation;
    explanation.m_header = explain(anatomy.header(), true, now, zone);
    explanation.m_payload = explain(anatomy.payload(), false, now, zone);
    return explanation;
}

} // namespace auth
