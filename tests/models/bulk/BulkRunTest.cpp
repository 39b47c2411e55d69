// SPDX-License-Identifier: GPL-3.0-or-later
// Many requests: each is sent once, each has its result, and everything may stop in the middle.
#include "BulkFixture.h"

#include <QElapsedTimer>
#include <QSqlDatabase>
#include <QSqlQuery>

using namespace Qt::StringLiterals;
using models::BulkSettings;
using testing::AllOf;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

class BulkRunTest : public BulkFixture
{
};

TEST_F(BulkRunTest, EveryRowIsSentOnceAndHasItsResult)
{
    startRun(300);
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Finished));
    EXPECT_THAT(states(), Each(Row::Done));
    EXPECT_EQ(patched.size(), 300);
    EXPECT_THAT(patched.values(), Each(1));
    EXPECT_EQ(run->counts(), (models::BulkCounts{.total = 300, .done = 300}));
    EXPECT_FALSE(run->result(7).requestId.isEmpty());
    EXPECT_EQ(run->result(7).status, 200);
    EXPECT_TRUE(read.isEmpty());
}

TEST_F(BulkRunTest, NoMoreThanAskedForAreOnTheirWayAtOnce)
{
    int open = 0;
    int most = 0;
    hook = [&](QTcpSocket *peer, const RawRequest &, const QString &) {
        most = std::max(most, ++open);
        QTimer::singleShot(2, peer, [&open, peer] {
            --open;
            peer->write(httpReply(200, "{}"));
        });
        return true;
    };
    startRun(40, {.concurrency = 3});
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Finished));
    EXPECT_EQ(most, 3);
}

TEST_F(BulkRunTest, ARowIsOnTheDiskBeforeItsRequestLeaves)
{
    QList<int> found;
    hook = [&](QTcpSocket *, const RawRequest &, const QString &id) {
        QSqlDatabase other = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"witness"_s);
        other.setDatabaseName(dataFolder() + u"/bulk.sqlite"_s);
        if (other.open()) {
            QSqlQuery query(other);
            query.exec(
                u"SELECT state FROM results JOIN rows USING (job, row) WHERE id = '%1'"_s.arg(id));
            found << (query.next() ? query.value(0).toInt() : -1);
        }
        other = {};
        QSqlDatabase::removeDatabase(u"witness"_s);
        return false;
    };
    startRun(20);
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Finished));
    ASSERT_EQ(found.size(), 20);
    EXPECT_THAT(found, Each(int(Row::Sent)));
}

TEST_F(BulkRunTest, WhatWasRefusedSaysWhyAndCanBeSentAgain)
{
    bool refuses = true;
    hook = [&](QTcpSocket *peer, const RawRequest &, const QString &id) {
        if (!refuses || id != u"t2")
            return false;
        peer->write(httpReply(409, R"({"message":"being called right now"})"));
        return true;
    };
    startRun(5);
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Finished));
    EXPECT_THAT(states(), ElementsAre(Row::Done, Row::Done, Row::Failed, Row::Done, Row::Done));
    EXPECT_THAT(run->result(2).sentence.toStdString(), HasSubstr("being called right now"));
    EXPECT_EQ(run->result(2).status, 409);

    refuses = false;
    run->retryFailed();
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Finished));
    EXPECT_THAT(states(), Each(Row::Done));
    EXPECT_THAT(patched.values(), Each(1));
}

TEST_F(BulkRunTest, ARowThatThePlatformAskedToWaitForIsSentAgain)
{
    int refused = 0;
    hook = [&](QTcpSocket *peer, const RawRequest &, const QString &id) {
        if (id != u"t1" || refused >= 2)
            return false;
        ++refused;
        peer->write(httpReply(429, "{}", "Retry-After: 0\r\n"));
        return true;
    };
    startRun(3);
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Finished));
    EXPECT_THAT(states(), Each(Row::Done));
    EXPECT_EQ(run->throttled(), 2);
    EXPECT_THAT(patched.values(), Each(1));
}

