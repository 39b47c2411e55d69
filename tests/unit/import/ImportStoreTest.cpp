// SPDX-License-Identifier: GPL-3.0-or-later
// Imported documents in the data folder.
#include "app/api/import/ImportStore.h"

#include "tests/unit/import/Imports.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using api::ImportStore;

namespace {

std::string titled(const char *title, const char *path = "/x")
{
    return std::string(R"({"openapi":"3.0.1","info":{"title":")") + title +
           R"(","version":"1"},"paths":{")" + path + R"(":{"get":{}}}})";
}

class ImportStoreTest : public testing::Test
{
protected:
    QTemporaryDir m_folder;

    ImportStore opened(ImportStore::Access access = ImportStore::Access::ReadWrite)
    {
        ImportStore store(m_folder.path(), access);
        const auto loaded = store.load();
        EXPECT_TRUE(loaded) << loaded.error().toStdString();
        return store;
    }
    QString file(const QString &name) const
    {
        return QDir(m_folder.filePath(u"imports"_s)).filePath(name);
    }
    QStringList files() const
    {
        return QDir(m_folder.filePath(u"imports"_s)).entryList(QDir::Files);
    }
};

} // namespace

TEST_F(ImportStoreTest, IsEmptyInANewFolderAndMakesNothing)
{
    EXPECT_TRUE(opened().documents().isEmpty());
    EXPECT_FALSE(QDir(m_folder.filePath(u"imports"_s)).exists());
}

TEST_F(ImportStoreTest, KeepsDocumentsInTheirOrderOverAStart)
{
    {
        ImportStore store = opened();
        ASSERT_TRUE(store.add(imports::imported(titled("One", "/one"))));
        ASSERT_TRUE(store.add(imports::imported(titled("Two", "/two"))));
    }
    const ImportStore store = opened();
    ASSERT_EQ(store.documents().size(), 2);
    EXPECT_EQ(store.documents().at(0).title, u"One"_s);
    EXPECT_EQ(store.documents().at(0).operations, 1);
    EXPECT_TRUE(store.documents().at(0).importedAt.isValid());
    const ImportStore::Contents contents = ImportStore::read(store.texts(), {});
    EXPECT_TRUE(contents.problems.isEmpty());
    ASSERT_EQ(contents.documents.size(), 2);
    EXPECT_EQ(contents.documents.at(1).operations.constFirst().path, u"/two"_s);
}

TEST_F(ImportStoreTest, KeepsWhereThePathsBegin)
{
    const auto document =
        api::DocumentImport::read(u"t"_s, titled("One"), {}, {.prefix = u"/chosen"_s, .stop = {}});
    ASSERT_TRUE(document);
    ASSERT_TRUE(opened().add(*document));
    const ImportStore::Contents contents = ImportStore::read(opened().texts(), {});
    ASSERT_EQ(contents.documents.size(), 1);
    EXPECT_EQ(contents.documents.constFirst().operations.constFirst().path, u"/chosen/x"_s);
}

TEST_F(ImportStoreTest, ReplacesAnOlderImportOfTheSameTitle)
{
    ImportStore store = opened();
    ASSERT_TRUE(store.add(imports::imported(titled("One", "/old"))));
    const api::ImportedDocument newer = imports::imported(titled("One", "/new"));
    ASSERT_TRUE(store.replaces(newer.report));
    ASSERT_TRUE(store.add(newer));
    ASSERT_EQ(store.documents().size(), 1);
    EXPECT_EQ(files().size(), 2); // the list and one document
}

TEST_F(ImportStoreTest, ForgetsADocumentWithItsFile)
{
    ImportStore store = opened();
    const auto kept = store.add(imports::imported(titled("One")));
    ASSERT_TRUE(kept);
    ASSERT_TRUE(store.remove(kept->id));
    EXPECT_TRUE(store.documents().isEmpty());
    EXPECT_EQ(files(), QStringList(u"list.json"_s));
    EXPECT_TRUE(opened().documents().isEmpty());
    EXPECT_TRUE(store.remove(u"../../nothing"_s));
}

TEST_F(ImportStoreTest, ReadOnlyWritesNothingAndKeepsForItself)
{
    ImportStore store = opened(ImportStore::Access::ReadOnly);
    ASSERT_TRUE(store.add(imports::imported(titled("One"))));
    EXPECT_FALSE(QDir(m_folder.filePath(u"imports"_s)).exists());
    EXPECT_EQ(ImportStore::read(store.texts(), {}).documents.size(), 1);
}

TEST_F(ImportStoreTest, LeavesADamagedListAlone)
{
    ASSERT_TRUE(opened().add(imports::imported(titled("One"))));
    QFile list(file(u"list.json"_s));
    ASSERT_TRUE(list.open(QIODevice::WriteOnly));
    list.write("{\"version\":99}");
    list.close();
    ImportStore store(m_folder.path(), ImportStore::Access::ReadWrite);
    EXPECT_FALSE(store.load());
    ASSERT_TRUE(store.add(imports::imported(titled("Two"))));
    ASSERT_TRUE(list.open(QIODevice::ReadOnly));
    EXPECT_EQ(list.readAll(), "{\"version\":99}");
}

TEST_F(ImportStoreTest, SaysWhichDocumentCanNotBeReadAndReadsTheOthers)
{
    ImportStore store = opened();
    const auto first = store.add(imports::imported(titled("One")));
    ASSERT_TRUE(first && store.add(imports::imported(titled("Two"))));
    ASSERT_TRUE(QFile::remove(file(first->id + u".json"_s)));
    const ImportStore::Contents contents = ImportStore::read(store.texts(), {});
    EXPECT_EQ(contents.documents.size(), 1);
    ASSERT_EQ(contents.problems.size(), 1);
    EXPECT_THAT(contents.problems.constFirst().toStdString(), testing::HasSubstr("“One”"));
}

TEST_F(ImportStoreTest, SaysWhenTheFolderCanNotBeWritten)
{
    QFile inTheWay(m_folder.filePath(u"imports"_s));
    ASSERT_TRUE(inTheWay.open(QIODevice::WriteOnly)); // a file where the folder would be
    ImportStore store(m_folder.path(), ImportStore::Access::ReadWrite);
    (void)store.load();
    const auto kept = store.add(imports::imported(titled("One")));
    ASSERT_FALSE(kept);
    EXPECT_FALSE(kept.error().isEmpty());
    EXPECT_TRUE(store.documents().isEmpty());
}
