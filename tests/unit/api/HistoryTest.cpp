// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/History.h"

#include "app/api/HistoryStore.h"
#include "tests/unit/api/ClientFixture.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>

#include <limits>
#include <unistd.h>

using namespace Qt::StringLiterals;
using api::History;
using api::HistoryEntry;
using api::HistoryStore;

namespace {

constexpr int patience = 60'000;

HistoryEntry entry(const QString &url)
{
    HistoryEntry e;
    e.requestId = u"r-1"_s;
    e.profileId = u"p"_s;
    e.startedAt = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, QTimeZone::UTC);
    e.method = "PATCH";
    e.url = url;
    e.requestHeaders = {{"Accept", "a/b"}, {"X-Colons", "a: b: c"}};
    e.requestBody = "[1]";
    e.status = 200;
    e.durationMs = 34;
    e.replyHeaders = {{"Date", "now"}};
    e.replyBody = "{}";
    e.attempt = 2;
    e.ending = api::Ending::Cancelled;
    return e;
}

HistoryEntry fetched(History &history, qint64 row)
{
    std::optional<HistoryEntry> result;
    history.fetch(row, &history, [&](const HistoryEntry &e) { result = e; });
    EXPECT_TRUE(QTest::qWaitFor([&] { return result.has_value(); }, patience));
    return result.value_or(HistoryEntry());
}

QByteArray bytesOf(const QString &folder)
{
    QByteArray bytes;
    QDirIterator it(folder, QDir::Files);
    while (it.hasNext()) {
        QFile file(it.next());
        if (file.open(QIODevice::ReadOnly))
            bytes += file.readAll();
    }
    return bytes;
}

class HistoryTest : public testing::Test
{
protected:
    QTemporaryDir folder;
};

TEST_F(HistoryTest, KeepsEntriesFromRunToRun)
{
    // given
    {
        History history(folder.path());
        history.append(entry(u"https://a/1"_s));
        history.append(entry(u"https://a/2"_s));
    }
    // when
    History history(folder.path());
    history.append(entry(u"https://a/3"_s));
    // then: the newest first, without bodies
    const auto recent = history.recent();
    ASSERT_EQ(recent.size(), 3);
    EXPECT_EQ(recent[0].url, u"https://a/3"_s);
    EXPECT_EQ(recent[2].url, u"https://a/1"_s);
    EXPECT_GT(recent[0].row, recent[1].row);
    EXPECT_GT(recent[1].row, recent[2].row);
    EXPECT_TRUE(recent[2].replyBody.isEmpty());
    EXPECT_EQ(history.recent(1).size(), 1);
    // and whole when asked for
    const HistoryEntry whole = fetched(history, recent[2].row);
    const HistoryEntry expected = entry(u"https://a/1"_s);
    EXPECT_EQ(whole.requestId, expected.requestId);
    EXPECT_EQ(whole.profileId, expected.profileId);
    EXPECT_EQ(whole.startedAt, expected.startedAt);
    EXPECT_EQ(whole.method, expected.method);
    EXPECT_EQ(whole.requestHeaders, expected.requestHeaders);
    EXPECT_EQ(whole.requestBody, expected.requestBody);
    EXPECT_EQ(whole.requestBytes, 3);
    EXPECT_EQ(whole.status, 200);
    EXPECT_EQ(whole.durationMs, 34);
    EXPECT_EQ(whole.replyHeaders, expected.replyHeaders);
    EXPECT_EQ(whole.replyBody, expected.replyBody);
    EXPECT_EQ(whole.attempt, 2);
    EXPECT_EQ(whole.ending, api::Ending::Cancelled);
    EXPECT_EQ(recent[2].ending, api::Ending::Cancelled);
}

TEST_F(HistoryTest, ReadsAndGoesOnWithAFileOfItsFirstVersion)
{
    // given: an entry in a table without the column for how it ended
    {
        QSqlDatabase old = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"old"_s);
        old.setDatabaseName(folder.filePath(u"history.sqlite"_s));
        ASSERT_TRUE(old.open());
        QSqlQuery query(old);
        ASSERT_TRUE(query.exec(
            u"CREATE TABLE entries (row INTEGER PRIMARY KEY, request_id TEXT, profile_id TEXT, "
            "started_at INTEGER, method TEXT, url TEXT, request_bytes INTEGER, status INTEGER, "
            "duration_ms INTEGER, reply_bytes INTEGER, error TEXT, attempt INTEGER, "
            "size INTEGER)"_s));
        ASSERT_TRUE(query.exec(u"INSERT INTO entries (row, url, size) VALUES (1, 'u', 400)"_s));
    }
    QSqlDatabase::removeDatabase(u"old"_s);
    // when
    {
        History history(folder.path());
        history.append(entry(u"https://a/2"_s));
    }
    // then
    const History history(folder.path());
    const auto recent = history.recent();
    ASSERT_EQ(recent.size(), 2);
    EXPECT_EQ(recent[0].ending, api::Ending::Cancelled);
    EXPECT_EQ(recent[1].url, u"u"_s);
    EXPECT_EQ(recent[1].ending, api::Ending::ByItself);
}

