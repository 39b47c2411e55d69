// SPDX-License-Identifier: GPL-3.0-or-later
// What a dry run says of each row.
#include "CsvSamples.h"
#include "tests/support/Print.h"

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using models::CsvState;
using testing::ElementsAre;

namespace {

const std::string devices =
    R"([{"deviceId":"+461","description":"one","lines":2,"authorized":{"domain":"d"},"extra":7},
        {"deviceId":"+462","description":"","lines":1.0,"tags":["a","b"]}])";

QString problem(const models::CsvDryRun &run, int row)
{
    return run.problems(row).isEmpty() ? QString() : run.problems(row).first().sentence;
}

} // namespace

TEST(CsvDryRun, KnowsNewChangedAndUnchangedRowsByTheirId)
{
    const auto run = csv::dryRun("deviceId,description,lines,authorized.domain\n"
                                 "+461,one,2,d\n"
                                 "+461x,new,3,\n"
                                 "+462,two,1.0,\n",
                                 devices);
    EXPECT_EQ(run.state(0), CsvState::Unchanged);
    EXPECT_EQ(run.state(1), CsvState::New);
    EXPECT_EQ(run.state(2), CsvState::Changed);
    EXPECT_THAT(run.changedColumns(2), ElementsAre(1));
    EXPECT_EQ(run.count(CsvState::Changed), 1);
}

TEST(CsvDryRun, AnEmptyCellSaysNothing)
{
    auto run = csv::dryRun("deviceId,description,authorized.domain\n+461,,\n+463,,\n", devices);
    EXPECT_EQ(run.state(0), CsvState::Unchanged);
    EXPECT_EQ(run.check().result(run.table(), 1).serialize(), R"({"deviceId":"+463"})");
}

TEST(CsvDryRun, TakesOffTheGuardOfASpreadsheet)
{
    const auto run = csv::dryRun("deviceId,description\n'+461,one\n", devices);
    EXPECT_EQ(run.state(0), CsvState::Unchanged);
}

TEST(CsvDryRun, ANumberThatIsWrittenDifferentlyIsNoChange)
{
    const auto run = csv::dryRun("deviceId,lines\n+461,2.0\n+462,1\n", devices);
    EXPECT_EQ(run.count(CsvState::Unchanged), 2);
}

TEST(CsvDryRun, WhatNoSchemaDescribesIsOfTheTypeThatItHas)
{
    auto run =
        csv::dryRun("deviceId,extra,tags\n+461,8,\n+462,,\"[\"\"a\"\", \"\"b\"\"]\"\n", devices);
    EXPECT_EQ(run.state(0), CsvState::Changed);
    EXPECT_EQ(run.state(1), CsvState::Unchanged) << "an array is compared by value";
    EXPECT_THAT(run.check().result(run.table(), 0).serialize(), testing::HasSubstr(R"("extra":8)"));
}

TEST(CsvDryRun, TheResultKeepsWhatNoCellNames)
{
    auto run = csv::dryRun("deviceId,authorized.realm,description\n+461,r,uno\n", devices);
    EXPECT_EQ(run.check().result(run.table(), 0).serialize(),
              R"({"deviceId":"+461","description":"uno","lines":2,)"
              R"("authorized":{"domain":"d","realm":"r"},"extra":7})");
}

TEST(CsvDryRun, NamesWhatIsInvalidInItsCell)
{
    const auto run = csv::dryRun("deviceId,lines\n+461,many\n+469,x\n,3\n", devices);
    EXPECT_EQ(run.count(CsvState::Invalid), 3);
    EXPECT_EQ(run.problems(0).first().column, 1);
    EXPECT_EQ(problem(run, 0), u"lines must be a whole number."_s);
    EXPECT_EQ(run.problems(2).first().column, 0);
    EXPECT_EQ(problem(run, 2), u"The id is missing."_s);
}

