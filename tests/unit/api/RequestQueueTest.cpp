// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/RequestQueue.h"

#include "tests/unit/api/ClientFixture.h"

#include <QSignalSpy>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;
using api::ApiError;
using api::Call;
using api::Method;
using api::Result;
using Code = ApiError::Code;

namespace {

class RequestQueueTest : public ClientFixture
{
protected:
    /// A script that never answers.
    static RawServer::Script silence()
    {
        return [](QTcpSocket *, const RawRequest &) {};
    }

    /// Sends, and cancels once @p ready holds; the result.
    std::optional<Result> cancelledWhen(const api::Request &request,
                                        const std::function<bool()> &ready)
    {
        std::optional<Result> result;
        int ends = 0;
        Call *call = queue->send(request, queue.get(), [&](const Result &r) {
            result = r;
            ++ends;
        });
        const QPointer<Call> watched(call);
        EXPECT_TRUE(QTest::qWaitFor(ready, patience));
        if (!watched) {
            ADD_FAILURE() << "it ended before it could be cancelled";
            return result;
        }
        call->cancel();
        call->cancel();
        EXPECT_FALSE(result) << "finished() came from within cancel()";
        EXPECT_TRUE(QTest::qWaitFor([&] { return result.has_value(); }, patience));
        QCoreApplication::processEvents();
        EXPECT_EQ(ends, 1);
        return result;
    }
};

RawServer::Script hangUp()
{
    return [](QTcpSocket *peer, const RawRequest &) { peer->disconnectFromHost(); };
}

struct RepeatCase
{
    Method method;
    int requests; ///< that a server sees which always fails
};

class RequestQueueRepeatTest : public RequestQueueTest,
                               public testing::WithParamInterface<RepeatCase>
{
};

TEST_P(RequestQueueRepeatTest, OnServerErrors)
{
    serve(answer(httpReply(500, "{}")));
    EXPECT_EQ(codeOf(change(GetParam().method)), Code::ServerError);
    EXPECT_EQ(server->count(), GetParam().requests);
}

TEST_P(RequestQueueRepeatTest, OnDroppedConnections)
{
    serve(hangUp());
    EXPECT_EQ(codeOf(change(GetParam().method)), Code::NotConnected);
    EXPECT_EQ(server->count(), GetParam().requests);
}

TEST_P(RequestQueueRepeatTest, OnDroppedConnectionsWithoutABody)
{
    serve(hangUp());
    EXPECT_EQ(codeOf(change(GetParam().method, "")), Code::NotConnected);
    EXPECT_EQ(server->count(), GetParam().requests);
}

TEST_P(RequestQueueRepeatTest, OnConnectionsDroppedAfterEarlierUse)
{
    // given: a connection that was kept open and is closed at the next request
    serve(answer(httpReply(200, "{}")));
    ASSERT_TRUE(ask(get()));
    server->setScript(hangUp());
    // when, then
    EXPECT_EQ(codeOf(change(GetParam().method)), Code::NotConnected);
    EXPECT_EQ(server->count() - 1, GetParam().requests);
}

TEST_P(RequestQueueRepeatTest, OnTooManyRequests)
{
    serve(answer(httpReply(429, "{}", "Retry-After: 0\r\n")));
    EXPECT_EQ(codeOf(change(GetParam().method)), Code::RateLimited);
    EXPECT_EQ(server->count(), GetParam().requests);
}

TEST_F(RequestQueueTest, WhatIsSentOnceIsRepeatedOnlyWhenNothingWasDone)
{
    const auto put = [this] {
        api::Request request = get();
        request.method = Method::Put;
        request.body = "{}";
        request.once = true;
        return codeOf(request);
    };
    serve(hangUp());
    EXPECT_EQ(put(), Code::NotConnected);
    EXPECT_EQ(server->count(), 1);
    serve(answer(httpReply(500, "{}")));
    EXPECT_EQ(put(), Code::ServerError);
    EXPECT_EQ(server->count(), 1);
    serve(answer(httpReply(429, "{}", "Retry-After: 0\r\n")));
    EXPECT_EQ(put(), Code::RateLimited);
    EXPECT_EQ(server->count(), 4);
}

INSTANTIATE_TEST_SUITE_P(Methods, RequestQueueRepeatTest,
                         testing::Values(RepeatCase{Method::Get, 4}, RepeatCase{Method::Put, 4},
                                         RepeatCase{Method::Delete, 4},
                                         RepeatCase{Method::Options, 4},
                                         RepeatCase{Method::Post, 1}, RepeatCase{Method::Patch, 1}),
                         [](const auto &each) {
                             return api::toByteArray(each.param.method).toStdString();
                         });

TEST_F(RequestQueueTest, ARequestThatNobodyListenedToHasNeverLeft)
{
    serve(hangUp());
    server->close();
    for (const Method method : {Method::Patch, Method::Put}) { // once, and in all its tries
        EXPECT_EQ(codeOf(change(method)), Code::NotConnected);
        EXPECT_TRUE(last.neverLeft);
    }
}

TEST_F(RequestQueueTest, ARequestWhoseConnectionBrokeMayHaveArrived)
{
    serve(hangUp());
    EXPECT_EQ(codeOf(change(Method::Patch)), Code::NotConnected);
    EXPECT_FALSE(last.neverLeft);
}

TEST_F(RequestQueueTest, ARequestMayHaveArrivedInATryBeforeTheLast)
{
    // given: the first try is taken and hung up on, later ones find nobody
    serve([this](QTcpSocket *peer, const RawRequest &) {
        peer->disconnectFromHost();
        server->close();
    });
    // when, then
    EXPECT_EQ(codeOf(change(Method::Put)), Code::NotConnected);
    EXPECT_EQ(server->count(), 1);
    EXPECT_FALSE(last.neverLeft);
}

TEST_F(RequestQueueTest, ARepeatThatWorksIsASuccess)
{
    // given
    serve(answers({httpReply(503, "{}"), httpReply(500, "{}"), httpReply(200, "{}")}));
    QList<int> starts;
    std::optional<Result> result;
    // when
    Call *call = queue->send(get(), queue.get(), [&](const Result &r) { result = r; });
    QObject::connect(call, &Call::started, queue.get(), [&](int n) { starts += n; });
    QSignalSpy retrying(call, &Call::retrying);
    ASSERT_TRUE(QTest::qWaitFor([&] { return result.has_value(); }, patience));
    // then
    ASSERT_TRUE(*result);
    EXPECT_EQ((*result)->tries, 3);
    EXPECT_EQ(starts, (QList<int>{1, 2, 3}));
    ASSERT_EQ(retrying.size(), 2);
    EXPECT_FALSE(retrying[0][1].toString().isEmpty());
}

TEST_F(RequestQueueTest, OtherFailuresAreNotRepeated)
{
    serve(answer(httpReply(404, "{}")));
    EXPECT_EQ(codeOf(get()), Code::NotFound);
    EXPECT_EQ(server->count(), 1);
}

TEST_F(RequestQueueTest, RetryAfterInSecondsIsWaitedFor)
{
    serve(answers({httpReply(503, "{}", "Retry-After: 1\r\n"), httpReply(200, "{}")}));
    Call *call = queue->send(get());
    QSignalSpy retrying(call, &Call::retrying);
    QSignalSpy finished(call, &Call::finished);
    ASSERT_TRUE(retrying.wait(patience));
    EXPECT_EQ(retrying[0][0].toInt(), 1000);
    ASSERT_TRUE(finished.wait(patience));
    EXPECT_EQ(server->count(), 2);
}

TEST_F(RequestQueueTest, ARetryAfterOfHoursIsNotWaitedForButTold)
{
    serve(answer(httpReply(429, "{}", "Retry-After: 7200\r\n")));
    EXPECT_EQ(codeOf(get()), Code::RateLimited);
    EXPECT_EQ(server->count(), 1);
    EXPECT_TRUE(last.advice.contains(u"7200"_s)) << last.advice.toStdString();
    // and nothing else is held up by it
    server->setScript(answer(httpReply(200, "{}")));
    EXPECT_TRUE(ask(get()));
}

TEST_F(RequestQueueTest, AfterA429NothingNewIsSentUntilItsTime)
{
    // given: the first is answered 429, and asks for a second
    serve(answers({httpReply(429, "{}", "Retry-After: 1\r\n"), httpReply(200, "{}")}));
    EXPECT_EQ(codeOf(change(Method::Patch)), Code::RateLimited);
    // when
    std::optional<Result> result;
    queue->send(get(), queue.get(), [&](const Result &r) { result = r; });
    QCoreApplication::processEvents();
    // then
    EXPECT_EQ(queue->running(), 0);
    EXPECT_EQ(queue->waiting(), 1);
    ASSERT_TRUE(QTest::qWaitFor([&] { return result.has_value(); }, patience));
    EXPECT_TRUE(*result);
}

TEST_F(RequestQueueTest, A401SignsAnewAndRepeatsOnceWithTheBody)
{
    // given
    serve(answers({httpReply(401, "{}"), httpReply(200, "{}")}));
    const int before = tokens->token().generation;
    // when
    const Result result = ask(change(Method::Post, "{\"a\":1}"));
    // then
    EXPECT_TRUE(result) << testing::PrintToString(result);
    ASSERT_EQ(server->count(), 2);
    EXPECT_EQ(server->requests()[1].body, "{\"a\":1}");
    EXPECT_EQ(tokens->token().generation, before + 1);
}

TEST_F(RequestQueueTest, ASecond401IsTheEnd)
{
    serve(answer(httpReply(401, "{}")));
    for (const Method method : {Method::Get, Method::Patch}) {
        const qsizetype before = server->count();
        EXPECT_EQ(codeOf(change(method)), Code::Unauthorized);
        EXPECT_EQ(server->count() - before, 2);
    }
}

TEST_F(RequestQueueTest, ManyRefusedWithOneTokenSignAnewOnce)
{
    // given: twelve at once, all refused while the first token is used
    const QByteArray first = [&] {
        serve({});
        return "Bearer " + tokens->token().text;
    }();
    server->setScript([first](QTcpSocket *peer, const RawRequest &request) {
        peer->write(httpReply(request.header("Authorization") == first ? 401 : 200, "{}"));
    });
    const int generation = tokens->token().generation;
    // A token of the same second would be the same text: wait for the next one.
    const qint64 second = QDateTime::currentSecsSinceEpoch();
    ASSERT_TRUE(QTest::qWaitFor([&] { return QDateTime::currentSecsSinceEpoch() > second; }));
    // when
    int good = 0;
    for (int i = 0; i < 12; ++i)
        queue->send(get(), queue.get(), [&](const Result &r) { good += r.has_value(); });
    QSignalSpy idle(queue.get(), &api::RequestQueue::idle);
    ASSERT_TRUE(idle.wait(patience));
    // then
    EXPECT_EQ(good, 12);
    EXPECT_EQ(tokens->token().generation, generation + 1);
}

TEST_F(RequestQueueTest, NoMoreThanTheLimitRunAtOnce)
{
    // given: a server that answers only when as many as allowed are waiting
    struct Held
    {
        QList<RawServer::Peer> peers;
        qsizetype most = 0;
    };
    auto held = std::make_shared<Held>();
    serve([held](QTcpSocket *peer, const RawRequest &) {
        held->peers += peer;
        held->most = std::max(held->most, held->peers.size());
        if (held->peers.size() == 3) {
            for (const auto &waiting : std::exchange(held->peers, {}))
                waiting->write(httpReply(200, "{}"));
        }
    });
    queue->setConcurrency(3);
    // when
    for (int i = 0; i < 30; ++i)
        queue->send(get());
    EXPECT_EQ(queue->waiting(), 30);
    QSignalSpy idle(queue.get(), &api::RequestQueue::idle);
    ASSERT_TRUE(idle.wait(patience));
    // then
    EXPECT_EQ(held->most, 3);
    EXPECT_EQ(server->count(), 30);
    EXPECT_EQ(idle.size(), 1);
}

TEST_F(RequestQueueTest, ForegroundGoesFirstEachInTheOrderSent)
{
    // given
    serve(answer(httpReply(200, "{}")));
    queue->setConcurrency(1);
    for (int i = 0; i < 3; ++i) {
        api::Request request = get(u"/background%1"_s.arg(i));
        request.priority = api::Priority::Background;
        queue->send(request);
    }
    for (int i = 0; i < 3; ++i)
        queue->send(get(u"/foreground%1"_s.arg(i)));
    // when
    QSignalSpy idle(queue.get(), &api::RequestQueue::idle);
    ASSERT_TRUE(idle.wait(patience));
    // then
    QByteArrayList order;
    for (const RawRequest &request : server->requests())
        order += request.target().mid(1);
    EXPECT_EQ(order.join(' '),
              "foreground0 foreground1 foreground2 background0 background1 background2");
}

TEST_F(RequestQueueTest, NothingEndsWithinSendNotEvenWhatIsWrongFromTheStart)
{
    serve(answer(httpReply(200, "{}")));
    bool ended = false;
    queue->send(get(u"no slash"_s), queue.get(), [&](const Result &) { ended = true; });
    EXPECT_FALSE(ended);
    EXPECT_TRUE(QTest::qWaitFor([&] { return ended; }, patience));
}

TEST_F(RequestQueueTest, CanBeCancelledBeforeItIsSent)
{
    serve(silence());
    const auto result = cancelledWhen(get(), [] { return true; });
    EXPECT_EQ(result->error().code, Code::Cancelled);
    EXPECT_EQ(server->count(), 0);
}

TEST_F(RequestQueueTest, CanBeCancelledWhileTheServerIsSilent)
{
    serve(silence());
    const auto result = cancelledWhen(get(), [&] { return server->count() == 1; });
    EXPECT_EQ(result->error().code, Code::Cancelled);
}

TEST_F(RequestQueueTest, CanBeCancelledWhileConnecting)
{
    // given: a server that takes the connection and never answers to the start of TLS
    serve(silence());
    QUrl url = server->url();
    url.setScheme(u"https"_s);
    connectTo(url);
    const auto result = cancelledWhen(get(), [&] { return !server->received().isEmpty(); });
    EXPECT_EQ(result->error().code, Code::Cancelled);
}

TEST_F(RequestQueueTest, CanBeCancelledInTheMiddleOfABody)
{
    serve(answer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":"));
    bool begun = false;
    QObject::connect(client.get(), &api::ApiClient::attemptProgress, queue.get(),
                     [&] { begun = true; });
    const auto result = cancelledWhen(get(), [&] { return begun; });
    EXPECT_EQ(result->error().code, Code::Cancelled);
}

