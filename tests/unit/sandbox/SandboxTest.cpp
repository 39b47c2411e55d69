// SPDX-License-Identifier: GPL-3.0-or-later
// What a person with a valid token gets from the sandbox, over real HTTP.
#include "app/sandbox/Sandbox.h"

#include "tests/support/Print.h"
#include "tests/unit/sandbox/Platform.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gmock/gmock.h>

#include <thread>

using namespace Qt::StringLiterals;
using platform::devicePath;
using platform::devicesPath;
using platform::Tenant;
using testing::HasSubstr;

namespace {

constexpr const char *newDevice =
    R"({"deviceId":"+46 8/1","authType":"deviceid","description":"Åsgatan <b>1</b>"})";
const QByteArray newDevicePath = devicePath("%2B46%208%2F1");

TEST(Sandbox, ServesADomainFullOfDevices)
{
    const Tenant tenant;
    ASSERT_EQ(tenant.startError(), QString());
    const auto reply = tenant.send("GET", devicesPath());
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.headers.value("content-type"), "application/json");
    EXPECT_EQ(reply.headers.value("access-control-allow-origin"), "*");
    EXPECT_EQ(api::unwrapList(reply.json().root()).size(), 20);
    EXPECT_EQ(reply.json().root()["devices"].size(), 20U);
    const auto trunks = tenant.send("GET", "/provisioning/trunk/" + platform::domain.toUtf8());
    EXPECT_EQ(trunks.json().root()["trunks"].size(), 12U);
}

TEST(Sandbox, CreatesReadsChangesReplacesAndDeletesADevice)
{
    const Tenant tenant;
    EXPECT_EQ(tenant.send("PUT", devicesPath(), newDevice).status, 200);
    auto reply = tenant.send("GET", newDevicePath);
    EXPECT_EQ(reply.body, QByteArray("{\"success\":true,\"device\":") + newDevice + '}');

    reply = tenant.send("PATCH", newDevicePath,
                        R"([{"op":"replace","path":"/authType","value":"credentials"}])",
                        "application/json-patch+json");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.json().root()["device"]["authType"].text(), "credentials");

    EXPECT_EQ(tenant.send("PUT", newDevicePath, R"({"deviceId":"+46 8/1"})").status, 200);
    EXPECT_EQ(tenant.send("GET", newDevicePath).body,
              R"({"success":true,"device":{"deviceId":"+46 8/1"}})");
    EXPECT_EQ(tenant.send("POST", devicesPath(), newDevice).status, 409);

    EXPECT_EQ(tenant.send("DELETE", newDevicePath).body, R"({"success":true})");
    reply = tenant.send("GET", newDevicePath);
    EXPECT_EQ(reply.status, 404);
    EXPECT_EQ(reply.json().root()["success"].boolean(), false);
    EXPECT_EQ(tenant.send("DELETE", newDevicePath).status, 404);
}

TEST(Sandbox, ServesEveryResourceTypeThatADocumentAdds)
{
    const Tenant tenant(Tenant::defaults(), platform::extendedCatalogue());
    const QByteArray lamps = "/lighting/lamp/" + platform::domain.toUtf8();
    auto reply = tenant.send("POST", lamps, R"({"watts":60})");
    EXPECT_EQ(reply.status, 200);
    const QByteArray id(QByteArrayView(reply.json().root()["lamp"]["lampId"].text()).toByteArray());
    ASSERT_FALSE(id.isEmpty());
    reply = tenant.send("PATCH", lamps + '/' + id, R"([{"op":"add","path":"/isOn","value":true}])");
    EXPECT_EQ(reply.json().root()["lamp"]["isOn"].boolean(), true);
    EXPECT_EQ(tenant.send("GET", lamps).json().root()["lamps"].size(), 1U);
    EXPECT_EQ(tenant.send("PUT", lamps + '/' + id, "{}").status, 403)
        << "the document has no such method";
    EXPECT_EQ(tenant.send("DELETE", lamps + '/' + id).status, 200);
}

TEST(Sandbox, AcceptsCommandsWhoseBodyFits)
{
    const Tenant tenant(Tenant::defaults(), platform::extendedCatalogue());
    const QByteArray blink = "/lighting/" + platform::domain.toUtf8() + "/blink";
    EXPECT_EQ(tenant.send("POST", blink, R"({"times":3})").body, R"({"success":true})");
    EXPECT_EQ(tenant.send("POST", blink, R"({"times":"thrice"})").status, 400);
    EXPECT_EQ(tenant.send("POST", blink, "{}").status, 400);
    EXPECT_EQ(tenant.send("POST", "/lighting/" + platform::domain.toUtf8() + "/signedblink").status,
              403);
}

