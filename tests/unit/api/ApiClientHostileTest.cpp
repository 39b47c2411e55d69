// SPDX-License-Identifier: GPL-3.0-or-later
// ApiClient against servers that stall, lie, break off and send rubbish.
#include "tests/unit/api/ClientFixture.h"

#include <QTimer>

using namespace Qt::StringLiterals;
using api::ApiError;
using api::Method;
using api::Result;
using Code = ApiError::Code;

namespace {

class ApiClientHostileTest : public ClientFixture
{
};

api::Request impatient(api::Request request, int ms = 400)
{
    request.inactivityTimeout = ms;
    return request;
}

TEST_F(ApiClientHostileTest, SilenceEndsTheRequest)
{
    serve([](QTcpSocket *, const RawRequest &) {});
    EXPECT_EQ(codeOf(impatient(get(), 50)), Code::TimedOut);
}

TEST_F(ApiClientHostileTest, AStallInTheMiddleOfABodyEndsIt)
{
    serve(answer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":"));
    EXPECT_EQ(codeOf(impatient(get(), 50)), Code::TimedOut);
}

TEST_F(ApiClientHostileTest, ASlowBodyThatKeepsComingIsWaitedFor)
{
    // given: 20 bytes, one every tenth of the time-out, twice the time-out in all
    serve([](QTcpSocket *peer, const RawRequest &) {
        peer->write("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n");
        auto *timer = new QTimer(peer);
        auto left = std::make_shared<int>(20);
        QObject::connect(timer, &QTimer::timeout, peer, [peer, timer, left] {
            peer->write(*left == 20 ? "[" : *left == 1 ? "]" : " ");
            if (--*left == 0)
                timer->stop();
        });
        timer->start(200);
    });
    // when, then
    const Result result = ask(impatient(get(), 2'000));
    EXPECT_TRUE(result) << testing::PrintToString(result);
}

TEST_F(ApiClientHostileTest, AnAnnouncedBodyBeyondTheCeilingIsNotRead)
{
    serve(answer("HTTP/1.1 200 OK\r\nContent-Length: 209715200\r\n\r\n[1"));
    api::Request request = get();
    request.maximumReplyBytes = 1024 * 1024;
    EXPECT_EQ(codeOf(request), Code::BodyTooLarge);
    EXPECT_TRUE(last.what.contains(u"1 MB"_s)) << last.what.toStdString();
}

TEST_F(ApiClientHostileTest, ABodyWithoutAnnouncedLengthIsStoppedAtTheCeiling)
{
    // given: 200 MB in pieces, each sent when the one before has gone
    constexpr qint64 whole = 200LL << 20;
    serve([](QTcpSocket *peer, const RawRequest &) {
        peer->write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
        auto written = std::make_shared<qint64>(0);
        QObject::connect(peer, &QTcpSocket::bytesWritten, peer, [peer, written] {
            if (peer->bytesToWrite() > 0 || *written >= whole)
                return;
            *written += 1 << 18;
            peer->write(QByteArray(1 << 18, ' '));
        });
    });
    api::Request request = get();
    request.maximumReplyBytes = 1024 * 1024;
    // when
    EXPECT_EQ(codeOf(request), Code::BodyTooLarge);
    // then
    EXPECT_LT(server->sent(), whole);
}

TEST_F(ApiClientHostileTest, ABombIsCountedUnpacked)
{
    if (clientsUseWire)
        GTEST_SKIP() << "it asks for bodies as they are";
    // given: 64 MB of blanks, packed; qCompress is zlib with four bytes of length before it
    const QByteArray packed = qCompress(QByteArray(64 << 20, ' '), 9).mid(4);
    ASSERT_LT(packed.size(), 1 << 20);
    serve(answer(httpReply(200, packed, "Content-Encoding: deflate\r\n")));
    api::Request request = get();
    request.maximumReplyBytes = 4 << 20;
    // when, then
    EXPECT_EQ(codeOf(request), Code::BodyTooLarge);
}

TEST_F(ApiClientHostileTest, APackedBodyIsUnpacked)
{
    if (clientsUseWire)
        GTEST_SKIP() << "it asks for bodies as they are";
    const QByteArray packed = qCompress(QByteArray(R"({"a":[1,2,3]})"), 9).mid(4);
    serve(answer(httpReply(200, packed, "Content-Encoding: deflate\r\n")));
    const Result result = ask(get());
    ASSERT_TRUE(result) << testing::PrintToString(result);
    EXPECT_EQ(result->document.root()["a"].size(), 3U);
}

TEST_F(ApiClientHostileTest, ATruncatedPackedBodyIsAnError)
{
    QByteArray body = "[0";
    for (int i = 0; i < 5'000; ++i)
        body += ',' + QByteArray::number(i * i);
    const QByteArray packed = qCompress(body + ']', 9).mid(4);
    const QByteArray whole = httpReply(200, packed, "Content-Encoding: deflate\r\n");
    serve([whole](QTcpSocket *peer, const RawRequest &) {
        peer->write(whole.chopped(whole.size() / 3));
        peer->disconnectFromHost();
    });
    EXPECT_EQ(codeOf(change(Method::Post)), Code::NotConnected);
}

TEST_F(ApiClientHostileTest, PackingIsNotAskedForWhenTheBodyIsNotJson)
{
    serve(answer(httpReply(200, "RIFF")));
    api::Request request = get();
    request.expectJson = false;
    EXPECT_TRUE(ask(request));
    EXPECT_EQ(server->requests()[0].header("Accept-Encoding"), "identity");
}

TEST_F(ApiClientHostileTest, AnEndlessErrorPageIsCutAndStillToldByItsStatus)
{
    // given
    serve(answer("HTTP/1.1 404 No\r\nConnection: close\r\n\r\n" + QByteArray(3 << 20, 'x')));
    // when, then
    EXPECT_EQ(codeOf(get()), Code::NotFound);
    EXPECT_LE(last.rawBody.size(), 64 * 1024);
}

TEST_F(ApiClientHostileTest, RubbishForAChunkSizeIsNoData)
{
    serve(answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{\"a\":1}\r\n"));
    api::Request request = impatient(get(), 5'000);
    request.allowEmpty = false;
    EXPECT_FALSE(ask(request));
}

struct Breakage
{
    const char *name;
    QByteArray bytes; ///< then the connection is closed
};

class ApiClientBreakageTest : public ClientFixture, public testing::WithParamInterface<Breakage>
{
};

TEST_P(ApiClientBreakageTest, IsAnErrorAndNeverSentTwice)
{
    // given
    serve([](QTcpSocket *peer, const RawRequest &) {
        peer->write(GetParam().bytes);
        peer->disconnectFromHost();
    });
    // when
    const Result result = ask(impatient(change(Method::Patch), 5'000));
    // then
    ASSERT_FALSE(result);
    EXPECT_FALSE(result.error().what.isEmpty());
    EXPECT_EQ(server->count(), 1);
}

INSTANTIATE_TEST_SUITE_P(
    Servers, ApiClientBreakageTest,
    testing::Values(
        Breakage{"HangsUp", ""}, Breakage{"HalfAStatusLine", "HTTP/1.1 20"},
        Breakage{"OnlyHeaders", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n"},
        Breakage{"TruncatedBody", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"a\":1}"},
        Breakage{"TruncatedChunk",
                 "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{\"a\":1}"},
        Breakage{"MissingLastChunk",
                 "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n{\"a\":1}\r\n"},
        Breakage{"NotHttp", "SSH-2.0-OpenSSH_9.2\r\n"},
        Breakage{"BadStatus", "HTTP/1.1 abc Nope\r\n\r\n"},
        Breakage{"Zeros", QByteArray(5000, '\0')},
        Breakage{"HeaderBomb", "HTTP/1.1 200 OK\r\nX-Long: " + QByteArray(12 << 20, 'a')},
        Breakage{"ManyHeaders",
                 [] {
                     QByteArray text = "HTTP/1.1 200 OK\r\n";
                     for (int i = 0; i < 400'000; ++i)
                         text += "A: b\r\n";
                     return text;
                 }()}),
    [](const auto &each) { return each.param.name; });

/// Where the redirect points, for requests by @p method.
struct Redirect
{
    const char *name;
    Method method;
    int status;
    bool toOther;
    bool followed;
};

class ApiClientRedirectTest : public ClientFixture, public testing::WithParamInterface<Redirect>
{
};

TEST_P(ApiClientRedirectTest, KeepsTheTokenAtHome)
{
    // given
    RawServer other(answer(httpReply(200, R"({"from":"other"})")));
    serve({});
    const QByteArray target = GetParam().toOther ? other.url().toEncoded() + "/x" : "/moved";
    server->setScript([&](QTcpSocket *peer, const RawRequest &request) {
        peer->write(request.target() == "/moved"
                        ? httpReply(200, R"({"from":"home"})")
                        : httpReply(GetParam().status, "", "Location: " + target + "\r\n"));
    });
    // when
    const Result result = ask(change(GetParam().method, "{\"secretBody\":1}"));
    // then
    EXPECT_EQ(result.has_value(), GetParam().followed);
    if (!result) {
        EXPECT_EQ(result.error().code, Code::Redirected);
        EXPECT_TRUE(result.error().what.contains(GetParam().toOther ? u"/x"_s : u"/moved"_s));
        EXPECT_EQ(server->count(), 1);
    }
    EXPECT_EQ(other.connections(), 0);
    EXPECT_EQ(other.received(), "");
}

INSTANTIATE_TEST_SUITE_P(
    Matrix, ApiClientRedirectTest,
    testing::Values(Redirect{"Get302Home", Method::Get, 302, false, true},
                    Redirect{"Get307Home", Method::Get, 307, false, true},
                    Redirect{"Options308Home", Method::Options, 308, false, true},
                    Redirect{"Get302OtherPort", Method::Get, 302, true, false},
                    Redirect{"Get307OtherPort", Method::Get, 307, true, false},
                    Redirect{"Patch307Home", Method::Patch, 307, false, false},
                    Redirect{"Patch307OtherPort", Method::Patch, 307, true, false},
                    Redirect{"Post303Home", Method::Post, 303, false, false},
                    Redirect{"Delete302Home", Method::Delete, 302, false, false},
                    Redirect{"Put308OtherPort", Method::Put, 308, true, false}),
    [](const auto &each) { return each.param.name; });

TEST_F(ApiClientHostileTest, RedirectsToOtherHostsAndSchemesAreNamedNotFollowed)
{
    for (const QByteArray &target :
         {QByteArray("https://evil.example/steal"), QByteArray("//evil.example/steal"),
          QByteArray("ftp://127.0.0.1/x"), QByteArray("javascript:alert(1)"),
          QByteArray("http://user@evil.example/")}) {
        serve(answer(httpReply(302, "", "Location: " + target + "\r\n")));
        EXPECT_EQ(codeOf(get()), Code::Redirected) << target.toStdString();
        EXPECT_EQ(server->count(), 1);
    }
}

TEST_F(ApiClientHostileTest, TheQueryOfARedirectIsNotShown)
{
    serve(answer(httpReply(302, "", "Location: https://b.example/a.mp3?Signature=s3cr3t#x\r\n")));
    EXPECT_EQ(codeOf(get()), Code::Redirected);
    EXPECT_TRUE(last.what.contains(u"b.example/a.mp3"_s)) << last.what.toStdString();
    EXPECT_FALSE(last.what.contains(u"s3cr3t"_s)) << last.what.toStdString();
}

TEST_F(ApiClientHostileTest, ARedirectLoopEnds)
{
    serve(answer(httpReply(302, "", "Location: /things\r\n")));
    EXPECT_EQ(codeOf(get()), Code::Other);
    EXPECT_EQ(server->count(), 6);
}

TEST_F(ApiClientHostileTest, ARedirectWithoutATargetIsAnError)
{
    serve(answer(httpReply(302, "")));
    EXPECT_EQ(codeOf(get()), Code::Other);
    server->setScript(answer("HTTP/1.1 304 Not Modified\r\n\r\n"));
    EXPECT_EQ(codeOf(get()), Code::Other);
}

} // namespace
