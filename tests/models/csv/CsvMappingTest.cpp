// SPDX-License-Identifier: GPL-3.0-or-later
#include "CsvSamples.h"
#include "models/csv/CsvMappingModel.h"
#include "models/csv/CsvPreviewModel.h"
#include "tests/support/Print.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;
using models::CsvMapping;
using models::CsvMappingModel;

namespace {

CsvMapping mappingOf(const std::vector<std::string> &header)
{
    return CsvMapping::automatic(header, samples::deviceType());
}

} // namespace

TEST(CsvMapping, FindsPropertiesByNameAndByTitle)
{
    EXPECT_EQ(mappingOf({"authorized.domain", "deviceId", "lines"}).properties,
              QStringList({u"authorized.domain"_s, u"deviceId"_s, u"lines"_s}));
    EXPECT_EQ(mappingOf({"Device ID", "DOMAIN", " description "}).properties,
              QStringList({u"deviceId"_s, u"authorized.domain"_s, u"description"_s}));
}

TEST(CsvMapping, TakesOneColumnForAProperty)
{
    EXPECT_EQ(mappingOf({"Device ID", "deviceId"}).properties, QStringList({u""_s, u"deviceId"_s}));
}

TEST(CsvMapping, TakesMembersThatResourcesHaveAndIgnoresTheRest)
{
    EXPECT_EQ(CsvMapping::automatic({"deviceId", "own.member", "Town", "", "own..b"},
                                    samples::deviceType(), {u"own"_s})
                  .properties,
              QStringList({u"deviceId"_s, u"own.member"_s, u""_s, u""_s, u""_s}));
}

TEST(CsvMapping, OffersEveryLeafOfTheSchema)
{
    EXPECT_EQ(models::csvProperties(samples::deviceType()).last(), u"authorized.domain"_s);
}

TEST(CsvMapping, SaysWhatIsWrongWithIt)
{
    const api::ResourceType type = samples::deviceType();
    EXPECT_EQ(mappingOf({"deviceId", "lines"}).problem(type), QString());
    EXPECT_TRUE(mappingOf({"lines"}).problem(type).contains(u"deviceId"_s));
    CsvMapping twice = mappingOf({"deviceId", "lines"});
    twice.constants = {{u"lines"_s, u"1"_s}};
    EXPECT_TRUE(twice.problem(type).contains(u"twice"_s));
    CsvMapping crossed = mappingOf({"deviceId", "authorized.domain"});
    crossed.constants = {{u"authorized"_s, u"x"_s}};
    EXPECT_FALSE(crossed.problem(type).isEmpty());
}

TEST(CsvMappingModel, IsEditedLikeATable)
{
    CsvMappingModel model;
    model.setFile(csv::table("deviceId,Antal\n7,2\n8,2\n9,3\n"), samples::deviceType());
    QSignalSpy changes(&model, &CsvMappingModel::mappingChanged);
    EXPECT_EQ(model.index(1, CsvMappingModel::Sample).data().toString(), u"2, 3"_s);
    EXPECT_TRUE(model.setData(model.index(1, CsvMappingModel::Property), u"lines"_s));
    EXPECT_EQ(model.index(1, CsvMappingModel::Meaning).data().toString(), u"whole number"_s);
    EXPECT_TRUE(model.setData(model.index(1, CsvMappingModel::Property), QString()));
    EXPECT_EQ(model.index(1, CsvMappingModel::Property).data().toString(), u"ignored"_s);
    EXPECT_EQ(model.ignoredCount(), 1);
    model.addConstant(u"description"_s, u"x"_s);
    EXPECT_TRUE(model.setData(model.index(2, CsvMappingModel::Sample), u"y"_s));
    EXPECT_EQ(model.mapping().constants.first().text, u"y"_s);
    model.removeConstant(2);
    EXPECT_EQ(model.rowCount(), 2);
    EXPECT_EQ(changes.size(), 5);
    EXPECT_FALSE(model.setData(model.index(0, CsvMappingModel::Source), u"z"_s));
}

TEST(CsvMappingModel, ShowsNoSecret)
{
    CsvMappingModel model;
    model.setFile(csv::table("deviceId,password\n7,hunter2\n"), samples::deviceType());
    EXPECT_FALSE(model.index(1, CsvMappingModel::Sample).data().toString().contains(u"hunter2"_s));
    // Also before anybody has said what the column is about.
    model.setData(model.index(1, CsvMappingModel::Property), QString());
    EXPECT_TRUE(model.isSecretColumn(1));
    EXPECT_FALSE(model.isSecretColumn(0));
    models::CsvPreviewModel preview;
    preview.setTable(csv::table("deviceId,password\n7,hunter2\n8,\n"));
    preview.setSecretColumns({false, true});
    EXPECT_EQ(preview.index(0, 0).data(), u"7"_s);
    EXPECT_FALSE(preview.index(0, 1).data().toString().contains(u"hunter2"_s));
    EXPECT_EQ(preview.index(1, 1).data(), QString()) << "that there is none is no secret";
}