TEST(Sandbox, RunsBulkJobsBesideOtherRequests)
{
    const Tenant tenant(Tenant::defaults(), platform::extendedCatalogue());
    QByteArray csv = "deviceId,authType,authorized.domain\r\n";
    for (int i = 0; i < 1000; ++i)
        csv += QByteArray::number(i) + ",deviceid,\"a,b\"\r\n";
    const auto started = tenant.send("PUT", devicesPath() + "/bulk/first", csv, "text/csv");
    EXPECT_EQ(started.status, 200);
    EXPECT_EQ(started.body, R"({"success":true})");

    const QByteArray lamps = "/lighting/lamp/" + platform::domain.toUtf8();
    EXPECT_EQ(tenant
                  .send("PUT", lamps + "/bulk/a%20b", "watts,place.room\n5,Kök\n0,Hall\n",
                        "text/csv; charset=utf-8")
                  .status,
              200);

    const auto ended = [&tenant](const QByteArray &path) {
        for (;;) {
            const auto reply = tenant.send("GET", path);
            const json::Document document = reply.json();
            if (reply.status != 200 || document.root()["status"]["status"].text() != "STARTED")
                return document;
        }
    };
    EXPECT_EQ(ended(devicesPath() + "/bulk/first").root()["status"]["status"].text(), "FINISHED");
    const auto failed = ended(lamps + "/bulk/a%20b");
    EXPECT_EQ(failed.root()["status"]["status"].text(), "FAILED");
    EXPECT_EQ(failed.root()["status"]["bulkId"].text(), "a b");
    EXPECT_THAT(std::string(failed.root()["status"]["reason"].text()), HasSubstr("Line 3"));
    EXPECT_EQ(tenant.send("GET", lamps).json().root()["lamps"].size(), 1U);
    EXPECT_EQ(tenant.send("GET", devicesPath()).json().root()["devices"].size(), 1020U);
    EXPECT_EQ(tenant.send("PUT", devicesPath() + "/bulk/x", "a", "application/json").status, 415);
    EXPECT_EQ(tenant.send("GET", devicesPath() + "/bulk/unknown").status, 404);
}

TEST(Sandbox, KeepsItsDataAndKeyThroughARestart)
{
    QTemporaryDir folder;
    auto options = Tenant::defaults();
    options.dataFolder = folder.filePath(u"new/data"_s);
    {
        const Tenant tenant(options);
        ASSERT_EQ(tenant.startError(), QString());
        EXPECT_EQ(tenant.send("PUT", devicesPath(), newDevice).status, 200);
        EXPECT_EQ(tenant.send("PUT", devicesPath() + "/bulk/b", "deviceId\n5\n", "text/csv").status,
                  200);
    }
    options.publicKeyPem.clear();
    options.devices = 5;
    const Tenant tenant(options);
    ASSERT_EQ(tenant.startError(), QString());
    EXPECT_EQ(tenant.send("GET", newDevicePath).status, 200);
    EXPECT_GE(tenant.send("GET", devicesPath()).json().root()["devices"].size(), 21U)
        << "another number of demo devices does not throw away what is there";
    EXPECT_NE(
        tenant.send("GET", devicesPath() + "/bulk/b").json().root()["status"]["status"].text(),
        "STARTED");
}

TEST(Sandbox, StartsOverAfterDamageAndSaysSo)
{
    QTemporaryDir folder;
    {
        QFile file(folder.filePath(u"sandbox.sqlite"_s));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(5000, '?'));
    }
    auto options = Tenant::defaults();
    options.dataFolder = folder.path();
    Tenant tenant(options);
    ASSERT_EQ(tenant.startError(), QString());
    EXPECT_FALSE(tenant.sandbox().notice().isEmpty());
    EXPECT_EQ(tenant.send("GET", devicesPath()).json().root()["devices"].size(), 20U);
}

TEST(Sandbox, HasTheSameDemoDataForTheSameSeed)
{
    auto options = Tenant::defaults();
    const QByteArray first = Tenant(options).send("GET", devicesPath()).body;
    EXPECT_EQ(Tenant(options).send("GET", devicesPath()).body, first);
    options.seed = 2;
    EXPECT_NE(Tenant(options).send("GET", devicesPath()).body, first);
}

TEST(Sandbox, TakesANewKeyAtOnce)
{
    Tenant tenant;
    ASSERT_EQ(tenant.send("GET", devicesPath()).status, 200);
    ASSERT_TRUE(tenant.sandbox().uploadPublicKey(platform::otherKey().publicKey().pem()));
    EXPECT_EQ(tenant.send("GET", devicesPath()).status, 401);
    EXPECT_FALSE(tenant.sandbox().uploadPublicKey("rubbish"));
    ASSERT_TRUE(tenant.sandbox().uploadPublicKey(platform::key().publicKey().pem()));
    EXPECT_EQ(tenant.send("GET", devicesPath()).status, 200);
}

TEST(Sandbox, ServesSeveralClientsAtOnce)
{
    const Tenant tenant;
    std::atomic<int> good = 0;
    {
        std::vector<std::jthread> clients;
        for (int client = 0; client < 6; ++client) {
            clients.emplace_back([&, client] {
                for (int i = 0; i < 20; ++i) {
                    const QByteArray id = QByteArray::number(client * 1000 + i);
                    const bool made =
                        tenant.send("PUT", devicesPath(), "{\"deviceId\":\"" + id + "\"}").status ==
                        200;
                    const bool isThere = tenant.send("GET", devicePath(id)).status == 200;
                    good += made && isThere ? 1 : 0;
                }
            });
        }
    }
    EXPECT_EQ(good, 120);
    EXPECT_EQ(tenant.send("GET", devicesPath()).json().root()["devices"].size(), 140U);
}

TEST(Sandbox, ListsAHundredThousandDevices)
{
    auto options = Tenant::defaults();
    options.devices = 100'000;
    const Tenant tenant(options);
    ASSERT_EQ(tenant.startError(), QString());
    const auto reply = tenant.send("GET", devicesPath());
    EXPECT_TRUE(reply.isComplete);
    EXPECT_EQ(reply.json().root()["devices"].size(), 100'000U);
}

TEST(Sandbox, MayBeStoppedAndStartedAgain)
{
    Tenant tenant;
    tenant.sandbox().stop();
    tenant.sandbox().stop();
    EXPECT_EQ(tenant.baseUrl(), QString());
    ASSERT_TRUE(tenant.sandbox().start());
    EXPECT_FALSE(tenant.sandbox().start()) << "it runs already";
    EXPECT_EQ(tenant.send("GET", devicesPath()).status, 200);
}

} // namespace
