// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/DraftStore.h"

#include "EditingSupport.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using editing::document;
using models::DraftStore;
using models::StoredDraft;
using namespace Qt::StringLiterals;

namespace {

StoredDraft draftOf(const QString &id, std::string_view edited = R"({"a":2})")
{
    return {.profileId = u"p"_s,
            .resource = u"provisioning/device"_s,
            .id = id,
            .isNew = false,
            .base = document(R"({"a":1})"),
            .edited = document(edited),
            .savedAt = {}};
}

class DraftStoreTest : public testing::Test
{
protected:
    QDir drafts() const { return QDir(folder.filePath(u"drafts"_s)); }
    QStringList files() const { return drafts().entryList(QDir::Files | QDir::Hidden); }
    void write(const QString &name, const QByteArray &text)
    {
        QFile file(drafts().filePath(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        ASSERT_EQ(file.write(text), text.size());
    }
    QByteArray read(const QString &name)
    {
        QFile file(drafts().filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir folder;
};

TEST_F(DraftStoreTest, ADraftIsThereForTheNextStart)
{
    {
        DraftStore store(folder.path());
        ASSERT_TRUE(store.save(draftOf(u"+46/å"_s, R"({"a":1.50,"b":12345678901234567890})")));
    } // a crash would leave the same: nothing is written at the end

    const DraftStore store(folder.path());

    const auto found = store.draft(u"p"_s, u"provisioning/device"_s, u"+46/å"_s);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->base.serialize(), R"({"a":1})");
    EXPECT_EQ(found->edited.serialize(), R"({"a":1.50,"b":12345678901234567890})");
    EXPECT_TRUE(found->savedAt.isValid());
    EXPECT_EQ(store.ids(u"p"_s, u"provisioning/device"_s), QSet<QString>{u"+46/å"_s});
    EXPECT_EQ(store.count(u"p"_s), 1);
    EXPECT_EQ(store.count(u"other"_s), 0);
}

TEST_F(DraftStoreTest, FilesAreForTheOwnerOnlyAndNothingElseIsLeft)
{
    DraftStore store(folder.path());
    ASSERT_TRUE(store.save(draftOf(u"1"_s)));
    ASSERT_TRUE(store.save(draftOf(u"1"_s, R"({"a":3})")));

    ASSERT_EQ(files().size(), 1);
    const auto permissions = QFile::permissions(drafts().filePath(files().first()));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    EXPECT_FALSE(permissions & others);
    EXPECT_FALSE(QFile::permissions(drafts().path()) & (others | QFile::ExeOther));
    EXPECT_FALSE(files().first().contains(u"device"_s)); // ids may be telephone numbers
}

TEST_F(DraftStoreTest, RemovingTakesTheFileAway)
{
    DraftStore store(folder.path());
    ASSERT_TRUE(store.save(draftOf(u"1"_s)));
    ASSERT_TRUE(store.save(draftOf(u"2"_s)));
    const QSignalSpy changed(&store, &DraftStore::changed);

    store.remove(u"p"_s, u"provisioning/device"_s, u"1"_s);
    store.remove(u"p"_s, u"provisioning/device"_s, u"not there"_s);

    EXPECT_EQ(changed.size(), 1);
    EXPECT_EQ(files().size(), 1);
    EXPECT_FALSE(DraftStore(folder.path()).draft(u"p"_s, u"provisioning/device"_s, u"1"_s));
}

TEST_F(DraftStoreTest, DamagedFilesAreSkippedAndLeft)
{
    ASSERT_TRUE(DraftStore(folder.path()).save(draftOf(u"1"_s)));
    const QString good = files().first();
    const QByteArray whole = read(good);
    for (qsizetype cut = 0; cut < whole.size(); cut += 7)
        write(u"cut%1.json"_s.arg(cut), whole.first(cut));
    write(u"list.json"_s, "[]");
    write(u"noise.json"_s, QByteArray(1000, '\xff'));
    write(u"scalar.json"_s, QByteArray(whole).replace(R"("base":{"a":1})", R"("base":1)"));
    const QStringList before = files();

    DraftStore store(folder.path());

    EXPECT_EQ(store.count(u"p"_s), 1);
    EXPECT_EQ(store.skippedFiles().size(), before.size() - 1);
    EXPECT_EQ(files(), before);
    EXPECT_EQ(read(u"noise.json"_s), QByteArray(1000, '\xff'));
}

TEST_F(DraftStoreTest, AFileOfANewerConsoleIsNeverOverwritten)
{
    ASSERT_TRUE(DraftStore(folder.path()).save(draftOf(u"1"_s)));
    const QString name = files().first();
    const QByteArray newer = read(name).replace("\"version\":1", "\"version\":2");
    write(name, newer);

    DraftStore store(folder.path());
    EXPECT_EQ(store.count(u"p"_s), 0);
    ASSERT_TRUE(store.save(draftOf(u"1"_s, R"({"a":9})")));

    EXPECT_EQ(read(name), newer);
    EXPECT_EQ(files().size(), 2);
    const auto again = DraftStore(folder.path()).draft(u"p"_s, u"provisioning/device"_s, u"1"_s);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->edited.serialize(), R"({"a":9})");
}

TEST_F(DraftStoreTest, AFolderThatCanNotBeWrittenGivesASentenceAndKeepsTheDraft)
{
    // Given a file where the folder should be
    QFile file(folder.filePath(u"data"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    DraftStore store(file.fileName());

    // When a draft is saved
    const auto saved = store.save(draftOf(u"1"_s));

    // Then it says so, and the draft is kept for this run
    ASSERT_FALSE(saved);
    EXPECT_TRUE(saved.error().contains(u"drafts"_s)) << saved.error().toStdString();
    EXPECT_TRUE(store.draft(u"p"_s, u"provisioning/device"_s, u"1"_s));
}

TEST_F(DraftStoreTest, WithoutAFolderDraftsLiveInMemory)
{
    DraftStore store{QString()};
    EXPECT_TRUE(store.save(draftOf(u"1"_s)));
    EXPECT_EQ(store.count(u"p"_s), 1);
    store.remove(u"p"_s, u"provisioning/device"_s, u"1"_s);
    EXPECT_EQ(store.count(u"p"_s), 0);
}

TEST_F(DraftStoreTest, NewOnesAreNotAmongTheIdsOfTheTable)
{
    DraftStore store(folder.path());
    StoredDraft draft = draftOf(u"new:1"_s);
    draft.isNew = true;
    ASSERT_TRUE(store.save(draft));
    ASSERT_TRUE(store.save(draftOf(u"7"_s)));

    EXPECT_EQ(store.ids(u"p"_s, u"provisioning/device"_s), QSet<QString>{u"7"_s});
    ASSERT_EQ(store.newDrafts(u"p"_s, u"provisioning/device"_s).size(), 1);
    EXPECT_EQ(store.newDrafts(u"p"_s, u"provisioning/device"_s).first().id, u"new:1"_s);
}

TEST_F(DraftStoreTest, ProfilesAndResourcesDoNotMix)
{
    DraftStore store(folder.path());
    StoredDraft other = draftOf(u"1"_s, R"({"a":5})");
    other.resource = u"provisioning/trunk"_s;
    StoredDraft foreign = draftOf(u"1"_s, R"({"a":6})");
    foreign.profileId = u"q"_s;
    ASSERT_TRUE(store.save(draftOf(u"1"_s)));
    ASSERT_TRUE(store.save(other));
    ASSERT_TRUE(store.save(foreign));

    EXPECT_EQ(files().size(), 3);
    EXPECT_EQ(store.draft(u"q"_s, u"provisioning/device"_s, u"1"_s)->edited.serialize(),
              R"({"a":6})");
    EXPECT_EQ(store.count(u"p"_s), 2);
}

} // namespace
