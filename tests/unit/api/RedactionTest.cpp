// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/Redaction.h"

#include "tests/unit/api/ClientFixture.h"

using namespace Qt::StringLiterals;
using api::redacted;

namespace {

struct Case
{
    const char *name;
    QByteArray text;
    QByteArray expected;
};

void PrintTo(const Case &c, std::ostream *out)
{
    *out << c.text.toStdString();
}

class RedactionTest : public testing::TestWithParam<Case>
{
};

TEST_P(RedactionTest, TakesOutWhatIsSecretAndNothingElse)
{
    const QByteArray once = redacted(GetParam().text);
    EXPECT_EQ(once, GetParam().expected);
    EXPECT_EQ(redacted(once), once) << "a second time changes it again";
    EXPECT_EQ(redacted(QString::fromUtf8(GetParam().text)), QString::fromUtf8(GetParam().expected));
}

const QByteArray token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl";
const QByteArray pem = "-----BEGIN PRIVATE KEY-----\nMIIEvQIB\nAAAA\n-----END PRIVATE KEY-----";

INSTANTIATE_TEST_SUITE_P(
    Secrets, RedactionTest,
    testing::Values(
        Case{"Token", "got " + token + " from", "got [redacted] from"},
        Case{"TokenInUrl", "https://a/b?x=Bearer%20" + token + "&y=1",
             "https://a/b?x=Bearer%20[redacted]&y=1"},
        Case{"SignedAddress", "https://a/b?X-Amz-Credential=AKIA&X-Amz-Signature=01ab&y=1",
             "https://a/b?X-Amz-Credential=[redacted]&X-Amz-Signature=[redacted]&y=1"},
        Case{"TokenCutOff", "x " + token.left(30), "x [redacted]"},
        Case{"TokenWithSpacesInHeader", "ewogICJhbGciOiAiUlMyNTYiCn0.e30.AAAA!", "[redacted]!"},
        Case{"EncryptedToken", "eyJhbGciOiJSU0EifQ.AA.BB.CC.DD,", "[redacted],"},
        Case{"Pem", "key:\n" + pem + "\nend", "key:\n[redacted]\nend"},
        Case{"PemCutOff", "a " + pem.left(50), "a [redacted]"},
        Case{"PemInJson",
             R"({"x":"-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n"})",
             R"({"x":"[redacted]\n"})"},
        Case{"AuthorizationLine", "GET /\r\nAuthorization: Basic dXNlcjpwYXNz\r\nHost: a",
             "GET /\r\nAuthorization: [redacted]\r\nHost: a"},
        Case{"CookieLine", "Cookie: a=b; c=d\nset-cookie: e=f; Path=/\nX: y",
             "Cookie: [redacted]\nset-cookie: [redacted]\nX: y"},
        Case{"BearerInASentence", "tried Bearer abc123def456 twice",
             "tried Bearer [redacted] twice"},
        Case{"Member", R"({"a":1,"password":"hunter2","b":2})",
             R"({"a":1,"password":"[redacted]","b":2})"},
        Case{
            "MemberInOtherCase", R"({"PassWord" : "x", "sip_password":"y","X-API-Key":"z"})",
            R"({"PassWord" : "[redacted]", "sip_password":"[redacted]","X-API-Key":"[redacted]"})"},
        Case{"MemberWithQuotes", R"({"secret":"a\"b\\","n":1})",
             R"({"secret":"[redacted]","n":1})"},
        Case{"MemberNumber", R"({"passcode":1234,"n":1})", R"({"passcode":[redacted],"n":1})"},
        Case{"MemberNested", R"({"a":[{"b":{"trunkKey":"k"}}]})",
             R"({"a":[{"b":{"trunkKey":"[redacted]"}}]})"},
        Case{"MemberObject", R"({"credential":{"a":"}x","b":[1]},"n":1})",
             R"({"credential":"[redacted]","n":1})"},
        Case{"MemberCutOff", R"({"token":"abcdef)", R"({"token":"[redacted])"},
        Case{"MemberWithEscapedName", R"({"pass\u0077ord":"x"})",
             R"({"pass\u0077ord":"[redacted]"})"},
        Case{"JsonInAString", R"({"log":"{\"password\":\"hunter2\",\"n\":1}"})",
             R"({"log":"{\"password\":\"[redacted]\",\"n\":1}"})"},
        Case{"Query", "/a?token=abc&b=1", "/a?token=[redacted]&b=1"},
        Case{"Form", "user=a&password=b+c&x=1", "user=a&password=[redacted]&x=1"},
        Case{"Yaml", "user: a\npassword: hunter2\nx: 1", "user: a\npassword: [redacted]\nx: 1"},
        Case{"PatchOfASecret", R"([{"op":"replace","path":"/password","value":"hunter2"}])",
             R"([{"op":"replace","path":"/password","value":"[redacted]"}])"},
        Case{"PatchWithTheValueFirst", R"([{"value":{"a":[1]},"path":"/x/trunkKey","op":"add"},1])",
             R"([{"value":"[redacted]","path":"/x/trunkKey","op":"add"},1])"},
        Case{"PatchCutOff", R"([{"op":"add","path":"/secret","value":"abc)",
             R"([{"op":"add","path":"/secret","value":"[redacted]")"}),
    [](const auto &each) { return each.param.name; });

