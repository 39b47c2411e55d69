// SPDX-License-Identifier: GPL-3.0-or-later
// The journal of bulk runs: private, whole, and never silently lost.
#include "models/BulkJournalFile.h"
#include "tests/support/Print.h"

#include <QFile>
#include <QTemporaryDir>

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using models::BulkJournalFile;
using models::BulkState;
using testing::HasSubstr;

namespace {

std::vector<models::BulkRow> threeRows()
{
    return {{.id = u"a"_s, .path = u"/a"_s, .body = {}, .readPath = u"/a"_s, .before = "{}"},
            {.id = u"b"_s,
             .method = api::Method::Put,
             .path = u"/b"_s,
             .body = "[1]",
             .readFirst = true,
             .readPath = {},
             .before = {}},
            {.id = u"c"_s, .path = u"/c"_s, .body = {}, .readPath = {}, .before = {}}};
}

class BulkJournalTest : public testing::Test
{
protected:
    void open()
    {
        file.reset();
        auto opened = BulkJournalFile::open(folder.path());
        ASSERT_TRUE(opened) << opened.error().toStdString();
        file = std::move(*opened);
    }
    qint64 begin()
    {
        models::BulkJob job;
        job.title = u"Change"_s;
        job.body = "[]";
        job.settings = {.concurrency = 5, .perSecond = 2.5};
        return file->begin(job, threeRows()).value();
    }

    QTemporaryDir folder;
    std::unique_ptr<BulkJournalFile> file;
};

TEST_F(BulkJournalTest, NobodyElseCanReadIt)
{
    ASSERT_NO_FATAL_FAILURE(open());
    EXPECT_EQ(QFile::permissions(folder.filePath(u"bulk.sqlite"_s)) &
                  (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
              QFile::Permissions());
}

TEST_F(BulkJournalTest, AllOfAJobComesBack)
{
    ASSERT_NO_FATAL_FAILURE(open());
    const qint64 id = begin();
    const models::BulkResult done{.row = 1,
                                  .state = BulkState::Done,
                                  .status = 204,
                                  .sentence = u"so it is"_s,
                                  .requestId = u"x-1"_s,
                                  .at = 1'700'000'000'123};
    BulkJournalFile::Batch intents;
    intents.intents.push_back({id, {0, 1}});
    ASSERT_TRUE(file->write(intents));
    BulkJournalFile::Batch results;
    results.results.push_back({id, {done}});
    ASSERT_TRUE(file->write(results));

    ASSERT_NO_FATAL_FAILURE(open());
    const auto stored = file->load(id);
    ASSERT_TRUE(stored) << stored.error().toStdString();
    EXPECT_EQ(stored->job.body, "[]");
    EXPECT_EQ(stored->job.settings, (models::BulkSettings{.concurrency = 5, .perSecond = 2.5}));
    ASSERT_EQ(stored->rows->size(), 3U);
    const models::BulkRow &second = (*stored->rows)[1];
    EXPECT_EQ(second.method, api::Method::Put);
    EXPECT_EQ(second.body, "[1]");
    EXPECT_TRUE(second.readFirst);
    EXPECT_TRUE((*stored->rows)[0].body.isNull());
    EXPECT_EQ((*stored->rows)[0].before, "{}");
    EXPECT_EQ(stored->results[1], done);
    EXPECT_EQ(stored->results[0].state, BulkState::Unknown) << "it was about to leave";
    EXPECT_EQ(stored->results[2].state, BulkState::Waiting);
    EXPECT_EQ(file->jobs().value().first().counts,
              (models::BulkCounts{.total = 3, .done = 1, .failed = 0, .unknown = 1}));
}

TEST_F(BulkJournalTest, WhatIsRemovedLeavesNoTrace)
{
    ASSERT_NO_FATAL_FAILURE(open());
    models::BulkJob job;
    job.body = R"([{"value":"s3cret-of-a-device"}])";
    const qint64 id = file->begin(job, threeRows()).value();
    ASSERT_TRUE(file->remove(id));
    EXPECT_TRUE(file->jobs().value().isEmpty());
    EXPECT_FALSE(file->load(id));
    file.reset();
    for (const QString &name : QDir(folder.path()).entryList(QDir::Files)) {
        QFile part(folder.filePath(name));
        ASSERT_TRUE(part.open(QIODevice::ReadOnly));
        EXPECT_FALSE(part.readAll().contains("s3cret-of-a-device")) << name.toStdString();
    }
}

TEST_F(BulkJournalTest, TwoProgramsDoNotShareIt)
{
    ASSERT_NO_FATAL_FAILURE(open());
    const auto second = BulkJournalFile::open(folder.path());
    ASSERT_FALSE(second);
    EXPECT_THAT(second.error().toStdString(), HasSubstr("Another program"));
}

TEST_F(BulkJournalTest, ADamagedFileIsPutAsideAndSaidSo)
{
    QFile damaged(folder.filePath(u"bulk.sqlite"_s));
    ASSERT_TRUE(damaged.open(QIODevice::WriteOnly));
    damaged.write(QByteArray(8192, 'x'));
    damaged.close();
    ASSERT_NO_FATAL_FAILURE(open());
    EXPECT_THAT(file->notice().toStdString(), HasSubstr("damaged"));
    EXPECT_GT(begin(), 0);
    EXPECT_EQ(QDir(folder.path()).entryList({u"bulk-damaged-*"_s}).size(), 1);
}

TEST_F(BulkJournalTest, WithoutAFolderItIsKeptInMemory)
{
    auto opened = BulkJournalFile::open({});
    ASSERT_TRUE(opened);
    file = std::move(*opened);
    const qint64 id = begin();
    EXPECT_EQ(file->load(id).value().rows->size(), 3U);
}

} // namespace