TEST_F(RequestQueueTest, CanBeCancelledWhileItWaitsForItsRepeat)
{
    serve(answer(httpReply(503, "{}", "Retry-After: 100\r\n")));
    const auto result =
        cancelledWhen(get(), [&] { return server->count() == 1 && queue->waiting() == 1; });
    EXPECT_EQ(result->error().code, Code::Cancelled);
    EXPECT_EQ(server->count(), 1);
}

TEST_F(RequestQueueTest, CancelledInItsOwnStartedSignalItEndsAllTheSame)
{
    serve(silence());
    Call *call = queue->send(get());
    QSignalSpy finished(call, &Call::finished);
    QObject::connect(call, &Call::started, call, &Call::cancel);
    EXPECT_TRUE(finished.wait(patience));
}

TEST_F(RequestQueueTest, CancelAllEndsEverythingOnce)
{
    serve(silence());
    int ends = 0;
    for (int i = 0; i < 2'000; ++i)
        queue->send(get(), queue.get(), [&](const Result &r) {
            EXPECT_EQ(r.error().code, Code::Cancelled);
            ++ends;
        });
    ASSERT_TRUE(QTest::qWaitFor([&] { return server->count() == 6; }, patience));
    queue->cancelAll();
    ASSERT_TRUE(QTest::qWaitFor([&] { return ends == 2'000; }, patience));
    EXPECT_EQ(queue->waiting() + queue->running(), 0);
}

TEST_F(RequestQueueTest, DeletedInFlightNothingComesAfter)
{
    serve(silence());
    QObject outside;
    int ends = 0;
    for (int i = 0; i < 20; ++i)
        queue->send(get(), &outside, [&](const Result &) { ++ends; });
    ASSERT_TRUE(QTest::qWaitFor([&] { return server->count() == 6; }, patience));
    queue.reset();
    QCoreApplication::processEvents();
    EXPECT_EQ(ends, 0);
}

TEST_F(RequestQueueTest, DeletedFromWithinAnAnswerItIsGoneForGood)
{
    serve(answer(httpReply(200, "{}")));
    QObject outside;
    int ends = 0;
    for (int i = 0; i < 20; ++i) {
        queue->send(get(), &outside, [&](const Result &) {
            ++ends;
            queue.reset();
            client.reset();
        });
    }
    ASSERT_TRUE(QTest::qWaitFor([&] { return !queue; }, patience));
    QCoreApplication::processEvents();
    EXPECT_EQ(ends, 1);
}

TEST_F(RequestQueueTest, WithoutItsClientEverythingEnds)
{
    serve(silence());
    int ends = 0;
    for (int i = 0; i < 10; ++i)
        queue->send(get(), queue.get(), [&](const Result &) { ++ends; });
    ASSERT_TRUE(QTest::qWaitFor([&] { return server->count() == 6; }, patience));
    client.reset();
    queue->send(get(), queue.get(), [&](const Result &) { ++ends; });
    EXPECT_TRUE(QTest::qWaitFor([&] { return ends == 11; }, patience));
}

TEST_F(RequestQueueTest, TwoQueuesOnOneClientDoNotMixTheirAnswers)
{
    serve([](QTcpSocket *peer, const RawRequest &request) {
        peer->write(httpReply(200, '"' + request.target() + '"'));
    });
    api::RequestQueue second(client.get());
    QByteArrayList got;
    const auto keep = [&](const Result &r) {
        const auto text = r->document.root().text();
        got += QByteArray(text.data(), qsizetype(text.size()));
    };
    queue->send(get(u"/one"_s), queue.get(), keep);
    second.send(get(u"/two"_s), &second, keep);
    ASSERT_TRUE(QTest::qWaitFor([&] { return got.size() == 2; }, patience));
    std::ranges::sort(got);
    EXPECT_EQ(got.join(' '), "/one /two");
}

} // namespace
