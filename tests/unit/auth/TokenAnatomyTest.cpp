// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/TokenAnatomy.h"

#include "app/auth/Jwt.h"
#include "app/json/Document.h"
#include "tests/unit/auth/TestKeys.h"

#include <QRandomGenerator>

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {

using auth::encodeBase64Url;
using auth::TextRange;
using auth::TokenAnatomy;
using enum TokenAnatomy::PartIndex;

QByteArray slice(const QByteArray &text, const TextRange &range)
{
    return text.sliced(range.start, range.length);
}

QByteArray tokenOf(const QByteArray &header, const QByteArray &payload)
{
    return encodeBase64Url(header) + '.' + encodeBase64Url(payload) + ".c2lnbmF0dXJl";
}

const TokenAnatomy::Member *member(const TokenAnatomy &anatomy, TokenAnatomy::PartIndex part,
                                   QStringView path)
{
    const auto &members = anatomy.part(part).members;
    for (int i = 0; i < static_cast<int>(members.size()); ++i) {
        if (anatomy.pathOf(part, i) == path)
            return &members[static_cast<std::size_t>(i)];
    }
    return nullptr;
}

/// Ranges in bounds, and each range in the token exactly the characters whose bits it has.
void expectSound(const TokenAnatomy &anatomy)
{
    for (const auto index : {Header, Payload, Signature}) {
        const auto &part = anatomy.part(index);
        ASSERT_GE(part.inToken.start, 0);
        ASSERT_LE(part.inToken.end(), anatomy.text().size());
        for (const auto &each : part.members) {
            ASSERT_LE(each.inJson.end(), part.bytes.size());
            ASSERT_GE(each.inJson.start, 0);
            ASSERT_GE(each.valueInJson.length, 0);
            ASSERT_LE(each.valueInJson.end(), part.bytes.size());
            ASSERT_LE(each.inToken.end(), part.inToken.end());
            ASSERT_LT(each.parent, static_cast<int>(part.members.size()));
            if (each.inJson.isEmpty())
                continue;
            ASSERT_GE(each.inToken.start, part.inToken.start);
            ASSERT_EQ(each.inToken.start - part.inToken.start, each.inJson.start * 4 / 3);
            ASSERT_EQ(each.inToken.end() - part.inToken.start, (each.inJson.end() * 4 + 2) / 3);
        }
    }
}

TEST(TokenAnatomy, findsTheThreePartsAndWhatTheySay)
{
    // given
    const QByteArray token =
        auth::signToken({u"d.example"_s, 1'700'000'000, 1'700'003'300}, testkeys::key());
    // when
    const auto anatomy = TokenAnatomy::of(token);
    // then
    EXPECT_TRUE(anatomy.isWhole());
    EXPECT_EQ(slice(token, anatomy.header().inToken) + '.' +
                  slice(token, anatomy.payload().inToken) + '.' +
                  slice(token, anatomy.signature().inToken),
              token);
    EXPECT_EQ(anatomy.signature().bytes.size(), 256);
    EXPECT_TRUE(anatomy.rest().isEmpty());
    const auto *subject = member(anatomy, Payload, u"/sub");
    ASSERT_TRUE(subject);
    EXPECT_EQ(subject->name, u"sub");
    EXPECT_EQ(subject->type, json::Type::String);
    EXPECT_EQ(anatomy.payload().valueOf(*subject), "\"d.example\"");
    EXPECT_EQ(slice(anatomy.payload().bytes, subject->inJson), "\"sub\":\"d.example\"");
    EXPECT_EQ(anatomy.payload().valueOf(*member(anatomy, Payload, u"/iat")), "1700000000");
    EXPECT_EQ(anatomy.header().valueOf(*member(anatomy, Header, u"/alg")), "\"RS256\"");
    expectSound(anatomy);
}

TEST(TokenAnatomy, knowsTheCharactersThatCarryAMember)
{
    // given: a claim is found by changing each character and looking whether it changes
    const QByteArray payload = R"({"sub":"d.example","x":[1,{"y":"z"}],"iat":5})";
    const QByteArray token = tokenOf(R"({"alg":"RS256"})", payload);
    const auto anatomy = TokenAnatomy::of(token);
    const auto start = anatomy.payload().inToken.start;
    for (const QStringView path : {u"/sub", u"/x", u"/x/0", u"/x/1/y", u"/iat"}) {
        const auto *found = member(anatomy, Payload, path);
        ASSERT_TRUE(found) << path.toUtf8().constData();
        const QByteArray before = slice(payload, found->inJson);
        for (qsizetype i = start; i < anatomy.payload().inToken.end(); ++i) {
            // when
            QByteArray changed = token;
            bool carries = false;
            for (const char other : {'A', '_', 'f', '0'}) {
                changed[i] = other;
                const QByteArray bytes =
                    QByteArray::fromBase64(changed.sliced(start, anatomy.payload().inToken.length),
                                           QByteArray::Base64UrlEncoding);
                carries = carries || slice(bytes, found->inJson) != before;
            }
            // then
            EXPECT_EQ(found->inToken.contains(i), carries) << i;
        }
    }
}

TEST(TokenAnatomy, nestsMembersAndKeepsTheirNames)
{
    const auto anatomy = TokenAnatomy::of(
        tokenOf("{}", R"( { "a\u0062" : { "c/d~" : [ [ ] , { } , null ] } , "e" : -1.5e3 } )"));
    EXPECT_TRUE(anatomy.isWhole());
    EXPECT_TRUE(anatomy.header().members.empty());
    ASSERT_EQ(anatomy.payload().members.size(), 6U);
    const auto *element = member(anatomy, Payload, u"/ab/c~1d~0/2");
    ASSERT_TRUE(element);
    EXPECT_EQ(element->index, 2);
    EXPECT_EQ(element->depth, 2);
    EXPECT_EQ(element->type, json::Type::Null);
    EXPECT_EQ(anatomy.payload().valueOf(*member(anatomy, Payload, u"/ab/c~1d~0/1")), "{ }");
    EXPECT_EQ(anatomy.payload().valueOf(*member(anatomy, Payload, u"/e")), "-1.5e3");
    expectSound(anatomy);
}

TEST(TokenAnatomy, tellsWhatACharacterCarries)
{
    const QByteArray token =
        tokenOf(R"({"alg":"RS256"})", R"({"sub":"d.example","x":{"y":"zzzzz"}})");
    const auto anatomy = TokenAnatomy::of(token);
    const auto *inner = member(anatomy, Payload, u"/x/y");
    const auto hit = anatomy.at(inner->valueInToken.start + 3);
    ASSERT_TRUE(hit);
    EXPECT_EQ(hit->part, Payload);
    EXPECT_EQ(anatomy.pathOf(hit->part, hit->member), u"/x/y");
    EXPECT_EQ(anatomy.at(anatomy.payload().inToken.start)->member, -1); // the brace
    EXPECT_EQ(anatomy.at(anatomy.signature().inToken.start)->part, Signature);
    EXPECT_FALSE(anatomy.at(anatomy.header().inToken.end())); // the dot
    EXPECT_FALSE(anatomy.at(-1));
    EXPECT_FALSE(anatomy.at(token.size()));
}

TEST(TokenAnatomy, showsWhatThereIsOfAMalformedToken)
{
    struct Case
    {
        const char *name;
        QByteArray text;
        qsizetype headerMembers;
        qsizetype payloadMembers;
    };
    const QByteArray h = encodeBase64Url(R"({"alg":"RS256"})");
    const QByteArray p = encodeBase64Url(R"({"sub":"a","iat":1})");
    for (const Case &each : std::vector<Case>{
             {"empty", "", 0, 0},
             {"one part", h, 1, 0},
             {"two parts", h + '.' + p, 1, 2},
             {"no signature", h + '.' + p + '.', 1, 2},
             {"four parts", h + '.' + p + ".c2ln.x", 1, 2},
             {"only dots", "....", 0, 0},
             {"payload breaks off", h + '.' + p.first(16) + ".c2ln", 1, 1},
             {"foreign character", h + '.' + p.first(18) + '$' + p.sliced(19) + ".c2ln", 1, 1},
             {"padding", h + "=." + p + ".c2ln", 1, 2},
             {"an array", encodeBase64Url("[1]") + '.' + p + ".c2ln", 0, 2},
             {"not JSON", encodeBase64Url("hello") + '.' + p + ".c2ln", 0, 2},
             {"bytes", encodeBase64Url("\xff\xfe\x80") + '.' + p + ".c2ln", 0, 2},
         }) {
        SCOPED_TRACE(each.name);
        const auto anatomy = TokenAnatomy::of(each.text);
        EXPECT_FALSE(anatomy.isWhole());
        EXPECT_EQ(std::ssize(anatomy.header().members), each.headerMembers);
        EXPECT_GE(std::ssize(anatomy.payload().members), each.payloadMembers);
        expectSound(anatomy);
    }
}

TEST(TokenAnatomy, pointsAtTheTrouble)
{
    const QByteArray h = encodeBase64Url(R"({"alg":"RS256"})");
    const auto foreign = TokenAnatomy::of(h + ".eyJz$WIi.c2ln");
    EXPECT_EQ(foreign.payload().trouble, (TextRange{h.size() + 1 + 4, 1}));
    EXPECT_FALSE(foreign.payload().isDecoded);

    const QByteArray broken = R"({"sub":"a",})";
    const auto json = TokenAnatomy::of(h + '.' + encodeBase64Url(broken) + ".c2ln");
    EXPECT_TRUE(json.payload().isDecoded);
    EXPECT_FALSE(json.payload().isObject);
    ASSERT_FALSE(json.payload().trouble.isEmpty());
    EXPECT_GE(json.payload().trouble.start, h.size() + 1 + 10 * 4 / 3);

    EXPECT_TRUE(TokenAnatomy::of(h + '.' + h + ".c2ln").header().trouble.isEmpty());
}

TEST(TokenAnatomy, marksNamesThatStandTwice)
{
    const auto anatomy = TokenAnatomy::of(
        tokenOf(R"({"alg":"RS256"})", R"({"sub":"a","s\u0075b":"b","x":{"sub":1}})"));
    const auto &members = anatomy.payload().members;
    ASSERT_EQ(members.size(), 4U);
    EXPECT_FALSE(members[0].isRepeated);
    EXPECT_TRUE(members[1].isRepeated);
    EXPECT_FALSE(members[3].isRepeated); // in another object
}

TEST(TokenAnatomy, takesTheLongestAndTheDeepest)
{
    for (const QByteArray &payload :
         {"{\"a\":" + QByteArray(5000, '[') + QByteArray(5000, ']') + '}',
          "{\"a\":" + QByteArray(12'000, '['), QByteArray("{\"a\":\"") + QByteArray(12'000, 'x'),
          "{\"a\":[" + QByteArray("1,").repeated(6000) + "1]}"}) {
        const auto anatomy = TokenAnatomy::of(tokenOf("{}", payload));
        EXPECT_FALSE(anatomy.payload().members.empty());
        expectSound(anatomy);
    }
    const auto tooLong = TokenAnatomy::of(QByteArray(TokenAnatomy::longestText, 'A') + ".e30.e30");
    EXPECT_EQ(tooLong.payload().inToken.length, 3);
    EXPECT_FALSE(tooLong.payload().isDecoded);
}

TEST(TokenAnatomy, agreesWithTheParserWhateverTheBytes)
{
    QRandomGenerator random(17);
    const QByteArray json = R"({"sub":"d.example","x":[1,{"y":"z\n"},true],"iat":1700000000})";
    int whole = 0;
    for (int round = 0; round < 3000; ++round) {
        QByteArray payload = json;
        for (int i = random.bounded(3); i > 0; --i)
            payload[random.bounded(payload.size())] = static_cast<char>(random.bounded(256));
        QByteArray token = tokenOf(R"({"alg":"RS256"})", payload);
        if (round % 3 == 0)
            token[random.bounded(token.size())] = static_cast<char>(random.bounded(128));
        const auto anatomy = TokenAnatomy::of(token);
        expectSound(anatomy);
        bool repeated = false;
        for (const auto &each : anatomy.payload().members)
            repeated = repeated || each.isRepeated;
        for (const auto &each : anatomy.header().members)
            repeated = repeated || each.isRepeated;
        EXPECT_EQ(anatomy.isWhole() && !repeated, auth::Jwt::parse(token).has_value())
            << token.toStdString();
        whole += anatomy.isWhole() ? 1 : 0;
    }
    EXPECT_GT(whole, 100);
}

} // namespace
