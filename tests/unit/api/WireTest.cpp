// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP of our own for thousands of small requests: where a reply ends, what a kept connection is
// good for. That it behaves as Qt's does, the other tests of this program show.
#include "app/api/wire/WireBody.h"
#include "tests/unit/api/ClientFixture.h"

#include <QTimer>

using namespace Qt::StringLiterals;
using api::ApiError;
using api::Method;
using api::Result;
using api::WireBody;
using Code = ApiError::Code;

namespace {

[[maybe_unused]] const bool all = clientsUseWire = true; // of this program

class WireTest : public ClientFixture
{
};

TEST_F(WireTest, OneConnectionCarriesManyRequests)
{
    serve(answer(httpReply(200, R"({"n":1})")));
    for (int i = 0; i < 20; ++i)
        ASSERT_TRUE(ask(change(Method::Patch, "[]")));
    EXPECT_EQ(server->connections(), 1);
    EXPECT_EQ(server->count(), 20);
    EXPECT_EQ(server->requests().last().body, "[]");
    EXPECT_EQ(server->requests().last().header("Content-Length"), "2");
}

TEST_F(WireTest, AHostThatClosesIsConnectedToAnew)
{
    serve([](QTcpSocket *peer, const RawRequest &) {
        peer->write(httpReply(200, "{}", "Connection: close\r\n"));
        peer->disconnectFromHost();
    });
    for (int i = 0; i < 3; ++i)
        EXPECT_TRUE(ask(change(Method::Patch)));
    EXPECT_EQ(server->connections(), 3);
}

TEST_F(WireTest, AKeptConnectionThatWasClosedMeanwhileIsNotUsedAgain)
{
    RawServer::Peer kept;
    serve([&kept](QTcpSocket *peer, const RawRequest &) {
        kept = peer;
        peer->write(httpReply(200, "{}"));
    });
    ASSERT_TRUE(ask(get()));
    kept->disconnectFromHost();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !kept; }, patience));
    EXPECT_TRUE(ask(change(Method::Patch)));
    EXPECT_EQ(server->count(), 2);
}

TEST_F(WireTest, ARequestThatWasCutOffIsNotSentASecondTime)
{
    serve([](QTcpSocket *peer, const RawRequest &) { peer->abort(); });
    EXPECT_EQ(codeOf(change(Method::Patch)), Code::NotConnected);
    EXPECT_EQ(server->count(), 1);
}

TEST_F(WireTest, ChunksInPiecesOfAnySize)
{
    const QByteArray whole = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                             "Transfer-Encoding: chunked\r\n\r\n"
                             "4;x=y\r\n{\"a\"\r\n"
                             "A\r\n:\"\r\n\r\n\r\n\r\n\r\n"
                             "2\r\n\"}\r\n"
                             "0\r\nT: 1\r\n\r\n";
    // A string has no raw line ends: this one is for the framing, not for JSON.
    for (const int piece : {1, 2, 3, 7, 1000}) {
        serve([whole, piece](QTcpSocket *peer, const RawRequest &) {
            for (qsizetype at = 0; at < whole.size(); at += piece) {
                peer->write(whole.mid(at, piece));
                peer->flush();
            }
        });
        api::Request request = get();
        request.expectJson = false;
        const Result result = ask(request);
        ASSERT_TRUE(result) << piece;
        EXPECT_EQ(result->body, "{\"a\":\"\r\n\r\n\r\n\r\n\"}") << piece;
    }
}

TEST_F(WireTest, ABodyWithoutALengthEndsWithTheConnection)
{
    serve([](QTcpSocket *peer, const RawRequest &) {
        peer->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"a\":");
        QTimer::singleShot(5, peer, [peer] {
            peer->write("1}");
            peer->disconnectFromHost();
        });
    });
    const Result result = ask(get());
    ASSERT_TRUE(result);
    EXPECT_EQ(result->document.serialize(), R"({"a":1})");
}

TEST_F(WireTest, InterimRepliesArePassedOver)
{
    serve(answer("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" +
                 httpReply(200, "{}")));
    EXPECT_TRUE(ask(get()));
}

TEST_F(WireTest, WhatContradictsItselfIsNoReply)
{
    for (const QByteArray &fields :
         {"Content-Length: 2\r\nContent-Length: 3\r\n"_ba,
          "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n"_ba, "Content-Length: -2\r\n"_ba,
          "Content-Length: 2x\r\n"_ba, "Transfer-Encoding: gzip\r\n"_ba,
          "No colon\r\nContent-Length: 2\r\n"_ba}) {
        serve(answer("HTTP/1.1 200 OK\r\n" + fields + "\r\n{}"));
        EXPECT_EQ(codeOf(change(Method::Patch)), Code::Other) << fields.toStdString();
    }
}

TEST_F(WireTest, BytesThatNobodyAskedForEndTheConnection)
{
    serve(answer(httpReply(200, "{}") + httpReply(200, R"({"smuggled":true})")));
    ASSERT_TRUE(ask(get()));
    const Result second = ask(get());
    ASSERT_TRUE(second);
    EXPECT_EQ(second->document.serialize(), "{}");
    EXPECT_EQ(server->connections(), 2);
}

TEST(WireBodyTest, AChunkSizeThatIsNoneIsAnError)
{
    QHttpHeaders fields;
    fields.append("Transfer-Encoding", "chunked");
    for (const QByteArray &bytes :
         {"zz\r\n"_ba, "-1\r\n"_ba, "fffffffffffffffffff\r\n"_ba, "\r\n"_ba}) {
        auto body = WireBody::of("GET", 200, fields);
        ASSERT_TRUE(body);
        QByteArray left = bytes;
        EXPECT_FALSE(body->take(left)) << bytes.toStdString();
    }
}

} // namespace