/// Text that stays as it is.
class HarmlessTest : public testing::TestWithParam<QByteArray>
{
};

TEST_P(HarmlessTest, StaysAsItIs)
{
    EXPECT_EQ(redacted(GetParam()), GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Texts, HarmlessTest,
    testing::Values("", R"({"deviceId":"+46812345","authType":"credentials","n":1.0})",
                    "https://eyewear.example.com/a", "www.example.com 1.2.3",
                    "Invalid token: expired", "Bearer authentication failed",
                    "-----BEGIN PUBLIC KEY-----\nAA\n-----END PUBLIC KEY-----",
                    R"({"token":null,"passwordless":true,"secret":false})",
                    R"([{"op":"replace","path":"/authType","value":"credentials"}])",
                    R"({"tokenType":"jwt"})", "\"unfinished",
                    "}}]],,::==", QByteArray("\0\xff\xfe:\0=", 6)));

TEST(RedactionHeadersTest, HideValuesByName)
{
    const api::Headers headers{{"authorization", "Bearer x"},
                               {"Set-Cookie", "a=b"},
                               {"X-Trunk-Key", "k"},
                               {"X-Note", "see " + token},
                               {"Date", "now"}};
    const api::Headers result = redacted(headers);
    EXPECT_EQ(result[0].second, "[redacted]");
    EXPECT_EQ(result[1].second, "[redacted]");
    EXPECT_EQ(result[2].second, "[redacted]");
    EXPECT_EQ(result[3].second, "see [redacted]");
    EXPECT_EQ(result[4].second, "now");
}

TEST(RedactionCsvTest, HidesTheColumnsThatAreNamedLikeASecret)
{
    const QByteArray csv = "deviceId,authorized.password,\"sipPassword\",n\r\n"
                           "1234,hunter2,\"a,\"\"b\n\",1\r\n5678,,x,2";
    EXPECT_EQ(api::redactedBody(csv, "text/csv; charset=utf-8"),
              "deviceId,authorized.password,\"sipPassword\",n\r\n"
              "1234,[redacted],[redacted],1\r\n5678,,[redacted],2");
    EXPECT_EQ(api::redactedBody("a;secret\n1;2\r\n3", "TEXT/CSV"), "a;secret\n1;[redacted]\r\n3");
    EXPECT_EQ(api::redactedBody("", "text/csv"), "");
}

/// Texts on which a careless scanner takes time by the square: they end, that is all.
TEST(RedactionHostileTest, EndsOnTextsMadeToBeSlow)
{
    for (const QByteArray &piece :
         {QByteArray("eyJ"), QByteArray("eyJhbGciOiJ9."), QByteArray("\"path\":\""),
          QByteArray("{\"value\":"), QByteArray("{\"path\":\"/password\",\"value\":"),
          QByteArray("-----BEGIN "), QByteArray("-----BEGIN PRIVATE KEY-----"), QByteArray("\\"),
          QByteArray("\""), QByteArray(" :"), QByteArray("bearer "), QByteArray("token={")}) {
        const QByteArray text = piece.repeated(64 * 1024 / int(piece.size()));
        const QByteArray result = redacted(text);
        EXPECT_FALSE(result.isEmpty());
    }
}

TEST(RedactionHostileTest, RealKeysAndTokensLeaveNoTrace)
{
    // given
    auth::TokenSource tokens(testKey(), u"d"_s);
    const QByteArray real = tokens.token().text;
    const QCA::SecureArray secure = testKey().privatePem();
    const QByteArray key(secure.constData(), secure.size());
    // when
    const QByteArray result = redacted("a " + real + " b " + key + " c");
    // then
    EXPECT_EQ(result.trimmed().left(30), "a [redacted] b [redacted]\n c"_ba.left(30));
    EXPECT_FALSE(result.contains(key.split('\n').value(1)));
}

} // namespace
