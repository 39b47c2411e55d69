// SPDX-License-Identifier: GPL-3.0-or-later
// No token that differs from a signed one in a single byte is ever accepted.
#include "app/auth/Jwt.h"
#include "app/auth/TokenChecks.h"
#include "tests/unit/auth/TestKeys.h"

#include <QRandomGenerator>

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 now = 1'700'000'000;

auth::TokenPolicy policy()
{
    return {testkeys::key().publicKey(), u"d.example"_s, static_cast<double>(now), 0};
}

QByteArray goodToken()
{
    return auth::signToken({u"d.example"_s, now, now + 3300}, testkeys::key());
}

QByteArray changed(const QByteArray &token, qsizetype at, char byte)
{
    QByteArray copy = token;
    copy[at] = byte;
    return copy;
}

TEST(TokenMutation, ofAnyByteToAnyOtherOfAChoiceIsRefused)
{
    // given
    const QByteArray token = goodToken();
    const auth::TokenPolicy rules = policy();
    ASSERT_TRUE(auth::checkToken(token, rules).accepted);
    const QByteArray letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (qsizetype i = 0; i < token.size(); ++i) {
        // when: neighbours in the alphabet (which differ in the last bits alone), single bits of
        // the character, and foreign ones
        QByteArray others = "A_-=.+/ \n";
        others += '\0';
        others += '\xff';
        const qsizetype place = letters.indexOf(token[i]);
        if (place >= 0) {
            for (const int bit : {1, 2, 4, 8, 16, 32})
                others += letters[place ^ bit];
        }
        for (const int bit : {1, 2, 4, 8, 16, 32, 64, 128})
            others += static_cast<char>(token[i] ^ bit);
        // then
        for (const char other : others) {
            if (other == token[i])
                continue;
            ASSERT_FALSE(auth::checkToken(changed(token, i, other), rules).accepted)
                << "byte " << i << " to " << static_cast<int>(other);
        }
    }
}

TEST(TokenMutation, byInsertingRemovingDoublingOrCuttingIsRefused)
{
    const QByteArray token = goodToken();
    const auth::TokenPolicy rules = policy();
    for (qsizetype i = 0; i < token.size(); ++i) {
        ASSERT_FALSE(auth::checkToken(token.first(i), rules).accepted) << i;
        ASSERT_FALSE(auth::checkToken(token.sliced(i + 1), rules).accepted) << i;
        ASSERT_FALSE(auth::checkToken(QByteArray(token).remove(i, 1), rules).accepted) << i;
        for (const char extra : {'A', '.', '=', ' ', '\n'})
            ASSERT_FALSE(auth::checkToken(QByteArray(token).insert(i, extra), rules).accepted) << i;
    }
    for (const char *tail : {"A", "=", ".", " ", "\n", "AAAA"})
        EXPECT_FALSE(auth::checkToken(token + tail, rules).accepted) << tail;
    EXPECT_FALSE(auth::checkToken(token + token, rules).accepted);
}

TEST(TokenMutation, ofRandomBytesNeverCrashesAndIsRefused)
{
    const QByteArray token = goodToken();
    const auth::TokenPolicy rules = policy();
    QRandomGenerator random(11);
    for (int round = 0; round < 3000; ++round) {
        QByteArray copy = token;
        const int count = 1 + random.bounded(8);
        for (int i = 0; i < count; ++i)
            copy[random.bounded(copy.size())] = static_cast<char>(random.bounded(256));
        ASSERT_EQ(auth::checkToken(copy, rules).accepted, copy == token);
    }
}

TEST(TokenMutation, ofJsonInsideSignedTokensNeverCrashes)
{
    // given: what a holder of the key may sign, which decoding alone cannot refuse
    const auth::TokenPolicy rules = policy();
    QRandomGenerator random(13);
    const QByteArray json = R"({"sub":"d.example","iat":1700000000,"exp":1700003300,"nbf":1e2})";
    for (int round = 0; round < 300; ++round) {
        QByteArray copy = json;
        copy[random.bounded(copy.size())] = static_cast<char>(random.bounded(256));
        const auto verdict =
            auth::checkToken(testkeys::signedToken(testkeys::usualHeader, copy), rules);
        EXPECT_EQ(verdict.checks.size(), 9U);
        EXPECT_EQ(verdict.accepted, verdict.firstFailure() == nullptr);
    }
}

/// Another run looks elsewhere: IOTCOMMS_TEST_SEED=number.
quint32 seed()
{
    bool isNumber = false;
    const quint32 wanted = qEnvironmentVariable("IOTCOMMS_TEST_SEED").toUInt(&isNumber);
    return isNumber ? wanted : 29;
}

TEST(TokenMutation, ofEveryByteToRandomOnesIsRefused)
{
    const QByteArray token = goodToken();
    const auth::TokenPolicy rules = policy();
    SCOPED_TRACE("IOTCOMMS_TEST_SEED=" + std::to_string(seed()));
    QRandomGenerator random(seed());
    for (qsizetype i = 0; i < token.size(); ++i) {
        for (int round = 0; round < 6; ++round) {
            const char byte =
                static_cast<char>(static_cast<unsigned char>(token[i]) ^ (1 + random.bounded(255)));
            ASSERT_FALSE(auth::checkToken(changed(token, i, byte), rules).accepted)
                << "byte " << i << " to " << static_cast<int>(byte);
        }
    }
}

TEST(TokenMutation, byPartsOfOtherGoodTokensIsRefused)
{
    // given: tokens of the same key that are good by themselves, and one of another key
    const auth::TokenPolicy rules = policy();
    const QByteArray payload = R"({"sub":"d.example","iat":1699999999})";
    const QList<QByteArrayList> tokens{
        goodToken().split('.'),
        testkeys::signedToken(R"({"typ":"JWT","alg":"RS256"})", payload).split('.'),
        auth::signToken({u"d.example"_s, now, now + 3300}, testkeys::otherKey()).split('.')};
    for (int header = 0; header < tokens.size(); ++header) {
        for (int claims = 0; claims < tokens.size(); ++claims) {
            for (int signature = 0; signature < tokens.size(); ++signature) {
                // when
                const QByteArray mixed =
                    tokens[header][0] + '.' + tokens[claims][1] + '.' + tokens[signature][2];
                const QByteArray input = tokens[signature][0] + '.' + tokens[signature][1];
                // then: only what the first key signed
                const bool isItsOwn = signature < 2 && mixed.startsWith(input + '.');
                EXPECT_EQ(auth::checkToken(mixed, rules).accepted, isItsOwn)
                    << header << claims << signature;
            }
        }
    }
}

} // namespace
