// SPDX-License-Identifier: GPL-3.0-or-later
// iotcomms-cli sandbox and request, against each other.
#include "app/api/Profile.h"
#include "app/auth/KeyStore.h"
#include "tests/e2e/Cli.h"
#include "tests/support/MemorySecretStore.h"
#include "tests/support/Print.h"

#include <QFile>
#include <QRegularExpression>

#include <gmock/gmock.h>

using namespace e2e;
using namespace Qt::StringLiterals;
using testing::HasSubstr;

namespace {

const QString devices = u"/provisioning/device/{domain}"_s;

QString device(const QString &id)
{
    return devices + u'/' + id;
}

/// A body that makes a device.
QByteArray newDevice(const QByteArray &id)
{
    return R"({"deviceId":")" + id +
           R"(","authType":"deviceid","deviceType":"phone","description":"<b>x"})";
}

std::size_t countDevices(const Outcome &outcome)
{
    const json::Document document = outcome.json();
    return document.root()["devices"].size();
}

class Requests : public testing::Test
{
protected:
    static void SetUpTestSuite() { s_sandbox = std::make_unique<RunningSandbox>(); }
    static void TearDownTestSuite() { s_sandbox.reset(); }

    static RunningSandbox &sandbox() { return *s_sandbox; }

private:
    static inline std::unique_ptr<RunningSandbox> s_sandbox;
};

} // namespace

TEST(SandboxCommand, PrintsOneLineAndServesUntilItIsTerminated)
{
    RunningSandbox sandbox;
    const json::Document line =
        json::Document::parse(sandbox.firstLine().toStdString()).value_or(json::Document());
    EXPECT_THAT(std::string(line.root()["baseUrl"].text()), HasSubstr("http://127.0.0.1:"));
    EXPECT_EQ(line.root()["domain"].text(), domain.toStdString());
    EXPECT_EQ(sandbox.process().state(), QProcess::Running);

    const Outcome ended = sandbox.stop();
    EXPECT_EQ(ended.exitCode, 0) << testing::PrintToString(ended);
    EXPECT_EQ(ended.out.count('\n'), 1);
}

TEST(SandboxCommand, ServesTheDocumentsThatItIsGivenToo)
{
    const QString bakery = QStringLiteral(CONSOLE_SOURCE_DIR "/tests/support/bakery.yaml");
    const Folder folder;
    const QString hours = folder.write(
        u"hours.yaml"_s,
        "openapi: 3.1.0\ninfo: {title: Hours, version: '1'}\nservers: [{url: /hours}]\npaths:\n"
        "  /today: {get: {responses: {'200': {description: ok, content: {application/json: "
        "{schema: {type: object, properties: {from: {type: string, example: '7:00'}}}}}}}}}\n");
    const RunningSandbox sandbox({u"--api"_s, bakery, u"--api"_s, hours});
    const Outcome made =
        sandbox.request(u"POST"_s, u"/bakery/oven/{domain}"_s, R"({"ovenId":"o-1","state":"hot"})");
    EXPECT_EQ(made.exitCode, 0) << testing::PrintToString(made);
    EXPECT_EQ(sandbox.request(u"GET"_s, u"/bakery/oven/{domain}/o-1"_s).exitCode, 0);
    const Outcome today = sandbox.request(u"GET"_s, u"/hours/today"_s);
    EXPECT_EQ(today.text("from"), "7:00") << testing::PrintToString(today);
    EXPECT_EQ(countDevices(sandbox.request(u"GET"_s, devices)), 20U);
}

TEST(SandboxCommand, RefusesADocumentThatIsNone)
{
    const Folder folder;
    const QString file = folder.write(u"letter.txt"_s, "Dear Sir\n");
    const Outcome refused = run({u"sandbox"_s, u"--api"_s, file});
    EXPECT_EQ(refused.exitCode, 1);
    EXPECT_THAT(refused.err.toStdString(), HasSubstr("letter.txt"));
    EXPECT_EQ(run({u"sandbox"_s, u"--api"_s, folder.path(u"missing.yaml"_s)}).exitCode, 1);
}