TEST_F(HistoryTest, AnnouncesWhatCameInOneTurnAtOnce)
{
    History history(folder.path());
    QSignalSpy appended(&history, &History::appended);
    for (int i = 0; i < 5; ++i)
        history.append(entry(QString::number(i)));
    EXPECT_EQ(appended.size(), 0);
    ASSERT_TRUE(appended.wait(patience));
    ASSERT_EQ(appended.size(), 1);
    EXPECT_EQ(appended[0][0].value<QList<HistoryEntry>>().size(), 5);
}

TEST_F(HistoryTest, KeepsNoSecretOnTheDisk)
{
    // given
    auth::TokenSource tokens(testKey(), u"d"_s);
    const QByteArray token = tokens.token().text;
    const QCA::SecureArray pem = testKey().privatePem();
    HistoryEntry e = entry(u"https://a/?token="_s + QString::fromLatin1(token));
    e.requestHeaders = {{"Authorization", "Bearer " + token}, {"X-Other", token}};
    e.requestBody = R"({"password":"hunter2","note":")" + token + "\"}";
    e.replyHeaders = {{"Set-Cookie", "session=hunter2"}};
    e.replyBody = QByteArray(pem.constData(), pem.size());
    e.error = QString::fromLatin1("refused " + token);
    // when
    {
        History history(folder.path());
        history.append(e);
        history.flush();
        EXPECT_FALSE(history.recent()[0].url.contains(QString::fromLatin1(token)));
        const QByteArray early = bytesOf(folder.path());
        EXPECT_FALSE(early.contains(token.split('.').value(2)));
    }
    // then
    const QByteArray bytes = bytesOf(folder.path());
    ASSERT_TRUE(bytes.contains("PATCH"));
    for (const QByteArray &part : token.split('.').mid(1))
        EXPECT_FALSE(bytes.contains(part));
    EXPECT_FALSE(bytes.contains("hunter2"));
    EXPECT_FALSE(bytes.contains(e.replyBody.split('\n').value(1)));
}