TEST_F(BulkRunTest, RetryAfterHoldsAllOfThem)
{
    QElapsedTimer since;
    hook = [&](QTcpSocket *peer, const RawRequest &, const QString &) {
        if (since.isValid())
            return false;
        since.start();
        peer->write(httpReply(429, "{}", "Retry-After: 1\r\n"));
        return true;
    };
    startRun(4, {.concurrency = 1});
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Finished));
    EXPECT_THAT(states(), Each(Row::Done));
    EXPECT_GE(since.elapsed(), 990);
}

TEST_F(BulkRunTest, TheRateIsKept)
{
    QElapsedTimer clock;
    clock.start();
    startRun(11, {.concurrency = 8, .perSecond = 50});
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Finished));
    EXPECT_GE(clock.elapsed(), 10 * 20 - 50); // what a late timer has missed may follow
}

// The worst case: done, and nobody was told. It must not be done twice, and must not count as
// failed.
TEST_F(BulkRunTest, ALostAnswerIsLookedUpAndNothingIsRepeated)
{
    hook = [&](QTcpSocket *peer, const RawRequest &request, const QString &id) {
        if (request.method() != "PATCH" || id != u"t3")
            return false;
        ++patched[id];
        apply(id);
        peer->abort();
        return true;
    };
    startRun(6);
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Finished));
    EXPECT_THAT(states(), Each(Row::Done));
    EXPECT_THAT(run->result(3).sentence.toStdString(), HasSubstr("arrived"));
    EXPECT_THAT(patched.values(), Each(1));
    EXPECT_EQ(read.value(u"t3"_s), 1);
}

// A service that breaks after it has stored: its 500 does not say that nothing was done.
TEST_F(BulkRunTest, AServerErrorIsLookedUpBeforeItCountsAsFailed)
{
    hook = [&](QTcpSocket *peer, const RawRequest &request, const QString &id) {
        if (request.method() != "PATCH" || (id != u"t1" && id != u"t2"))
            return false;
        if (id == u"t1") {
            ++patched[id];
            apply(id);
        }
        peer->write(httpReply(500, R"({"message":"broken"})"));
        return true;
    };
    startRun(4);
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Finished));
    EXPECT_THAT(states(), ElementsAre(Row::Done, Row::Done, Row::Failed, Row::Done));
    EXPECT_THAT(run->result(2).sentence.toStdString(),
                AllOf(HasSubstr("broken"), HasSubstr("can be sent again")));
    EXPECT_EQ(sent(u"t1"_s), 1);
}

TEST_F(BulkRunTest, ARequestThatDidNotArriveIsOfferedAgainAndNotSentByItself)
{
    bool drops = true;
    hook = [&](QTcpSocket *peer, const RawRequest &request, const QString &id) {
        if (!drops || request.method() != "PATCH" || id != u"t0")
            return false;
        peer->abort();
        return true;
    };
    startRun(3);
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Finished));
    EXPECT_THAT(states(), ElementsAre(Row::Failed, Row::Done, Row::Done));
    EXPECT_THAT(run->result(0).sentence.toStdString(), HasSubstr("can be sent again"));
    EXPECT_EQ(sent(u"t0"_s), 0);

    drops = false;
    run->retryFailed();
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Finished));
    EXPECT_EQ(sent(u"t0"_s), 1);
}

TEST_F(BulkRunTest, SomebodyElsesChangeLeavesItOpen)
{
    hook = [&](QTcpSocket *peer, const RawRequest &request, const QString &id) {
        if (request.method() != "PATCH" || id != u"t0")
            return false;
        contents[id] = R"({"thingId":"t0","note":"theirs","log":[7,8]})";
        peer->abort();
        return true;
    };
    startRun(1);
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Finished));
    EXPECT_EQ(run->result(0).state, Row::Unknown);
    EXPECT_THAT(run->result(0).sentence.toStdString(), HasSubstr("Look at it"));
}