TEST(SandboxCommand, KeepsItsDataInTheFolderItIsGiven)
{
    const Folder folder;
    const QStringList arguments{u"--data"_s, folder.path(u"data"_s)};
    {
        RunningSandbox first(arguments);
        ASSERT_EQ(first.request(u"PUT"_s, devices, newDevice("kept-1")).exitCode, 0);
        EXPECT_EQ(first.stop().exitCode, 0);
    }
    const RunningSandbox second(arguments);
    EXPECT_EQ(second.request(u"GET"_s, device(u"kept-1"_s)).exitCode, 0);
}

TEST(SandboxCommand, InventsTheSameDevicesFromTheSameSeed)
{
    const QStringList seed7{u"--seed"_s, u"7"_s, u"--devices"_s, u"50"_s};
    const RunningSandbox one(seed7);
    const RunningSandbox same(seed7);
    const RunningSandbox other({u"--seed"_s, u"8"_s, u"--devices"_s, u"50"_s});
    const Outcome list = one.request(u"GET"_s, devices);
    EXPECT_EQ(countDevices(list), 50U) << testing::PrintToString(list);
    EXPECT_EQ(list.out, same.request(u"GET"_s, devices).out);
    EXPECT_NE(list.out, other.request(u"GET"_s, devices).out);
}

TEST(SandboxCommand, MakesAKeyPairOfItsOwnWhenNoneIsGiven)
{
    const Folder folder;
    QProcess process;
    process.setProcessEnvironment(environment());
    process.start(QStringLiteral(IOTCOMMS_CLI),
                  {u"sandbox"_s, u"--data"_s, folder.path(), u"--devices"_s, u"3"_s});
    ASSERT_TRUE(process.waitForReadyRead(patience)) << process.readAllStandardError().toStdString();
    const Outcome line{0, process.readLine(), {}};
    const QString keyFile = QString::fromStdString(line.text("keyFile"));
    EXPECT_EQ(QFile::permissions(keyFile) & QFile::Permissions(0x77), QFile::Permissions());
    const Outcome list = run({u"request"_s, u"GET"_s, devices, u"--base-url"_s,
                              QString::fromStdString(line.text("baseUrl")), u"--domain"_s,
                              QString::fromStdString(line.text("domain")), u"--key"_s, keyFile});
    EXPECT_EQ(countDevices(list), 3U) << testing::PrintToString(list);
    process.terminate();
    EXPECT_TRUE(process.waitForFinished(patience));
}

TEST(SandboxCommand, SaysWhyItCanNotStart)
{
    const Folder folder;
    const QString file = folder.write(u"file"_s, "x");
    const Outcome noFolder =
        run({u"sandbox"_s, u"--data"_s, file + u"/below"_s, u"--public-key"_s, keys().publicFile});
    EXPECT_EQ(noFolder.exitCode, 1);
    EXPECT_EQ(noFolder.out, "");
    const Outcome noKey = run({u"sandbox"_s, u"--public-key"_s, file});
    EXPECT_EQ(noKey.exitCode, 1);
    EXPECT_NE(noKey.err, "");
}

TEST_F(Requests, ListCreateReadChangeAndDelete)
{
    const Outcome list = sandbox().request(u"GET"_s, devices);
    ASSERT_EQ(list.exitCode, 0) << testing::PrintToString(list);
    EXPECT_EQ(countDevices(list), 20U);

    const Outcome made = sandbox().request(u"PUT"_s, devices, newDevice("+46800"));
    EXPECT_EQ(made.exitCode, 0) << testing::PrintToString(made);
    const Outcome read = sandbox().request(u"GET"_s, device(u"+46800"_s));
    EXPECT_THAT(read.out.toStdString(), HasSubstr("\"<b>x\""));

    const Outcome changed =
        sandbox().request(u"PATCH"_s, device(u"+46800"_s),
                          R"([{"op":"replace","path":"/description","value":"Flat 12"}])");
    EXPECT_EQ(changed.exitCode, 0) << testing::PrintToString(changed);
    EXPECT_THAT(sandbox().request(u"GET"_s, device(u"+46800"_s)).out.toStdString(),
                HasSubstr("Flat 12"));

    EXPECT_EQ(sandbox().request(u"DELETE"_s, device(u"+46800"_s)).exitCode, 0);
    EXPECT_EQ(sandbox().request(u"GET"_s, device(u"+46800"_s)).exitCode, 1);
}

