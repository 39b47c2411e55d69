// SPDX-License-Identifier: GPL-3.0-or-later
// Calls that come and go, at times that the tests choose.
#include "app/sandbox/calls/CallLife.h"

#include "app/sandbox/demo/DemoData.h"
#include "tests/support/Print.h"
#include "tests/unit/sandbox/Platform.h"

#include <QDateTime>
#include <QMap>
#include <QSet>

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using sandbox::Call;
using sandbox::CallBook;
using sandbox::CallLife;
using sandbox::Store;

namespace {

constexpr qint64 noon = 1'795'000'000'000;
constexpr qint64 minute = 60'000;
const QString calls = u"mediaservice/call"_s;
const QString recordings = u"callrecording/recording"_s;

class Life
{
public:
    explicit Life(std::uint32_t seed = 1)
        : m_store(*Store::open({}, [] { return noon; }))
        , m_seed(seed)
    {
        EXPECT_TRUE(sandbox::DemoData(seed, platform::domain, noon)
                        .fill(*m_store, *platform::catalogue(), 200));
    }

    CallLife begin(qint64 at = noon)
    {
        CallLife life(std::make_shared<CallBook>(
                          m_store, std::make_shared<const sandbox::Cast>(platform::catalogue()),
                          platform::domain),
                      m_seed, platform::domain, 72);
        EXPECT_TRUE(life.begin(at));
        return life;
    }

