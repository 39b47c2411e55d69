// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/HistoryQuery.h"
#include "tests/support/Print.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

#include <optional>

using namespace Qt::StringLiterals;

namespace {

api::HistoryEntry entry(const QByteArray &method, const QString &path, int status)
{
    api::HistoryEntry result;
    result.method = method;
    result.url = u"https://api.example"_s + path;
    result.status = status;
    result.startedAt = QDateTime::currentDateTimeUtc();
    return result;
}

/// The parameter: whether the history lies on a disk.
class HistorySearchTest : public testing::TestWithParam<bool>
{
protected:
    QList<api::HistoryEntry> search(const api::HistoryQuery &query)
    {
        std::optional<QList<api::HistoryEntry>> found;
        m_history.search(query, {}, this->context(),
                         [&](const QList<api::HistoryEntry> &entries) { found = entries; });
        EXPECT_TRUE(QTest::qWaitFor([&] { return found.has_value(); }, 60'000));
        return found.value_or(QList<api::HistoryEntry>());
    }
    QStringList paths(const api::HistoryQuery &query)
    {
        QStringList result;
        for (const api::HistoryEntry &each : search(query))
            result << QUrl(each.url).path();
        return result;
    }
    QObject *context() { return &m_context; }

    QObject m_context;
    QTemporaryDir m_folder;
    api::History m_history{GetParam() ? m_folder.path() : QString()};
};

} // namespace

TEST_P(HistorySearchTest, LeavesOutWhatListsHaveReadByThemselvesUnlessAskedForIt)
{
    api::HistoryEntry unasked = entry("GET", u"/live"_s, 200);
    unasked.ending = api::Ending::Unasked;
    m_history.append(unasked);
    m_history.append(entry("GET", u"/asked"_s, 200));
    EXPECT_EQ(paths({}), QStringList{u"/asked"_s});
    EXPECT_EQ(paths({.text = u"live"_s}), QStringList());
    EXPECT_EQ(paths({.unasked = true}), QStringList({u"/asked"_s, u"/live"_s}));
}

TEST_P(HistorySearchTest, FindsByMethodStatusTimeAndText)
{
    api::HistoryEntry old = entry("GET", u"/old"_s, 200);
    old.startedAt = QDateTime::currentDateTimeUtc().addDays(-3);
    m_history.append(old);
    api::HistoryEntry refused = entry("PATCH", u"/dev/%2B4670"_s, 403);
    refused.requestBody = "[{\"op\":\"add\",\"value\":\"Kungsg\xc3\xa5rd\"}]";
    refused.replyHeaders = {{"X-Amzn-Trace", "Root-77"}};
    m_history.append(refused);
    api::HistoryEntry lost = entry("GET", u"/lost"_s, 0);
    lost.error = u"The server closed the connection."_s;
    m_history.append(lost);

    EXPECT_EQ(paths({}), QStringList({u"/lost"_s, u"/dev/+4670"_s, u"/old"_s}));
    EXPECT_EQ(paths({.method = "GET"}), QStringList({u"/lost"_s, u"/old"_s}));
    EXPECT_EQ(paths({.statusFrom = 400, .statusTo = 499}), QStringList({u"/dev/+4670"_s}));
    EXPECT_EQ(paths({.statusFrom = 0, .statusTo = 0}), QStringList({u"/lost"_s}));
    EXPECT_EQ(paths({.from = QDateTime::currentDateTimeUtc().addDays(-1)}).size(), 2);
    EXPECT_EQ(paths({.to = QDateTime::currentDateTimeUtc().addDays(-1)}), QStringList({u"/old"_s}));
    EXPECT_EQ(paths({.text = u"kungsGÅRD patch"_s}), QStringList({u"/dev/+4670"_s}))
        << "all words, whatever their case, in the body too";
    EXPECT_EQ(paths({.text = u"+4670"_s}).size(), 1) << "as people write it";
    EXPECT_EQ(paths({.text = u"root-77"_s}).size(), 1);
    EXPECT_EQ(paths({.text = u"closed"_s}), QStringList({u"/lost"_s}));
    EXPECT_EQ(paths({.text = u"100%_nothing"_s}), QStringList());
}

TEST_P(HistorySearchTest, GoesOverAllTenThousand)
{
    api::HistoryEntry first = entry("GET", u"/first"_s, 200);
    first.replyBody = "the needle";
    m_history.append(first);
    for (int i = 1; i < api::History::maximumEntries; ++i)
        m_history.append(entry("GET", u"/more"_s, 200));
    EXPECT_EQ(paths({.text = u"needle"_s}), QStringList({u"/first"_s}));
}

TEST_P(HistorySearchTest, IsNotCalledBackAfterItsEnd)
{
    m_history.append(entry("GET", u"/a"_s, 200));
    std::stop_source stop;
    bool called = false;
    m_history.search({}, stop.get_token(), context(),
                     [&](const QList<api::HistoryEntry> &) { called = true; });
    stop.request_stop();
    EXPECT_EQ(search({}).size(), 1); // asked later, answered later
    EXPECT_FALSE(called);
}

TEST_P(HistorySearchTest, FetchesManyWhole)
{
    api::HistoryEntry one = entry("PUT", u"/a"_s, 200);
    one.requestBody = "body";
    one.requestHeaders = {{"X-A", "b"}};
    m_history.append(one);
    m_history.append(entry("GET", u"/b"_s, 200));
    const QList<api::HistoryEntry> known = m_history.recent();
    std::optional<QList<api::HistoryEntry>> whole;
    m_history.fetchAll({known[1].row, 12345, known[0].row}, context(),
                       [&](const QList<api::HistoryEntry> &entries) { whole = entries; });
    ASSERT_TRUE(QTest::qWaitFor([&] { return whole.has_value(); }, 60'000));
    ASSERT_EQ(whole->size(), 2);
    EXPECT_EQ(whole->at(0).requestBody, "body");
    EXPECT_EQ(whole->at(0).requestHeaders, one.requestHeaders);
    EXPECT_EQ(whole->at(1).row, known[0].row);
}

INSTANTIATE_TEST_SUITE_P(Where, HistorySearchTest, testing::Bool());
