// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/ApiClient.h"

#include "tests/unit/api/ClientFixture.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using api::ApiError;
using api::Method;
using api::Result;

namespace {

class ApiClientTest : public ClientFixture
{
};

QByteArray httpDate(qint64 ms)
{
    return QLocale::c()
        .toString(QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::UTC),
                  u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s)
        .toLatin1();
}

TEST_F(ApiClientTest, AGetBringsTheParsedReply)
{
    // given
    serve(answer(httpReply(200, R"({"success":true,"devices":[{"deviceId":"+46"}]})",
                           "X-One: a\r\nx-one: b\r\n")));
    // when
    const Result result = ask(get(u"/provisioning/device/d%2B1"_s));
    // then
    ASSERT_TRUE(result) << testing::PrintToString(result);
    EXPECT_EQ(result->status, 200);
    EXPECT_EQ(result->document.root()["devices"].at(0)["deviceId"].text(), "+46");
    EXPECT_TRUE(result->body.empty());
    EXPECT_EQ(result->header("X-ONE"), "a, b");
    EXPECT_EQ(result->tries, 1);
    EXPECT_EQ(server->requests()[0].target(), "/provisioning/device/d%2B1");
}

TEST_F(ApiClientTest, TheRequestCarriesTokenTypeAndName)
{
    // given
    serve(answer(httpReply(200, "{}")));
    api::Request request = change(Method::Patch, "[]");
    request.headers = {{"X-Mine", "1"}};
    request.query.addQueryItem(u"q"_s, u"a b&c"_s);
    // when
    ASSERT_TRUE(ask(request));
    // then
    const RawRequest &seen = server->requests()[0];
    EXPECT_EQ(seen.method(), "PATCH");
    EXPECT_EQ(seen.target(), "/things?q=a%20b%26c");
    EXPECT_EQ(seen.header("Authorization"), "Bearer " + tokens->token().text);
    EXPECT_EQ(seen.header("Content-Type"), "application/json");
    EXPECT_EQ(seen.header("Accept"), "application/json");
    EXPECT_TRUE(seen.header("User-Agent").startsWith("iotcomms-console/"));
    EXPECT_EQ(seen.header("X-Mine"), "1");
    EXPECT_EQ(seen.header("Cookie"), "");
    EXPECT_EQ(seen.body, "[]");
}

TEST_F(ApiClientTest, EveryMethodArrivesAsItself)
{
    for (const Method method :
         {Method::Get, Method::Put, Method::Post, Method::Patch, Method::Delete, Method::Options}) {
        serve(answer(httpReply(200, "{}")));
        ASSERT_TRUE(ask(change(method)));
        EXPECT_EQ(server->requests()[0].method(), api::toByteArray(method));
        EXPECT_EQ(server->requests()[0].body, "{}");
    }
    serve(answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"));
    api::Request head = get();
    head.method = Method::Head;
    EXPECT_TRUE(ask(head));
}

TEST_F(ApiClientTest, CookiesAreNotKept)
{
    // given
    serve(answer(httpReply(200, "{}", "Set-Cookie: a=b; Path=/\r\n")));
    // when
    ASSERT_TRUE(ask(get()));
    ASSERT_TRUE(ask(get()));
    // then
    EXPECT_EQ(server->requests()[1].header("Cookie"), "");
}

TEST_F(ApiClientTest, HeadersThatAreNotForCallersAreRefused)
{
    serve(answer(httpReply(200, "{}")));
    for (const auto &[name, value] : api::Headers{{"Authorization", "Bearer x"},
                                                  {"Host", "evil.example"},
                                                  {"X-A", "1\r\nX-B: 2"},
                                                  {"X A", "1"},
                                                  {"", "1"}}) {
        api::Request request = get();
        request.headers = {{name, value}};
        EXPECT_EQ(codeOf(request), ApiError::Code::Other);
    }
    EXPECT_EQ(server->count(), 0);
}

struct StatusCase
{
    int status;
    ApiError::Code code;
};

class ApiClientStatusTest : public ClientFixture, public testing::WithParamInterface<StatusCase>
{
};

TEST_P(ApiClientStatusTest, BecomesAnErrorWithTheServersWords)
{
    // given
    serve(answer(httpReply(GetParam().status, R"({"message":"<b>no</b>","password":"hunter2"})")));
    // when
    const Result result = ask(change(Method::Post));
    // then
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, GetParam().code);
    EXPECT_EQ(result.error().httpStatus, GetParam().status);
    EXPECT_EQ(result.error().serverText, u"<b>no</b>"_s);
    EXPECT_FALSE(result.error().what.isEmpty());
    EXPECT_FALSE(result.error().advice.isEmpty());
    EXPECT_FALSE(result.error().requestId.isEmpty());
    EXPECT_TRUE(result.error().rawBody.contains("<b>no</b>"));
    EXPECT_FALSE(result.error().rawBody.contains("hunter2"));
    EXPECT_FALSE(result.error().toString().contains(u'{')) << "a place holder was left";
}