TEST_F(Requests, TellStatusAndTimeOnStandardError)
{
    const Outcome list = sandbox().request(u"GET"_s, devices);
    EXPECT_TRUE(QString::fromUtf8(list.err).contains(QRegularExpression(u"\\b200 in \\d+ ms"_s)))
        << testing::PrintToString(list);
    EXPECT_TRUE(list.json()) << "standard output is not JSON alone";
}

TEST_F(Requests, PrintWhatIsMissingAsJson)
{
    const Outcome missing = sandbox().request(u"GET"_s, device(u"nobody"_s));
    EXPECT_EQ(missing.exitCode, 1);
    EXPECT_EQ(missing.json().root()["status"].integer(), 404);
    EXPECT_EQ(missing.text("code"), "NotFound");
    EXPECT_NE(missing.text("error"), "");
    EXPECT_NE(missing.text("requestId"), "");
    EXPECT_THAT(missing.err.toStdString(), HasSubstr("404"));
}

TEST_F(Requests, SayWhichRuleARefusedTokenBreaks)
{
    const Outcome refused =
        run(QStringList{u"request"_s, u"GET"_s, devices} + sandbox().access(otherKeys()));
    EXPECT_EQ(refused.exitCode, 1);
    EXPECT_EQ(refused.json().root()["status"].integer(), 401);
    EXPECT_EQ(refused.text("code"), "Unauthorized");
    EXPECT_THAT(refused.err.toStdString(), HasSubstr("public key"));
}

TEST_F(Requests, SayWhatTheServerDislikesInABody)
{
    const Outcome refused = sandbox().request(u"PATCH"_s, device(u"nobody"_s),
                                              R"([{"op":"remove","path":"/description"}])");
    EXPECT_EQ(refused.exitCode, 1);
    const Outcome bad = sandbox().request(u"PUT"_s, devices, "[]");
    EXPECT_EQ(bad.exitCode, 1);
    EXPECT_EQ(bad.text("code"), "BadRequest") << testing::PrintToString(bad);
}

TEST_F(Requests, TakeTheBodyFromAFile)
{
    const Folder folder;
    const QString body = folder.write(u"body.json"_s, newDevice("from-file"));
    const QStringList put{u"request"_s, u"put"_s, devices};
    EXPECT_EQ(run(put + QStringList{u"--body"_s, body} + sandbox().access()).exitCode, 0);
    const Outcome missing =
        run(put + QStringList{u"--body"_s, folder.path(u"none"_s)} + sandbox().access());
    EXPECT_EQ(missing.exitCode, 1);
    EXPECT_THAT(missing.err.toStdString(), HasSubstr("none"));
}

TEST_F(Requests, UseAProfileOfTheConsole)
{
    const Folder data;
    api::ProfileStore store(data.path());
    api::Profile profile;
    profile.name = u"My sandbox"_s;
    profile.domain = domain;
    profile.baseUrl = QUrl(sandbox().baseUrl());
    profile.keyFile = keys().privateFile;
    ASSERT_TRUE(store.save(profile).has_value());
    api::Profile embedded;
    embedded.name = u"Embedded"_s;
    embedded.embeddedSandbox = true;
    ASSERT_TRUE(store.save(embedded).has_value());

    const auto with = [&](const QString &name) {
        return run(
            {u"request"_s, u"GET"_s, devices, u"--profile"_s, name, u"--data"_s, data.path()});
    };
    const Outcome list = with(u"My sandbox"_s);
    EXPECT_EQ(list.exitCode, 0) << testing::PrintToString(list);
    EXPECT_EQ(with(u"Embedded"_s).exitCode, 1);
    const Outcome unknown = with(u"Nobody's"_s);
    EXPECT_EQ(unknown.exitCode, 1);
    EXPECT_THAT(unknown.err.toStdString(), HasSubstr("Nobody's"));
}

