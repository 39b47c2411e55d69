// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/TokenDiagnosis.h"

#include "app/auth/CallbackTokenCheck.h"
#include "app/auth/HmacOfKey.h"
#include "app/auth/TokenAnatomy.h"
#include "app/auth/TokenWords.h"
#include "app/json/Document.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace auth {

namespace {

using Kind = NearMiss::Kind;
using KeyState = TokenCandidate::KeyState;
using Candidates = std::vector<TokenCandidate>;

constexpr double noticeableOffset = 30; // seconds
constexpr double sameOffset = 60;       // a token is seldom used in the second it was made
constexpr qsizetype typingMistake = 2;  // letters

bool passed(const TokenVerdict &verdict, QStringView name)
{
    const auto found = std::ranges::find(verdict.checks, name, &TokenCheck::name);
    return found != verdict.checks.end() && found->passed;
}

std::optional<double> numberOf(json::Value value)
{
    const auto number = value.number();
    return number && std::isfinite(*number) ? number : std::nullopt;
}

/// Looks for near misses, one after the other.
class Examiner
{
    Q_DECLARE_TR_FUNCTIONS(auth::TokenDiagnosis)

public:
    Examiner(TokenDiagnosis &out, const QByteArray &token, const Candidates &candidates, int chosen,
             const DiagnosisOptions &options)
        : m_out(out)
        , m_token(token)
        , m_candidates(candidates)
        , m_chosen(chosen)
        , m_options(options)
        , m_payload(out.verdict.token ? out.verdict.token->payload() : json::Value())
    {
    }

    void run()
    {
        dirt();
        unsignedToken();
        if (m_out.verdict.token) {
            key();
            hmac();
            subject();
            units();
            clock();
        }
        conclude();
    }

private:
    const TokenCandidate *chosen() const { return candidate(m_chosen); }
    const TokenCandidate *candidate(int index) const
    {
        return index >= 0 && static_cast<std::size_t>(index) < m_candidates.size()
                   ? &m_candidates[static_cast<std::size_t>(index)]
                   : nullptr;
    }
    QString chosenDomain() const { return chosen() ? chosen()->domain : QString(); }
    QString subjectText() const { return QString::fromUtf8(m_payload["sub"].text()); }
    bool isFailed(QStringView name) const { return !passed(m_out.verdict, name); }
    void add(Kind kind, const QString &sentence, int about = -1)
    {
        m_out.nearMisses.push_back({kind, sentence, about, {}});
    }
    static QString keyNameOf(const TokenCandidate &candidate)
    {
        return candidate.keyName.isEmpty() ? candidate.name : candidate.keyName;
    }

    void dirt();
    void unsignedToken();
    void key();
    void signer(int index);
    void chosenKeyState();
    void hmac();
    void subject();
    bool subjectOfAnother(const QString &subject);
    bool subjectLike(const QString &subject, int index);
    void units();
    void clock();
    void conclude();
    int goodFor() const;

