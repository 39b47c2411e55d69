// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/HistorySearchModel.h"

#include "tests/support/ModelWatch.h"
#include "tests/support/Print.h"

#include <QTest>

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;
using models::HistorySearchModel;

namespace {

class HistorySearchModelTest : public testing::Test
{
protected:
    void append(const QString &path, int status = 200, const QByteArray &reply = {})
    {
        api::HistoryEntry entry;
        entry.method = "GET";
        entry.url = u"https://h"_s + path;
        entry.status = status;
        entry.startedAt = QDateTime::currentDateTimeUtc();
        entry.replyBody = reply;
        m_history.append(entry);
    }
    QString shown()
    {
        QStringList paths;
        for (int row = 0; row < m_model.rowCount(); ++row)
            paths << m_model.index(row, HistorySearchModel::Path).data().toString();
        return paths.join(u' ');
    }
    bool comesTo(const QString &paths)
    {
        return QTest::qWaitFor([&] { return !m_model.isSearching() && shown() == paths; }, 60'000);
    }

    api::History m_history{QString()};
    HistorySearchModel m_model{&m_history};
    ModelWatch m_watch{&m_model};
};

} // namespace

TEST_F(HistorySearchModelTest, FindsInBodiesAndFollowsTheQuery)
{
    append(u"/a"_s, 200, "kettle");
    append(u"/b"_s, 404);
    append(u"/c"_s, 200, "Kettle too");
    EXPECT_TRUE(comesTo(u"/c /b /a"_s)) << shown().toStdString();
    m_model.setQuery({.text = u"kettle"_s});
    EXPECT_TRUE(comesTo(u"/c /a"_s)) << shown().toStdString();
    m_model.setQuery({.statusFrom = 400, .statusTo = 499});
    EXPECT_TRUE(comesTo(u"/b"_s)) << shown().toStdString();
    m_model.setQuery({});
    EXPECT_TRUE(comesTo(u"/c /b /a"_s)) << shown().toStdString();
}

TEST_F(HistorySearchModelTest, NewRequestsJoinWhenTheyMatch)
{
    m_model.setQuery({.text = u"kettle"_s});
    append(u"/a"_s, 200, "kettle");
    append(u"/b"_s, 200, "pot");
    EXPECT_TRUE(comesTo(u"/a"_s)) << shown().toStdString();
    append(u"/c"_s, 200, "kettle");
    EXPECT_TRUE(comesTo(u"/c /a"_s)) << shown().toStdString();
    m_history.clear();
    EXPECT_TRUE(comesTo(QString()));
}

TEST_F(HistorySearchModelTest, RowsThatStayKeepTheirPersistentIndex)
{
    append(u"/a"_s);
    append(u"/b"_s, 404);
    append(u"/c"_s);
    ASSERT_TRUE(comesTo(u"/c /b /a"_s));
    const QPersistentModelIndex a = m_model.index(2, 0);
    m_model.setQuery({.statusFrom = 200, .statusTo = 299});
    ASSERT_TRUE(comesTo(u"/c /a"_s));
    ASSERT_TRUE(a.isValid());
    EXPECT_EQ(a.row(), 1);
}

TEST_F(HistorySearchModelTest, WhatAllPathsHaveIsLeftOutOfThem)
{
    m_model.leaveOut(u"d.example"_s);
    append(u"/line/d.example/call/1"_s);
    append(u"/line/call/d.example"_s);
    append(u"/line/d.example.org/call"_s);
    EXPECT_TRUE(comesTo(u"/line/d.example.org/call /line/call/… /line/…/call/1"_s))
        << shown().toStdString();
    const QModelIndex last = m_model.index(2, HistorySearchModel::Path);
    EXPECT_EQ(last.data(Qt::AccessibleTextRole).toString(), u"/line/d.example/call/1"_s);
    EXPECT_TRUE(last.data(Qt::ToolTipRole).toString().contains(u"/line/d.example/call/1"_s));
}
