// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/DifferenceModel.h"

#include "tests/support/Print.h"

#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;
using models::DifferenceModel;

namespace {

class DifferenceModelTest : public testing::Test
{
protected:
    DifferenceModelTest()
    {
        first.method = second.method = "PUT";
        first.url = second.url = u"https://h/a"_s;
        first.status = second.status = 200;
    }
    /// "where: first -> second" of each row.
    QStringList lines()
    {
        DifferenceModel model;
        model.compare(first, second);
        QStringList result;
        for (int row = 0; row < model.rowCount(); ++row) {
            result << u"%1: %2 -> %3"_s.arg(model.index(row, 0).data().toString(),
                                            model.index(row, 1).data().toString(),
                                            model.index(row, 2).data().toString());
        }
        return result;
    }
    api::HistoryEntry first;
    api::HistoryEntry second;
};

} // namespace

TEST_F(DifferenceModelTest, TheSameHasNone)
{
    first.requestBody = R"({"a":1,"b":2})";
    second.requestBody = R"({"b":2,"a":1})";
    EXPECT_EQ(lines(), QStringList());
}

TEST_F(DifferenceModelTest, TellsFactsHeadersAndMembersApart)
{
    second.status = 404;
    first.requestHeaders = {{"X-A", "1"}};
    second.requestHeaders = {{"x-a", "2"}};
    first.replyBody = R"({"list":[1,2],"gone":true})";
    second.replyBody = R"({"list":[1,2,3]})";
    EXPECT_EQ(lines(),
              QStringList({u"Request header x-a: 1 -> 2"_s, u"Status: 200 OK -> 404 Not Found"_s,
                           u"Reply body, /gone: true -> nothing"_s,
                           u"Reply body, /list/2: nothing -> 3"_s}));
}

TEST_F(DifferenceModelTest, ComparesTextLineByLine)
{
    first.requestBody = "a\nb\nc";
    second.requestBody = "a\nx\nc\nd";
    EXPECT_EQ(lines(), QStringList({u"Request body, line 2: b -> x"_s,
                                    u"Request body, line 4: nothing -> d"_s}));
}

TEST_F(DifferenceModelTest, InAWorkerTheLatestPairCounts)
{
    DifferenceModel model;
    QSignalSpy compared(&model, &DifferenceModel::compared);
    second.status = 404;
    model.compareLater(first, second);
    EXPECT_TRUE(model.isComparing());
    EXPECT_EQ(model.rowCount(), 0) << "it was compared where the window is drawn";
    second.status = 200;
    second.method = "GET";
    model.compareLater(first, second);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !model.isComparing(); }));
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_EQ(model.index(0, DifferenceModel::Where).data().toString(), u"Method"_s);
    EXPECT_EQ(compared.size(), 1);
}
