// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/WholeFile.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using models::writeWhole;
using namespace Qt::StringLiterals;

namespace {

class WholeFileTest : public testing::Test
{
protected:
    QByteArray contents() const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
    }

    QTemporaryDir folder;
    const QString path = folder.filePath(u"report.csv"_s);
};

TEST_F(WholeFileTest, HoldsJustWhatWasWritten)
{
    EXPECT_EQ(writeWhole(path, "a longer text"), QString());
    EXPECT_EQ(writeWhole(path, std::string_view("x\0y", 3)), QString());
    EXPECT_EQ(contents(), QByteArray("x\0y", 3));
}

TEST_F(WholeFileTest, IsForItsOwnerAloneWhereAskedTo)
{
    EXPECT_EQ(writeWhole(path, "secret", models::Readers::OwnerOnly), QString());
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    EXPECT_FALSE(QFile::permissions(path) & others);
}

TEST_F(WholeFileTest, SaysWhyItCannotBeWritten)
{
    EXPECT_FALSE(writeWhole(folder.filePath(u"missing/report.csv"_s), "x").isEmpty());
}

} // namespace
