// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of what happened: the newest first, filtered by time and number, refreshed by themselves.
#include "TestPlatform.h"
#include "models/DraftStore.h"
#include "models/LiveRefresh.h"
#include "models/ResourceController.h"
#include "models/RowLinks.h"
#include "models/TimeSpan.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;
using models::LiveRefresh;
using models::TimeChoice;
using testing::ElementsAre;

namespace {

const QByteArray calls = R"({"success":true,"calls":[
 {"callId":"a","startedAt":"2026-11-20T10:00:00Z","from":"+46701740605","to":"sip:arc@d","state":"ended"},
 {"callId":"b","startedAt":"2026-11-22T10:00:00Z","from":"+46812345678","to":"+46701740605","state":"answered"},
 {"callId":"c","startedAt":"2026-11-21T10:00:00Z","from":"+441632960123","to":"sip:arc@d","state":"ended"},
 {"callId":"d","from":"unknown","state":"ended"}]})";

class TrafficTest : public TestPlatform
{
protected:
    void SetUp() override
    {
        TestPlatform::SetUp();
        ASSERT_NO_FATAL_FAILURE(start(answer(httpReply(200, calls))));
        drafts = std::make_unique<models::DraftStore>(folder.filePath(u"drafts"_s));
        controller = std::make_unique<models::ResourceController>(
            session.get(), type(u"line/call"_s), drafts.get());
        controller->refresh();
        ASSERT_NO_FATAL_FAILURE(settle());
    }
    void TearDown() override { controller.reset(); }

    QStringList ids() const
    {
        QStringList found;
        for (int row = 0; row < controller->table().rowCount(); ++row)
            found << controller->table().idAt(row);
        return found;
    }
    static qint64 ms(const char *iso)
    {
        return QDateTime::fromString(QString::fromLatin1(iso), Qt::ISODate).toMSecsSinceEpoch();
    }
    models::RowFilter number(const QString &text) const
    {
        models::RowFilter filter;
        filter.parties = {u"from"_s, u"to"_s};
        filter.number = text;
        return filter;
    }
    models::RowFilter range(std::optional<qint64> from, std::optional<qint64> to) const
    {
        models::RowFilter filter;
        filter.timeProperty = u"startedAt"_s;
        filter.from = from;
        filter.to = to;
        return filter;
    }

    std::unique_ptr<models::DraftStore> drafts;
    std::unique_ptr<models::ResourceController> controller;
};

TEST_F(TrafficTest, TheNewestIsFirst)
{
    EXPECT_THAT(ids().first(3), ElementsAre(u"b"_s, u"c"_s, u"a"_s));
}

TEST_F(TrafficTest, ACallIsCalledByItsNumberNotByItsTime)
{
    EXPECT_EQ(controller->nameOf(u"a"_s), u"+46701740605"_s);
}

TEST_F(TrafficTest, ARangeOfTimesIncludesItsBeginningAndNotItsEnd)
{
    controller->table().setFilter(range(ms("2026-11-21T10:00:00Z"), {}));
    EXPECT_THAT(ids(), ElementsAre(u"b"_s, u"c"_s));
    controller->table().setFilter(range(ms("2026-11-20T00:00:00Z"), ms("2026-11-21T10:00:00Z")));
    EXPECT_THAT(ids(), ElementsAre(u"a"_s)); // and not the one without a time
    controller->table().setFilter({});
    EXPECT_EQ(ids().size(), 4);
}

TEST_F(TrafficTest, ANumberIsFoundOnEitherSideHoweverItIsWritten)
{
    for (const QString &text : {u"+46 70-174 06 05"_s, u"0701740605"_s, u"1740605"_s}) {
        controller->table().setFilter(number(text));
        EXPECT_THAT(ids(), ElementsAre(u"b"_s, u"a"_s)) << text.toStdString();
    }
    controller->table().setFilter(number(u"ARC@d"_s));
    EXPECT_THAT(ids(), ElementsAre(u"c"_s, u"a"_s));
    controller->table().setFilter(number(u"  "_s));
    EXPECT_EQ(ids().size(), 4);
}

TEST_F(TrafficTest, WhatIsNarrowedAndWidenedShowsTheSameAsWhenAskedAtOnce)
{
    models::RowFilter both = number(u"arc"_s);
    both.timeProperty = u"startedAt"_s;
    both.from = ms("2026-11-21T00:00:00Z");
    controller->table().setFilter(number(u"arc"_s));
    controller->table().setFilter(both);
    EXPECT_THAT(ids(), ElementsAre(u"c"_s));
    controller->table().setFilter(number(u"arc"_s));
    EXPECT_THAT(ids(), ElementsAre(u"c"_s, u"a"_s));
}

