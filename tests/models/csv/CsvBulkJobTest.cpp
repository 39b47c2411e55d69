// SPDX-License-Identifier: GPL-3.0-or-later
// The platform's bulk job, when the answer to its upload is not what one hopes for.
#include "models/csv/CsvBulkJob.h"

#include "tests/models/platform/ScriptedSession.h"

using namespace Qt::StringLiterals;
using models::CsvBulkJob;
using testing::ElementsAre;

namespace {

class CsvBulkJobTest : public ScriptedSession
{
protected:
    void SetUp() override
    {
        ASSERT_NO_FATAL_FAILURE(
            start([this](QTcpSocket *peer, const RawRequest &request) { serve(peer, request); }));
        m_job = std::make_unique<CsvBulkJob>(session.get());
        m_job->setPatience(1);
        QObject::connect(m_job.get(), &CsvBulkJob::rowsEnded, m_job.get(),
                         [this](const std::vector<int> &, CsvBulkJob::Outcome outcome,
                                const QString &) { m_outcomes << outcome; });
    }
    void serve(QTcpSocket *peer, const RawRequest &request)
    {
        if (request.method() == "PUT")
            return m_upload(peer, ++m_uploads);
        ++m_questions;
        if (!m_answersQuestions)
            return;
        peer->write(m_uploads > 0 && m_wasTaken
                        ? httpReply(200, R"({"status":"DONE","stoppedAt":1700000000})")
                        : httpReply(404, "{}"));
    }
    void begin()
    {
        m_job->start({.path = u"/thing/{domain}/bulk/{bulkId}"_s,
                      .idParameter = u"bulkId"_s,
                      .hasStatus = true},
                     {{.body = "id\na\n", .rows = {0}, .lines = {2}, .ids = {"a"}}});
    }
    void run()
    {
        QSignalSpy finished(m_job.get(), &CsvBulkJob::finished);
        begin();
        ASSERT_TRUE(QTest::qWaitFor([&] { return finished.size() == 1; }, patience));
    }

    std::function<void(QTcpSocket *, int time)> m_upload;
    bool m_wasTaken = false;
    bool m_answersQuestions = true;
    int m_uploads = 0;
    int m_questions = 0;
    QList<CsvBulkJob::Outcome> m_outcomes;
    std::unique_ptr<CsvBulkJob> m_job;
};

TEST_F(CsvBulkJobTest,
       GivenTheAnswerIsLost_WhenTheJobWasTaken_ThenItsStatusCountsAndNothingIsSentAgain)
{
    m_wasTaken = true;
    m_upload = [](QTcpSocket *peer, int time) {
        if (time == 1)
            peer->abort();
        else // as the platform would: the id is taken
            peer->write(httpReply(409, R"({"message":"there is such a job"})"));
    };
    ASSERT_NO_FATAL_FAILURE(run());
    EXPECT_EQ(m_uploads, 1);
    EXPECT_THAT(m_outcomes, ElementsAre(CsvBulkJob::Outcome::Done));
}

TEST_F(CsvBulkJobTest, GivenTheAnswerIsLost_WhenThePlatformKnowsNoSuchJob_ThenItsRowsCanBeSentAgain)
{
    m_upload = [](QTcpSocket *peer, int) { peer->abort(); };
    ASSERT_NO_FATAL_FAILURE(run());
    EXPECT_EQ(m_uploads, 1);
    EXPECT_EQ(m_questions, 1);
    EXPECT_THAT(m_outcomes, ElementsAre(CsvBulkJob::Outcome::Failed));
}

TEST_F(CsvBulkJobTest, GivenAJobWasCancelledInDoubt_WhenTheNextOneIsTaken_ThenItsOwnStateCounts)
{
    m_answersQuestions = false;
    m_upload = [](QTcpSocket *peer, int) { peer->abort(); };
    begin();
    ASSERT_TRUE(QTest::qWaitFor([&] { return m_questions == 1; }, patience));
    m_job->cancel();
    m_answersQuestions = true;
    m_outcomes.clear();
    m_upload = [](QTcpSocket *peer, int) { peer->write(httpReply(200, R"({"success":true})")); };
    ASSERT_NO_FATAL_FAILURE(run());
    EXPECT_THAT(m_outcomes, ElementsAre(CsvBulkJob::Outcome::Unclear)) << "it was taken";
}

TEST_F(CsvBulkJobTest, GivenItIsRefused_WhenNothingWasDone_ThenNobodyAsksForItsStatus)
{
    m_upload = [](QTcpSocket *peer, int) {
        peer->write(httpReply(400, R"({"message":"no header"})"));
    };
    ASSERT_NO_FATAL_FAILURE(run());
    EXPECT_EQ(m_questions, 0);
    EXPECT_THAT(m_outcomes, ElementsAre(CsvBulkJob::Outcome::Failed));
}

} // namespace
