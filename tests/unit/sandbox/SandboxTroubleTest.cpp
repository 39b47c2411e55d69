// SPDX-License-Identifier: GPL-3.0-or-later
// What the sandbox refuses, and what goes wrong on purpose.
#include "app/sandbox/Sandbox.h"
#include "tests/support/Print.h"
#include "tests/unit/sandbox/Platform.h"

#include <QDateTime>
#include <QTcpServer>
#include <QTemporaryDir>

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using platform::devicePath;
using platform::devicesPath;
using platform::Tenant;
using testing::HasSubstr;

namespace {

constexpr const char *faultsPath = "/_sandbox/faults";

TEST(SandboxGate, AnswersOptionsWithoutAToken)
{
    const Tenant tenant;
    const auto list = platform::send(tenant.baseUrl(), "OPTIONS", devicesPath());
    EXPECT_EQ(list.status, 200);
    EXPECT_EQ(list.body, "{ }");
    EXPECT_EQ(list.headers.value("allow"), "GET,OPTIONS,POST,PUT");
    EXPECT_EQ(list.headers.value("access-control-allow-methods"), "GET,OPTIONS,POST,PUT");
    EXPECT_EQ(list.headers.value("access-control-allow-headers"), "Authorization,Content-Type");
    EXPECT_EQ(list.headers.value("access-control-allow-origin"), "*");
    EXPECT_EQ(platform::send(tenant.baseUrl(), "OPTIONS", devicePath("1")).headers.value("allow"),
              "DELETE,GET,OPTIONS,PATCH,PUT");
    EXPECT_EQ(platform::send(tenant.baseUrl(), "OPTIONS", "/nothing").status, 403);
}

TEST(SandboxGate, RefusesRequestsWithoutAGoodToken)
{
    const Tenant tenant;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (const QByteArray &authorization :
         {QByteArray(), QByteArray("Bearer nonsense"), QByteArray("Basic dTpw"),
          platform::bearer(now - 2 * 3600 * 1000), platform::bearer(now, u"elsewhere"_s)}) {
        const auto reply = platform::send(tenant.baseUrl(), "GET", devicesPath(), authorization);
        EXPECT_EQ(reply.status, 401) << authorization.toStdString();
        EXPECT_EQ(reply.body, R"({"message":"Unauthorized"})");
    }
    const QByteArray good = platform::bearer(now);
    EXPECT_EQ(
        platform::send(tenant.baseUrl(), "GET", devicesPath(), good + "\r\nAuthorization: " + good)
            .status,
        401)
        << "two headers are no header";
}

TEST(SandboxGate, RefusesATokenForAnotherDomainThanThePaths)
{
    const Tenant tenant;
    const auto reply = tenant.send("GET", "/provisioning/device/other.localhost");
    EXPECT_EQ(reply.status, 403);
    EXPECT_NE(reply.text("message"), "Missing Authentication Token");
}

TEST(SandboxGate, KnowsOnlyThePathsAndMethodsOfTheCatalogue)
{
    const Tenant tenant;
    for (const QByteArray &path :
         {QByteArray("/"), QByteArray("/provisioning"), QByteArray("/provisioning/nothing/x"),
          devicesPath() + "/1/2/3/4", QByteArray("/../../etc/passwd"), QByteArray("//")}) {
        const auto reply = tenant.send("GET", path);
        EXPECT_EQ(reply.status, 403) << path.toStdString();
        EXPECT_EQ(reply.text("message"), "Missing Authentication Token") << path.toStdString();
    }
    const auto wrong = tenant.send("PATCH", devicesPath(), "[]");
    EXPECT_EQ(wrong.status, 403);
    EXPECT_EQ(wrong.headers.value("allow"), "GET,OPTIONS,POST,PUT");
    EXPECT_EQ(tenant.send("BREW", devicesPath()).status, 403);
}

TEST(SandboxGate, SurvivesHostileRequests)
{
    const Tenant tenant;
    EXPECT_EQ(tenant.send("GET", devicePath("%00")).status, 400);
    EXPECT_EQ(tenant.send("GET", devicePath("%zz")).status, 400);
    EXPECT_EQ(tenant.send("GET", devicePath("%ff")).status, 400);
    EXPECT_EQ(tenant.send("GET", devicePath(QByteArray(20'000, 'x'))).status, 404);
    EXPECT_EQ(tenant.send("GET", devicePath("'%20OR%20'1'='1")).status, 404);
    EXPECT_EQ(tenant.send("PUT", devicesPath(), QByteArray(200'000, '[')).status, 400);
    EXPECT_EQ(tenant.send("PATCH", devicePath("1"), QByteArray(200'000, '[')).status, 404);
    EXPECT_EQ(tenant.send("GET", devicesPath() + "?x=%zz&y").status, 200);
    EXPECT_EQ(tenant.send("GET", devicesPath()).json().root()["devices"].size(), 20U);
}

TEST(SandboxGate, RefusesABodyAboveTenMegabytes)
{
    const Tenant tenant;
    const auto reply = tenant.send("PUT", devicesPath() + "/bulk/big",
                                   QByteArray(10 * 1024 * 1024 + 1, 'x'), "text/csv");
    EXPECT_EQ(reply.status, 413);
}

TEST(SandboxClock, DecidesAboutTokens)
{
    auto options = Tenant::defaults();
    auto clock = std::make_shared<std::atomic<qint64>>(1'700'000'000'000);
    options.clock = [clock] { return clock->load(); };
    const Tenant tenant(options);
    const QByteArray token = platform::bearer(*clock);
    const auto status = [&] {
        return platform::send(tenant.baseUrl(), "GET", devicesPath(), token).status;
    };
    EXPECT_EQ(status(), 200);
    *clock += 54 * 60 * 1000;
    EXPECT_EQ(status(), 200);
    *clock += 2 * 60 * 1000;
    EXPECT_EQ(status(), 401);
    const auto options2 = platform::send(tenant.baseUrl(), "OPTIONS", devicesPath());
    EXPECT_THAT(options2.headers.value("date").toStdString(), HasSubstr("Nov 2023"));
}

TEST(SandboxFaults, AreSwitchedOverHttp)
{
    Tenant tenant;
    auto reply = platform::send(tenant.baseUrl(), "GET", faultsPath);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.json().root()["latencyMs"].integer(), 0);

    reply = platform::send(tenant.baseUrl(), "PUT", faultsPath, {},
                           R"({"tooManyRequests":1,"retryAfterSeconds":9})");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(tenant.sandbox().faults().retryAfterSeconds, 9);
    reply = tenant.send("GET", devicesPath());
    EXPECT_EQ(reply.status, 429);
    EXPECT_EQ(reply.headers.value("retry-after"), "9");

    EXPECT_EQ(platform::send(tenant.baseUrl(), "PUT", faultsPath, {}, R"({"colour":1})").status,
              400);
    EXPECT_EQ(platform::send(tenant.baseUrl(), "PUT", faultsPath, {}, "nonsense").status, 400);
    EXPECT_EQ(platform::send(tenant.baseUrl(), "POST", faultsPath).status, 405);
    EXPECT_EQ(platform::send(tenant.baseUrl(), "PUT", faultsPath,
                             "x\r\nOrigin: http://evil.example", "{}")
                  .status,
              403)
        << "a web page may not switch faults";
    EXPECT_EQ(tenant.sandbox().faults().tooManyRequests, 1);

    EXPECT_EQ(platform::send(tenant.baseUrl(), "PUT", faultsPath, {}, "{}").status, 200);
    EXPECT_EQ(tenant.send("GET", devicesPath()).status, 200);
}

TEST(SandboxFaults, MakeServerErrors)
{
    Tenant tenant;
    tenant.sandbox().setFaults({.serverErrors = 1});
    const auto reply = tenant.send("GET", devicesPath());
    EXPECT_EQ(reply.status, 500);
    EXPECT_EQ(reply.body, R"({"message":"Internal server error"})");
}

TEST(SandboxFaults, DropConnections)
{
    Tenant tenant;
    tenant.sandbox().setFaults({.dropped = 1});
    EXPECT_EQ(tenant.send("GET", devicesPath()).status, 0);
}

TEST(SandboxFaults, CutBodiesInTheMiddle)
{
    Tenant tenant;
    const qsizetype whole = tenant.send("GET", devicesPath()).body.size();
    tenant.sandbox().setFaults({.truncated = 1});
    const auto reply = tenant.send("GET", devicesPath());
    EXPECT_EQ(reply.status, 200);
    EXPECT_FALSE(reply.isComplete);
    EXPECT_EQ(reply.body.size(), whole / 2);
}

TEST(SandboxFaults, SetTheClockWrong)
{
    Tenant tenant;
    tenant.sandbox().setFaults({.clockOffsetSeconds = 2 * 3600});
    EXPECT_EQ(tenant.send("GET", devicesPath()).status, 401);
    tenant.sandbox().setFaults({.clockOffsetSeconds = -60});
    EXPECT_EQ(tenant.send("GET", devicesPath()).status, 401) << "issued in the future";
}

TEST(SandboxStart, SaysWhyItCant)
{
    QTcpServer taken;
    ASSERT_TRUE(taken.listen(QHostAddress::LocalHost));
    auto options = Tenant::defaults();
    options.port = taken.serverPort();
    EXPECT_THAT(Tenant(options).startError().toStdString(),
                HasSubstr(std::to_string(taken.serverPort())));

    options = Tenant::defaults();
    options.publicKeyPem = "rubbish";
    EXPECT_FALSE(Tenant(options).startError().isEmpty());

    QTemporaryDir folder;
    options = Tenant::defaults();
    options.dataFolder = folder.path();
    const Tenant first(options);
    ASSERT_EQ(first.startError(), QString());
    EXPECT_FALSE(Tenant(options).startError().isEmpty()) << "one sandbox a folder";
}

} // namespace
