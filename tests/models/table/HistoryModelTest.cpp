// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/HistoryModel.h"

#include "tests/support/ModelWatch.h"
#include "tests/support/Print.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using models::HistoryModel;

namespace {

api::HistoryEntry entry(int status, const QString &url = u"https://h/a"_s)
{
    api::HistoryEntry result;
    result.method = "GET";
    result.url = url;
    result.startedAt = QDateTime::currentDateTimeUtc();
    result.status = status;
    result.durationMs = 34;
    result.replyBytes = 1500;
    return result;
}

class HistoryModelTest : public testing::Test
{
protected:
    void append(const QList<api::HistoryEntry> &entries)
    {
        for (const api::HistoryEntry &each : entries)
            m_history.append(each);
        QSignalSpy spy(&m_history, &api::History::appended);
        ASSERT_TRUE(spy.wait(60'000));
    }
    QString text(int row, int column) { return m_model.index(row, column).data().toString(); }

    api::History m_history{QString()};
    HistoryModel m_model{&m_history};
    ModelWatch m_watch{&m_model};
};

} // namespace

TEST_F(HistoryModelTest, InsertsNewRequestsAtTheTopInBatches)
{
    append({entry(200, u"https://h/first"_s)});
    QSignalSpy inserted(&m_model, &QAbstractItemModel::rowsInserted);
    append({entry(200, u"https://h/second"_s), entry(200, u"https://h/third"_s)});
    EXPECT_EQ(inserted.size(), 1);
    EXPECT_EQ(text(0, HistoryModel::Path), u"/third"_s);
    EXPECT_EQ(text(1, HistoryModel::Path), u"/second"_s);
    EXPECT_EQ(text(2, HistoryModel::Path), u"/first"_s);
}

TEST_F(HistoryModelTest, ShowsWhatCameOfARequest)
{
    append({entry(0), entry(404), entry(503), entry(299), entry(200)});
    EXPECT_EQ(text(0, HistoryModel::Status), u"200 OK"_s);
    EXPECT_EQ(text(1, HistoryModel::Status), u"299"_s);
    EXPECT_EQ(text(4, HistoryModel::Status), u"no reply"_s);
    EXPECT_EQ(text(0, HistoryModel::Duration), u"34 ms"_s);
    EXPECT_EQ(text(0, HistoryModel::Size),
              QLocale().formattedDataSize(1500, 1, QLocale::DataSizeSIFormat));
    QList<int> outcomes;
    for (int row = 0; row < 5; ++row)
        outcomes += m_model.index(row, 0).data(HistoryModel::OutcomeRole).toInt();
    using enum HistoryModel::Outcome;
    EXPECT_EQ(outcomes,
              QList<int>({int(Ok), int(Ok), int(ServerError), int(ClientError), int(NoReply)}));
}

TEST_F(HistoryModelTest, SaysWhichRequestsWereCancelledOrNeverSent)
{
    // Given a request that was cancelled in the middle of its reply, and one without a key
    api::HistoryEntry cancelled = entry(200);
    cancelled.ending = api::Ending::Cancelled;
    api::HistoryEntry unsent = entry(0);
    unsent.ending = api::Ending::NotSent;
    append({unsent, cancelled});
    // Then neither looks like a reply, nor like a server that did not answer
    EXPECT_EQ(text(0, HistoryModel::Status), u"cancelled"_s);
    EXPECT_EQ(text(1, HistoryModel::Status), u"not sent"_s);
    EXPECT_EQ(m_model.index(0, 0).data(HistoryModel::OutcomeRole).toInt(),
              int(HistoryModel::Outcome::Cancelled));
    EXPECT_EQ(m_model.index(1, 0).data(HistoryModel::OutcomeRole).toInt(),
              int(HistoryModel::Outcome::NotSent));
}

TEST_F(HistoryModelTest, WhatAListHasReadByItselfIsNotShown)
{
    api::HistoryEntry unasked = entry(200);
    unasked.ending = api::Ending::Unasked;
    append({entry(200), unasked, unasked, entry(404)});
    ASSERT_EQ(m_model.rowCount(), 2);
    EXPECT_EQ(m_model.entryAt(0).status, 404);
    const HistoryModel again(&m_history); // neither is what was there before
    EXPECT_EQ(again.rowCount(), 2);
}

TEST_F(HistoryModelTest, PathHasNoQueryAndTheToolTipShowsMarkupAsText)
{
    append({entry(200, u"https://h/dev/%2B46?x=<b>"_s)});
    EXPECT_EQ(text(0, HistoryModel::Path), u"/dev/%2B46"_s);
    const QString tip = m_model.index(0, HistoryModel::Path).data(Qt::ToolTipRole).toString();
    EXPECT_FALSE(tip.contains(u"<b>"_s));
}

TEST_F(HistoryModelTest, KeepsTheNewestThousand)
{
    QList<api::HistoryEntry> many;
    for (int i = 0; i < 700; ++i)
        many += entry(200);
    append(many);
    append(many);
    EXPECT_EQ(m_model.rowCount(), 1000);
    qint64 before = m_model.entryAt(0).row + 1;
    for (int row = 0; row < 1000; ++row) {
        EXPECT_LT(m_model.entryAt(row).row, before);
        before = m_model.entryAt(row).row;
    }
    EXPECT_EQ(m_model.entryAt(0).row, m_history.recent(1).first().row);
    EXPECT_EQ(m_model.entryAt(999).row, m_history.recent(1000).last().row);
}

TEST_F(HistoryModelTest, EmptiesWhenTheHistoryIsCleared)
{
    append({entry(200)});
    m_history.clear();
    ASSERT_TRUE(QTest::qWaitFor([&] { return m_model.rowCount() == 0; }, 60'000));
}
