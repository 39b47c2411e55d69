// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/DraftStore.h"

#include "EditingSupport.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

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
        store.save(draftOf(u"+46/å"_s, R"({"a":1.50,"b":12345678901234567890})"));
        // Then it lies on the disk without anybody waiting for it: a crash would leave the same
        ASSERT_TRUE(QTest::qWaitFor([this] { return files().size() == 1; }, 60'000));
    }

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
    store.save(draftOf(u"1"_s));
    store.save(draftOf(u"1"_s, R"({"a":3})"));
    ASSERT_TRUE(store.flush());

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
    store.save(draftOf(u"1"_s));
    store.save(draftOf(u"2"_s));
    const QSignalSpy changed(&store, &DraftStore::changed);

    store.remove(u"p"_s, u"provisioning/device"_s, u"1"_s);
    store.remove(u"p"_s, u"provisioning/device"_s, u"not there"_s);

    EXPECT_EQ(changed.size(), 1);
    ASSERT_TRUE(store.flush());
    EXPECT_EQ(files().size(), 1);
    EXPECT_FALSE(DraftStore(folder.path()).draft(u"p"_s, u"provisioning/device"_s, u"1"_s));
}

TEST_F(DraftStoreTest, DamagedFilesAreSkippedAndLeft)
{
    DraftStore(folder.path()).save(draftOf(u"1"_s));
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
    EXPECT_TRUE(store.notice().contains(QString::number(before.size() - 1)));
    EXPECT_TRUE(store.notice().contains(drafts().path()));
    EXPECT_EQ(files(), before);
    EXPECT_EQ(read(u"noise.json"_s), QByteArray(1000, '\xff'));
}

TEST_F(DraftStoreTest, AFileOfANewerConsoleIsNeverOverwritten)
{
    DraftStore(folder.path()).save(draftOf(u"1"_s));
    const QString name = files().first();
    const QByteArray newer = read(name).replace("\"version\":1", "\"version\":3");
    write(name, newer);

    DraftStore store(folder.path());
    EXPECT_EQ(store.count(u"p"_s), 0);
    store.save(draftOf(u"1"_s, R"({"a":9})"));
    ASSERT_TRUE(store.flush());

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

    QStringList said;
    QObject::connect(
        &store, &DraftStore::failed, &store,
        [&](const QString &, const QString &, const QString &sentence) { said.append(sentence); });

    // When drafts are saved
    store.save(draftOf(u"1"_s));
    EXPECT_FALSE(store.flush());
    store.save(draftOf(u"1"_s, R"({"a":3})"));
    EXPECT_FALSE(store.flush());

    // Then it says so once, and the draft is kept for this run
    ASSERT_EQ(said.size(), 1);
    EXPECT_TRUE(said.first().contains(u"drafts"_s)) << said.first().toStdString();
    EXPECT_TRUE(store.draft(u"p"_s, u"provisioning/device"_s, u"1"_s));

    // And when the folder can be written again, it is, without another edit
    ASSERT_TRUE(file.remove());
    EXPECT_TRUE(store.flush());
    EXPECT_EQ(DraftStore(file.fileName()).count(u"p"_s), 1);
}

TEST_F(DraftStoreTest, AFileThatCanNotBeRemovedIsTold)
{
    DraftStore store(folder.path());
    store.save(draftOf(u"1"_s));
    ASSERT_TRUE(store.flush());
    QString said;
    QObject::connect(
        &store, &DraftStore::failed, &store,
        [&](const QString &, const QString &, const QString &sentence) { said = sentence; });

    // Given something in the file's place that does not go
    const QString path = drafts().filePath(files().first());
    ASSERT_TRUE(QFile::remove(path));
    ASSERT_TRUE(QDir().mkpath(path + u"/inside"_s));
    store.remove(u"p"_s, u"provisioning/device"_s, u"1"_s);
    store.flush();

    EXPECT_TRUE(said.contains(path)) << said.toStdString();
}

TEST_F(DraftStoreTest, AnUnfinishedTextIsKeptAsTypedWithWhatItWasMadeFrom)
{
    const QString typed = u"{\n  \"a\": oops \u00e5\t"_s;
    {
        DraftStore store(folder.path());
        StoredDraft draft = draftOf(u"1"_s);
        draft.unfinished = models::UnfinishedText{
            .text = typed,
            .origin = {.base = document(R"({"a":0})"), .edited = document(R"({"a":0,"b":1})")}};
        store.save(draft);
    }

    const DraftStore store(folder.path());
    const auto found = store.draft(u"p"_s, u"provisioning/device"_s, u"1"_s);
    ASSERT_TRUE(found && found->unfinished);
    EXPECT_EQ(found->unfinished->text, typed);
    EXPECT_EQ(found->unfinished->origin.base.serialize(), R"({"a":0})");
    EXPECT_EQ(found->unfinished->origin.edited.serialize(), R"({"a":0,"b":1})");
}

TEST_F(DraftStoreTest, WithoutAFolderDraftsLiveInMemory)
{
    DraftStore store{QString()};
    store.save(draftOf(u"1"_s));
    EXPECT_EQ(store.count(u"p"_s), 1);
    store.remove(u"p"_s, u"provisioning/device"_s, u"1"_s);
    EXPECT_EQ(store.count(u"p"_s), 0);
}

TEST_F(DraftStoreTest, NewOnesAreNotAmongTheIdsOfTheTable)
{
    DraftStore store(folder.path());
    StoredDraft draft = draftOf(u"new:1"_s);
    draft.isNew = true;
    store.save(draft);
    store.save(draftOf(u"7"_s));

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
    store.save(draftOf(u"1"_s));
    store.save(other);
    store.save(foreign);

    ASSERT_TRUE(store.flush());
    EXPECT_EQ(files().size(), 3);
    EXPECT_TRUE(store.notice().isEmpty());
    EXPECT_EQ(store.draft(u"q"_s, u"provisioning/device"_s, u"1"_s)->edited.serialize(),
              R"({"a":6})");
    EXPECT_EQ(store.count(u"p"_s), 2);
}

TEST_F(DraftStoreTest, AFailedWriteIsToldThoughAnEarlierRemovalIsToldLate)
{
    // Given a file that is gone already, which nobody has heard of yet
    DraftStore store(folder.path());
    store.save(draftOf(u"1"_s));
    ASSERT_TRUE(store.flush());
    QStringList said;
    QObject::connect(
        &store, &DraftStore::failed, &store,
        [&](const QString &, const QString &, const QString &sentence) { said.append(sentence); });
    store.remove(u"p"_s, u"provisioning/device"_s, u"1"_s);
    while (!files().isEmpty())
        std::this_thread::yield();

    // When it is saved anew, where it can't be
    ASSERT_TRUE(QDir(drafts()).removeRecursively());
    QFile inTheWay(drafts().path());
    ASSERT_TRUE(inTheWay.open(QIODevice::WriteOnly));
    store.save(draftOf(u"1"_s, R"({"a":3})"));

    // Then
    EXPECT_FALSE(store.flush());
    EXPECT_EQ(said.size(), 1);
}

} // namespace
