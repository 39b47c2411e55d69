// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/TokenDiagnosis.h"

#include "tests/unit/auth/TestKeys.h"

#include <QMessageAuthenticationCode>

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;

namespace {

using auth::DifferencePiece;
using auth::NearMiss;
using auth::TokenCandidate;
using auth::TokenDiagnosis;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Kind = NearMiss::Kind;
using State = TokenCandidate::KeyState;

constexpr qint64 now = 1'700'000'000;
const QString own = u"customer47.prod-eu-north-1.iotcomms.io"_s;
const QString other = u"customer48.prod-eu-north-1.iotcomms.io"_s;

const auth::RsaKeyPair &thirdKey()
{
    static const auto &pair = *new auth::RsaKeyPair(auth::RsaKeyPair::generate().result().value());
    return pair;
}

/// Own profile with key(), other profile with otherKey(), and an old key of the own profile.
std::vector<TokenCandidate> candidates()
{
    return {{u"Production"_s, own, testkeys::key().publicKey(), u"office"_s, State::Active},
            {u"Customer 48"_s, other, testkeys::otherKey().publicKey(), u"laptop"_s, State::Active},
            {u"Production"_s, own, thirdKey().publicKey(), u"last year's"_s, State::Retired}};
}

QByteArray tokenFor(const QString &domain, const auth::RsaKeyPair &key, qint64 issuedAt = now - 60)
{
    return auth::signToken({domain, issuedAt, issuedAt + 3300}, key);
}

QByteArray withClaims(const QByteArray &claims)
{
    return auth::signClaims(claims, testkeys::key());
}

QByteArray withTimes(const QByteArray &issued, const QByteArray &expires)
{
    return withClaims("{\"sub\":\"" + own.toUtf8() + "\",\"iat\":" + issued +
                      ",\"exp\":" + expires + '}');
}

TokenDiagnosis diagnosed(const QByteArray &token, auth::DiagnosisOptions options = {},
                         const std::vector<TokenCandidate> &among = candidates(), int chosen = 0)
{
    options.now = static_cast<double>(now);
    auto diagnosis = TokenDiagnosis::of(token, among, chosen, options);
    EXPECT_EQ(diagnosis.status == 200, diagnosis.verdict.accepted);
    EXPECT_TRUE(diagnosis.headline.endsWith(u'.')) << diagnosis.headline.toStdString();
    return diagnosis;
}

std::vector<Kind> kinds(const TokenDiagnosis &diagnosis)
{
    std::vector<Kind> all;
    for (const auto &each : diagnosis.nearMisses) {
        EXPECT_FALSE(each.sentence.isEmpty());
        all.push_back(each.kind);
    }
    return all;
}

TEST(TokenDiagnosis, ofAGoodTokenSays200AndForHowLong)
{
    const auto diagnosis = diagnosed(tokenFor(own, testkeys::key()));
    EXPECT_EQ(diagnosis.status, 200);
    EXPECT_THAT(diagnosis.headline.toStdString(), HasSubstr("200"));
    EXPECT_THAT(diagnosis.headline.toStdString(), HasSubstr("another 54 min"));
    EXPECT_THAT(kinds(diagnosis), IsEmpty());
}

TEST(TokenDiagnosis, ofARefusedTokenSays401AndWhy)
{
    const auto old = diagnosed(tokenFor(own, testkeys::key(), now - 4000));
    EXPECT_EQ(old.status, 401);
    EXPECT_THAT(old.headline.toStdString(), HasSubstr("401: iat is"));
    const auto nothing = diagnosed("hello");
    EXPECT_EQ(nothing.status, 401);
    EXPECT_THAT(nothing.headline.toStdString(), HasSubstr("three parts"));
}

TEST(TokenDiagnosis, ofATokenForAnotherOfTheDomainsSays403)
{
    const auto diagnosis = diagnosed(tokenFor(other, testkeys::otherKey()));
    EXPECT_EQ(diagnosis.status, 403);
    EXPECT_THAT(diagnosis.headline.toStdString(), HasSubstr(other.toStdString()));
    EXPECT_THAT(kinds(diagnosis), ElementsAre(Kind::OtherKey, Kind::OtherProfile));
    EXPECT_EQ(diagnosis.find(Kind::OtherProfile)->candidate, 1);
    // and too old for that one as well
    EXPECT_EQ(diagnosed(tokenFor(other, testkeys::otherKey(), now - 4000)).status, 401);
}

TEST(TokenDiagnosis, withoutAKeyDoesNotGuess)
{
    auto among = candidates();
    among[0].key.reset();
    EXPECT_EQ(diagnosed(tokenFor(own, testkeys::key()), {}, among).status, 0);
    EXPECT_EQ(diagnosed(tokenFor(own, testkeys::key(), now - 4000), {}, among).status, 401);
    EXPECT_EQ(diagnosed(tokenFor(own, testkeys::key()), {}, {}, -1).status, 401);
    EXPECT_EQ(diagnosed(tokenFor(own, testkeys::key()), {}, {}, 7).status, 401);
}

TEST(TokenDiagnosis, namesTheKeyThatSigned)
{
    const auto foreign = diagnosed(tokenFor(own, testkeys::otherKey()));
    EXPECT_EQ(foreign.status, 401);
    ASSERT_TRUE(foreign.find(Kind::OtherKey));
    EXPECT_EQ(foreign.find(Kind::OtherKey)->candidate, 1);
    EXPECT_THAT(foreign.find(Kind::OtherKey)->sentence.toStdString(), HasSubstr("laptop"));

    const auto rotated = diagnosed(tokenFor(own, thirdKey()));
    EXPECT_THAT(kinds(rotated), ElementsAre(Kind::RotatedKey));
    EXPECT_EQ(rotated.nearMisses[0].candidate, 2);
    EXPECT_THAT(rotated.nearMisses[0].sentence.toStdString(), HasSubstr("retired"));

    auto among = candidates();
    among[2].state = State::Compromised;
    EXPECT_THAT(kinds(diagnosed(tokenFor(own, thirdKey()), {}, among)),
                ElementsAre(Kind::CompromisedKey));
    among[2].state = State::Next;
    EXPECT_THAT(kinds(diagnosed(tokenFor(own, thirdKey()), {}, among)),
                ElementsAre(Kind::RotatedKey));
    // chosen itself
    EXPECT_THAT(kinds(diagnosed(tokenFor(own, thirdKey()), {}, among, 2)),
                ElementsAre(Kind::RotatedKey));
    among[2].state = State::Compromised;
    EXPECT_THAT(kinds(diagnosed(tokenFor(own, thirdKey()), {}, among, 2)),
                ElementsAre(Kind::CompromisedKey));
}

TEST(TokenDiagnosis, showsWhereTheSubjectDiffers)
{
    using enum DifferencePiece::Kind;
    const auto typo =
        diagnosed(tokenFor(u"custmer47.prod-eu-north-1.iotcomms.io"_s, testkeys::key()));
    EXPECT_THAT(kinds(typo), ElementsAre(Kind::SubjectTypo));
    EXPECT_EQ(typo.nearMisses[0].difference,
              (std::vector<DifferencePiece>{{Same, u"cust"_s},
                                            {OnlyInDomain, u"o"_s},
                                            {Same, u"mer47.prod-eu-north-1.iotcomms.io"_s}}));
    const auto region =
        diagnosed(tokenFor(u"customer47.test-eu-west-1.iotcomms.io"_s, testkeys::key()));
    EXPECT_THAT(kinds(region), ElementsAre(Kind::OtherRegion));
    EXPECT_FALSE(region.nearMisses[0].difference.empty());
    EXPECT_EQ(region.nearMisses[0].candidate, 0);
    EXPECT_THAT(kinds(diagnosed(tokenFor(u"somebody.example"_s, testkeys::key()))), IsEmpty());
}

TEST(TokenDiagnosis, findsTheDomainThatWasMeantAmongOthers)
{
    const auto diagnosis =
        diagnosed(tokenFor(u"customer48.prod-eu-north-1.iotcoms.io"_s, testkeys::otherKey()));
    ASSERT_TRUE(diagnosis.find(Kind::SubjectTypo));
    auto among = candidates();
    among[0].domain = u"quite.different.example"_s;
    const auto meant = diagnosed(
        tokenFor(u"customer48.prod-eu-north-1.iotcoms.io"_s, testkeys::otherKey()), {}, among);
    ASSERT_TRUE(meant.find(Kind::SubjectTypo));
    EXPECT_EQ(meant.find(Kind::SubjectTypo)->candidate, 1);
}

TEST(TokenDiagnosis, seesSecondsAndMillisecondsMixedUp)
{
    EXPECT_THAT(kinds(diagnosed(withTimes("1700000000000", "1700003300000"))),
                ElementsAre(Kind::Milliseconds));
    EXPECT_THAT(kinds(diagnosed(withTimes("1700000000000", "1700003300"))),
                ElementsAre(Kind::MixedUnits));
    EXPECT_THAT(kinds(diagnosed(withTimes("1700000000", "1700003300000"))),
                ElementsAre(Kind::MixedUnits));
    EXPECT_THAT(kinds(diagnosed(withTimes("1700000000", "1e400"))), IsEmpty());
}

TEST(TokenDiagnosis, seesAClockThatIsAhead)
{
    const auto unknown = diagnosed(tokenFor(own, testkeys::key(), now + 95));
    EXPECT_THAT(kinds(unknown), ElementsAre(Kind::ClockAhead));
    EXPECT_THAT(unknown.nearMisses[0].sentence.toStdString(), HasSubstr("machine that signed"));
    const auto ours = diagnosed(tokenFor(own, testkeys::key(), now + 95), {.clockOffset = -97'000});
    EXPECT_THAT(ours.nearMisses[0].sentence.toStdString(), HasSubstr("this machine's clock"));
    const auto more =
        diagnosed(tokenFor(own, testkeys::key(), now + 600), {.clockOffset = -97'000});
    EXPECT_THAT(more.nearMisses[0].sentence.toStdString(), HasSubstr("machine that signed"));
    EXPECT_THAT(kinds(diagnosed(tokenFor(own, testkeys::key(), now + 1), {.leeway = 1})),
                IsEmpty());
}

TEST(TokenDiagnosis, seesAClockThatIsBehind)
{
    // given: the server is two hours ahead of this machine
    const auto late =
        diagnosed(tokenFor(own, testkeys::key(), now - 7200), {.clockOffset = 7'200'000});
    EXPECT_THAT(kinds(late), ElementsAre(Kind::ClockBehind));
    EXPECT_THAT(kinds(diagnosed(tokenFor(own, testkeys::key(), now - 7200))), IsEmpty());
    EXPECT_THAT(
        kinds(diagnosed(tokenFor(own, testkeys::key(), now - 99'999), {.clockOffset = 7'200'000})),
        IsEmpty());
}

QByteArray hmacToken(const QByteArray &algorithm, QCryptographicHash::Algorithm hash,
                     const QByteArray &secret)
{
    const QByteArray input =
        auth::encodeBase64Url("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}") + '.' +
        auth::encodeBase64Url("{\"sub\":\"" + own.toUtf8() + "\",\"iat\":1700000000}");
    return input + '.' +
           auth::encodeBase64Url(QMessageAuthenticationCode::hash(input, secret, hash));
}

TEST(TokenDiagnosis, recognisesAnHmacMadeWithThePublicKey)
{
    const QByteArray pem = testkeys::key().publicKey().pem();
    const auto der = QByteArray::fromBase64(pem.split('\n').mid(1).join().split('-').first());
    QByteArray windows = pem;
    windows.replace("\n", "\r\n");
    std::vector<QByteArray> secrets{pem, pem.trimmed(), windows, der};
    if (const auto pkcs1 = testkeys::openssl({u"rsa"_s, u"-pubin"_s, u"-RSAPublicKey_out"_s}, pem))
        secrets.push_back(*pkcs1);
    for (const QByteArray &secret : secrets) {
        const auto diagnosis = diagnosed(hmacToken("HS256", QCryptographicHash::Sha256, secret));
        EXPECT_EQ(diagnosis.status, 401);
        ASSERT_TRUE(diagnosis.find(Kind::HmacOfPublicKey)) << secret.first(30).toStdString();
        EXPECT_EQ(diagnosis.find(Kind::HmacOfPublicKey)->candidate, 0);
    }
    for (const auto &[algorithm, hash] : {std::pair("HS384", QCryptographicHash::Sha384),
                                          {"HS512", QCryptographicHash::Sha512},
                                          {"RS256", QCryptographicHash::Sha256},
                                          {"none", QCryptographicHash::Sha256}}) {
        const auto diagnosis = diagnosed(hmacToken(algorithm, hash, pem));
        EXPECT_TRUE(diagnosis.find(Kind::HmacOfPublicKey)) << algorithm;
        EXPECT_EQ(diagnosis.status, 401);
    }
    EXPECT_FALSE(diagnosed(hmacToken("HS256", QCryptographicHash::Sha256, "secret"))
                     .find(Kind::HmacOfPublicKey));
}

TEST(TokenDiagnosis, seesATokenThatSaysItIsNotSigned)
{
    const QByteArray token = tokenFor(own, testkeys::key());
    const QByteArray rest = token.sliced(token.indexOf('.'));
    for (const QByteArray name : {"none", "None", "NONE"}) {
        const QByteArray header = auth::encodeBase64Url("{\"alg\":\"" + name + "\"}");
        EXPECT_TRUE(diagnosed(header + rest).find(Kind::Unsigned));
        EXPECT_TRUE(diagnosed(header + rest.first(rest.lastIndexOf('.') + 1)).find(Kind::Unsigned));
    }
    EXPECT_FALSE(diagnosed(token).find(Kind::Unsigned));
}

TEST(TokenDiagnosis, saysWhatWasPastedAlong)
{
    const QByteArray pasted = "Bearer \"" + tokenFor(own, testkeys::key()) + "\"\n";
    auto cleaned = auth::TokenText::clean(pasted);
    const auto diagnosis = diagnosed(cleaned.token, {.cleanings = cleaned.cleanings});
    EXPECT_EQ(diagnosis.status, 200);
    EXPECT_THAT(kinds(diagnosis), ElementsAre(Kind::Dirt, Kind::Dirt, Kind::Dirt));
    // and of a text that nobody has cleaned
    EXPECT_TRUE(diagnosed(pasted).find(Kind::Dirt));
    EXPECT_EQ(diagnosed(pasted).status, 401);
}

TEST(KeySearch, findsTheKeyThatSigned)
{
    const auto search = auth::tryEveryKey(tokenFor(other, testkeys::otherKey()), candidates());
    EXPECT_THAT(search.signers, ElementsAre(1));
    EXPECT_EQ(search.best, 1);
    EXPECT_THAT(search.sentence.toStdString(), HasSubstr("Customer 48"));
    // times do not matter
    EXPECT_EQ(auth::tryEveryKey(tokenFor(own, thirdKey(), 5), candidates()).best, 2);
}

TEST(KeySearch, prefersTheDomainOfTheTokenAndThenAnActiveKey)
{
    const auto key = testkeys::key().publicKey();
    const std::vector<TokenCandidate> shared{{u"a"_s, u"a.example"_s, key, {}, State::Active},
                                             {u"b"_s, own, key, {}, State::Retired},
                                             {u"c"_s, own, key, {}, State::Active},
                                             {u"d"_s, own, std::nullopt, {}, State::Active}};
    const auto search = auth::tryEveryKey(tokenFor(own, testkeys::key()), shared);
    EXPECT_THAT(search.signers, ElementsAre(0, 1, 2));
    EXPECT_EQ(search.best, 2);
    const auto foreign = auth::tryEveryKey(tokenFor(other, testkeys::key()), shared);
    EXPECT_EQ(foreign.best, 0);
    EXPECT_THAT(foreign.sentence.toStdString(), HasSubstr("another domain"));
}

TEST(KeySearch, saysWhenThereIsNothingToFind)
{
    EXPECT_EQ(auth::tryEveryKey("a.b", candidates()).best, -1);
    EXPECT_FALSE(auth::tryEveryKey("a.b", candidates()).sentence.isEmpty());
    const auto none = auth::tryEveryKey(tokenFor(own, testkeys::key()), {});
    EXPECT_THAT(none.sentence.toStdString(), HasSubstr("no public key"));
    const std::vector<TokenCandidate> wrong{candidates()[1]};
    const auto search = auth::tryEveryKey(tokenFor(own, testkeys::key()), wrong);
    EXPECT_THAT(search.signers, IsEmpty());
    EXPECT_THAT(search.sentence.toStdString(), HasSubstr("None of the"));
}

QString joined(const std::vector<DifferencePiece> &pieces, DifferencePiece::Kind without)
{
    QString text;
    for (const auto &each : pieces) {
        if (each.kind != without)
            text += each.text;
    }
    return text;
}

TEST(Difference, holdsBothTexts)
{
    using enum DifferencePiece::Kind;
    EXPECT_THAT(auth::differenceOf({}, {}), IsEmpty());
    for (const auto &[left, right] : {std::pair(u"abc"_s, u"abc"_s),
                                      {u"abc"_s, u""_s},
                                      {u""_s, u"abc"_s},
                                      {u"kitten"_s, u"sitting"_s},
                                      {u"a.b.c"_s, u"a-b-c"_s},
                                      {u"\U0001f600x"_s, u"\U0001f601x"_s},
                                      {QString(300, u'x'), u"y"_s}}) {
        const auto pieces = auth::differenceOf(left, right);
        if (left.size() <= 100) {
            EXPECT_EQ(joined(pieces, OnlyInDomain), left);
        }
        EXPECT_EQ(joined(pieces, OnlyInToken), right);
    }
    EXPECT_EQ(auth::differenceOf(u"a\u202e"_s, u"a"_s)[1].text, QString(QChar(0xfffd)));
}

class Callbacks : public testing::Test
{
protected:
    static std::vector<TokenCandidate> withPair()
    {
        auto all = candidates();
        TokenCandidate alarms;
        alarms.keyName = u"Alarms"_s;
        alarms.callbackKey =
            auth::CallbackPublicKey::fromPem(callbackKey().publicKey().pem()).value();
        all.push_back(alarms);
        return all;
    }
    static const auth::RsaKeyPair &callbackKey()
    {
        static const auto &made =
            *new auth::RsaKeyPair(auth::RsaKeyPair::generate().result().value());
        return made;
    }
    static constexpr int pair = 3;
};

TEST_F(Callbacks, areGenuineWhenThePairHasSignedThem)
{
    // No sub, and no limits: those are rules for API tokens
    for (const QByteArray &claims : {QByteArray("{}"), QByteArray("{\"iat\":1,\"iss\":\"x\"}"),
                                     "{\"exp\":" + QByteArray::number(now + 1) + '}'}) {
        const auto found = diagnosed(auth::signClaims(claims, callbackKey()), {}, withPair(), pair);
        EXPECT_EQ(found.status, 200) << claims.toStdString();
        EXPECT_THAT(found.headline.toStdString(), HasSubstr("\"Alarms\""));
    }
}

TEST_F(Callbacks, areRefusedWhenTheyEndedOrWereSignedOtherwise)
{
    const QByteArray ended =
        auth::signClaims("{\"exp\":" + QByteArray::number(now) + '}', callbackKey());
    EXPECT_EQ(diagnosed(ended, {}, withPair(), pair).status, 401);
    const QByteArray ofAnother = auth::signClaims("{}", testkeys::key());
    const auto found = diagnosed(ofAnother, {}, withPair(), pair);
    EXPECT_EQ(found.status, 401);
    EXPECT_THAT(found.headline.toStdString(), HasSubstr("must refuse"));
    EXPECT_EQ(diagnosed("no token", {}, withPair(), pair).status, 401);
    QByteArray mutated = auth::signClaims("{}", callbackKey());
    mutated[mutated.size() - 20] = mutated[mutated.size() - 20] == 'A' ? 'B' : 'A';
    EXPECT_EQ(diagnosed(mutated, {}, withPair(), pair).status, 401);
}

TEST_F(Callbacks, pairsNeverMakeAnApiTokenGood)
{
    // A token that would be right in everything, were its key one for API access
    const QByteArray token = tokenFor(own, callbackKey());
    const auto found = diagnosed(token, {}, withPair());
    EXPECT_EQ(found.status, 401);
    const auto *miss = found.find(Kind::CallbackKey);
    ASSERT_NE(miss, nullptr);
    EXPECT_EQ(miss->candidate, pair);
    const auth::KeySearch search = auth::tryEveryKey(token, withPair());
    EXPECT_EQ(search.best, pair);
    EXPECT_TRUE(search.sentence.contains(u"callback"));
}

TEST(Diagnosis, ofATokenWithSomebodyElsesSecretSaysThatItIsHandedBack)
{
    const auto part = [](const QByteArray &json) {
        return json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    const QByteArray input =
        part(R"({"alg":"HS256","typ":"JWT"})") + '.' + part(R"({"commandQueue":"q"})");
    const QByteArray token =
        input + '.' +
        QMessageAuthenticationCode::hash(input, "a secret", QCryptographicHash::Sha256)
            .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    const auto found = diagnosed(token);
    EXPECT_EQ(found.status, 401);
    EXPECT_NE(found.find(Kind::OthersSecret), nullptr);
    EXPECT_EQ(found.find(Kind::HmacOfPublicKey), nullptr);
}

} // namespace
