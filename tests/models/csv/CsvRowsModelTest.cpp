// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/csv/CsvRowsModel.h"

#include "CsvSamples.h"
#include "models/csv/CsvReport.h"
#include "tests/support/ModelWatch.h"
#include "tests/support/Print.h"

#include <QSignalSpy>

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using models::CsvReport;
using models::CsvRowsModel;
using models::CsvState;

namespace {

class CsvRowsModelTest : public testing::Test
{
protected:
    CsvRowsModelTest()
    {
        m_model.setDryRun(csv::dryRun("deviceId,lines,password,\n"
                                      "+461,3,hunter2,note\n"
                                      "7,many,,\n",
                                      R"([{"deviceId":"+461","lines":2}])"),
                          samples::deviceType());
    }
    QModelIndex cell(int row, int column) const
    {
        return m_model.index(row, CsvRowsModel::FirstCell + column);
    }
    int mark(int row, int column) const
    {
        return cell(row, column).data(CsvRowsModel::MarkRole).toInt();
    }

    CsvRowsModel m_model;
    ModelWatch m_watch{&m_model};
};

} // namespace

TEST_F(CsvRowsModelTest, ShowsStateAndMarksCells)
{
    EXPECT_EQ(m_model.index(0, CsvRowsModel::State).data().toString(), u"changed"_s);
    EXPECT_EQ(m_model.index(1, CsvRowsModel::State).data().toString(),
              u"invalid: lines must be a whole number."_s);
    EXPECT_EQ(mark(0, 1), int(CsvRowsModel::Mark::Changed));
    EXPECT_EQ(mark(1, 1), int(CsvRowsModel::Mark::Wrong));
    EXPECT_EQ(mark(0, 3), int(CsvRowsModel::Mark::Ignored));
    EXPECT_EQ(cell(1, 1).data(Qt::ToolTipRole).toString(), u"lines must be a whole number."_s);
}

TEST_F(CsvRowsModelTest, ShowsNoSecret)
{
    EXPECT_FALSE(cell(0, 2).data().toString().contains(u"hunter2"_s));
    EXPECT_FALSE(CsvReport(m_model).text().contains("hunter2"));
}

TEST_F(CsvRowsModelTest, ChecksARowAgainWhenACellIsEdited)
{
    QSignalSpy changes(&m_model, &QAbstractItemModel::dataChanged);
    QSignalSpy counts(&m_model, &CsvRowsModel::countsChanged);
    EXPECT_TRUE(m_model.setData(cell(1, 1), u"4"_s));
    EXPECT_EQ(m_model.dryRun().state(1), CsvState::New);
    ASSERT_EQ(changes.size(), 1);
    EXPECT_EQ(changes[0][0].value<QModelIndex>().row(), 1);
    EXPECT_EQ(counts.size(), 1);
    EXPECT_TRUE(m_model.setData(cell(1, 0), u"+461"_s));
    EXPECT_EQ(m_model.dryRun().state(1), CsvState::Duplicate);
}

TEST_F(CsvRowsModelTest, IsEditedOnlyWhereThatHasAMeaning)
{
    EXPECT_FALSE(m_model.setData(cell(0, 3), u"x"_s)) << "an ignored column";
    EXPECT_FALSE(m_model.setData(m_model.index(0, CsvRowsModel::State), u"x"_s));
    m_model.setResult(0, CsvRowsModel::SendResult::Done);
    EXPECT_FALSE(m_model.setData(cell(0, 1), u"5"_s)) << "it is with the platform";
    m_model.setEditable(false);
    EXPECT_FALSE(m_model.setData(cell(1, 1), u"5"_s));
}

TEST_F(CsvRowsModelTest, ReportsWhatCameOfEachRow)
{
    m_model.setResult(0, CsvRowsModel::SendResult::Failed, u"=cmd refused"_s);
    const QString report = QString::fromUtf8(CsvReport(m_model).text());
    EXPECT_TRUE(report.contains(u"2,changed,failed,'=cmd refused,'+461,3,,note"_s))
        << report.toStdString();
    EXPECT_TRUE(report.contains(u"3,invalid,,lines must be a whole number.,7,many,,"_s));
}
