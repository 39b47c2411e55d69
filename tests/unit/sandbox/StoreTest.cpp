// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/Store.h"

#include "tests/support/Print.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <gmock/gmock.h>

#include <csignal>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using sandbox::Store;
using testing::HasSubstr;

namespace {

const std::function<qint64()> stillClock = [] { return qint64{1'700'000'000'000}; };

class StorageTest : public testing::Test
{
protected:
    std::unique_ptr<Store> open() const
    {
        auto store = Store::open(m_folder.path(), stillClock);
        EXPECT_TRUE(store) << store.error().toStdString();
        return store ? std::move(*store) : nullptr;
    }
    QString file() const { return m_folder.filePath(u"sandbox.sqlite"_s); }

    QTemporaryDir m_folder;
};

TEST_F(StorageTest, KeepsItemsInCreationOrder)
{
    const auto store = open();
    const auto things = *store->collection(u"a/thing"_s, u"d"_s);
    const auto others = *store->collection(u"a/other"_s, u"d"_s);
    EXPECT_TRUE(*store->insert(things, u"z"_s, "1"));
    EXPECT_TRUE(*store->insert(others, u"z"_s, "9"));
    EXPECT_TRUE(*store->insert(things, u"a"_s, "2"));
    EXPECT_TRUE(*store->insert(things, u"m"_s, "3"));
    EXPECT_FALSE(*store->insert(things, u"a"_s, "4")) << "the id is taken";
    EXPECT_TRUE(*store->update(things, u"z"_s, "5"));
    EXPECT_FALSE(*store->update(things, u"none"_s, "6"));

    const auto page = store->page(things, 0, 10);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->items, "5,2,3");
    EXPECT_TRUE(page->isLast);
    EXPECT_EQ(store->read(others, u"z"_s)->value(), "9");
    EXPECT_TRUE(*store->remove(things, u"a"_s));
    EXPECT_FALSE(*store->remove(things, u"a"_s));
    EXPECT_EQ(store->page(things, 0, 10)->items, "5,3");
}

/// No file can grow any more while it lives: what a full disk does.
class FullDisk
{
public:
    explicit FullDisk(qint64 mostBytes)
    {
        m_oldHandler = std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_old);
        rlimit now = m_old;
        now.rlim_cur = rlim_t(mostBytes);
        ::setrlimit(RLIMIT_FSIZE, &now);
    }
    ~FullDisk()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_old);
        std::signal(SIGXFSZ, m_oldHandler);
    }
    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;

private:
    rlimit m_old{};
    void (*m_oldHandler)(int) = SIG_DFL;
};

TEST_F(StorageTest, UndoesWhatAFullDiskDidNotTakeAndGoesOn)
{
    const auto store = open();
    const auto kept = *store->collection(u"a/kept"_s, u"d"_s);
    ASSERT_TRUE(*store->insert(kept, u"1"_s, "1"));
    ASSERT_TRUE(store->commit());
    {
        const FullDisk full(QFileInfo(file() + u"-wal"_s).size());
        const auto made = store->collection(u"a/lost"_s, u"d"_s);
        ASSERT_TRUE(made);
        ASSERT_TRUE(*store->insert(*made, u"1"_s, "1"));
        const auto committed = store->commit();
        ASSERT_FALSE(committed);
        EXPECT_THAT(committed.error().toStdString(), HasSubstr("Make room on the disk"));
    }
    const auto again = store->collection(u"a/lost"_s, u"d"_s);
    ASSERT_TRUE(again);
    EXPECT_EQ(store->read(*again, u"1"_s)->has_value(), false) << "it was undone";
    EXPECT_TRUE(*store->insert(*again, u"2"_s, "2"));
    EXPECT_TRUE(store->commit());
    EXPECT_EQ(store->page(*again, 0, 10)->items, "2");
    EXPECT_EQ(store->page(kept, 0, 10)->items, "1");
}

TEST_F(StorageTest, MakesItsFolderAndFileTheOwnersAlone)
{
    const QString folder = m_folder.filePath(u"made"_s);
    ASSERT_TRUE(Store::open(folder, stillClock));
    const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::ExeGroup | QFile::ExeOther;
    EXPECT_FALSE(QFile::permissions(folder) & others);
    EXPECT_FALSE(QFile::permissions(folder + u"/sandbox.sqlite"_s) & others);
}

TEST_F(StorageTest, GivesPagesThatSurviveWritesInBetween)
{
    const auto store = open();
    const auto things = *store->collection(u"a/thing"_s, u"d"_s);
    for (int i = 0; i < 5; ++i)
        ASSERT_TRUE(store->insert(things, QString::number(i), QByteArray::number(i)));
    const auto first = store->page(things, 0, 2);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->items, "0,1");
    EXPECT_FALSE(first->isLast);
    ASSERT_TRUE(store->remove(things, u"1"_s));
    ASSERT_TRUE(store->insert(things, u"new"_s, "9"));
    const auto rest = store->page(things, first->last, 10);
    ASSERT_TRUE(rest);
    EXPECT_EQ(rest->items, "2,3,4,9");
}

