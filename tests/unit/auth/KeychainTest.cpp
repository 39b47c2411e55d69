// SPDX-License-Identifier: GPL-3.0-or-later
// Against a real Secret Service: GNOME Keyring in a D-Bus session of the test's own. Each run of
// the console is a process of its own, so that a keychain can vanish between two of them.
#include "app/auth/KeyStore.h"
#include "app/auth/KeychainSecretStore.h"
#include "tests/support/Print.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <gmock/gmock.h>

#ifdef Q_OS_LINUX
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

using auth::KeychainSecretStore;
using auth::KeyResult;
using auth::KeyStore;
using auth::KeyUse;
using auth::SecretError;
using testing::AllOf;
using testing::HasSubstr;

constexpr int acted = 42;
constexpr int patience = 120'000; // ms; a bound, not an expectation

// No service can be started by asking for it: what is not there stays away.
constexpr auto busConfiguration = R"(<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>)";

enum class Session { NoBus, NoKeychain, Unlocked, Locked };

class KeychainTest : public testing::Test
{
public:
    void SetUp() override
    {
        for (const QString &program : {u"dbus-run-session"_s, u"gnome-keyring-daemon"_s}) {
            if (QStandardPaths::findExecutable(program).isEmpty())
                GTEST_SKIP() << program.toStdString() << " is not installed.";
        }
        ASSERT_TRUE(QDir(folder.path()).mkpath(u"home/run"_s));
        QFile::setPermissions(folder.filePath(u"home/run"_s),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QFile configuration(folder.filePath(u"bus.conf"_s));
        ASSERT_TRUE(configuration.open(QIODevice::WriteOnly));
        configuration.write(busConfiguration);
    }

    /// One run of the console that does @p action; what it had to say.
    std::string run(Session session, const QString &action)
    {
        const QString report = folder.filePath(u"report"_s);
        QFile::remove(report);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        const QString home = folder.filePath(u"home"_s);
        for (const char *name : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"})
            environment.insert(QLatin1StringView(name), home);
        environment.insert(u"XDG_RUNTIME_DIR"_s, home + u"/run"_s);
        environment.insert(u"XDG_CURRENT_DESKTOP"_s, u"GNOME"_s);
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path="_s + home + u"/none"_s);
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        environment.insert(u"KEYCHAIN_ACTOR"_s,
                           QStringList{folder.path(), action, report}.join(u'|'));
        QProcess process;
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        const QStringList command = commandOf(session);
        process.start(command.first(), command.mid(1));
        EXPECT_TRUE(process.waitForFinished(patience)) << "it hangs";
        EXPECT_EQ(process.exitCode(), acted) << process.readAll().toStdString();
        QFile file(report);
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
    }

    QTemporaryDir folder;

private:
    QStringList commandOf(Session session) const
    {
        const QStringList actor{QCoreApplication::applicationFilePath(),
                                u"--gtest_filter=KeychainActor.*"_s,
                                u"--gtest_also_run_disabled_tests"_s};
        if (session == Session::NoBus)
            return actor;
        const QStringList bus{u"dbus-run-session"_s, u"--config-file"_s,
                              folder.filePath(u"bus.conf"_s), u"--"_s};
        if (session == Session::NoKeychain)
            return bus + actor;
        const QString start =
            session == Session::Unlocked
                ? u"printf password | gnome-keyring-daemon --foreground --unlock "_s
                : u"gnome-keyring-daemon --foreground "_s;
        return bus +
               QStringList{u"sh"_s, u"-c"_s,
                           u"{ "_s + start +
                               u"--components=secrets; } >/dev/null 2>&1 & "
                               "KEYCHAIN_COMES=1 \"$0\" \"$@\"; code=$?; "
                               "kill $!; exit $code"_s} +
               actor;
    }
};

template <typename T>
QString told(const KeyResult<T> &result)
{
    return result ? u"done"_s : u"refused: "_s + result.error().message;
}

/// Keeps a secret, and looks for it in every way.
QString tryStore()
{
    KeychainSecretStore store(u"iotcomms-console-test"_s);
    const auto made = store.create(u"pair/1"_s).result();
    if (!made)
        return u"refused: "_s + made.error().message;
    if (made->size() != 43)
        return u"an odd secret"_s;
    const auto other = store.create(u"pair/2"_s).result();
    KeychainSecretStore again(u"iotcomms-console-test"_s);
    const auto kept = [&](const QString &name) {
        return again.read(name).result().value_or(QCA::SecureArray());
    };
    if (!other || kept(u"pair/1"_s) != *made || kept(u"pair/2"_s) != *other || *made == *other)
        return u"not read back"_s;
    if (!store.remove(u"pair/1"_s).result() || !store.remove(u"never there"_s).result())
        return u"not removed"_s;
    const auto gone = store.read(u"pair/1"_s).result();
    if (gone || gone.error().code != SecretError::Code::Missing)
        return u"still there"_s;
    again.close();
    if (again.read(u"pair/2"_s).result())
        return u"not closed"_s;
    return u"done"_s;
}

QString act(KeyStore &store, const QString &action)
{
    if (action == "store"_L1)
        return tryStore();
    if (action == "generate"_L1)
        return told(store.generate(u"Main"_s, KeyUse::ApiAccess).result());
    if (store.entries().isEmpty())
        return u"nothing there"_s;
    const QString id = store.entries().first().id;
    if (action == "remove"_L1)
        return told(store.remove(id).result());
    return told(store.apiKey(id).result());
}

/// Not a test of its own: one run of the console, started by the tests below.
TEST(KeychainActor, DISABLED_acts)
{
    const QStringList what = qEnvironmentVariable("KEYCHAIN_ACTOR").split(u'|');
    ASSERT_EQ(what.size(), 3) << "started by KeychainTest only";
    if (qEnvironmentVariableIsSet("KEYCHAIN_COMES")) {
        KeychainSecretStore store;
        ASSERT_TRUE(QTest::qWaitFor([&] { return bool(store.availability().result()); }, patience))
            << "the keychain did not start";
    }
    KeyStore store(what.at(0));
    store.refresh().waitForFinished();
    QFile report(what.at(2));
    ASSERT_TRUE(report.open(QIODevice::WriteOnly));
    report.write(act(store, what.at(1)).toUtf8() + '\n');
    for (const auth::KeyEntry &each : store.entries())
        report.write(
            (each.name + u" in "_s + each.backend + u"; problem: "_s + each.problem).toUtf8());
    if (store.passphraseNeed() == KeyStore::PassphraseNeed::Choose)
        report.write("\nchoose a passphrase");
    report.close();
    _exit(acted); // without the leak report of the desktop's libraries
}

TEST_F(KeychainTest, keepsReadsAndForgetsSecrets)
{
    EXPECT_EQ(run(Session::Unlocked, u"store"_s), "done\n");
}

TEST_F(KeychainTest, aPairOutlivesTheRunAndKnowsItsKeychain)
{
    EXPECT_EQ(run(Session::Unlocked, u"generate"_s), "done\nMain in GNOME Keyring; problem: ");
    EXPECT_EQ(run(Session::Unlocked, u"use"_s), "done\nMain in GNOME Keyring; problem: ");
    EXPECT_EQ(run(Session::Unlocked, u"remove"_s), "done\n");
}

TEST_F(KeychainTest, whereThereIsNoneAPassphraseIsToBeChosen)
{
    EXPECT_THAT(run(Session::NoBus, u"generate"_s),
                AllOf(HasSubstr("refused: The system keychain cannot be reached"),
                      HasSubstr("choose a passphrase")));
    EXPECT_THAT(
        run(Session::NoKeychain, u"generate"_s),
        AllOf(HasSubstr("refused: There is no system keychain"), HasSubstr("choose a passphrase")));
    EXPECT_FALSE(QDir(folder.filePath(u"keys"_s)).exists());
}

TEST_F(KeychainTest, oneThatVanishesBetweenTwoRunsIsNamedAndComesBack)
{
    ASSERT_THAT(run(Session::Unlocked, u"generate"_s), HasSubstr("done"));
    for (const Session session : {Session::NoBus, Session::NoKeychain}) {
        EXPECT_THAT(run(session, u"use"_s), AllOf(HasSubstr("refused: "),
                                                  HasSubstr("Main in GNOME Keyring; problem: The "
                                                            "passphrase of this key pair was put "
                                                            "into GNOME Keyring"),
                                                  HasSubstr("Nothing was deleted")));
    }
    EXPECT_EQ(run(Session::Unlocked, u"use"_s), "done\nMain in GNOME Keyring; problem: ");
}

TEST_F(KeychainTest, oneThatLostItsEntriesIsNamed)
{
    ASSERT_THAT(run(Session::Unlocked, u"generate"_s), HasSubstr("done"));
    ASSERT_TRUE(QDir(folder.filePath(u"home/keyrings"_s)).removeRecursively());
    EXPECT_THAT(run(Session::Unlocked, u"use"_s), HasSubstr("does not have it any more"));
}

TEST_F(KeychainTest, oneThatStaysLockedRefusesAndDoesNotHang)
{
    ASSERT_THAT(run(Session::Unlocked, u"generate"_s), HasSubstr("done"));
    EXPECT_THAT(run(Session::Locked, u"use"_s),
                AllOf(HasSubstr("refused: "), HasSubstr("Nothing was deleted")));
    EXPECT_EQ(run(Session::Unlocked, u"use"_s), "done\nMain in GNOME Keyring; problem: ");
}

} // namespace

#endif
