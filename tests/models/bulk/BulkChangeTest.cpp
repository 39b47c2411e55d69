// SPDX-License-Identifier: GPL-3.0-or-later
// "Change many" from rows and patch to the run, for a type that no C++ knows.
#include "models/BulkChange.h"

#include "BulkFixture.h"
#include "BulkShop.h"
#include "app/api/ChangeLog.h"
#include "models/BulkReport.h"

using namespace Qt::StringLiterals;
using api::Method;
using models::Abilities;
using models::BulkChange;
using models::BulkOutcome;
using testing::Each;
using testing::HasSubstr;
using testing::StartsWith;

namespace {

constexpr const char *three = R"([{"thingId":"t0","note":"old"},{"thingId":"t1","note":"new"},
                                  {"thingId":"t2","note":"old"}])";
const QString setNote = uR"([{"op":"replace","path":"/note","value":"new"}])"_s;

class BulkChangeTest : public BulkFixture
{
protected:
    void make(const models::Allowed &item = {}, const char *array = three)
    {
        // The fixture serves by the last part of the path.
        hook = [this](QTcpSocket *peer, const RawRequest &request, const QString &) {
            paths << QString::fromUtf8(request.method() + ' ' + request.target());
            bodies << request.body;
            peer->write(
                httpReply(200, request.method() == "GET"
                                   ? R"({"success":true,"thing":{"thingId":"x","note":"now"}})"
                                   : R"({"success":true})"));
            return true;
        };
        change =
            std::make_unique<BulkChange>(session.get(), bulkShop::thing(),
                                         Abilities(bulkShop::thing(), {}, item), journal.get());
        change->run().setBackOff(1);
        change->setRows({}, bulkShop::rows(array));
    }
    void TearDown() override
    {
        change.reset();
        BulkFixture::TearDown();
    }
    void look(const QString &text = setNote)
    {
        change->setPatchText(text);
        ASSERT_EQ(change->whyNotPreview(), u"");
        QSignalSpy finished(&change->preview(), &models::BulkPreview::finished);
        change->startPreview();
        ASSERT_TRUE(finished.wait(patience));
    }
    void runToTheEnd()
    {
        QSignalSpy finished(&change->run(), &models::BulkRun::finished);
        change->start();
        ASSERT_TRUE(finished.wait(patience));
    }

    QStringList paths;
    QList<QByteArray> bodies;
    std::unique_ptr<BulkChange> change;
};

TEST_F(BulkChangeTest, OnlyWhatChangesIsSent)
{
    make();
    ASSERT_NO_FATAL_FAILURE(look());
    EXPECT_EQ(change->toSend(), 2);
    ASSERT_NO_FATAL_FAILURE(runToTheEnd());
    std::ranges::sort(paths);
    EXPECT_EQ(paths, (QStringList{u"PATCH /customer47.test.example/thing/t0"_s,
                                  u"PATCH /customer47.test.example/thing/t2"_s}));
    EXPECT_THAT(bodies, Each(QByteArray(R"([{"op":"replace","path":"/note","value":"new"}])")));
    EXPECT_EQ(change->run().counts().done, 2);
}

TEST_F(BulkChangeTest, AnErrorInThePatchIsSaidBeforeAnythingElse)
{
    make();
    EXPECT_FALSE(change->whyNotPreview().isEmpty());
    change->setPatchText(u"[{"_s);
    EXPECT_FALSE(change->whyNotPreview().isEmpty());
    change->setPatchText(u"[]"_s);
    EXPECT_THAT(change->whyNotPreview().toStdString(), HasSubstr("no operation"));
    change->setPatchText(setNote);
    EXPECT_TRUE(change->whyNotPreview().isEmpty());
    EXPECT_FALSE(change->whyNotRun().isEmpty()) << "nobody has looked at it yet";
}

TEST_F(BulkChangeTest, AnotherPatchWantsAnotherLook)
{
    make();
    ASSERT_NO_FATAL_FAILURE(look());
    EXPECT_TRUE(change->whyNotRun().isEmpty());
    change->setPatchText(uR"([{"op":"remove","path":"/note"}])"_s);
    EXPECT_FALSE(change->whyNotRun().isEmpty());
}

TEST_F(BulkChangeTest, WherePatchIsRefusedTheWholeIsReadAndPut)
{
    make(QList{Method::Get, Method::Put});
    EXPECT_THAT(change->way().toStdString(), HasSubstr("PUT"));
    ASSERT_NO_FATAL_FAILURE(look());
    change->setSettings({.concurrency = 1});
    ASSERT_NO_FATAL_FAILURE(runToTheEnd());
    ASSERT_EQ(paths.size(), 4);
    EXPECT_THAT(paths.at(0).toStdString(), StartsWith("GET "));
    EXPECT_THAT(paths.at(1).toStdString(), StartsWith("PUT "));
    EXPECT_EQ(bodies.at(1), R"({"thingId":"x","note":"new"})");
}

TEST_F(BulkChangeTest, WhereNothingCanBeChangedItSaysSo)
{
    make(QList{Method::Get});
    change->setPatchText(setNote);
    EXPECT_FALSE(change->whyNotPreview().isEmpty());
}

TEST_F(BulkChangeTest, PlaceholdersAreFilledForEach)
{
    make();
    ASSERT_NO_FATAL_FAILURE(look(uR"([{"op":"add","path":"/note","value":"I am ${thingId}"}])"_s));
    ASSERT_NO_FATAL_FAILURE(runToTheEnd());
    std::ranges::sort(bodies);
    ASSERT_EQ(bodies.size(), 3);
    EXPECT_THAT(bodies.at(2).toStdString(), HasSubstr("I am t2"));
}

TEST_F(BulkChangeTest, WhatWasDoneIsInTheChangeLog)
{
    api::ChangeLog log(folder.filePath(u"log"_s));
    session->setChangeLog(&log);
    make();
    ASSERT_NO_FATAL_FAILURE(look());
    ASSERT_NO_FATAL_FAILURE(runToTheEnd());
    QList<api::ChangeEntry> found;
    log.search({.resource = u"shop/thing"_s}, {}, &log,
               [&](const QList<api::ChangeEntry> &entries) { found = entries; });
    waitUntil([&] { return !found.isEmpty(); });
    ASSERT_EQ(found.size(), 2);
    EXPECT_EQ(found.at(0).run, found.at(1).run);
    EXPECT_EQ(found.at(0).pointers, QStringList{u"/note"_s});
    change.reset();
    session->setChangeLog(nullptr);
}

TEST_F(BulkChangeTest, TheReportGuardsFormulas)
{
    make({}, R"([{"thingId":"=1+1","note":"old"}])");
    ASSERT_NO_FATAL_FAILURE(look());
    ASSERT_NO_FATAL_FAILURE(runToTheEnd());
    const QList<QByteArray> lines = models::bulkReport(change->run()).split('\n');
    ASSERT_GE(lines.size(), 2);
    EXPECT_EQ(lines.at(0), "id,result,status,message,requestId,time\r");
    EXPECT_THAT(lines.at(1).toStdString(), StartsWith("'=1+1,done,200,,"));
}

} // namespace
