// SPDX-License-Identifier: GPL-3.0-or-later
// Two consoles on one data folder: the second one is told, and may look on.
#include "models/Workspace.h"
#include "tests/ui/support/SandboxWindow.h"

#include <QDirIterator>
#include <QLockFile>

using namespace Qt::StringLiterals;
using models::Workspace;

namespace {

/// All files below @p folder with their contents.
QHash<QString, QByteArray> contents(const QString &folder)
{
    QHash<QString, QByteArray> files;
    QDirIterator each(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (each.hasNext()) {
        QFile file(each.next());
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        files.insert(file.fileName(), file.readAll());
    }
    return files;
}

QStringList sorted(QStringList names)
{
    names.sort();
    return names;
}

TEST(DataFolder, IsUsedByOneConsoleAtATime)
{
    QTemporaryDir folder;
    auto first = Workspace::open(folder.path());
    ASSERT_TRUE(first);
    // When a second one wants the folder
    const auto second = Workspace::open(folder.path());
    // Then it is told so, in a sentence that names the folder
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, Workspace::OpenError::Code::InUse);
    EXPECT_TRUE(second.error().message.contains(folder.path()));
    // And when the first one is gone, the folder is free
    first->reset();
    EXPECT_TRUE(Workspace::open(folder.path()));
}

TEST(DataFolder, IsMadeForItsOwnerOnly)
{
    QTemporaryDir parent;
    const QString folder = parent.filePath(u"new/one"_s);
    ASSERT_TRUE(Workspace::open(folder));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                        QFile::WriteOther | QFile::ExeOther;
    EXPECT_FALSE(QFile::permissions(folder) & others);
}

TEST(DataFolder, ThatIsAFileIsRefusedInWords)
{
    QTemporaryDir parent;
    QFile file(parent.filePath(u"file"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    const auto opened = Workspace::open(file.fileName());
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, Workspace::OpenError::Code::NotWritable);
    EXPECT_TRUE(opened.error().message.contains(file.fileName()));
}

class LookingOn : public SandboxWindow
{
};

TEST_F(LookingOn, WorksBesideTheOtherConsoleAndWritesNothing)
{
    // Given a folder with a profile in it, as another console has it open
    ASSERT_NO_FATAL_FAILURE(prepareSandbox());
    ASSERT_TRUE(Workspace::open(folder())); // makes what a console makes, and goes again
    QLockFile other(folder() + u"/console.lock"_s);
    ASSERT_TRUE(other.tryLock());
    const auto before = contents(folder());
    ASSERT_FALSE(before.isEmpty());

    // When this one opens it read-only, shows the sandbox and goes again
    {
        auto opened = Workspace::open(folder(), Workspace::Access::ReadOnly);
        ASSERT_TRUE(opened) << qPrintable(opened.error().message);
        EXPECT_TRUE((*opened)->isReadOnly());
        ui::MainWindow window(opened->get());
        drive::show(&window);
        window.start();
        EXPECT_TRUE(drive::until([&] {
            const auto *table = drive::named<QTableView>(&window, u"Devices"_s);
            return table && table->model()->rowCount() > 0;
        }));
        EXPECT_TRUE(drive::says(&window, u"Nothing is written"_s));
        window.close();
    }
    // Then the folder is as it was
    const auto after = contents(folder());
    EXPECT_EQ(sorted(after.keys()), sorted(before.keys()));
    for (const QString &name : before.keys())
        EXPECT_TRUE(after.value(name) == before.value(name)) << qPrintable(name);
}

} // namespace
