// SPDX-License-Identifier: GPL-3.0-or-later
// What commands do to calls, over real HTTP, with a clock that the tests set.
#include "tests/support/Print.h"
#include "tests/unit/sandbox/Platform.h"

#include <QDateTime>

#include <gmock/gmock.h>

#include <atomic>
#include <ranges>

using namespace Qt::StringLiterals;
using platform::Tenant;
using testing::HasSubstr;

namespace {

const QByteArray tenantDomain = platform::domain.toUtf8();
const QByteArray calls = "/mediaservice/" + tenantDomain + "/call";
const QByteArray recordings = "/callrecording/" + tenantDomain + "/recording";
const QByteArray command = "/alarmbridge/" + tenantDomain + "/devicecommand";
const QByteArray hangUp = "/alarmbridge/" + tenantDomain + "/hangupalarmcall";

QByteArray text(json::Value value)
{
    return {value.text().data(), qsizetype(value.text().size())};
}

class CallCommands : public testing::Test
{
protected:
    CallCommands()
    {
        auto options = Tenant::defaults();
        options.devices = 200;
        options.clock = [this] { return m_now.load(); };
        m_tenant = std::make_unique<Tenant>(options);
    }

    const Tenant &tenant() const { return *m_tenant; }
    void wait(int seconds) { m_now += seconds * 1000LL; }

    json::Document read(const QByteArray &path) const { return tenant().send("GET", path).json(); }
    json::Document call(const QByteArray &id) const { return read(calls + '/' + id); }

    /// A call of that kind and state, waited for; its ids by name.
    QHash<QByteArray, QByteArray> find(std::string_view kind, std::string_view state)
    {
        for (int i = 0; i < 600; ++i, wait(2)) {
            const auto all = read(calls);
            for (const json::Value each : api::unwrapList(all.root()) | std::views::reverse) {
                if (each["kind"].text() != kind || each["state"].text() != state)
                    continue;
                QHash<QByteArray, QByteArray> ids;
                for (const auto [name, value] : each.members())
                    ids.insert({name.data(), qsizetype(name.size())}, text(value));
                ids.insert("recordingId", text(each["recordingIds"].at(0)));
                return ids;
            }
        }
        ADD_FAILURE() << "no such call: " << kind << ' ' << state;
        return {};
    }

    static QByteArray body(const QHash<QByteArray, QByteArray> &ids, const QByteArrayList &names,
                           const QByteArray &more = {})
    {
        QByteArrayList members;
        for (const QByteArray &name : names)
            members.append('"' + name + "\":\"" + ids.value(name) + '"');
        if (!more.isEmpty())
            members.append(more);
        return '{' + members.join(',') + '}';
    }

    std::string lastLog() const
    {
        const auto all = read("/provisioning/log/" + tenantDomain);
        const auto rows = api::unwrapList(all.root());
        return rows.isEmpty() ? std::string() : rows.last().serialize();
    }

private:
    std::atomic<qint64> m_now = 1'795'000'000'000; // every run has the same calls
    std::unique_ptr<Tenant> m_tenant;
};

} // namespace

TEST_F(CallCommands, NotesADeviceCommandOnTheAlarmCall)
{
    const auto ids = find("alarm", "answered");
    const auto reply = tenant().send(
        "POST", command, body(ids, {"replyId", "sessionId"}, R"("command":"releaseDoorLock1")"));
    EXPECT_EQ(reply.body, R"({"success":true})");
    const auto after = call(ids.value("callId"));
    EXPECT_EQ(after.root()["call"]["lastCommand"].text(), "releaseDoorLock1");
    EXPECT_TRUE(after.root()["call"]["lastCommandAt"].isString());
    EXPECT_THAT(lastLog(), HasSubstr("releaseDoorLock1"));
}

TEST_F(CallCommands, RefusesWhatNoSessionIsGoingOnFor)
{
    auto ids = find("alarm", "answered");
    ids.insert("replyId", "another");
    auto reply = tenant().send("POST", command,
                               body(ids, {"replyId", "sessionId"}, R"("command":"listen")"));
    EXPECT_EQ(reply.status, 404);
    EXPECT_EQ(reply.json().root()["success"].boolean(), false);
    EXPECT_THAT(std::string(reply.text("message")), HasSubstr("replyId"));
    EXPECT_FALSE(call(ids.value("callId")).root()["call"]["lastCommand"]);

    EXPECT_EQ(tenant().send("POST", command, R"({"command":"listen"})").status, 400)
        << "against the schema";
    const auto ringing = find("alarm", "ringing");
    reply = tenant().send("POST", command,
                          body(ringing, {"replyId", "sessionId"}, R"("command":"listen")"));
    EXPECT_EQ(reply.status, 409);
    const auto voice = find("voice", "answered");
    reply = tenant().send("POST", command,
                          body(voice, {"replyId", "sessionId"}, R"("command":"listen")"));
    EXPECT_EQ(reply.status, 409) << "no alarm unit listens there";
}

