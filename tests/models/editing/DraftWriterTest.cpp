// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/DraftWriter.h"

#include "tests/support/Print.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

#include <atomic>
#include <future>

using models::DraftWriter;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class DraftWriterTest : public testing::Test
{
protected:
    QString path() const { return folder.filePath(u"drafts"_s); }
    QByteArray read(const QString &name) const
    {
        QFile file(QDir(path()).filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
    }
    /// A text that is not there before somebody lets it.
    std::function<std::string()> held(const std::string &text)
    {
        return [this, text] {
            ++begun;
            gate.wait();
            return text;
        };
    }

    QTemporaryDir folder;
    std::promise<void> release;
    std::shared_future<void> gate = release.get_future().share();
    std::atomic<int> begun = 0;
};

TEST_F(DraftWriterTest, NobodyWaitsForTheDiskAndOnlyTheLastOfWhatWaitsIsWritten)
{
    DraftWriter writer(path());
    writer.write(u"a"_s, held("first"));
    ASSERT_TRUE(QTest::qWaitFor([this] { return begun == 1; }, 60'000));

    // Given a disk that takes its time, and many edits meanwhile
    int made = 0;
    for (int i = 0; i < 100; ++i)
        writer.write(u"b"_s, [&made, i] { return ++made, std::to_string(i); });
    EXPECT_FALSE(writer.flush(1ms));
    EXPECT_EQ(made, 0);

    release.set_value();
    EXPECT_TRUE(writer.flush(60s));
    EXPECT_EQ(made, 1);
    EXPECT_EQ(read(u"a"_s), "first");
    EXPECT_EQ(read(u"b"_s), "99");
}

TEST_F(DraftWriterTest, WhatIsRemovedWhileItIsWrittenIsGone)
{
    DraftWriter writer(path());
    writer.write(u"a"_s, held("sent meanwhile"));
    ASSERT_TRUE(QTest::qWaitFor([this] { return begun == 1; }, 60'000));
    writer.remove(u"a"_s);
    release.set_value();

    EXPECT_TRUE(writer.flush(60s));
    EXPECT_EQ(read(u"a"_s), "not there");
}

TEST_F(DraftWriterTest, TheEndWaitsForWhatIsLeft)
{
    {
        DraftWriter writer(path());
        for (int i = 0; i < 20; ++i)
            writer.write(QString::number(i), [i] { return std::to_string(i); });
    }
    EXPECT_EQ(read(u"0"_s), "0");
    EXPECT_EQ(read(u"19"_s), "19");
}

TEST_F(DraftWriterTest, ItTellsWhatWentWrong)
{
    DraftWriter writer(path());
    QStringList told;
    QObject::connect(&writer, &DraftWriter::written, &writer,
                     [&](const QString &file, const QString &error) {
                         told.append(error.isEmpty() ? file + u" is written"_s : file);
                     });
    writer.write(u"a"_s, [] { return std::string("1"); });
    writer.write(u"no/such/folder"_s, [] { return std::string("1"); });

    EXPECT_TRUE(QTest::qWaitFor([&] { return told.size() == 2; }, 60'000));
    EXPECT_EQ(told, (QStringList{u"a is written"_s, u"no/such/folder"_s}));
}

} // namespace
