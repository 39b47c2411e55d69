// SPDX-License-Identifier: GPL-3.0-or-later
// A platform that asks to wait, and answers that do not say whether anything was done.
#include "BulkFixture.h"
#include "models/BulkSender.h"

using namespace Qt::StringLiterals;
using testing::Each;
using testing::HasSubstr;

namespace {

class BulkDoubtTest : public BulkFixture
{
protected:
    /// Answers the first @p times requests by @p reply.
    void answerFirst(int times, const QByteArray &reply)
    {
        m_left = times;
        hook = [this, reply](QTcpSocket *peer, const RawRequest &request, const QString &) {
            if (request.method() != "PATCH" || m_left == 0)
                return false;
            --m_left;
            peer->write(reply);
            return true;
        };
    }
    int m_left = 0;
};

TEST_F(BulkDoubtTest, GivenAWaitBeyondWhatIsWaitedFor_WhenItIsAskedFor_ThenTheRunPausesAndSaysSo)
{
    answerFirst(1, httpReply(429, "{}", "Retry-After: 300\r\n"));
    startRun(6, {.concurrency = 1});
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Paused));
    EXPECT_THAT(run->problem().toStdString(), HasSubstr("429"));
    EXPECT_EQ(run->counts().waiting(), 6);
    EXPECT_TRUE(patched.isEmpty());

    run->goOn();
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Finished));
    EXPECT_THAT(states(), Each(Row::Done));
    EXPECT_THAT(patched.values(), Each(1));
}

TEST_F(BulkDoubtTest, GivenA503WithATime_WhenItHasPassed_ThenTheRowIsSentAgain)
{
    answerFirst(2, httpReply(503, "{}", "Retry-After: 0\r\n"));
    startRun(4);
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Finished));
    EXPECT_THAT(states(), Each(Row::Done));
    EXPECT_EQ(run->throttled(), 2);
    EXPECT_TRUE(read.isEmpty());
}

TEST_F(BulkDoubtTest, GivenA503WithoutATime_WhenItMayHaveBeenDone_ThenItIsLookedUp)
{
    answerFirst(1, httpReply(503, "upstream reset"));
    startRun(1);
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Finished));
    EXPECT_EQ(run->result(0).state, Row::Failed);
    EXPECT_THAT(run->result(0).sentence.toStdString(), HasSubstr("can be sent again"));
    EXPECT_EQ(read.value(u"t0"_s), 1);
}

TEST_F(BulkDoubtTest, GivenThrottledRows_WhenTheyAreRetried_ThenTheyHaveAllTheirTriesAgain)
{
    answerFirst(models::BulkSender::maximumTries, httpReply(429, "{}", "Retry-After: 0\r\n"));
    startRun(1);
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Finished));
    ASSERT_EQ(run->result(0).state, Row::Failed);

    m_left = 2;
    run->retryFailed();
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Finished));
    EXPECT_EQ(run->result(0).state, Row::Done);
}

TEST_F(BulkDoubtTest, GivenRowsThatMayHaveArrived_WhenSendingThemAgainIsStopped_ThenTheyStayInDoubt)
{
    hook = [&](QTcpSocket *peer, const RawRequest &request, const QString &id) {
        if (request.method() != "PATCH")
            return false;
        if (patched.size() < 3) {
            ++patched[id];
            contents[id] = R"({"thingId":"t","note":"theirs","log":[7,8]})";
            peer->abort();
        }
        return true; // and later no answer at all
    };
    startRun(3, {.concurrency = 1});
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Finished));
    ASSERT_THAT(states(), Each(Row::Unknown));
    const auto requests = server->count();

    run->sendUnknown();
    waitUntil([&] { return server->count() > requests; });
    run->cancel();
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Stopped));
    EXPECT_THAT(states(), Each(Row::Unknown));
    EXPECT_EQ(run->counts().unknown, 3);
    EXPECT_THAT(run->result(2).sentence.toStdString(), HasSubstr("Look at it"));
}

// Some calls lie in the queue beyond those on their way.
TEST_F(BulkDoubtTest, GivenCallsThatHaveNotLeft_WhenPaused_ThenTheyWaitAndAreSentOnceLater)
{
    QList<QPointer<QTcpSocket>> held;
    bool holds = true;
    hook = [&](QTcpSocket *peer, const RawRequest &, const QString &id) {
        ++patched[id];
        if (holds)
            held << peer;
        else
            peer->write(httpReply(200, "{}"));
        return true;
    };
    startRun(40, {.concurrency = 8});
    waitUntil([&] { return held.size() == 8; });
    run->pause();
    for (const auto &peer : std::as_const(held))
        peer->write(httpReply(200, "{}"));
    holds = false;
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Paused));
    EXPECT_EQ(patched.size(), 8);
    EXPECT_EQ(run->counts().done, 8);
    EXPECT_EQ(run->counts().waiting(), 32);

    run->goOn();
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Finished));
    EXPECT_EQ(patched.size(), 40);
    EXPECT_THAT(patched.values(), Each(1));
}

} // namespace