TEST_F(TrafficTest, DaysAreThoseOfTheClockHere)
{
    const QTimeZone zone("Europe/Stockholm");
    const QDateTime now(QDate(2026, 3, 30), QTime(12, 30), zone); // a day after the clock changed
    EXPECT_EQ(models::timeSpan(TimeChoice::Any, now), models::TimeSpan());
    EXPECT_EQ(models::timeSpan(TimeChoice::Today, now).from, ms("2026-03-29T22:00:00Z"));
    const models::TimeSpan yesterday = models::timeSpan(TimeChoice::Yesterday, now);
    EXPECT_EQ(yesterday.from, ms("2026-03-28T23:00:00Z"));
    EXPECT_EQ(yesterday.to, ms("2026-03-29T22:00:00Z")); // 23 hours long
    EXPECT_EQ(models::timeSpan(TimeChoice::LastHour, now).from, ms("2026-03-30T09:30:00Z"));
    const models::TimeSpan between =
        models::timeSpan(TimeChoice::Between, now, now, now.addSecs(-3600));
    EXPECT_EQ(between.from, ms("2026-03-30T09:30:00Z"));
    EXPECT_EQ(between.to, ms("2026-03-30T10:31:00Z"));
}

TEST_F(TrafficTest, ALinkNeedsAllOfItsValues)
{
    const api::ResourceLink link = type(u"line/call"_s).links.first();
    EXPECT_THAT(models::linkedValues(link, document(R"({"callId":"c1"})").root()),
                ElementsAre(QPair(u"callId"_s, u"c1"_s)));
    EXPECT_TRUE(models::linkedValues(link, document(R"({"callId":""})").root()).isEmpty());
    EXPECT_TRUE(models::linkedValues(link, document("{}").root()).isEmpty());
}

TEST_F(TrafficTest, ItIsReadAgainOnlyWhileItsPageIsInFront)
{
    LiveRefresh live(controller.get());
    ASSERT_TRUE(live.isLive());
    EXPECT_EQ(server->count(), 1);
    live.setInFront(true); // the page itself reads the list at first
    EXPECT_EQ(server->count(), 1);
    controller->refreshQuietly();
    EXPECT_TRUE(controller->isQuiet());
    ASSERT_NO_FATAL_FAILURE(settle());
    EXPECT_EQ(server->count(), 2);
    // When it comes back to the front, at once
    live.setInFront(false);
    live.setInFront(true);
    ASSERT_NO_FATAL_FAILURE(settle());
    EXPECT_EQ(server->count(), 3);
    // And not when it shall rest
    live.setOn(false);
    live.setInFront(false);
    live.setInFront(true);
    ASSERT_NO_FATAL_FAILURE(settle());
    EXPECT_EQ(server->count(), 3);
}

TEST_F(TrafficTest, WhatFailsIsTriedAgainLaterAndLater)
{
    EXPECT_EQ(LiveRefresh::delay(5000, 0), 5000);
    EXPECT_EQ(LiveRefresh::delay(5000, 1), 10'000);
    EXPECT_EQ(LiveRefresh::delay(5000, 3), 40'000);
    EXPECT_EQ(LiveRefresh::delay(5000, 40), LiveRefresh::longest);
    EXPECT_EQ(LiveRefresh::delay(120'000, 3), 120'000) << "never more often than it wants";

    LiveRefresh live(controller.get());
    live.setInFront(true);
    controller->refreshQuietly();
    ASSERT_NO_FATAL_FAILURE(settle());
    server->setScript(answer(httpReply(404, "{}")));
    controller->refreshQuietly();
    ASSERT_NO_FATAL_FAILURE(settle());
    EXPECT_TRUE(live.isFailing());
    EXPECT_TRUE(live.sentence().startsWith(u"Not refreshed since"_s));
    EXPECT_EQ(ids().size(), 4) << "the old rows stay";
}

TEST_F(TrafficTest, WhatIsOpenFollowsItsRow)
{
    controller->open(u"b"_s);
    ASSERT_NO_FATAL_FAILURE(settle());
    server->setScript([](QTcpSocket *peer, const RawRequest &request) {
        const QByteArray now =
            R"({"callId":"b","startedAt":"2026-11-22T10:00:00Z","state":"ended"})";
        peer->write(httpReply(200, request.target().endsWith("/call/b")
                                       ? R"({"success":true,"call":)" + now + '}'
                                       : R"({"success":true,"calls":[)" + now + "]}"));
    });
    controller->refreshQuietly();
    ASSERT_NO_FATAL_FAILURE(settle());
    EXPECT_EQ(controller->draft().edited().root()["state"].text(), "ended");
    EXPECT_EQ(controller->draft().id(), u"b"_s);
}

} // namespace