TEST_F(CallCommands, HangUpEndsTheCall)
{
    const auto ids = find("alarm", "answered");
    const QByteArray request = body(ids, {"replyId", "sessionId"});
    EXPECT_EQ(tenant().send("POST", hangUp, request).body, R"({"success":true})");
    const auto after = call(ids.value("callId"));
    EXPECT_EQ(after.root()["call"]["state"].text(), "ended");
    EXPECT_TRUE(after.root()["call"]["endedAt"].isString());
    EXPECT_TRUE(after.root()["call"]["duration"].isNumber());
    EXPECT_EQ(tenant().send("POST", hangUp, request).status, 404) << "it is over";
}

TEST_F(CallCommands, StopsCancelsAndStoresRecordings)
{
    const auto act = [this](const QByteArray &what, const QHash<QByteArray, QByteArray> &ids) {
        const QByteArray recording = recordings + '/' + ids.value("recordingId");
        const QByteArray replyId = text(read(recording).root()["recording"]["replyId"]);
        return tenant().send("POST", "/callrecording/" + tenantDomain + '/' + what,
                             R"({"method":")" + what.toUpper() + R"(","replyId":")" + replyId +
                                 R"(","recordingId":")" + ids.value("recordingId") + "\"}");
    };
    auto ids = find("alarm", "answered");
    while (ids.value("recordingId").isEmpty()) {
        tenant().send("POST", hangUp, body(ids, {"replyId", "sessionId"}));
        ids = find("alarm", "answered");
    }
    wait(3);
    const QByteArray recording = recordings + '/' + ids.value("recordingId");
    EXPECT_EQ(read(recording).root()["recording"]["state"].text(), "recording");
    EXPECT_EQ(tenant().send("GET", recording + "/file").status, 404) << "it is not stored yet";
    EXPECT_EQ(act("stoprecording", ids).body, R"({"success":true})");
    const auto stopped = read(recording);
    EXPECT_EQ(stopped.root()["recording"]["state"].text(), "stored");
    EXPECT_GE(stopped.root()["recording"]["duration"].integer().value_or(0), 3);
    EXPECT_EQ(tenant().send("GET", recording + "/file").status, 200);
    EXPECT_EQ(act("stoprecording", ids).status, 409) << "it has stopped";
    EXPECT_EQ(act("storerecording", ids).status, 200) << "it is stored";
    EXPECT_EQ(call(ids.value("callId")).root()["call"]["state"].text(), "answered");

    tenant().send("POST", hangUp, body(ids, {"replyId", "sessionId"}));
    do {
        ids = find("alarm", "answered");
        if (ids.value("recordingId").isEmpty())
            tenant().send("POST", hangUp, body(ids, {"replyId", "sessionId"}));
    } while (ids.value("recordingId").isEmpty());
    EXPECT_EQ(act("cancelrecording", ids).status, 200);
    EXPECT_EQ(tenant().send("GET", recordings + '/' + ids.value("recordingId")).status, 404)
        << "nothing is kept";
    EXPECT_EQ(call(ids.value("callId")).root()["call"]["recordingIds"].size(), 0U);
}

TEST_F(CallCommands, PlacesACallThatIsAnswered)
{
    const auto reply = tenant().send("POST", "/mediaservice/" + tenantDomain + "/placeivrcall",
                                     R"({"destination":"+46701740605"})");
    EXPECT_EQ(reply.status, 200) << reply.body.toStdString();
    const QByteArray id = text(reply.json().root()["callId"]);
    EXPECT_EQ(call(id).root()["call"]["state"].text(), "ringing");
    EXPECT_EQ(call(id).root()["call"]["to"].text(), "+46701740605");
    EXPECT_EQ(call(id).root()["call"]["direction"].text(), "outbound");
    wait(4);
    EXPECT_EQ(call(id).root()["call"]["state"].text(), "answered");
    wait(300);
    EXPECT_EQ(call(id).root()["call"]["state"].text(), "ended");
}

TEST_F(CallCommands, RaisesAnAlarm)
{
    const auto reply = tenant().send(
        "POST", "/alarmbridge/" + tenantDomain + "/newalarmevent",
        R"({"deviceId":"+46999104729","controllerId":"+46999104729","deviceType":"fallSensor","statusCode":"alarm"})");
    EXPECT_EQ(reply.status, 200) << reply.body.toStdString();
    const auto made = call(text(reply.json().root()["callId"]));
    EXPECT_EQ(made.root()["call"]["kind"].text(), "alarm");
    EXPECT_EQ(made.root()["call"]["from"].text(), "+46999104729");
    EXPECT_EQ(made.root()["call"]["direction"].text(), "inbound");
}

TEST_F(CallCommands, LogsASipMessage)
{
    const auto service = platform::catalogue();
    QByteArray path;
    for (const api::Operation &each : service->operations()) {
        if (each.operationId == u"sendMessage")
            path = api::expandPath(each.path, {{u"domain"_s, platform::domain}}).toUtf8();
    }
    ASSERT_FALSE(path.isEmpty());
    const auto reply =
        tenant().send("POST", path, R"({"deviceId":"+46999104729","body":"Battery is low"})");
    EXPECT_EQ(reply.status, 200) << reply.body.toStdString();
    EXPECT_THAT(lastLog(), HasSubstr("Battery is low"));
}
