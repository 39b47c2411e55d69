// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/RotationNotes.h"

#include "tests/support/Print.h"

#include <QFile>
#include <QTemporaryDir>
#include <QThreadPool>

#include <gtest/gtest.h>

using models::Rotation;
using models::RotationNotes;
using namespace Qt::StringLiterals;

namespace {

class RotationNotesTest : public testing::Test
{
protected:
    void write(const QByteArray &text)
    {
        QFile file(folder.filePath(u"rotations.json"_s));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    QTemporaryDir folder;
    const Rotation one{u"p1"_s, u"old"_s, u"next"_s, true, false};
    const Rotation two{u"p2"_s, {}, u"other"_s, false, false};
};

TEST_F(RotationNotesTest, AreThereInAnotherRun)
{
    ASSERT_TRUE(RotationNotes(folder.path()).put(one).result());
    ASSERT_TRUE(RotationNotes(folder.path()).put(two).result());
    const RotationNotes notes(folder.path());
    EXPECT_EQ(notes.all(), QList<Rotation>({one, two}));
    EXPECT_EQ(notes.ofProfile(u"p1"_s), one);
    EXPECT_EQ(notes.withKey(u"old"_s), one);
    EXPECT_EQ(notes.withKey(u"other"_s), two);
    EXPECT_FALSE(notes.withKey({})); // the second has no old pair
}

TEST_F(RotationNotesTest, AreOneForAProfile)
{
    RotationNotes notes(folder.path());
    ASSERT_TRUE(notes.put(one).result());
    Rotation further = one;
    further.accepted = true;
    ASSERT_TRUE(notes.put(further).result());
    EXPECT_EQ(notes.all(), QList<Rotation>{further});
    ASSERT_TRUE(notes.remove(u"p1"_s).result());
    EXPECT_TRUE(notes.all().isEmpty());
}

TEST_F(RotationNotesTest, HoldAtOnceForEverybodyWhileTheyAreWritten)
{
    // Given notes that go away before anybody has waited for the disk
    RotationNotes(folder.path()).put(one);
    RotationNotes(folder.path()).put(two);
    QFuture<RotationNotes::Written> last = RotationNotes(folder.path()).remove(u"p1"_s);
    EXPECT_EQ(RotationNotes(folder.path()).all(), QList<Rotation>{two});
    // Then the file ends up as the last of them
    ASSERT_TRUE(last.result());
    QThreadPool::globalInstance()->waitForDone();
    EXPECT_EQ(RotationNotes(folder.path()).all(), QList<Rotation>{two});
    QFile file(folder.filePath(u"rotations.json"_s));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_FALSE(file.readAll().contains("p1"));
}

TEST_F(RotationNotesTest, AreForTheirOwnerAlone)
{
    ASSERT_TRUE(RotationNotes(folder.path()).put(one).result());
    EXPECT_EQ(QFile::permissions(folder.filePath(u"rotations.json"_s)) &
                  (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
              QFile::Permissions());
}

TEST_F(RotationNotesTest, ADamagedOrNewerFileIsAsGoodAsNone)
{
    for (const QByteArray &text :
         {"{"_ba, "[]"_ba, R"({"version":2,"rotations":[{"profile":"p","next":"n"}]})"_ba,
          R"({"version":1,"rotations":[{"profile":"p"},7,{"next":"n"}]})"_ba, QByteArray()}) {
        write(text);
        EXPECT_TRUE(RotationNotes(folder.path()).all().isEmpty()) << text.toStdString();
    }
}

TEST_F(RotationNotesTest, SayThatTheyCouldNotBeWritten)
{
    RotationNotes notes(folder.filePath(u"missing"_s));
    const auto written = notes.put(one).result();
    ASSERT_FALSE(written);
    EXPECT_TRUE(written.error().contains("rotations.json"_L1));
}

} // namespace
