// SPDX-License-Identifier: GPL-3.0-or-later
#include "TableSamples.h"
#include "tests/support/Print.h"

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;
using models::CopyFormat;

namespace {

class CopyTextTest : public testing::Test
{
protected:
    CopyTextTest()
    {
        m_model.setResource(samples::deviceType());
        m_model.setDocument(samples::parse(
            R"([{"deviceId":"+461","description":"say \"hi\", twice","lines":1.0,"extra":{"k":[1]}},
                {"deviceId":"b|c","description":"two\nlines","password":"hunter2"}])"));
    }
    QString copy(const QList<int> &rows, const QList<int> &columns, CopyFormat format)
    {
        return m_model.copyText(rows, columns, format);
    }

    models::ResourceTableModel m_model;
};

} // namespace

TEST_F(CopyTextTest, CellIsTheRawText)
{
    EXPECT_EQ(copy({0}, {samples::Id}, CopyFormat::Cell), u"+461"_s);
    EXPECT_EQ(copy({1}, {samples::Description}, CopyFormat::Cell), u"two\nlines"_s);
    EXPECT_EQ(copy({0, 1}, {samples::Id}, CopyFormat::Cell), u"+461\nb|c"_s);
}

TEST_F(CopyTextTest, RowIsSeparatedByTabs)
{
    EXPECT_EQ(copy({1, 0}, {samples::Id, samples::Description, samples::Lines}, CopyFormat::Row),
              u"b|c\ttwo lines\t\n+461\tsay \"hi\", twice\t1.0"_s);
}

TEST_F(CopyTextTest, CsvIsQuotedByRfc4180NamesThePropertiesAndGuardsFormulas)
{
    EXPECT_EQ(copy({0, 1}, {samples::Description, samples::Id, samples::Domain}, CopyFormat::Csv),
              u"description,deviceId,authorized.domain\r\n"
              "\"say \"\"hi\"\", twice\",'+461,\r\n"
              "\"two\nlines\",b|c,\r\n"_s);
}

TEST_F(CopyTextTest, JsonHasWholeRowsWithoutSecrets)
{
    const json::Document rows =
        samples::parse(copy({0, 1}, {samples::Id}, CopyFormat::Json).toStdString());
    EXPECT_EQ(
        rows.serialize(),
        R"([{"deviceId":"+461","description":"say \"hi\", twice","lines":1.0,"extra":{"k":[1]}},)"
        R"({"deviceId":"b|c","description":"two\nlines"}])");
}

TEST_F(CopyTextTest, MarkdownEscapesWhatWouldBreakTheTable)
{
    EXPECT_EQ(copy({1}, {samples::Id, samples::Lines, samples::Description}, CopyFormat::Markdown),
              u"| Device ID | Lines | Description |\n| --- | ---: | --- |\n"
              "| b\\|c |  | two lines |\n"_s);
}

TEST_F(CopyTextTest, IgnoresRowsAndColumnsThatAreNotThere)
{
    EXPECT_EQ(copy({-1, 7, 0}, {-1, samples::Id, 99}, CopyFormat::Cell), u"+461"_s);
    EXPECT_EQ(copy({}, {samples::Id}, CopyFormat::Json), u"[]"_s);
}
