// SPDX-License-Identifier: GPL-3.0-or-later
// A bulk run whose process is killed, again and again, at moments that nobody chose: no result is
// lost and no request repeated. The patch appends: applied twice, it shows.
#include "Cli.h"
#include "CountingPlatform.h"

#include <QRandomGenerator>
#include <QTest>
#include <QTimer>

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using testing::Each;

namespace {

constexpr int devices = 400;
constexpr int kills = 50;
constexpr quint32 seed = 20261127;
constexpr const char *patch = R"([{"op":"add","path":"/applied/-","value":1}])";

class BulkKillTest : public testing::Test
{
protected:
    QStringList access() const
    {
        return {
            u"--base-url"_s, platform.url().toString(), u"--domain"_s,  e2e::domain,
            u"--key"_s,      e2e::keys().privateFile,   u"--journal"_s, folder.path(u"journal"_s)};
    }
    QStringList patchArguments() const
    {
        return QStringList{u"bulk"_s,  u"patch"_s,   u"provisioning/device"_s,
                           u"--all"_s, u"--patch"_s, patchFile} +
               access();
    }
    QStringList resumeArguments(bool again) const
    {
        QStringList arguments{u"bulk"_s, u"resume"_s};
        if (again)
            arguments << u"--again"_s;
        return arguments + access();
    }

    struct End
    {
        bool killed = false;
        int exitCode = -1;
        QByteArray err;
    };
    /// Kills the program once @p requests of it have arrived, @p later ms after that.
    End runAndKill(const QStringList &arguments, int requests, int later)
    {
        QProcess process;
        process.setProcessEnvironment(e2e::environment());
        bool killed = false;
        int arrived = 0;
        platform.onRequest = [&] {
            if (++arrived != requests)
                return;
            killed = true;
            if (later == 0)
                process.kill();
            else
                QTimer::singleShot(later, &process, &QProcess::kill);
        };
        process.start(QStringLiteral(IOTCOMMS_CLI), arguments);
        EXPECT_TRUE(QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; },
                                    e2e::patience));
        platform.onRequest = {};
        return {.killed = killed && process.exitStatus() == QProcess::CrashExit,
                .exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                .err = process.readAllStandardError()};
    }

    e2e::CountingPlatform platform{devices};
    e2e::Folder folder;
    const QString patchFile = folder.write(u"patch.json"_s, patch);
};

TEST_F(BulkKillTest, FiftyKillsLoseNothingAndRepeatNothing)
{
    QRandomGenerator random(seed);
    platform.delay = [&] { return int(random.bounded(3)); };
    int wanted = 0; // how often each has to be patched
    int killed = 0;
    bool begins = true;
    for (int rounds = 0; killed < kills && rounds < 5 * kills; ++rounds) {
        const bool again = random.bounded(2) == 0;
        const End end = runAndKill(begins ? patchArguments() : resumeArguments(again),
                                   1 + int(random.bounded(60)), int(random.bounded(4)));
        killed += end.killed ? 1 : 0;
        ASSERT_NE(end.exitCode, 2) << end.err.toStdString();
        const bool none = end.err.contains("There is no run");
        if (begins)
            ++wanted;
        if (none) { // it was killed before the run was in the journal: nothing had been sent
            ASSERT_THAT(platform.applied().values(), Each(wanted - 1));
            --wanted;
        }
        begins = none || end.exitCode == 0;
        if (end.exitCode == 0) {
            ASSERT_THAT(platform.applied().values(), Each(wanted))
                << "after " << killed << " kills";
        }
        for (auto it = platform.applied().cbegin(); it != platform.applied().cend(); ++it)
            ASSERT_LE(it.value(), wanted) << it.key().toStdString() << " was patched twice";
    }
    EXPECT_EQ(killed, kills);

    End last{.exitCode = begins ? 0 : 1};
    for (int tries = 0; last.exitCode != 0 && tries < 3; ++tries)
        last = runAndKill(resumeArguments(true), -1, 0);
    EXPECT_EQ(last.exitCode, 0) << last.err.toStdString();
    EXPECT_THAT(platform.applied().values(), Each(wanted));
    EXPECT_GT(platform.reads(), 0) << "what had no answer was looked up";
}

} // namespace