TEST_F(BulkRunTest, PausedNothingLeavesAndLaterItGoesOn)
{
    startRun(200, {.concurrency = 2});
    waitUntil([&] { return patched.size() >= 10; });
    run->pause();
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Paused));
    const auto count = patched.size();
    EXPECT_LT(count, 200);
    EXPECT_EQ(run->counts().done, count);
    QTest::qWait(30);
    EXPECT_EQ(patched.size(), count);

    run->goOn();
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Finished));
    EXPECT_EQ(patched.size(), 200);
    EXPECT_THAT(patched.values(), Each(1));
}

TEST_F(BulkRunTest, CancelEndsWhatNeverAnswers)
{
    hook = [&](QTcpSocket *, const RawRequest &, const QString &id) { return id != u"t0"; };
    startRun(50, {.concurrency = 4});
    waitUntil([&] { return server->count() >= 5; });
    run->cancel();
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Stopped));
    EXPECT_EQ(run->counts(),
              (models::BulkCounts{.total = 50, .done = 1, .failed = 0, .unknown = 4}));
    EXPECT_EQ(run->counts().waiting(), 45);
    EXPECT_EQ(server->count(), 5);
}

TEST_F(BulkRunTest, WhatConcernsAllStopsTheRun)
{
    hook = [](QTcpSocket *peer, const RawRequest &, const QString &) {
        peer->write(httpReply(403, R"({"message":"not yours"})"));
        return true;
    };
    startRun(100, {.concurrency = 2});
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Paused));
    EXPECT_FALSE(run->problem().isEmpty());
    EXPECT_LT(server->count(), 10);
}

// PUT of the whole, where the platform has no PATCH: of what is there now, not of what was seen.
TEST_F(BulkRunTest, WhereOnlyTheWholeIsTakenItIsReadFirst)
{
    contents[u"t0"_s] = R"({"thingId":"t0","note":"theirs","log":[],"other":5})";
    auto rows = things(2);
    for (models::BulkRow &row : *rows) {
        row.method = api::Method::Put;
        row.readFirst = true;
    }
    startRun(rows);
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Finished));
    EXPECT_THAT(states(), Each(Row::Done));
    EXPECT_EQ(contents.value(u"t0"_s), R"({"thingId":"t0","note":"new","log":[1],"other":5})");
    EXPECT_EQ(put.value(u"t1"_s), 1);
}

TEST_F(BulkRunTest, AnotherStartGoesOnWhereThisOneStopped)
{
    startRun(100, {.concurrency = 2});
    waitUntil([&] { return patched.size() >= 20; });
    run->cancel();
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Stopped));
    const models::BulkCounts before = run->counts();
    const qint64 id = run->job().id;
    openJournal(); // as the program would when it is started again

    QList<models::BulkEntry> entries;
    journal->jobs(journal.get(), [&](const auto &jobs) { entries = jobs.value(); });
    waitUntil([&] { return !entries.isEmpty(); });
    ASSERT_EQ(entries.size(), 1);
    EXPECT_EQ(entries.first().counts, before);
    EXPECT_EQ(entries.first().job.title, u"Change things");
    makeRun();
    run->open(id);
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Stopped));
    EXPECT_EQ(run->counts(), before);
    run->goOn();
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Finished));
    EXPECT_EQ(run->counts().done, 100);
    EXPECT_THAT(patched.values(), Each(1));
}

TEST_F(BulkRunTest, ARunOfAnotherProfileIsNotGoneOnWith)
{
    startRun(20, {.concurrency = 2});
    waitUntil([&] { return patched.size() >= 4; });
    run->cancel();
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Stopped));
    const qint64 id = run->job().id;
    const auto sent = patched;
    api::Profile other = session->profile();
    other.id = u"another"_s;
    api::Session theirs(other, catalogue, nullptr);
    Run next(&theirs, journal.get());

    next.open(id);
    waitUntil([&] { return next.state() == State::Stopped; });
    EXPECT_TRUE(next.problem().contains("another profile"_L1)) << next.problem().toStdString();
    next.goOn();
    QCoreApplication::processEvents();
    EXPECT_EQ(patched, sent);
    EXPECT_NE(next.state(), State::Running);
}

} // namespace
