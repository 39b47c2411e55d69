// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/PatchLibrary.h"

#include "EditingSupport.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using models::PatchLibrary;
using namespace Qt::StringLiterals;

namespace {

const QString patch = u"[{\"op\":\"replace\",\"path\":\"/a\",\"value\":\"${deviceId}\"}]"_s;

class PatchLibraryTest : public testing::Test
{
protected:
    QString saveError(PatchLibrary &library, const QString &name, const QString &text)
    {
        const auto saved = library.save(name, text);
        return saved ? QString() : saved.error();
    }
    QStringList names(const PatchLibrary &library) const
    {
        QStringList result;
        for (const PatchLibrary::Saved &saved : library.patches())
            result.append(saved.name);
        return result;
    }

    QTemporaryDir folder;
};

TEST_F(PatchLibraryTest, SavedPatchesAreThereAgainByName)
{
    {
        PatchLibrary library(folder.path());
        QSignalSpy changed(&library, &PatchLibrary::changed);
        EXPECT_EQ(saveError(library, u" Zürich / 1 "_s, patch), QString());
        EXPECT_EQ(saveError(library, u"Alarm"_s, u"[]"_s), QString());
        EXPECT_EQ(changed.count(), 2);
    }
    const PatchLibrary library(folder.path());
    EXPECT_EQ(names(library), (QStringList{u"Alarm"_s, u"Zürich / 1"_s}));
    EXPECT_TRUE(library.text(u"Zürich / 1"_s).contains(u"${deviceId}"_s));
    const QDir files(folder.filePath(u"patches"_s));
    for (const QFileInfo &file : files.entryInfoList(QDir::Files))
        EXPECT_FALSE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther));
}

TEST_F(PatchLibraryTest, ASecondOneOfTheSameNameReplacesIt)
{
    PatchLibrary library(folder.path());
    ASSERT_EQ(saveError(library, u"a"_s, u"[]"_s), QString());
    ASSERT_EQ(saveError(library, u"a"_s, patch), QString());
    EXPECT_EQ(names(PatchLibrary(folder.path())), QStringList{u"a"_s});
    EXPECT_EQ(QDir(folder.filePath(u"patches"_s)).entryList(QDir::Files).size(), 1);
}

TEST_F(PatchLibraryTest, RenamingAndDeletingLeaveNoFileBehind)
{
    PatchLibrary library(folder.path());
    ASSERT_EQ(saveError(library, u"a"_s, patch), QString());
    ASSERT_EQ(saveError(library, u"b"_s, u"[]"_s), QString());
    EXPECT_FALSE(library.rename(u"a"_s, u"b"_s)) << "that is another one";
    EXPECT_FALSE(library.rename(u"x"_s, u"y"_s));
    ASSERT_TRUE(library.rename(u"a"_s, u"c"_s));
    ASSERT_TRUE(library.remove(u"b"_s));
    EXPECT_FALSE(library.remove(u"b"_s));

    EXPECT_EQ(names(PatchLibrary(folder.path())), QStringList{u"c"_s});
    EXPECT_EQ(QDir(folder.filePath(u"patches"_s)).entryList(QDir::Files).size(), 1);
}

TEST_F(PatchLibraryTest, WhatIsNoPatchIsRefusedWithASentence)
{
    PatchLibrary library(folder.path());
    EXPECT_FALSE(saveError(library, u"  "_s, patch).isEmpty());
    EXPECT_FALSE(saveError(library, u"a"_s, u"{}"_s).isEmpty());
    EXPECT_FALSE(saveError(library, u"a"_s, u"[{\"op\":\"add\"}]"_s).isEmpty());
    EXPECT_FALSE(saveError(library, QString(101, u'x'), patch).isEmpty());
    EXPECT_TRUE(library.patches().isEmpty());
}

TEST_F(PatchLibraryTest, DamagedAndNewerFilesAreLeftAlone)
{
    ASSERT_TRUE(QDir(folder.path()).mkpath(u"patches"_s));
    for (const auto &[name, text] :
         {std::pair(u"x.json"_s, "{"),
          std::pair(u"y.json"_s, R"({"version":9,"name":"n","patch":[]})")}) {
        QFile file(folder.filePath(u"patches/"_s + name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    PatchLibrary library(folder.path());
    EXPECT_TRUE(library.patches().isEmpty());
    EXPECT_TRUE(library.notice().contains(u"2"_s));
    ASSERT_EQ(saveError(library, u"n"_s, patch), QString());
    EXPECT_EQ(QDir(folder.filePath(u"patches"_s)).entryList(QDir::Files).size(), 3);
}

TEST_F(PatchLibraryTest, WithoutAFolderItLivesInMemory)
{
    PatchLibrary library{QString()};
    ASSERT_EQ(saveError(library, u"a"_s, patch), QString());
    ASSERT_TRUE(library.rename(u"a"_s, u"b"_s));
    EXPECT_EQ(names(library), QStringList{u"b"_s});
}

TEST_F(PatchLibraryTest, FilesAreReadAndWrittenAnywhere)
{
    const QString path = folder.filePath(u"p.json"_s);
    ASSERT_TRUE(PatchLibrary::writeFile(path, patch));
    EXPECT_EQ(PatchLibrary::readFile(path).value_or(QString()).trimmed(), patch);
    EXPECT_FALSE(PatchLibrary::readFile(folder.filePath(u"none"_s)));
    EXPECT_FALSE(PatchLibrary::writeFile(folder.filePath(u"no/where"_s), patch));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("\xEF\xBB\xBF[]");
    file.close();
    EXPECT_TRUE(PatchLibrary::readFile(path)) << "a byte order mark does no harm";
    ASSERT_TRUE(PatchLibrary::writeFile(path, u"{}"_s));
    EXPECT_FALSE(PatchLibrary::readFile(path));
}

} // namespace
