// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/ChangeLog.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

#include <optional>

using namespace Qt::StringLiterals;
using api::ChangeEntry;
using api::ChangeLog;
using api::ChangeQuery;

namespace {

constexpr int patience = 60'000;

json::Document document(const char *text)
{
    return json::Document::parse(text).value_or(json::Document());
}

ChangeEntry change(const QString &id, const char *before = R"({"a":1,"b":"Flat 12"})",
                   const char *after = R"({"a":2,"b":"Flat 12"})")
{
    ChangeEntry entry;
    entry.profileId = u"p"_s;
    entry.resource = u"s/device"_s;
    entry.id = id;
    entry.method = "PATCH";
    entry.before = document(before);
    entry.after = document(after);
    entry.requestId = u"r-"_s + id;
    return entry;
}

QList<ChangeEntry> found(ChangeLog &log, const ChangeQuery &query = {})
{
    std::optional<QList<ChangeEntry>> result;
    log.search(query, {}, &log, [&](const QList<ChangeEntry> &list) { result = list; });
    EXPECT_TRUE(QTest::qWaitFor([&] { return result.has_value(); }, patience));
    return result.value_or(QList<ChangeEntry>());
}

QStringList ids(ChangeLog &log, const ChangeQuery &query = {})
{
    QStringList ids;
    for (const ChangeEntry &entry : found(log, query))
        ids << entry.id;
    return ids;
}

ChangeEntry whole(ChangeLog &log, qint64 row)
{
    std::optional<ChangeEntry> result;
    log.entry(row, &log, [&](const ChangeEntry &entry) { result = entry; });
    EXPECT_TRUE(QTest::qWaitFor([&] { return result.has_value(); }, patience));
    return result.value_or(ChangeEntry());
}

TEST(ChangeLogTest, GivenARecordedChange_WhenTheNextRunReadsIt_ThenEverythingIsThere)
{
    const QTemporaryDir folder;
    qint64 row = 0;
    {
        ChangeLog log(folder.path());
        ChangeEntry entry = change(u"1"_s);
        entry.kind = ChangeEntry::Kind::Updated;
        entry.run = u"bulk-1"_s;
        row = log.record(entry);
    }
    ChangeLog log(folder.path());
    const ChangeEntry entry = whole(log, row);
    EXPECT_EQ(entry.row, row);
    EXPECT_TRUE(entry.at.isValid());
    EXPECT_EQ(entry.at.timeSpec(), Qt::UTC);
    EXPECT_EQ(entry.profileId, u"p"_s);
    EXPECT_EQ(entry.resource, u"s/device"_s);
    EXPECT_EQ(entry.id, u"1"_s);
    EXPECT_EQ(entry.method, "PATCH");
    EXPECT_EQ(entry.requestId, u"r-1"_s);
    EXPECT_EQ(entry.run, u"bulk-1"_s);
    EXPECT_EQ(entry.before.serialize(), R"({"a":1,"b":"Flat 12"})");
    EXPECT_EQ(entry.after.serialize(), R"({"a":2,"b":"Flat 12"})");
    EXPECT_EQ(entry.patch, R"([{"op":"replace","path":"/a","value":2}])");
    EXPECT_EQ(entry.pointers, QStringList{u"/a"_s});
    EXPECT_EQ(entry.operations, 1);
}

TEST(ChangeLogTest, GivenCreationAndDeletion_WhenRead_ThenWhatWasNotThereIsAbsent)
{
    const QTemporaryDir folder;
    for (const QString &path : {folder.path(), QString()}) {
        ChangeLog log(path);
        ChangeEntry created = change(u"1"_s);
        created.kind = ChangeEntry::Kind::Created;
        created.before = {};
        ChangeEntry deleted = change(u"1"_s);
        deleted.kind = ChangeEntry::Kind::Deleted;
        deleted.after = {};
        const qint64 first = log.record(created);
        const qint64 second = log.record(deleted);
        EXPECT_LT(first, second);
        EXPECT_FALSE(whole(log, first).before);
        EXPECT_TRUE(whole(log, first).after);
        EXPECT_EQ(whole(log, first).kind, ChangeEntry::Kind::Created);
        EXPECT_TRUE(whole(log, second).before);
        EXPECT_FALSE(whole(log, second).after);
        EXPECT_EQ(whole(log, second).kind, ChangeEntry::Kind::Deleted);
        EXPECT_TRUE(whole(log, second).pointers.isEmpty());
    }
}

TEST(ChangeLogTest, GivenSeveralChanges_WhenSearched_ThenTheNewestComesFirstAndFactsAreObeyed)
{
    const QTemporaryDir folder;
    for (const QString &path : {folder.path(), QString()}) {
        ChangeLog log(path);
        const QDateTime noon(QDate(2026, 3, 1), QTime(12, 0), QTimeZone::UTC);
        for (int i = 1; i <= 4; ++i) {
            ChangeEntry entry = change(QString::number(i));
            entry.at = noon.addSecs(i * 60);
            if (i == 3)
                entry.resource = u"s/trunk"_s;
            if (i == 4)
                entry.profileId = u"other"_s;
            log.record(entry);
        }
        EXPECT_EQ(ids(log), (QStringList{u"4"_s, u"3"_s, u"2"_s, u"1"_s}));
        EXPECT_EQ(ids(log, {.profileId = u"p"_s}), (QStringList{u"3"_s, u"2"_s, u"1"_s}));
        EXPECT_EQ(ids(log, {.resource = u"s/trunk"_s}), QStringList{u"3"_s});
        EXPECT_EQ(ids(log, {.resource = u"s/device"_s, .id = u"2"_s}), QStringList{u"2"_s});
        EXPECT_EQ(ids(log, {.from = noon.addSecs(90), .to = noon.addSecs(200)}),
                  (QStringList{u"3"_s, u"2"_s}));
        EXPECT_EQ(ids(log, {.limit = 1}), QStringList{u"4"_s});
        EXPECT_TRUE(ids(log, {.run = u"none"_s}).isEmpty());
        EXPECT_FALSE(found(log).first().before) << "lists are without documents";
    }
}

TEST(ChangeLogTest, GivenWords_WhenSearched_ThenEachHasToOccurSomewhere)
{
    const QTemporaryDir folder;
    for (const QString &path : {folder.path(), QString()}) {
        ChangeLog log(path);
        log.record(change(u"1"_s, R"({"street":"Kungsgatan"})", R"({"street":"Storgatan"})"));
        log.record(change(u"2"_s, R"({"street":"Kungsgatan"})", R"({"street":"Åsvägen"})"));
        EXPECT_EQ(ids(log, {.text = u"kungsgatan"_s}), (QStringList{u"2"_s, u"1"_s}));
        EXPECT_EQ(ids(log, {.text = u"kungsgatan STOR"_s}), QStringList{u"1"_s});
        EXPECT_EQ(ids(log, {.text = u"åsvägen"_s}), QStringList{u"2"_s});
        EXPECT_EQ(ids(log, {.text = u"r-2 patch"_s}), QStringList{u"2"_s});
        EXPECT_TRUE(ids(log, {.text = u"%"_s}).isEmpty()) << "no pattern";
    }
}

TEST(ChangeLogTest, GivenABound_WhenMoreIsRecorded_ThenTheOldestGo)
{
    const QTemporaryDir folder;
    {
        ChangeLog log(folder.path(), {.entries = 3, .bytes = ChangeLog::maximumBytes});
        for (int i = 1; i <= 5; ++i) {
            log.record(change(QString::number(i)));
            log.flush();
        }
        EXPECT_EQ(ids(log), (QStringList{u"5"_s, u"4"_s, u"3"_s}));
    }
    ChangeLog log(folder.path(), {.entries = 100, .bytes = 800});
    log.record(change(u"6"_s));
    EXPECT_EQ(ids(log), (QStringList{u"6"_s, u"5"_s}));
}

TEST(ChangeLogTest, GivenTheFile_WhenMade_ThenItIsItsOwnersAlone)
{
    const QTemporaryDir folder;
    ChangeLog log(folder.path());
    log.record(change(u"1"_s));
    log.flush();
    const auto owners = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    const QStringList files = QDir(folder.path()).entryList({u"changes*"_s}, QDir::Files);
    EXPECT_GE(files.size(), 2) << "the database and its log";
    for (const QString &name : files)
        EXPECT_EQ(QFile::permissions(QDir(folder.path()).filePath(name)) & ~owners, 0)
            << name.toStdString();
}

TEST(ChangeLogTest, GivenADamagedFile_WhenOpened_ThenItIsPutAsideAndTold)
{
    const QTemporaryDir folder;
    QFile file(QDir(folder.path()).filePath(u"changes.sqlite"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8192, 'x'));
    file.close();
    ChangeLog log(folder.path());
    QSignalSpy failed(&log, &ChangeLog::failed);
    log.record(change(u"1"_s));
    EXPECT_EQ(ids(log), QStringList{u"1"_s});
    ASSERT_EQ(failed.count(), 1);
    EXPECT_TRUE(failed[0][0].toString().contains(u"changes-damaged-"_s));
    EXPECT_EQ(QDir(folder.path()).entryList({u"changes-damaged-*"_s}).size(), 1);
}

TEST(ChangeLogTest, GivenAFolderThatIsNone_WhenRecorded_ThenItIsKeptInMemoryAndToldOnce)
{
    const QTemporaryDir folder;
    ChangeLog log(QDir(folder.path()).filePath(u"missing/deeper"_s));
    QSignalSpy failed(&log, &ChangeLog::failed);
    log.record(change(u"1"_s));
    log.flush();
    log.record(change(u"2"_s));
    EXPECT_EQ(ids(log), (QStringList{u"2"_s, u"1"_s}));
    EXPECT_EQ(failed.count(), 1);
}

TEST(ChangeLogTest, GivenAProfileIsRemoved_WhenSearched_ThenItsChangesAreGone)
{
    const QTemporaryDir folder;
    ChangeLog log(folder.path());
    log.record(change(u"1"_s));
    ChangeEntry other = change(u"2"_s);
    other.profileId = u"other"_s;
    log.record(other);
    QSignalSpy changed(&log, &ChangeLog::changed);
    log.removeProfile(u"p"_s);
    EXPECT_EQ(ids(log), QStringList{u"2"_s});
    EXPECT_GE(changed.count(), 1);
    log.clear();
    EXPECT_TRUE(ids(log).isEmpty());
}

TEST(ChangeLogTest, GivenManyRecorded_WhenTheEventLoopRuns_ThenChangedIsSentOnceForAll)
{
    ChangeLog log({});
    QSignalSpy changed(&log, &ChangeLog::changed);
    for (int i = 0; i < 1000; ++i)
        log.record(change(QString::number(i)));
    EXPECT_EQ(changed.count(), 0);
    QCoreApplication::processEvents();
    EXPECT_EQ(changed.count(), 1);
    EXPECT_EQ(ids(log).size(), 1000);
}

TEST(ChangeLogTest, GivenAChangeOfARun_WhenItIsLookedUpLater_ThenItIsNotRecordedTwice)
{
    const QTemporaryDir folder;
    for (const QString &where : {QString(), folder.path()}) {
        ChangeLog log(where);
        ChangeEntry entry = change(u"1"_s);
        entry.run = u"bulk-1"_s;
        log.record(entry);
        entry.unlessKnown = true;
        log.record(entry);
        entry.id = u"2"_s;
        log.record(entry);
        entry.run = u"bulk-2"_s;
        log.record(entry);
        EXPECT_EQ(ids(log), (QStringList{u"2"_s, u"2"_s, u"1"_s}));
    }
}

TEST(ChangeLogTest, GivenChangesOneAfterTheOther_WhenNobodyAsks_ThenAllAreWrittenInAWhile)
{
    const QTemporaryDir folder;
    ChangeLog log(folder.path());
    constexpr int count = 200;
    for (int i = 0; i < count; ++i) {
        log.record(change(QString::number(i)));
        if (i % 20 == 0)
            log.hurry();
    }
    // then: another console on the same folder sees them
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            ChangeLog other(folder.path());
            return ids(other).size() == count;
        },
        patience));
}

TEST(ChangeLogTest, GivenASearchThatNobodyWaitsFor_WhenItEnds_ThenItIsNotCalledBack)
{
    ChangeLog log({});
    log.record(change(u"1"_s));
    std::stop_source stop;
    bool called = false;
    log.search({}, stop.get_token(), &log, [&](const QList<ChangeEntry> &) { called = true; });
    stop.request_stop();
    EXPECT_EQ(ids(log).size(), 1); // later in the same queue
    EXPECT_FALSE(called);
}

} // namespace