TEST(CsvDryRun, WhatWasWrongBeforeMayStay)
{
    const auto run = csv::dryRun("deviceId,lines,description\n+461,none,b\n+461x,none,\n",
                                 R"([{"deviceId":"+461","lines":"none","description":"a"}])");
    EXPECT_EQ(run.state(0), CsvState::Changed);
    EXPECT_EQ(run.state(1), CsvState::Invalid);
}

TEST(CsvDryRun, OfOneIdTheFirstRowCounts)
{
    const auto run = csv::dryRun("deviceId,lines\n7,1\n8,1\n7,2\n7,x\n");
    EXPECT_EQ(run.state(0), CsvState::New);
    EXPECT_EQ(run.count(CsvState::Duplicate), 2);
    EXPECT_EQ(problem(run, 2), u"Line 2 has the same id: this row is not sent."_s);
}

TEST(CsvDryRun, SaysWhatCannotBeDone)
{
    const auto run = csv::dryRun("deviceId,lines\n7,1\n+461,5\n+461,2\n", devices,
                                 {.whyNotCreate = u"no new ones"_s, .whyNotChange = u"fixed"_s});
    EXPECT_EQ(problem(run, 0), u"no new ones"_s);
    EXPECT_EQ(problem(run, 1), u"fixed"_s);
}

TEST(CsvDryRun, RowsOfAnotherLength)
{
    const auto run =
        csv::dryRun("deviceId,lines,description\n+461\n+462,1,x,y\n+462,,,\n", devices);
    EXPECT_EQ(run.state(0), CsvState::Unchanged) << "spreadsheets drop empty cells at the end";
    EXPECT_EQ(run.state(1), CsvState::Invalid);
    EXPECT_EQ(problem(run, 1), u"The row has more cells than there are columns."_s);
}

TEST(CsvDryRun, IdsThatThePlatformGivesAreNotInvented)
{
    api::ResourceType type = samples::deviceType();
    type.idByPlatform = true;
    const auto file = csv::table("deviceId,lines\n,1\nunknown,2\n");
    models::CsvDryRun run(file, csv::check(file, devices, {}, type));
    run.run();
    EXPECT_EQ(run.state(0), CsvState::New);
    EXPECT_EQ(run.state(1), CsvState::Invalid);
}

TEST(CsvDryRun, AnEditIsCheckedWithAllRowsOfTheSameId)
{
    auto run = csv::dryRun("deviceId,lines\n7,1\n7,2\n8,x\n");
    EXPECT_THAT(run.setCell(1, 0, "9"), ElementsAre(0, 1));
    EXPECT_EQ(run.state(1), CsvState::New);
    EXPECT_THAT(run.setCell(2, 1, "3"), ElementsAre(2));
    EXPECT_EQ(run.state(2), CsvState::New);
    EXPECT_THAT(run.setCell(0, 0, "8"), ElementsAre(0, 2));
    EXPECT_EQ(run.state(2), CsvState::Duplicate) << "the first row of an id counts";
    EXPECT_EQ(run.count(CsvState::New), 2);
    EXPECT_EQ(run.count(CsvState::Invalid), 0);
}

TEST(CsvDryRun, ConstantsAreForAllRows)
{
    const auto file = csv::table("deviceId\n+461\n7\n");
    const api::ResourceType type = samples::deviceType();
    auto mapping = models::CsvMapping::automatic(file.header(), type);
    mapping.constants = {{u"lines"_s, u"2"_s}};
    models::CsvDryRun run(
        file,
        models::CsvCheck(type, mapping, models::CsvCheck::index(csv::rows(devices), type), {}));
    run.run();
    EXPECT_EQ(run.state(0), CsvState::Unchanged) << "it has two lines";
    EXPECT_EQ(run.check().result(file, 1).serialize(), R"({"deviceId":"7","lines":2})");
}

TEST(CsvDryRun, EndsWhenItIsCalledOff)
{
    std::stop_source stop;
    stop.request_stop();
    const auto file = csv::table("deviceId\n7\n");
    models::CsvDryRun run(file, csv::check(file, "[]"));
    EXPECT_FALSE(run.run(stop.get_token()));
}
