// SPDX-License-Identifier: GPL-3.0-or-later
// `iotcomms-cli bulk`: what it would do, what it did, what is left.
#include "Cli.h"
#include "CountingPlatform.h"

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using testing::Each;
using testing::HasSubstr;
using testing::StartsWith;

namespace {

class BulkCommandTest : public testing::Test
{
protected:
    QStringList bulk(const QStringList &command) const
    {
        return QStringList{u"bulk"_s} + command +
               QStringList{u"--base-url"_s, platform.url().toString(),
                           u"--domain"_s,   e2e::domain,
                           u"--key"_s,      e2e::keys().privateFile,
                           u"--journal"_s,  folder.path(u"journal"_s)};
    }
    QStringList patch(const QByteArray &operations, const QStringList &more) const
    {
        return bulk(QStringList{u"patch"_s, u"provisioning/device"_s, u"--patch"_s,
                                folder.write(u"patch.json"_s, operations)} +
                    more);
    }
    std::int64_t number(const e2e::Outcome &outcome, std::string_view member) const
    {
        const json::Document document = outcome.json();
        return document.root()[member].integer().value_or(-1);
    }

    e2e::CountingPlatform platform{5};
    e2e::Folder folder;
    const QByteArray append = R"([{"op":"add","path":"/applied/-","value":"${deviceId}"}])";
};

TEST_F(BulkCommandTest, ADryRunSaysWhatWouldChangeAndSendsNothing)
{
    const e2e::Outcome outcome = e2e::run(patch(
        R"([{"op":"test","path":"/deviceId","value":"d00003"},{"op":"remove","path":"/applied"}])",
        {u"--all"_s, u"--dry-run"_s}));
    EXPECT_EQ(outcome.exitCode, 0) << outcome.err.toStdString();
    EXPECT_EQ(number(outcome, "changes"), 1);
    EXPECT_EQ(number(outcome, "doesNotApply"), 4);
    EXPECT_THAT(platform.applied().values(), Each(0));
}

TEST_F(BulkCommandTest, ThoseOfAFileAreChangedAndReported)
{
    const QString ids = folder.write(u"ids"_s, "d00001\r\nd00004\n\n");
    const QString report = folder.path(u"report.csv"_s);
    const e2e::Outcome outcome = e2e::run(
        patch(append, {u"--ids"_s, ids, u"--report"_s, report, u"--concurrency"_s, u"2"_s}));
    EXPECT_EQ(outcome.exitCode, 0) << outcome.err.toStdString();
    EXPECT_EQ(number(outcome, "done"), 2);
    EXPECT_EQ(platform.applied().value(u"d00001"_s), 1);
    EXPECT_EQ(platform.applied().value(u"d00000"_s), 0);
    const QList<QByteArray> lines = e2e::contents(report).split('\n');
    ASSERT_EQ(lines.size(), 4);
    EXPECT_THAT(lines.at(1).toStdString(), StartsWith("d00001,done,200,"));

    const e2e::Outcome list =
        e2e::run({u"bulk"_s, u"list"_s, u"--journal"_s, folder.path(u"journal"_s)});
    EXPECT_EQ(list.out.trimmed(), "[]") << "what is over and well is not kept";
}

TEST_F(BulkCommandTest, AnIdThatIsNotThereSendsNothing)
{
    const QString ids = folder.write(u"ids"_s, "d00001\nnobody\n");
    const e2e::Outcome outcome = e2e::run(patch(append, {u"--ids"_s, ids}));
    EXPECT_EQ(outcome.exitCode, 1);
    EXPECT_THAT(outcome.err.toStdString(), HasSubstr("nobody"));
    EXPECT_THAT(platform.applied().values(), Each(0));
}

TEST_F(BulkCommandTest, AnUnknownTypeOrPatchIsSaid)
{
    QStringList wrongType = patch(append, {u"--all"_s});
    wrongType.replace(2, u"no/such"_s);
    EXPECT_THAT(e2e::run(wrongType).err.toStdString(), HasSubstr("no/such"));
    const e2e::Outcome outcome = e2e::run(patch("[{", {u"--all"_s}));
    EXPECT_EQ(outcome.exitCode, 1);
    EXPECT_THAT(platform.applied().values(), Each(0));
}

TEST_F(BulkCommandTest, WithoutARunThereIsNothingToResumeOrForget)
{
    EXPECT_THAT(e2e::run(bulk({u"resume"_s})).err.toStdString(), HasSubstr("There is no run"));
    const e2e::Outcome forget =
        e2e::run({u"bulk"_s, u"forget"_s, u"7"_s, u"--journal"_s, folder.path(u"journal"_s)});
    EXPECT_EQ(forget.exitCode, 1);
}

} // namespace