TEST_F(HistoryTest, GivenThousandsOfRequests_WhenTheRecentAreAskedFor_ThenTheyAreBounded)
{
    for (const QString &where : {QString(), folder.path()}) {
        History history(where);
        for (int i = 0; i < History::maximumRecent + 50; ++i)
            history.append(entry(QString::number(i)));
        const auto kept = history.recent(100'000);
        ASSERT_EQ(kept.size(), History::maximumRecent);
        EXPECT_EQ(kept.last().url, u"50"_s);
        EXPECT_EQ(fetched(history, kept.last().row).url, u"50"_s);
    }
    const History again(folder.path());
    const auto kept = again.recent();
    ASSERT_EQ(kept.size(), History::maximumRecent);
    EXPECT_EQ(kept.last().url, u"50"_s);
    EXPECT_EQ(kept.first().url, u"1049"_s);
}

TEST_F(HistoryTest, GivenAListThatRefreshesItself_WhenTheRecentAreAskedFor_ThenItIsNotAmongThem)
{
    HistoryEntry unasked = entry(u"https://a/list"_s);
    unasked.ending = api::Ending::Unasked;
    {
        History history(folder.path());
        history.append(entry(u"https://a/asked"_s));
        for (int i = 0; i < History::maximumRecent; ++i)
            history.append(unasked);
        ASSERT_EQ(history.recent().size(), 1);
        EXPECT_EQ(history.recent()[0].url, u"https://a/asked"_s);
    }
    const History again(folder.path());
    ASSERT_EQ(again.recent().size(), 1);
    EXPECT_EQ(again.recent()[0].url, u"https://a/asked"_s);
}

TEST_F(HistoryTest, GivenTheClockWentBack_WhenSomethingIsAppended_ThenItComesAfterAllThatIsThere)
{
    constexpr qint64 later = std::numeric_limits<qint64>::max() / 2;
    {
        HistoryStore store(folder.path());
        store.open();
        HistoryEntry unasked = entry(u"https://a/list"_s);
        unasked.ending = api::Ending::Unasked;
        unasked.row = later;
        store.push(unasked);
        store.close();
    }
    History history(folder.path());
    EXPECT_TRUE(history.recent().isEmpty());
    history.append(entry(u"https://a/next"_s));
    EXPECT_GT(history.recent()[0].row, later);
}

TEST_F(HistoryTest, OnDiskIsBoundedByNumber)
{
    HistoryStore store(folder.path(), {.entries = 100, .bytes = 1 << 30});
    store.open();
    QSignalSpy trimmed(&store, &HistoryStore::trimmed);
    for (int row = 1; row <= 130; ++row) {
        HistoryEntry e = entry(QString::number(row));
        e.row = row;
        store.push(e);
        if (row % 7 == 0)
            store.writePending();
    }
    store.close();
    const auto kept = HistoryStore(folder.path()).open();
    ASSERT_EQ(kept.size(), 100U);
    EXPECT_EQ(kept.front().row, 31);
    EXPECT_EQ(trimmed.last()[0].toLongLong(), 31);
}

TEST_F(HistoryTest, OnDiskIsBoundedBySize)
{
    HistoryStore store(folder.path(), {.entries = 1'000, .bytes = 1'000'000});
    store.open();
    for (int row = 1; row <= 40; ++row) {
        HistoryEntry e = entry(QString::number(row));
        e.row = row;
        e.requestBody = QByteArray(64 * 1024, 'q');
        e.replyBody = QByteArray(32 * 1024, 'r');
        store.push(e);
    }
    store.writePending();
    store.close();
    HistoryStore again(folder.path());
    const auto kept = again.open();
    again.close();
    ASSERT_EQ(kept.size(), 10U); // of a little less than 100,000 bytes each
    EXPECT_EQ(kept.back().row, 40);
}

TEST_F(HistoryTest, LongBodiesAreCut)
{
    History history(folder.path());
    HistoryEntry e = entry(u"https://a"_s);
    e.requestBody = QByteArray(200'000, 'q');
    e.replyBody = QByteArray(200'000, 'r');
    history.append(e);
    const auto kept = fetched(history, history.recent(1)[0].row);
    EXPECT_EQ(kept.requestBody.size(), 64 * 1024);
    EXPECT_EQ(kept.requestBytes, 200'000);
    EXPECT_EQ(kept.replyBody.size(), 64 * 1024);
    EXPECT_EQ(kept.replyBytes, 200'000);
}

TEST_F(HistoryTest, ClearForgetsEverything)
{
    {
        History history(folder.path());
        history.append(entry(u"https://forget-me/"_s));
        history.flush();
        QSignalSpy cleared(&history, &History::cleared);
        history.clear();
        EXPECT_EQ(cleared.size(), 1);
        EXPECT_TRUE(history.recent().isEmpty());
    }
    EXPECT_FALSE(bytesOf(folder.path()).contains("forget-me"));
}

TEST_F(HistoryTest, ADamagedFileIsPutAsideAndANewOneBegun)
{
    // given
    QFile file(folder.filePath(u"history.sqlite"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("this is not a database, " + QByteArray(5000, 'x'));
    file.close();
    // when
    {
        History history(folder.path());
        QSignalSpy failed(&history, &History::failed);
        history.append(entry(u"https://a/1"_s));
        history.flush();
        ASSERT_TRUE(failed.size() == 1 || failed.wait(patience));
        EXPECT_TRUE(failed[0][0].toString().contains(u"history-damaged"_s));
    }
    // then
    EXPECT_EQ(QDir(folder.path()).entryList({u"history-damaged-*"_s}).size(), 1);
    History again(folder.path());
    EXPECT_EQ(again.recent().size(), 1);
}

TEST_F(HistoryTest, WithoutADiskItGoesOnInMemoryAndSaysSoOnce)
{
    // given: a folder that can't be one
    QFile file(folder.filePath(u"file"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    History history(folder.filePath(u"file/below"_s));
    QSignalSpy failed(&history, &History::failed);
    // when
    for (int i = 0; i < 3; ++i) {
        history.append(entry(QString::number(i)));
        history.flush();
    }
    // then
    ASSERT_TRUE(failed.size() == 1 || failed.wait(patience));
    EXPECT_EQ(history.recent().size(), 3);
    EXPECT_EQ(fetched(history, history.recent()[0].row).requestBody, "[1]");
    EXPECT_EQ(failed.size(), 1);
}

TEST_F(HistoryTest, AFolderThatMayNotBeWrittenIsTheSame)
{
    if (::geteuid() == 0)
        GTEST_SKIP() << "root may write everywhere";
    QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::ExeOwner);
    History history(folder.path());
    QSignalSpy failed(&history, &History::failed);
    history.append(entry(u"https://a/"_s));
    history.flush();
    EXPECT_TRUE(failed.size() == 1 || failed.wait(patience));
    EXPECT_EQ(history.recent().size(), 1);
    QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

TEST_F(HistoryTest, MemoryOnlyWhenThereIsNoFolder)
{
    History history{QString()};
    history.append(entry(u"https://a/"_s));
    EXPECT_EQ(fetched(history, history.recent()[0].row).replyBody, "{}");
}

TEST_F(HistoryTest, AFetchForSomebodyWhoIsGoneIsDropped)
{
    History history(folder.path());
    history.append(entry(u"https://a/"_s));
    bool called = false;
    {
        QObject context;
        history.fetch(history.recent()[0].row, &context, [&](const auto &) { called = true; });
    }
    fetched(history, history.recent()[0].row);
    EXPECT_FALSE(called);
}

TEST_F(HistoryTest, TwoConsolesOnOneFolderBothWrite)
{
    History one(folder.path());
    History two(folder.path());
    QSignalSpy failed(&two, &History::failed);
    for (int i = 0; i < 20; ++i) {
        one.append(entry(u"https://one/"_s));
        two.append(entry(u"https://two/"_s));
        one.flush();
        two.flush();
    }
    QCoreApplication::processEvents(); // failed() comes from another thread
    EXPECT_EQ(failed.size(), 0);
    History three(folder.path());
    EXPECT_EQ(three.recent().size(), 40);
}

} // namespace
