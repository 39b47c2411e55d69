// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/TokenText.h"

#include "app/auth/Jwt.h"
#include "tests/unit/auth/TestKeys.h"

#include <QRandomGenerator>

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;

namespace {

using auth::CleanedToken;
using auth::TokenText;
using Kind = auth::Cleaning::Kind;
using testing::ElementsAre;

const QByteArray &token()
{
    static const QByteArray text =
        auth::signToken({u"d.example"_s, 1'700'000'000, 1'700'003'300}, testkeys::key());
    return text;
}

std::vector<Kind> kinds(const CleanedToken &cleaned)
{
    std::vector<Kind> all;
    for (const auto &each : cleaned.cleanings) {
        EXPECT_TRUE(each.sentence.endsWith(u'.')) << each.sentence.toStdString();
        all.push_back(each.kind);
    }
    return all;
}

struct Case
{
    const char *name;
    QByteArray pasted;
    std::vector<Kind> kinds;
};

QByteArray wrapped(const QByteArray &text, qsizetype width, const QByteArray &lineBreak)
{
    QByteArray out;
    for (qsizetype i = 0; i < text.size(); i += width)
        out += (i > 0 ? lineBreak : QByteArray()) + text.mid(i, width);
    return out;
}

QByteArray padded()
{
    QByteArrayList parts = token().split('.');
    for (QByteArray &part : parts)
        part += QByteArray((4 - part.size() % 4) % 4, '=');
    return parts.join('.');
}

TEST(TokenText, thatIsATokenStaysAsItIs)
{
    const auto cleaned = TokenText::clean(token());
    EXPECT_EQ(cleaned.token, token());
    EXPECT_TRUE(cleaned.cleanings.empty());
    EXPECT_EQ(TokenText::clean("a.b.c").token, "a.b.c");
    EXPECT_TRUE(TokenText::clean("a.b.c").cleanings.empty());
}

TEST(TokenText, isFoundInWhatPeoplePaste)
{
    const QByteArray &t = token();
    const std::vector<Case> cases{
        {"bearer", "Bearer " + t, {Kind::Bearer}},
        {"small bearer", "bearer   " + t, {Kind::Bearer}},
        {"bearer twice", "Bearer Bearer " + t, {Kind::Bearer}},
        {"header", "Authorization: Bearer " + t, {Kind::HeaderLine, Kind::Bearer}},
        {"small header", "authorization:" + t, {Kind::HeaderLine}},
        {"final line break", t + "\n", {Kind::Outside}},
        {"white space", "\t  " + t + " \r\n", {Kind::Outside}},
        {"double quotes", '"' + t + '"', {Kind::Quotes}},
        {"single quotes", '\'' + t + "';", {Kind::Quotes}},
        {"backticks", '`' + t + '`', {Kind::Quotes}},
        {"brackets", '<' + t + '>', {Kind::Quotes}},
        {"typesetter's quotes", "\xe2\x80\x9c" + t + "\xe2\x80\x9d", {Kind::Quotes}},
        {"quoted bearer", "\"Bearer " + t + '"', {Kind::Quotes, Kind::Bearer}},
        {"quotes after bearer", "Bearer \"" + t + '"', {Kind::Bearer, Kind::Quotes}},
        {"byte order mark", "\xef\xbb\xbf" + t, {Kind::Invisible}},
        {"zero width", t.first(20) + "\xe2\x80\x8b" + t.sliced(20), {Kind::Invisible}},
        {"wrapped", wrapped(t, 64, "\n"), {Kind::LineBreaks}},
        {"wrapped by Windows", wrapped(t, 76, "\r\n  "), {Kind::LineBreaks}},
        {"wrapped at the dots", QByteArray(t).replace('.', "\n."), {Kind::LineBreaks}},
        {"spaces inside", QByteArray(t).replace('.', " . "), {Kind::Spaces}},
        {"spaces and lines",
         t.first(10) + ' ' + wrapped(t.sliced(10), 70, "\n"),
         {Kind::LineBreaks, Kind::Spaces}},
        {"padding", padded(), {Kind::Padding}},
        {"everything",
         " \"Bearer " + wrapped(padded(), 60, "\n") + "\"\n",
         {Kind::Outside, Kind::Quotes, Kind::Bearer, Kind::LineBreaks, Kind::Padding}},
        {"json", R"({"token": ")" + t + R"("})", {Kind::Json}},
        {"json deep inside",
         R"({"a":["x",{"b":1}],"data":{"access_token":"Bearer )" + t + R"(","type":"x"}})",
         {Kind::Json, Kind::Bearer}},
        {"a line of json", R"("token": ")" + t + R"(",)", {Kind::Quotes, Kind::Around}},
        {"curl",
         "curl -H \"Authorization: Bearer " + t + "\" https://api.example/x",
         {Kind::CurlLine, Kind::Bearer}},
        {"curl, single quotes, several lines",
         "curl -X PUT \\\n  -H 'Content-Type: application/json' \\\n  -H 'Authorization: Bearer " +
             t + "' \\\n  -d '{\"a\":\"b\"}' https://api.example/x",
         {Kind::CurlLine, Kind::Bearer}},
        {"curl without quotes",
         "curl -H Authorization:\\ Bearer\\ " + t + " https://api.example/x",
         {Kind::CurlLine, Kind::Bearer, Kind::Around}},
        {"curl's own option",
         "curl --oauth2-bearer " + t + " https://api.example/x",
         {Kind::CurlLine, Kind::Around}},
        {"lines of a request",
         "GET /x HTTP/1.1\r\nAuthorization: Bearer " + t + "\r\nAccept: */*\r\n\r\n",
         {Kind::Outside, Kind::Around, Kind::Bearer}},
        {"first line of headers",
         "Authorization: Bearer " + t + "\r\nAccept: */*",
         {Kind::HeaderLine, Kind::Bearer, Kind::Around}},
        {"a program",
         "headers = {'Authorization': 'Bearer " + t + "'}",
         {Kind::Around, Kind::Bearer}},
        {"an address",
         "https://example.org/callback?access_token=" + t + "&state=1",
         {Kind::Around}},
        {"a callback with a token",
         "POST /newAlarmbridgeEvent HTTP/1.1\r\nHost: example.org\r\nAuthorization: Bearer " + t +
             "\r\nContent-Type: application/json\r\n\r\n{\"replyId\":\"eyJ9.eyJ9.AAAA\"}",
         {Kind::Around, Kind::Bearer}},
        {"a callback with a token in its body",
         "POST /x HTTP/1.1\nAuthorization: Basic dXNlcjpwYXNz\n\n{\"event\":{\"replyId\":\"" + t +
             "\"}}",
         {Kind::Request}},
        {"lines without a token, and a body with one",
         "Content-Type: application/json\r\n\r\n{\"replyId\":\"" + t + "\"}",
         {Kind::Request}},
        {"a HAR entry",
         R"({"request":{"method":"POST","cookies":[{"name":"s","value":"eyJ9.eyJ9.AAAA"}],)"
         R"("headers":[{"name":"Accept","value":"*/*"},{"name":"authorization","value":"Bearer )" +
             t + R"("}]}})",
         {Kind::Json, Kind::Bearer}},
        {"JSON inside JSON",
         R"({"postData":{"text":"{\"replyId\":\")" + t + R"(\"}"}})",
         {Kind::Json}},
        {"a sentence", "the token is " + t + " and it fails", {Kind::Around}},
    };
    for (const Case &each : cases) {
        SCOPED_TRACE(each.name);
        const auto cleaned = TokenText::clean(each.pasted);
        EXPECT_EQ(cleaned.token, t);
        EXPECT_EQ(kinds(cleaned), each.kinds);
    }
}

TEST(TokenText, withoutATokenComesBackTrimmed)
{
    for (const char *text : {"", "hello", "no token. Just a sentence.", "{\"a\":1}", "[]", "\"",
                             "Bearer", "1.2", "curl https://example.org/"}) {
        SCOPED_TRACE(text);
        const auto cleaned = TokenText::clean(text);
        EXPECT_LE(cleaned.token.size(), qsizetype(strlen(text)));
    }
    EXPECT_EQ(TokenText::clean(" hello \n").token, "hello");
    EXPECT_EQ(TokenText::clean("{\"a\":1}").token, "{\"a\":1}");
}

TEST(TokenText, keepsWhatIsWrongInTheTokenItself)
{
    QByteArray broken = token();
    broken[30] = '$';
    EXPECT_EQ(TokenText::clean(broken).token, broken);
    EXPECT_TRUE(TokenText::clean(broken).cleanings.empty());
    EXPECT_EQ(TokenText::clean("Bearer " + broken).token, broken);
    EXPECT_EQ(TokenText::clean(token() + ".x").token, token() + ".x");
}

TEST(TokenText, thatIsFarTooLongIsCut)
{
    const auto cleaned = TokenText::clean(QByteArray(TokenText::longestText + 1, 'a'));
    EXPECT_THAT(kinds(cleaned), ElementsAre(Kind::TooLong));
    EXPECT_EQ(cleaned.token.size(), TokenText::longestText);
}

TEST(TokenText, cleanedTwiceIsCleanedOnce)
{
    QRandomGenerator random(5);
    const QByteArray dirt = " \n\t\"'=.,;{}[]<>&\\:eyJBearer \xc2\xa0";
    for (int round = 0; round < 2000; ++round) {
        QByteArray pasted = token();
        for (int i = random.bounded(6); i >= 0; --i)
            pasted.insert(random.bounded(pasted.size()),
                          dirt[random.bounded(static_cast<int>(dirt.size()))]);
        const QByteArray once = TokenText::clean(pasted).token;
        EXPECT_LE(once.size(), pasted.size());
        if (auth::Jwt::parse(once)) {
            EXPECT_EQ(TokenText::clean(once).token, once);
        }
    }
}

TEST(TokenText, ATextFromWhichNothingWasTakenComesBackAsItWas)
{
    for (const QByteArray &text : {QByteArray("nu\xc2\xa0ul"), QByteArray("a\xe2\x80\x9c"
                                                                          "b")}) {
        const auto cleaned = auth::TokenText::clean(text);
        EXPECT_TRUE(cleaned.cleanings.empty());
        EXPECT_EQ(cleaned.token, text);
    }
}

TEST(TokenText, saysWhereItWasFound)
{
    const QByteArray &t = token();
    const struct
    {
        QByteArray pasted;
        const char *says;
    } cases[] = {
        {R"({"replyId":")" + t + R"("})", "from replyId."},
        {R"({"a":[{"b":1},{"replyId":")" + t + R"("}]})", "from a[1].replyId."},
        {R"({"headers":[{"name":"Authorization","value":")" + t + R"("}]})",
         "from headers[0].value (Authorization)."},
        {R"({"text":"{\"replyId\":\")" + t + R"(\"}"})", "from text: replyId."},
        {"A: b\n\n{\"replyId\":\"" + t + "\"}", "body of a request, from replyId."},
        {"GET / HTTP/1.1\nAuthorization: Bearer " + t, "behind \"Authorization\""},
        {"curl -d '{\"replyId\": \"" + t + "\"}' https://api.example/x", "behind \"replyId\""},
        {"https://example.org/?access_token=" + t + "&a=1", "behind \"access_token\""},
    };
    for (const auto &each : cases) {
        const auto cleaned = TokenText::clean(each.pasted);
        EXPECT_EQ(cleaned.token, t);
        QString said;
        for (const auto &cleaning : cleaned.cleanings)
            said += cleaning.sentence + u'\n';
        EXPECT_TRUE(said.contains(QString::fromUtf8(each.says)))
            << each.says << " in " << said.toStdString();
    }
}

TEST(TokenText, aPathThatIsVeryLongIsCut)
{
    const QByteArray name(3000, 'n');
    const auto cleaned = TokenText::clean("{\"" + name + "\":{\"replyId\":\"" + token() + "\"}}");
    EXPECT_EQ(cleaned.token, token());
    ASSERT_EQ(cleaned.cleanings.size(), 1U);
    EXPECT_LT(cleaned.cleanings[0].sentence.size(), 200);
    EXPECT_TRUE(cleaned.cleanings[0].sentence.contains(u"replyId"));
}

} // namespace