using Code = ApiError::Code;
INSTANTIATE_TEST_SUITE_P(
    AllOfThem, ApiClientStatusTest,
    testing::Values(StatusCase{400, Code::BadRequest}, StatusCase{401, Code::Unauthorized},
                    StatusCase{403, Code::Forbidden}, StatusCase{404, Code::NotFound},
                    StatusCase{405, Code::MethodNotAllowed}, StatusCase{409, Code::Conflict},
                    StatusCase{412, Code::Conflict}, StatusCase{413, Code::TooLarge},
                    StatusCase{418, Code::BadRequest}, StatusCase{429, Code::RateLimited},
                    StatusCase{500, Code::ServerError}, StatusCase{503, Code::ServerError}),
    [](const auto &each) { return "Status" + std::to_string(each.param.status); });

TEST_F(ApiClientTest, TheGatewaysMissingTokenMeansAnUnknownPath)
{
    serve(answer(httpReply(403, R"({"message":"Missing Authentication Token"})")));
    EXPECT_EQ(codeOf(get()), Code::Forbidden);
    EXPECT_TRUE(last.meaning.contains(u"path"_s)) << last.meaning.toStdString();
}

TEST_F(ApiClientTest, A401ThatOurChecksCannotExplainPointsToTheUploadedKey)
{
    serve(answer(httpReply(401, R"({"message":"Unauthorized"})",
                           "WWW-Authenticate: Basic realm=\"x\"\r\n")));
    EXPECT_EQ(codeOf(change(Method::Patch)), Code::Unauthorized);
    EXPECT_TRUE(last.evidence.isEmpty());
    EXPECT_TRUE(last.advice.contains(u"upload"_s)) << last.advice.toStdString();
}