TEST_F(Requests, UseAProfileWhoseKeyLiesInTheKeyStore)
{
    // Given a linked key with a passphrase of its own
    const Folder data;
    const auto pair = auth::RsaKeyPair::fromFile(keys().privateFile);
    ASSERT_TRUE(pair);
    const QCA::SecureArray passphrase("correct horse");
    const QString file =
        data.write(u"own.pem"_s, pair->encryptedPrivatePem(passphrase).value_or(QByteArray()));
    api::Profile profile;
    profile.name = u"Stored"_s;
    profile.domain = domain;
    profile.baseUrl = QUrl(sandbox().baseUrl());
    {
        auth::KeyStoreSetup setup;
        setup.keychain = std::make_shared<MemorySecretStore>();
        auth::KeyStore store(data.path(), setup);
        const auto id = store.link(file, passphrase, u"Own"_s, auth::KeyUse::ApiAccess).result();
        ASSERT_TRUE(id);
        profile.keyId = *id;
    }
    ASSERT_TRUE(api::ProfileStore(data.path()).save(profile).has_value());
    const QStringList request{u"request"_s, u"GET"_s,    devices,    u"--profile"_s,
                              u"Stored"_s,  u"--data"_s, data.path()};
    // Then the passphrase comes from the environment, and its absence is said in a sentence
    const Outcome without = run(request);
    EXPECT_EQ(without.exitCode, 1);
    EXPECT_THAT(without.err.toStdString(), HasSubstr("IOTCOMMS_KEY_PASSPHRASE"));
    EXPECT_EQ(run(request, {{}, "wrong horse"}).exitCode, 1);
    const Outcome with = run(request, {{}, "correct horse"});
    EXPECT_EQ(with.exitCode, 0) << testing::PrintToString(with);
}

TEST_F(Requests, AskForThePassphraseOfALockedKeyStore)
{
    // Given a key store without a keychain
    const Folder data;
    const auto pair = auth::RsaKeyPair::fromFile(keys().privateFile);
    ASSERT_TRUE(pair);
    api::Profile profile;
    profile.name = u"Stored"_s;
    profile.domain = domain;
    profile.baseUrl = QUrl(sandbox().baseUrl());
    {
        auto keychain = std::make_shared<MemorySecretStore>();
        keychain->goAway();
        auth::KeyStoreSetup setup;
        setup.keychain = keychain;
        auth::KeyStore store(data.path(), setup);
        ASSERT_TRUE(store.unlock(QCA::SecureArray("correct horse")).result());
        const auto id =
            store.import(pair->privatePem(), {}, u"Own"_s, auth::KeyUse::ApiAccess).result();
        ASSERT_TRUE(id);
        profile.keyId = *id;
    }
    ASSERT_TRUE(api::ProfileStore(data.path()).save(profile).has_value());
    const QStringList request{u"request"_s, u"GET"_s,    devices,    u"--profile"_s,
                              u"Stored"_s,  u"--data"_s, data.path()};
    const Outcome without = run(request);
    EXPECT_EQ(without.exitCode, 1);
    EXPECT_THAT(without.err.toStdString(), HasSubstr("IOTCOMMS_KEY_PASSPHRASE"));
    EXPECT_EQ(run(request, {{}, "wrong horse"}).exitCode, 1);
    const Outcome with = run(request, {{}, "correct horse"});
    EXPECT_EQ(with.exitCode, 0) << testing::PrintToString(with);
}

TEST_F(Requests, RefuseWrongDomainsAddressesAndKeysInASentence)
{
    struct Wrong
    {
        QString option;
        QString value;
    };
    const std::vector<Wrong> all{
        {u"--domain"_s, u"https://customer47.example.io"_s},
        {u"--domain"_s, u"customer 47"_s},
        {u"--domain"_s, u"customer47.prod-eu-north-1.iotcomms-io"_s},
        {u"--base-url"_s, u"http://api.example.io"_s},
        {u"--base-url"_s, u"ftp://127.0.0.1"_s},
        {u"--key"_s, keys().publicFile},
        {u"--key"_s, u"/nowhere/private.pem"_s},
    };
    for (const auto &[option, value] : all) {
        QStringList access = sandbox().access();
        access[access.indexOf(option) + 1] = value;
        const Outcome refused = run(QStringList{u"request"_s, u"GET"_s, devices} + access);
        EXPECT_EQ(refused.exitCode, 1) << value.toStdString();
        EXPECT_EQ(refused.out, "") << value.toStdString();
        EXPECT_THAT(refused.err.toStdString(), HasSubstr("iotcomms-cli: ")) << value.toStdString();
    }
}