TEST_F(StorageTest, TakesAnyIdAsItIs)
{
    const auto store = open();
    const auto things = *store->collection(u"a/thing"_s, u"d"_s);
    const QStringList ids{
        u"'; DROP TABLE items; --"_s, u"å/ä%00"_s, QString(5000, u'x'), u"a\0b"_s, u"😀"_s, u"%"_s};
    for (const QString &id : ids)
        EXPECT_TRUE(*store->insert(things, id, "{}"));
    for (const QString &id : ids)
        EXPECT_TRUE(store->read(things, id)->has_value());
    EXPECT_FALSE(store->read(things, u"a"_s)->has_value());
}

TEST_F(StorageTest, SurvivesARestart)
{
    {
        const auto store = open();
        EXPECT_TRUE(store->isNew());
        store->beginFilling();
        const auto things = *store->collection(u"a/thing"_s, u"d"_s);
        ASSERT_TRUE(store->insert(things, u"1"_s, "1"));
        ASSERT_TRUE(store->endFilling());
        ASSERT_TRUE(store->insert(things, u"2"_s, "2"));
        ASSERT_TRUE(store->saveDomain(u"d"_s, "PEM"));
        ASSERT_TRUE(store->saveDomain(u"d"_s, {}));
    }
    const auto store = open();
    EXPECT_FALSE(store->isNew());
    EXPECT_TRUE(store->notice().isEmpty());
    const auto things = *store->collection(u"a/thing"_s, u"d"_s);
    EXPECT_EQ(store->page(things, 0, 10)->items, "1,2");
    ASSERT_TRUE(store->insert(things, u"3"_s, "3"));
    EXPECT_EQ(store->page(things, 0, 10)->items, "1,2,3");
    const auto domains = store->domains();
    ASSERT_TRUE(domains);
    EXPECT_THAT(*domains, testing::ElementsAre(std::pair(u"d"_s, QByteArray("PEM"))));
}

TEST_F(StorageTest, StaysNewUntilItIsFilled)
{
    {
        const auto store = open();
        store->beginFilling();
        ASSERT_TRUE(store->collection(u"a/thing"_s, u"d"_s));
    }
    EXPECT_TRUE(open()->isNew());
}

TEST_F(StorageTest, GathersWritesUntilTheyAreCommitted)
{
    const auto store = open();
    int calls = 0;
    store->setOnFirstWrite([&calls] { ++calls; });
    const auto things = *store->collection(u"a/thing"_s, u"d"_s);
    for (int i = 0; i < 10; ++i)
        ASSERT_TRUE(store->insert(things, QString::number(i), "1"));
    EXPECT_EQ(calls, 1);
    ASSERT_TRUE(store->commit());
    ASSERT_TRUE(store->commit());
    ASSERT_TRUE(store->update(things, u"1"_s, "2"));
    EXPECT_EQ(calls, 2);
}

TEST_F(StorageTest, PutsADamagedFileAside)
{
    {
        QFile rubbish(file());
        ASSERT_TRUE(rubbish.open(QIODevice::WriteOnly));
        rubbish.write(QByteArray(8192, 'x'));
    }
    const auto store = open();
    ASSERT_TRUE(store);
    EXPECT_TRUE(store->isNew());
    EXPECT_THAT(store->notice().toStdString(), HasSubstr("damaged"));
    const QStringList aside =
        QDir(m_folder.path()).entryList({u"sandbox.sqlite.damaged-*"_s}, QDir::Files);
    EXPECT_EQ(aside.size(), 1);
}

TEST_F(StorageTest, PutsAFileWithDamagedPagesAside)
{
    {
        const auto store = open();
        store->beginFilling();
        const auto things = *store->collection(u"a/thing"_s, u"d"_s);
        for (int i = 0; i < 2000; ++i)
            ASSERT_TRUE(store->insert(things, QString::number(i), QByteArray(100, '1')));
        ASSERT_TRUE(store->endFilling());
    }
    {
        QFile damaged(file());
        ASSERT_TRUE(damaged.open(QIODevice::ReadWrite));
        damaged.seek(3 * 4096);
        damaged.write(QByteArray(8 * 4096, '\x5a'));
    }
    const auto store = open();
    ASSERT_TRUE(store);
    EXPECT_FALSE(store->notice().isEmpty());
    EXPECT_TRUE(store->isNew());
}

TEST_F(StorageTest, IsForOneProgramAtATime)
{
    const auto first = open();
    const auto second = Store::open(m_folder.path(), stillClock);
    ASSERT_FALSE(second);
    EXPECT_THAT(second.error().toStdString(), HasSubstr("Another program"));
}

TEST(Storage, NamesAFolderThatCantBeMade)
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"file"_s);
    ASSERT_TRUE(QFile(file).open(QIODevice::WriteOnly));
    const auto store = Store::open(file + u"/below"_s, stillClock);
    ASSERT_FALSE(store);
    EXPECT_THAT(store.error().toStdString(), HasSubstr("file"));
}

} // namespace