    TokenDiagnosis &m_out;
    const QByteArray &m_token;
    const Candidates &m_candidates;
    const int m_chosen;
    const DiagnosisOptions &m_options;
    const json::Value m_payload;
};

void Examiner::dirt()
{
    std::vector<Cleaning> cleanings = m_options.cleanings;
    if (cleanings.empty() && !m_out.verdict.token) {
        // Given uncleaned: what would cleaning do?
        if (auto cleaned = TokenText::clean(m_token); cleaned.token != m_token)
            cleanings = std::move(cleaned.cleanings);
    }
    for (const Cleaning &each : cleanings)
        add(Kind::Dirt, each.sentence);
}

void Examiner::unsignedToken()
{
    const TokenAnatomy anatomy = TokenAnatomy::of(m_token);
    const auto &members = anatomy.header().members;
    const auto algorithm = std::ranges::find_if(members, [](const TokenAnatomy::Member &member) {
        return member.depth == 0 && member.name == u"alg";
    });
    if (algorithm == members.end())
        return;
    if (anatomy.header().valueOf(*algorithm).compare("\"none\"", Qt::CaseInsensitive) == 0)
        add(Kind::Unsigned,
            tr("The token says that it is not signed (alg none): anybody could have "
               "written it. Sign it with the private key and RS256."));
}

void Examiner::key()
{
    if (passed(m_out.verdict, u"signature"))
        return chosenKeyState();
    for (const int index : tryEveryKey(m_token, m_candidates).signers) {
        if (index != m_chosen)
            signer(index);
    }
}

/// The signature is right, but by a key that should not be in use.
void Examiner::chosenKeyState()
{
    const TokenCandidate &own = *chosen();
    switch (own.state) {
    case KeyState::Active:
        return;
    case KeyState::Next:
        return add(Kind::RotatedKey,
                   tr("The key \"%1\" is the next one of a rotation: the platform takes the token "
                      "once the key is uploaded.")
                       .arg(keyNameOf(own)),
                   m_chosen);
    case KeyState::Retired:
        return add(Kind::RotatedKey,
                   tr("The key \"%1\" is retired: the platform takes the token only if the key is "
                      "still uploaded there.")
                       .arg(keyNameOf(own)),
                   m_chosen);
    case KeyState::Compromised:
        return add(Kind::CompromisedKey,
                   tr("The key \"%1\" is marked as compromised: somebody else may have made this "
                      "token. Upload another key.")
                       .arg(keyNameOf(own)),
                   m_chosen);
    }
}

void Examiner::signer(int index)
{
    const TokenCandidate &found = *candidate(index);
    const QString name = keyNameOf(found);
    if (found.isCallback())
        return add(Kind::CallbackKey,
                   tr("Signed with the callback pair \"%1\": it is the token of a callback. "
                      "Choose that pair to check it.")
                       .arg(name),
                   index);
    if (found.state == KeyState::Compromised)
        return add(Kind::CompromisedKey,
                   tr("Signed with the key \"%1\", which is marked as compromised: somebody else "
                      "may have made this token.")
                       .arg(name),
                   index);
    if (found.domain == chosenDomain() && found.state == KeyState::Retired)
        return add(
            Kind::RotatedKey,
            tr("Signed with the key \"%1\", which is retired: the key pair was rotated. Sign "
               "with the new key.")
                .arg(name),
            index);
    if (found.domain == chosenDomain() && found.state == KeyState::Next)
        return add(Kind::RotatedKey,
                   tr("Signed with the key \"%1\", which is the next one of a rotation: upload it "
                      "and finish the rotation, or sign with the active key.")
                       .arg(name),
                   index);
    add(Kind::OtherKey,
        tr("Signed with the key \"%1\" of the profile \"%2\" (%3).")
            .arg(name, found.name, found.domain),
        index);
}

void Examiner::hmac()
{
    if (passed(m_out.verdict, u"signature"))
        return;
    const Jwt &jwt = *m_out.verdict.token;
    for (std::size_t i = 0; i < m_candidates.size(); ++i) {
        if (!m_candidates[i].key)
            continue;
        const auto form = hmacSecretOf(*m_candidates[i].key, jwt.signingInput(), jwt.signature());
        if (form)
            return add(Kind::HmacOfPublicKey,
                       tr("The signature is an HMAC with the public key of \"%1\" (%2) as secret. "
                          "Everybody knows that key: it is a known attack, and always refused.")
                           .arg(m_candidates[i].name, *form),
                       static_cast<int>(i));
    }
    const std::string_view algorithm = jwt.header()["alg"].text();
    if (algorithm.starts_with("HS") && !m_payload["sub"])
        add(Kind::OthersSecret,
            tr("It is signed with a secret (%1), and made for no domain: it is nothing to sign "
               "requests with. A replyId of a callback looks like this: hand it back to the "
               "platform unchanged.")
                .arg(QString::fromUtf8(algorithm).left(10)));
}

void Examiner::subject()
{
    const QString subject = subjectText();
    if (!isFailed(u"sub") || subject.isEmpty() || subjectOfAnother(subject) ||
        subjectLike(subject, m_chosen))
        return;
    for (int i = 0; i < static_cast<int>(m_candidates.size()); ++i) {
        if (subjectLike(subject, i))
            return;
    }
}

bool Examiner::subjectOfAnother(const QString &subject)
{
    const auto found = std::ranges::find(m_candidates, subject, &TokenCandidate::domain);
    if (found == m_candidates.end())
        return false;
    add(Kind::OtherProfile,
        tr("sub is the domain of the profile \"%1\": the token was made for that one.")
            .arg(found->name),
        static_cast<int>(found - m_candidates.begin()));
    if (chosen())
        m_out.nearMisses.back().difference = differenceOf(subject, chosenDomain());
    return true;
}

bool Examiner::subjectLike(const QString &subject, int index)
{
    const TokenCandidate *const like = candidate(index);
    if (!like || like->domain.isEmpty())
        return false;
    const QString &domain = like->domain;
    const auto customerOf = [](const QString &text) { return text.section(u'.', 0, 0); };
    const auto distance = words::editDistance(subject, domain);
    if (distance && *distance <= typingMistake)
        add(Kind::SubjectTypo,
            tr("sub is %1 but for a typing mistake; it must be that, to the letter.").arg(domain),
            index);
    else if (customerOf(subject).compare(customerOf(domain), Qt::CaseInsensitive) == 0)
        add(Kind::OtherRegion,
            tr("sub names the same customer as %1, in another region or environment.").arg(domain),
            index);
    else
        return false;
    m_out.nearMisses.back().difference = differenceOf(subject, domain);
    return true;
}

void Examiner::units()
{
    const auto isMilliseconds = [](const std::optional<double> &time) {
        return time && *time > words::looksLikeMilliseconds;
    };
    const auto issued = numberOf(m_payload["iat"]);
    const auto expires = numberOf(m_payload["exp"]);
    if (!isMilliseconds(issued) && !isMilliseconds(expires))
        return;
    if (issued && expires && isMilliseconds(issued) != isMilliseconds(expires))
        return add(Kind::MixedUnits,
                   isMilliseconds(issued)
                       ? tr("iat is in milliseconds and exp in seconds: divide iat by 1000.")
                       : tr("exp is in milliseconds and iat in seconds: divide exp by 1000."));
    add(Kind::Milliseconds,
        tr("The times are in milliseconds, as Date.now() gives them: divide them by 1000, and "
           "round down."));
}

void Examiner::clock()
{
    const auto issued = numberOf(m_payload["iat"]);
    const auto expires = numberOf(m_payload["exp"]);
    if (!issued || *issued > words::looksLikeMilliseconds || !std::isfinite(m_options.now))
        return;
    const double offset = static_cast<double>(m_options.clockOffset) / 1000; // server's lead
    const double ahead = *issued - m_options.now;
    if (isFailed(u"iat") && ahead > 0) {
        const bool isOurs =
            offset < 0 && ahead <= -offset + sameOffset && ahead >= -offset - sameOffset;
        return add(Kind::ClockAhead,
                   isOurs
                       ? tr("iat lies %1 in the future, and this machine's clock is about as far "
                            "ahead of the server's: set the clock, or allow for the difference "
                            "in the profile.")
                             .arg(words::about(ahead))
                       : tr("iat lies %1 in the future: the clock of the machine that signed is "
                            "ahead, or iat was rounded up.")
                             .arg(words::about(ahead)));
    }
    if (offset <= noticeableOffset)
        return;
    const double tooOld = -ahead - static_cast<double>(maximumAge);
    const double expired = expires ? m_options.now - *expires : -1;
    if ((isFailed(u"iat") && tooOld > 0 && tooOld <= offset) ||
        (isFailed(u"exp") && expired >= 0 && expired <= offset))
        add(Kind::ClockBehind,
            tr("By this machine's clock the token would still be good: the clock is %1 behind the "
               "server's. Set it, or allow for the difference in the profile.")
                .arg(words::about(offset)));
}

/// The candidate for whose domain the platform would take the token; -1 when there is none.
int Examiner::goodFor() const
{
    if (!m_out.verdict.token || passed(m_out.verdict, u"sub"))
        return -1;
    for (std::size_t i = 0; i < m_candidates.size(); ++i) {
        const TokenCandidate &each = m_candidates[i];
        if (each.domain == chosenDomain() || each.domain != subjectText() || !each.key)
            continue;
        const TokenPolicy policy{each.key, each.domain, m_options.now, m_options.leeway};
        if (checkToken(m_token, policy).accepted)
            return static_cast<int>(i);
    }
    return -1;
}

void Examiner::conclude()
{
    const TokenVerdict &verdict = m_out.verdict;
    if (verdict.accepted) {
        double left = numberOf(m_payload["iat"]).value_or(0) + double(maximumAge) - m_options.now;
        if (const auto expires = numberOf(m_payload["exp"]))
            left = std::min(left, *expires - m_options.now);
        m_out.status = 200;
        m_out.headline =
            left > 0 ? tr("The platform would answer 200: the token keeps every rule, for "
                          "another %1.")
                           .arg(words::about(left))
                     : tr("The platform would answer 200: the token keeps every rule, within the "
                          "leeway.");
        return;
    }
    if (const TokenCandidate *const other = candidate(goodFor())) {
        m_out.status = 403;
        m_out.headline = tr("The platform would answer 403: the token is good, but for %1 and not "
                            "for %2.")
                             .arg(other->domain, chosen() ? chosenDomain() : tr("this domain"));
        return;
    }
    const bool onlyKeyMissing = std::ranges::all_of(verdict.checks, [](const TokenCheck &check) {
        return check.passed || check.name == u"key" || check.name == u"signature";
    });
    if (isFailed(u"key") && onlyKeyMissing) {
        m_out.status = 0;
        m_out.headline = tr("What the platform would answer can't be said: without a public key "
                            "the signature can't be checked. All other rules are kept.");
        return;
    }
    const auto reason = std::ranges::find_if(verdict.checks, [](const TokenCheck &check) {
        return !check.passed && check.name != u"key";
    });
    m_out.status = 401;
    m_out.headline = tr("The platform would answer 401: %1").arg(reason->detail);
}

} // namespace

TokenDiagnosis TokenDiagnosis::of(const QByteArray &token, const Candidates &candidates, int chosen,
                                  const DiagnosisOptions &options)
{
    if (chosen >= 0 && static_cast<std::size_t>(chosen) < candidates.size() &&
        candidates[static_cast<std::size_t>(chosen)].isCallback())
        return checkCallbackToken(token, candidates[static_cast<std::size_t>(chosen)], options.now);
    TokenPolicy policy;
    policy.now = options.now;
    policy.leeway = options.leeway;
    if (chosen >= 0 && static_cast<std::size_t>(chosen) < candidates.size()) {
        const TokenCandidate &own = candidates[static_cast<std::size_t>(chosen)];
        policy.publicKey = own.key;
        policy.domain = own.domain;
    }
    TokenDiagnosis diagnosis;
    diagnosis.verdict = checkToken(token, policy);
    Examiner(diagnosis, token, candidates, chosen, options).run();
    return diagnosis;
}

const NearMiss *TokenDiagnosis::find(NearMiss::Kind kind) const
{
    const auto found = std::ranges::find(nearMisses, kind, &NearMiss::kind);
    return found == nearMisses.end() ? nullptr : &*found;
}

} // namespace auth