    QByteArray text(const QString &key) const
    {
        const auto page = m_store->page(*m_store->collection(key, platform::domain), 0, 100'000);
        return page ? '[' + page->items + ']' : QByteArray();
    }
    json::Document items(const QString &key) const
    {
        return json::Document::parse(text(key).toStdString()).value_or(json::Document());
    }
    Store &store() { return *m_store; }

private:
    std::shared_ptr<Store> m_store;
    std::uint32_t m_seed;
};

qint64 ms(json::Value time)
{
    return QDateTime::fromString(QString::fromUtf8(time.text()), Qt::ISODate).toMSecsSinceEpoch();
}

QMap<QString, int> counted(const json::Document &items, std::string_view member)
{
    QMap<QString, int> counts;
    for (const json::Value each : items.root().elements())
        ++counts[QString::fromUtf8(each[member].text())];
    return counts;
}

TEST(CallLife, BeginsWithAHistoryOfSomeHundredCalls)
{
    Life tenant;
    const CallLife life = tenant.begin();
    const auto items = tenant.items(calls);
    EXPECT_GT(items.root().size(), 300U);
    EXPECT_LT(items.root().size(), 900U);
    const auto kinds = counted(items, "kind");
    EXPECT_GT(kinds[u"alarm"_s], kinds[u"voice"_s]);
    EXPECT_GT(kinds[u"voice"_s], 0);
    EXPECT_GT(kinds[u"ivr"_s], 0);
    const auto states = counted(items, "state");
    EXPECT_GT(states[u"ended"_s], 200);
    EXPECT_GT(states[u"missed"_s], 0);
    EXPECT_GT(states[u"answered"_s] + states[u"ringing"_s], 0) << "something goes on";
    for (const json::Value each : items.root().elements()) {
        EXPECT_LE(ms(each["startedAt"]), noon);
        EXPECT_GT(ms(each["startedAt"]), noon - 4 * 24 * 60 * minute);
    }
}

TEST(CallLife, KeepsToTheSchemasAndToItself)
{
    Life tenant;
    const CallLife life = tenant.begin();
    const auto known = platform::catalogue();
    QSet<QString> ids;
    const auto rows = tenant.items(calls);
    for (const json::Value each : rows.root().elements()) {
        const auto violations = api::validate(each, *known->resource(calls)->schema);
        EXPECT_TRUE(violations.isEmpty()) << each.serialize();
        ids.insert(QString::fromUtf8(each["callId"].text()));
        if (each["answeredAt"] && each["endedAt"]) {
            EXPECT_EQ(each["duration"].integer(),
                      (ms(each["endedAt"]) - ms(each["answeredAt"])) / 1000);
        }
    }
    EXPECT_EQ(ids.size(), static_cast<qsizetype>(tenant.items(calls).root().size()));
    const auto kept = tenant.items(recordings);
    EXPECT_GT(kept.root().size(), 50U);
    for (const json::Value each : kept.root().elements()) {
        const auto violations = api::validate(each, *known->resource(recordings)->schema);
        EXPECT_TRUE(violations.isEmpty()) << each.serialize();
        EXPECT_TRUE(ids.contains(QString::fromUtf8(each["callId"].text())));
        if (each["state"].text() == "stored") {
            EXPECT_EQ(each["bytes"].integer(), 44 + 16'000 * *each["duration"].integer());
        }
    }
}

TEST(CallLife, NamesDevicesThatThereAre)
{
    Life tenant;
    const CallLife life = tenant.begin();
    QSet<QString> devices;
    const auto deviceRows = tenant.items(u"provisioning/device"_s);
    for (const json::Value each : deviceRows.root().elements())
        devices.insert(QString::fromUtf8(each["deviceId"].text()));
    int named = 0;
    const auto callRows = tenant.items(calls);
    for (const json::Value each : callRows.root().elements()) {
        if (const json::Value device = each["deviceId"]) {
            ++named;
            EXPECT_TRUE(devices.contains(QString::fromUtf8(device.text()))) << each.serialize();
        }
    }
    EXPECT_GT(named, 200);
}

TEST(CallLife, IsTheSameForTheSameSeedAndTimes)
{
    Life first;
    Life second;
    Life other(2);
    auto one = first.begin();
    auto two = second.begin();
    auto three = other.begin();
    for (const qint64 at : {noon + minute, noon + 2 * minute, noon + 7 * minute})
        EXPECT_TRUE(one.advance(at));
    EXPECT_TRUE(two.advance(noon + 7 * minute)) << "in one step or in many";
    EXPECT_TRUE(three.advance(noon + 7 * minute));
    EXPECT_EQ(first.text(calls), second.text(calls));
    EXPECT_EQ(first.text(recordings), second.text(recordings));
    EXPECT_NE(first.text(calls), other.text(calls));
}

TEST(CallLife, LetsCallsRingThenTalkThenEnd)
{
    Life tenant;
    auto life = tenant.begin();
    EXPECT_GT(life.nextDue(), noon);
    QMap<QString, QByteArrayList> states;
    for (qint64 at = noon; at < noon + 8 * minute; at += 2000) {
        ASSERT_TRUE(life.advance(at));
        const auto current = tenant.items(calls);
        for (const json::Value each : current.root().elements()) {
            if (ms(each["startedAt"]) < noon)
                continue;
            auto &seen = states[QString::fromUtf8(each["callId"].text())];
            const QByteArray state(each["state"].text().data(),
                                   qsizetype(each["state"].text().size()));
            if (seen.isEmpty() || seen.last() != state)
                seen.append(state);
        }
    }
    EXPECT_GT(states.size(), 8);
    int whole = 0;
    for (const QByteArrayList &seen : std::as_const(states)) {
        const QByteArray path = seen.join(' ');
        EXPECT_THAT(path.toStdString(),
                    testing::AnyOf("ringing", "ringing answered", "ringing answered ended",
                                   "ringing missed", "ringing failed", "answered", "failed",
                                   "answered ended"));
        whole += path == "ringing answered ended";
    }
    EXPECT_GT(whole, 2);
}

TEST(CallLife, DoesNothingWhileTheClockStandsStillOrGoesBack)
{
    Life tenant;
    auto life = tenant.begin();
    const QByteArray before = tenant.text(calls);
    EXPECT_TRUE(life.advance(noon));
    EXPECT_TRUE(life.advance(noon - 60 * minute));
    EXPECT_EQ(tenant.text(calls), before);
}

TEST(CallLife, FillsTheTimeThatItWasAway)
{
    Life tenant;
    std::size_t before = 0;
    {
        auto life = tenant.begin();
        before = tenant.items(calls).root().size();
    }
    auto life = tenant.begin(noon + 24 * 60 * minute);
    const auto after = tenant.items(calls);
    EXPECT_GT(after.root().size(), before + 50);
    EXPECT_LT(after.root().size(), before + 400);
    for (const json::Value each : after.root().elements()) {
        const bool isLive = each["state"].text() == "ringing" || each["state"].text() == "answered";
        EXPECT_TRUE(!isLive || ms(each["startedAt"]) > noon + 23 * 60 * minute)
            << "what was cut off is over: " << each.serialize();
    }
    // The same for a machine that slept.
    const std::size_t awake = after.root().size();
    EXPECT_TRUE(life.advance(noon + 48 * 60 * minute));
    EXPECT_GT(tenant.items(calls).root().size(), awake + 50);
    EXPECT_LT(tenant.items(calls).root().size(), awake + 400);
}

TEST(CallLife, InventsNoMoreThanSomeDaysAfterALongSleep)
{
    Life tenant;
    auto life = tenant.begin();
    const std::size_t before = tenant.items(calls).root().size();
    EXPECT_TRUE(life.advance(noon + 3 * 365 * 24 * 60 * minute));
    EXPECT_LT(tenant.items(calls).root().size(), before + 1200);
}

TEST(CallLife, KeepsNoMoreThanSoManyCalls)
{
    Life tenant;
    auto life = tenant.begin();
    for (qint64 at = noon; at < noon + 12 * 60 * minute; at += 10 * minute)
        ASSERT_TRUE(life.advance(at));
    const auto items = tenant.items(calls);
    EXPECT_LE(items.root().size(), static_cast<std::size_t>(CallBook::maximumCalls));
    EXPECT_GT(items.root().size(), 1500U);
    EXPECT_LE(tenant.items(recordings).root().size(),
              static_cast<std::size_t>(CallBook::maximumRecordings));
}

TEST(CallLife, GoesOnWithoutDevices)
{
    Life tenant;
    const auto devices = tenant.store().collection(u"provisioning/device"_s, platform::domain);
    ASSERT_TRUE(tenant.store().removeOldest(*devices, 1000));
    auto life = tenant.begin();
    EXPECT_TRUE(life.advance(noon + 10 * minute));
    EXPECT_EQ(counted(tenant.items(calls), "kind").keys(), QStringList{u"ivr"_s});
}

} // namespace
