// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/BulkJobs.h"

#include "app/json/Document.h"
#include "tests/unit/sandbox/Platform.h"

#include <gmock/gmock.h>

#include <deque>

using namespace Qt::StringLiterals;
using sandbox::BulkJobs;
using sandbox::ResourceService;
using sandbox::Store;
using testing::HasSubstr;

namespace {

class BulkJobTest : public testing::Test
{
protected:
    BulkJobTest()
    {
        m_store = *Store::open({}, [this] { return m_now; });
        m_service = std::make_shared<const ResourceService>(m_store);
        m_jobs = std::make_shared<BulkJobs>(
            m_store, m_service,
            [this](std::function<void()> work) { m_waiting.push_back(std::move(work)); },
            [this] { return m_now; });
    }

    int start(const std::string &csv, const QString &id = u"job"_s)
    {
        return m_jobs->start(devices(), platform::domain, id, csv).status;
    }
    /// One slice; false when nothing waits.
    bool step()
    {
        if (m_waiting.empty())
            return false;
        const auto work = std::move(m_waiting.front());
        m_waiting.pop_front();
        work();
        return true;
    }
    void runAll()
    {
        while (step()) {
        }
    }
    std::string status(std::string_view member, const QString &id = u"job"_s)
    {
        const auto reply = m_jobs->status(devices(), platform::domain, id);
        const auto document = json::Document::parse(reply.body);
        return std::string(document->root()["status"][member].text());
    }
    bool exists(const QString &id)
    {
        return m_service->read(devices(), platform::domain, id).status == 200;
    }
    static const api::ResourceType &devices()
    {
        return *platform::catalogue()->resource(u"provisioning/device"_s);
    }

    qint64 m_now = 1'700'000'000'000;
    std::deque<std::function<void()>> m_waiting;
    std::shared_ptr<Store> m_store;
    std::shared_ptr<const ResourceService> m_service;
    std::shared_ptr<BulkJobs> m_jobs;
};

TEST_F(BulkJobTest, GoesOnWhenTheCatalogueIsReplacedMeanwhile)
{
    auto replaced = std::make_unique<api::ResourceType>(devices());
    EXPECT_EQ(
        m_jobs->start(*replaced, platform::domain, u"job"_s, "deviceId,authType\n1234,deviceid\n")
            .status,
        200);
    replaced.reset();
    runAll();
    EXPECT_EQ(status("status"), "FINISHED");
    EXPECT_TRUE(exists(u"1234"_s));
}

TEST_F(BulkJobTest, AnswersBeforeTheFirstRowIsTouched)
{
    EXPECT_EQ(start("deviceId,authType\n1234,deviceid\n5678,deviceid\n"), 200);
    EXPECT_EQ(status("status"), "STARTED");
    EXPECT_EQ(status("stoppedAt"), "0");
    EXPECT_FALSE(exists(u"1234"_s));

    m_now += 250;
    runAll();
    EXPECT_EQ(status("status"), "FINISHED");
    EXPECT_EQ(status("reason"), "");
    EXPECT_EQ(status("startedAt"), "1700000000000");
    EXPECT_EQ(status("stoppedAt"), "1700000000250");
    EXPECT_EQ(status("bulkId"), "job");
    EXPECT_EQ(status("domain"), platform::domain.toStdString());
    EXPECT_TRUE(exists(u"1234"_s));
    EXPECT_TRUE(exists(u"5678"_s));
}

TEST_F(BulkJobTest, WorksInSlicesSoThatOthersAreServedInBetween)
{
    std::string csv = "deviceId\n";
    for (int i = 0; i < 3 * BulkJobs::rowsInASlice; ++i)
        csv += std::to_string(i) + '\n';
    start(csv);
    ASSERT_TRUE(step());
    EXPECT_TRUE(exists(u"0"_s));
    EXPECT_FALSE(exists(QString::number(2 * BulkJobs::rowsInASlice)));
    EXPECT_EQ(status("status"), "STARTED");
    runAll();
    EXPECT_TRUE(exists(QString::number(3 * BulkJobs::rowsInASlice - 1)));
}

TEST_F(BulkJobTest, NamesTheRowsThatFailAndDoesTheOthers)
{
    start("deviceId,macAddress\n1,00:1b:63:84:45:e6\n2,nonsense\n,00:1b:63:84:45:e6\n4\n5,\n");
    runAll();
    EXPECT_EQ(status("status"), "FAILED");
    EXPECT_THAT(status("reason"), HasSubstr("Line 3: /macAddress"));
    EXPECT_THAT(status("reason"), HasSubstr("Line 4: /deviceId"));
    EXPECT_THAT(status("reason"), HasSubstr("Line 5: "));
    EXPECT_TRUE(exists(u"1"_s));
    EXPECT_FALSE(exists(u"2"_s));
    EXPECT_TRUE(exists(u"5"_s));
}

TEST_F(BulkJobTest, NamesAtMostTwentyRowsAndCountsTheRest)
{
    std::string csv = "deviceId,x\n";
    for (int i = 0; i < 25; ++i)
        csv += "only one cell\n";
    start(csv);
    runAll();
    EXPECT_THAT(status("reason"), HasSubstr("and 5 more"));
}

TEST_F(BulkJobTest, ReplacesADeviceThatIsThere)
{
    start("deviceId,description\n1,old\n");
    runAll();
    start("deviceId,description\n1,\"new, åäö\"\n", u"second"_s);
    runAll();
    const auto reply = m_service->read(devices(), platform::domain, u"1"_s);
    EXPECT_THAT(reply.body, HasSubstr("new, åäö"));
    EXPECT_EQ(status("status", u"second"_s), "FINISHED");
}

TEST_F(BulkJobTest, FailsOnAFileThatIsNoTable)
{
    for (const char *csv : {"", "\n\n", "a,a\n1,2\n", "deviceId\n1\n\"open"}) {
        start(csv);
        runAll();
        EXPECT_EQ(status("status"), "FAILED") << csv;
        EXPECT_NE(status("reason"), "") << csv;
    }
}

TEST_F(BulkJobTest, RefusesASecondFileWhileTheFirstRuns)
{
    start("deviceId\n1\n");
    EXPECT_EQ(start("deviceId\n2\n"), 409);
    runAll();
    EXPECT_EQ(start("deviceId\n2\n"), 200);
}

TEST_F(BulkJobTest, DoesNotKnowAJobThatNobodyStarted)
{
    EXPECT_EQ(m_jobs->status(devices(), platform::domain, u"other"_s).status, 404);
}

TEST_F(BulkJobTest, LeavesWaitingWorkHarmlessWhenTheSandboxStops)
{
    start("deviceId\n1\n");
    m_jobs.reset();
    runAll();
    EXPECT_FALSE(exists(u"1"_s));
    ASSERT_TRUE(m_store->failRunningBulkJobs(u"stopped"_s, m_now));
    const auto after = m_store->bulkStatus(devices().key, platform::domain, u"job"_s);
    ASSERT_TRUE(after && *after);
    EXPECT_EQ((*after)->status, u"FAILED");
}

} // namespace
