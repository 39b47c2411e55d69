// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/Jwt.h"

#include "tests/unit/auth/TestKeys.h"

#include <QRandomGenerator>

#include <gmock/gmock.h>

namespace {

using auth::decodeBase64Url;
using auth::encodeBase64Url;
using auth::Jwt;
using Part = Jwt::ParseError::Part;
using testing::HasSubstr;

QByteArray encoded(const char *text)
{
    return encodeBase64Url(QByteArrayView(text));
}

struct Refused
{
    QByteArray token;
    Part part;
    const char *says;
};

TEST(Base64Url, writesTheExamplesOfTheRfcWithoutPadding)
{
    EXPECT_EQ(encodeBase64Url(""), "");
    EXPECT_EQ(encodeBase64Url("f"), "Zg");
    EXPECT_EQ(encodeBase64Url("fo"), "Zm8");
    EXPECT_EQ(encodeBase64Url("foo"), "Zm9v");
    EXPECT_EQ(encodeBase64Url("foobar"), "Zm9vYmFy");
    EXPECT_EQ(encodeBase64Url("\xff\xef\xbe"), "_---");
}

TEST(Base64Url, readsBackWhateverItWrote)
{
    QRandomGenerator random(7);
    for (int size = 0; size < 200; ++size) {
        QByteArray bytes(size, '\0');
        for (char &byte : bytes)
            byte = static_cast<char>(random.bounded(256));
        const auto decoded = decodeBase64Url(encodeBase64Url(bytes));
        ASSERT_TRUE(decoded);
        EXPECT_EQ(*decoded, bytes);
    }
}

TEST(Base64Url, takesExactlyTheTextsThatItWouldWrite)
{
    // given: every text of up to three characters from a choice of good and bad ones
    const QByteArray letters = "AQgw-_/+= \n9zB\x80";
    int good = 0;
    const auto check = [&good](const QByteArray &text) {
        const auto decoded = decodeBase64Url(text);
        if (decoded) {
            ++good;
            EXPECT_EQ(encodeBase64Url(*decoded), text);
        } else {
            EXPECT_NE(encodeBase64Url(QByteArray::fromBase64(text, QByteArray::Base64UrlEncoding)),
                      text);
        }
    };
    for (const char a : letters) {
        check({1, a});
        for (const char b : letters) {
            check(QByteArray{1, a} + b);
            for (const char c : letters)
                check(QByteArray{1, a} + b + c);
        }
    }
    EXPECT_GT(good, 0);
}

TEST(JwtParse, givesTheThreePartsOfASignedToken)
{
    // given
    const QByteArray token = auth::signToken(
        {QStringLiteral("customer47.example"), 1'700'000'000, 1'700'003'300}, testkeys::key());
    // when
    const auto jwt = Jwt::parse(token);
    // then
    ASSERT_TRUE(jwt) << jwt.error().message.toStdString();
    EXPECT_EQ(jwt->token(), token);
    EXPECT_EQ(jwt->header().serialize(), R"({"alg":"RS256","typ":"JWT"})");
    EXPECT_EQ(jwt->payload().serialize(),
              R"({"sub":"customer47.example","iat":1700000000,"exp":1700003300})");
    EXPECT_EQ(jwt->signingInput() + '.' + encodeBase64Url(jwt->signature()), token);
    EXPECT_TRUE(testkeys::key().publicKey().verify(jwt->signingInput(), jwt->signature()));
}

TEST(JwtSign, leavesOutAnExpiryThatIsNotGivenAndEscapesTheSubject)
{
    const auto jwt =
        Jwt::parse(auth::signToken({QStringLiteral("a\"b\\c\u00e5"), 5, {}}, testkeys::key()));
    ASSERT_TRUE(jwt);
    EXPECT_FALSE(jwt->payload()["exp"]);
    EXPECT_EQ(jwt->payload()["sub"].text(), "a\"b\\c\xc3\xa5");
}

TEST(JwtParse, namesThePartAtFaultAndSaysWhatIsWrong)
{
    const QByteArray h = encoded(R"({"alg":"RS256"})");
    const QByteArray p = encoded(R"({"sub":"a"})");
    const QByteArray s = "c2ln";
    const QList<Refused> cases{
        {"", Part::Whole, "empty"},
        {"   ", Part::Whole, "three parts"},
        {"abc", Part::Whole, "has 1"},
        {h + '.' + p, Part::Whole, "has 2"},
        {h + '.' + p + '.' + s + '.', Part::Whole, "has 4"},
        {h + ".a.b.c.d", Part::Whole, "JWE"},
        {"Bearer " + h + '.' + p + '.' + s, Part::Whole, "Bearer"},
        {'.' + p + '.' + s, Part::Header, "empty"},
        {h + ".." + s, Part::Payload, "empty"},
        {h + '.' + p + '.', Part::Signature, "empty"},
        {"..", Part::Header, "empty"},
        {h + '.' + p + '.' + s + '\n', Part::Signature, "a line end at character 5"},
        {' ' + h + '.' + p + '.' + s, Part::Header, "a space at character 1"},
        {h + "=." + p + '.' + s, Part::Header, "padding"},
        {h + '.' + p + ".+abc", Part::Signature, "\"+\" at character 1"},
        {h + '.' + p + ".ab\x80", Part::Signature, "0x80"},
        {h + '.' + p + ".abcde", Part::Signature, "5 characters"},
        {h + '.' + p + ".ab", Part::Signature, "unused bits"},
        {encoded("[1]") + '.' + p + '.' + s, Part::Header, "not an object"},
        {h + '.' + encoded("\"text\"") + '.' + s, Part::Payload, "not an object"},
        {h + '.' + encoded("{\"a\":1") + '.' + s, Part::Payload, "not valid JSON"},
        {h + '.' + encoded("{\"a\":1} x") + '.' + s, Part::Payload, "not valid JSON"},
        {h + '.' + encoded("{\"a\":\"\xff\"}") + '.' + s, Part::Payload, "not valid JSON"},
        {encoded(R"({"alg":"RS256","alg":"none"})") + '.' + p + '.' + s, Part::Header, "JSON"},
        {h + '.' + encoded(R"({"sub":"a","s\u0075b":"b"})") + '.' + s, Part::Payload, "JSON"},
        {h + '.' + encoded(R"({"x":{"y":1,"y":2}})") + '.' + s, Part::Payload, "JSON"},
    };
    for (const Refused &each : cases) {
        SCOPED_TRACE(each.token.toStdString());
        const auto jwt = Jwt::parse(each.token);
        ASSERT_FALSE(jwt);
        EXPECT_EQ(jwt.error().part, each.part);
        EXPECT_THAT(jwt.error().message.toStdString(), HasSubstr(each.says));
    }
}

TEST(JwtParse, takesSixteenKibibytesAndNotAByteMore)
{
    const QByteArray h = encoded(R"({"alg":"RS256"})");
    const QByteArray p = encoded("{}");
    const qsizetype left = auth::maximumTokenBytes - h.size() - p.size() - 2;
    ASSERT_NE(left % 4, 1); // else no signature has that length
    const QByteArray whole = h + '.' + p + '.' + QByteArray(left, 'A');

    EXPECT_TRUE(Jwt::parse(whole));
    const auto refused = Jwt::parse(whole + 'A');
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().part, Part::Whole);
    EXPECT_THAT(refused.error().message.toStdString(), HasSubstr("16,384"));
}

TEST(JwtParse, survivesDeepNestingAndNullBytes)
{
    const QByteArray h = encoded(R"({"alg":"RS256"})");
    const QByteArray deep = "{\"a\":" + QByteArray(5000, '[') + QByteArray(5000, ']') + '}';
    EXPECT_FALSE(Jwt::parse(h + '.' + encodeBase64Url(deep) + ".c2ln"));
    EXPECT_FALSE(Jwt::parse(QByteArray("a\0.b.c", 6)));
    EXPECT_FALSE(Jwt::parse(QByteArray(10'000, '.')));
}

} // namespace
