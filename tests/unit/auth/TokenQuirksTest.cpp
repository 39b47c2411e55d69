// SPDX-License-Identifier: GPL-3.0-or-later
// What other libraries may do and may not do; real ones are in tests/e2e/JwtLibraryTest.cpp.
#include "app/auth/Jwt.h"
#include "app/auth/TokenChecks.h"
#include "tests/unit/auth/TestKeys.h"

#include <gmock/gmock.h>

#include <map>

using namespace Qt::StringLiterals;

namespace {

constexpr double now = 1'700'000'000;

auth::TokenVerdict checked(const QByteArray &token)
{
    return auth::checkToken(token, {testkeys::key().publicKey(), u"d.example"_s, now, 0});
}

std::string refusal(const QByteArray &token)
{
    const auto verdict = checked(token);
    EXPECT_FALSE(verdict.accepted);
    return verdict.accepted ? std::string() : verdict.firstFailure()->detail.toStdString();
}

TEST(TokenQuirks, thatAreLegalAreAccepted)
{
    const char *const usual = R"({"sub":"d.example","iat":1699999990,"exp":1700003290})";
    const std::vector<std::pair<const char *, QByteArray>> payloads{
        {"fractions", R"({"sub":"d.example","iat":1699999990.125,"exp":1700003290.999})"},
        {"exponents", R"({"sub":"d.example","iat":1.69999999e9,"exp":17000032900E-1})"},
        {"order", R"({"exp":1700003290,"iat":1699999990,"sub":"d.example"})"},
        {"white space", "\r\n { \"sub\" :\t\"d.example\" ,\n\"iat\" : 1699999990 } \n"},
        {"escapes", R"({"\u0073ub":"d\u002eexam\u0070le","iat":1699999990})"},
        {"unknown claims",
         R"({"jti":"x","aud":["a","b"],"iss":null,"sub":"d.example","iat":1699999990,"":{}})"},
        {"names of JavaScript",
         R"({"__proto__":1,"constructor":2,"sub":"d.example","iat":1699999990})"},
        {"no exp", R"({"sub":"d.example","iat":1699999990})"},
        {"nothing but ASCII is not needed", R"({"sub":"d.example","iat":1699999990,"n":"åäö"})"},
    };
    for (const auto &[name, payload] : payloads)
        EXPECT_TRUE(checked(testkeys::signedToken(testkeys::usualHeader, payload)).accepted)
            << name;
    const std::vector<std::pair<const char *, QByteArray>> headers{
        {"order", R"({"typ":"JWT","alg":"RS256"})"},
        {"no typ", R"({"alg":"RS256"})"},
        {"small typ", R"({"alg":"RS256","typ":"jwt"})"},
        {"white space", "{\n  \"alg\": \"RS256\"\n}"},
        {"escapes", R"({"alg":"\u0052S256"})"},
        {"a key's name", R"({"alg":"RS256","kid":"2023-11"})"},
        {"unknown members", R"({"alg":"RS256","x":[1,2,{"y":null}]})"},
    };
    for (const auto &[name, header] : headers)
        EXPECT_TRUE(checked(testkeys::signedToken(header, usual)).accepted) << name;
}

/// One more character at the end of the signature whose bits say nothing.
QByteArray withUnusedBits(const QByteArray &token)
{
    const QByteArray letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    QByteArray changed = token;
    changed.back() = letters[letters.indexOf(token.back()) ^ 1];
    return changed;
}

TEST(TokenQuirks, thatAreIllegalAreEachRefusedInTheirOwnWords)
{
    const QByteArray usual = R"({"sub":"d.example","iat":1699999990,"exp":1700003290})";
    const QByteArray good = testkeys::signedToken(testkeys::usualHeader, usual);
    const auto payload = [](const QByteArray &json) {
        return testkeys::signedToken(testkeys::usualHeader, json);
    };
    const auto header = [&usual](const QByteArray &json) {
        return testkeys::signedToken(json, usual);
    };
    ASSERT_TRUE(checked(good).accepted);
    QByteArray foreign = good;
    foreign[good.size() - 5] = '/';
    const std::vector<std::pair<const char *, QByteArray>> tokens{
        {"a foreign character", foreign},
        {"a line end", good + '\n'},
        {"unused bits", withUnusedBits(good)},
        {"a single character left over", good.chopped(1)},
        {"padding", good + "=="},
        {"alg none", header(R"({"alg":"none"})")},
        {"alg in small letters", header(R"({"alg":"rs256"})")},
        {"no alg", header("{}")},
        {"alg HS256", header(R"({"alg":"HS256"})")},
        {"crit", header(R"({"alg":"RS256","crit":["exp"]})")},
        {"another typ", header(R"({"alg":"RS256","typ":"JWE"})")},
        {"a member of the header twice", header(R"({"alg":"RS256","alg":"RS256"})")},
        {"a member of the payload twice",
         payload(R"({"sub":"d.example","iat":1699999990,"sub":"d.example"})")},
        {"two parts", good.first(good.lastIndexOf('.'))},
        {"four parts", good + ".x"},
        {"five parts", good + ".x.y"},
        {"more than 16 KiB", good + QByteArray(auth::maximumTokenBytes, 'A')},
        {"iat as text", payload(R"({"sub":"d.example","iat":"1699999990"})")},
        {"exp as text", payload(R"({"sub":"d.example","iat":1699999990,"exp":"1700003290"})")},
        {"iat in milliseconds", payload(R"({"sub":"d.example","iat":1699999990000})")},
        {"exp in milliseconds",
         payload(R"({"sub":"d.example","iat":1699999990,"exp":1700003290000})")},
        {"iat rounded up", payload(R"({"sub":"d.example","iat":1700000001})")},
        {"no iat", payload(R"({"sub":"d.example"})")},
        {"no sub", payload(R"({"iat":1699999990})")},
        {"expired", payload(R"({"sub":"d.example","iat":1699999990,"exp":1699999999})")},
        {"too old", payload(R"({"sub":"d.example","iat":1699990000})")},
        {"too long a life", payload(R"({"sub":"d.example","iat":1699999990,"exp":1700999999})")},
        {"the signature of another key",
         good.first(good.lastIndexOf('.') + 1) +
             auth::encodeBase64Url(testkeys::otherKey().sign(good.first(good.lastIndexOf('.'))))},
    };
    std::map<std::string, const char *> told;
    for (const auto &[name, token] : tokens) {
        const auto [found, isNew] = told.emplace(refusal(token), name);
        EXPECT_TRUE(isNew) << name << " is told like " << found->second << ": " << found->first;
        EXPECT_FALSE(found->first.empty()) << name;
    }
}

} // namespace