TEST_F(ApiClientTest, A401FromAServerWhoseClockIsAheadNamesTheBrokenRule)
{
    // given: a server two hours ahead, for which the token is too old
    serve({});
    server->setScript([](QTcpSocket *peer, const RawRequest &) {
        const qint64 ahead = QDateTime::currentMSecsSinceEpoch() + 7'200'000;
        peer->write(httpReply(401, "{}", "Date: " + httpDate(ahead) + "\r\n"));
    });
    // when
    EXPECT_EQ(codeOf(get()), Code::Unauthorized);
    // then
    EXPECT_TRUE(last.evidence.join(u'\n').contains(u"iat: "_s));
    EXPECT_TRUE(last.advice.contains(u"clock"_s)) << last.advice.toStdString();
    EXPECT_NEAR(double(client->clockOffset()), 7'200'000.0, 60'000.0);
}

TEST_F(ApiClientTest, TheClockOffsetIsReportedOnceWhileItStaysTheSame)
{
    // given
    serve({});
    server->setScript([](QTcpSocket *peer, const RawRequest &) {
        const qint64 behind = QDateTime::currentMSecsSinceEpoch() - 3'600'000;
        peer->write(httpReply(200, "{}", "Date: " + httpDate(behind) + "\r\n"));
    });
    const QSignalSpy changes(client.get(), &api::ApiClient::clockOffsetChanged);
    // when
    ASSERT_TRUE(ask(get()));
    ASSERT_EQ(changes.size(), 1);
    // then
    EXPECT_NEAR(double(client->clockOffset()), -3'600'000.0, 60'000.0);
}

TEST_F(ApiClientTest, ADateThatIsNoneIsIgnored)
{
    serve(answer(httpReply(200, "{}", "Date: yesterday\r\n")));
    ASSERT_TRUE(ask(get()));
    EXPECT_EQ(client->clockOffset(), 0);
}

TEST_F(ApiClientTest, SuccessFalseIsAFailure)
{
    serve(answer(httpReply(200, R"({"success":false,"reason":"no such call"})")));
    EXPECT_EQ(codeOf(get()), Code::SuccessFalse);
    EXPECT_EQ(last.serverText, u"no such call"_s);
    EXPECT_TRUE(last.rawBody.contains("no such call"));
}

TEST_F(ApiClientTest, ABodyThatIsNotJsonIsNamed)
{
    serve(answer(httpReply(200, "<html>Sign in</html>")));
    EXPECT_EQ(codeOf(get()), Code::NotJson);
    EXPECT_TRUE(last.rawBody.contains("Sign in"));
}

TEST_F(ApiClientTest, ABodyOfBytesComesUntouchedWhenNoJsonIsExpected)
{
    const QByteArray bytes("\0\1\xff RIFF", 8);
    serve(answer(httpReply(200, bytes)));
    api::Request request = get();
    request.expectJson = false;
    const Result result = ask(request);
    ASSERT_TRUE(result);
    EXPECT_EQ(QByteArray::fromStdString(result->body), bytes);
}

TEST_F(ApiClientTest, AnEmptyBodyIsAnErrorOnlyWhereOneIsNeeded)
{
    serve(answer(httpReply(200, "")));
    api::Request request = get();
    EXPECT_TRUE(ask(request));
    request.allowEmpty = false;
    EXPECT_EQ(codeOf(request), Code::EmptyBody);
    request.method = Method::Delete;
    EXPECT_TRUE(ask(request));
    request.method = Method::Get;
    server->setScript(answer("HTTP/1.1 204 No Content\r\n\r\n"));
    EXPECT_TRUE(ask(request));
}

TEST_F(ApiClientTest, ALargeBodyIsParsedInAWorker)
{
    // given: more than 1 MB
    QByteArray body = R"({"success":true,"devices":[0)";
    for (int i = 1; i < 300'000; ++i)
        body += ",12345";
    body += "]}";
    serve(answer(httpReply(200, body)));
    // when
    const Result result = ask(get());
    // then
    ASSERT_TRUE(result) << testing::PrintToString(result);
    EXPECT_EQ(result->document.root()["devices"].size(), 300'000U);
    EXPECT_EQ(result->replyBytes, body.size());
    // and one that is broken at its end
    server->setScript(answer(httpReply(200, body.chopped(1))));
    EXPECT_EQ(codeOf(get()), Code::NotJson);
}

TEST_F(ApiClientTest, NestingWithoutEndIsRefusedNotFollowed)
{
    serve(answer(httpReply(200, QByteArray(100'000, '[') + QByteArray(100'000, ']'))));
    EXPECT_EQ(codeOf(get()), Code::NotJson);
}

TEST_F(ApiClientTest, WithoutAKeyNothingIsSent)
{
    serve(answer(httpReply(200, "{}")));
    tokens.reset();
    remake();
    EXPECT_EQ(codeOf(get()), Code::NoKey);
    EXPECT_EQ(server->connections(), 0);
}

TEST_F(ApiClientTest, PlainHttpIsRefusedBeyondThisMachine)
{
    for (const QString &base : {u"http://192.0.2.1:8080"_s, u"http://localhost.evil.example"_s,
                                u"http://127.0.0.1.example"_s, u"ftp://127.0.0.1"_s, u""_s}) {
        connectTo(QUrl(base));
        EXPECT_EQ(codeOf(get()), Code::Other) << base.toStdString();
    }
}

TEST_F(ApiClientTest, APathMustBeginWithASlash)
{
    serve(answer(httpReply(200, "{}")));
    EXPECT_EQ(codeOf(get(u"@evil.example/"_s)), Code::Other);
    EXPECT_EQ(server->connections(), 0);
}

TEST_F(ApiClientTest, ARefusedConnectionAndAnUnknownNameAreToldApart)
{
    serve({});
    server->close();
    EXPECT_EQ(codeOf(change(Method::Post)), Code::NotConnected);
    connectTo(QUrl(u"https://no-such-host.invalid"_s));
    EXPECT_EQ(codeOf(get()), Code::HostNotFound);
}

TEST_F(ApiClientTest, EveryTryIsInTheHistoryWithoutItsSecrets)
{
    // given
    history = std::make_unique<api::History>(QString());
    serve(answers({httpReply(500, "{}"), httpReply(200, R"({"token":"abc"})")}));
    // when
    ASSERT_TRUE(ask(get()));
    // then
    const auto entries = history->recent();
    ASSERT_EQ(entries.size(), 2);
    EXPECT_EQ(entries[0].status, 200);
    EXPECT_EQ(entries[0].attempt, 2);
    EXPECT_EQ(entries[1].status, 500);
    EXPECT_EQ(entries[0].requestId, entries[1].requestId);
    EXPECT_EQ(entries[0].profileId, u"p1"_s);
    std::optional<api::HistoryEntry> whole;
    history->fetch(entries[0].row, history.get(), [&](const auto &entry) { whole = entry; });
    ASSERT_TRUE(QTest::qWaitFor([&] { return whole.has_value(); }, patience));
    EXPECT_EQ(whole->replyBody, R"({"token":"[redacted]"})");
    EXPECT_EQ(api::headerValue(whole->requestHeaders, "authorization"), "[redacted]");
    history.release()->deleteLater(); // after the client
}

TEST_F(ApiClientTest, TheHistoryTellsWhatWasCancelledAndWhatWasNeverSent)
{
    // given a server that never answers
    history = std::make_unique<api::History>(QString());
    serve([](QTcpSocket *, const RawRequest &) {});
    // when a request is cancelled, and another one has no key
    api::Call *call = queue->send(get());
    QSignalSpy finished(call, &api::Call::finished);
    ASSERT_TRUE(QTest::qWaitFor([&] { return server->count() == 1; }, patience));
    call->cancel();
    ASSERT_TRUE(QTest::qWaitFor([&] { return finished.size() == 1; }, patience));
    client->setTokens(nullptr);
    EXPECT_EQ(codeOf(get()), Code::NoKey);
    // and a third one gets no answer because the server is gone
    client->setTokens(tokens);
    server->close();
    EXPECT_EQ(codeOf(change(Method::Post)), Code::NotConnected);
    // then each says so
    const auto entries = history->recent();
    ASSERT_EQ(entries.size(), 3);
    EXPECT_EQ(entries[2].ending, api::Ending::Cancelled);
    EXPECT_EQ(entries[1].ending, api::Ending::NotSent);
    EXPECT_EQ(entries[0].ending, api::Ending::ByItself);
    EXPECT_EQ(entries[0].status, 0);
    history.release()->deleteLater(); // after the client
}

} // namespace
