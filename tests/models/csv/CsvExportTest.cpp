// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/csv/CsvExport.h"

#include "CsvSamples.h"
#include "tests/support/Print.h"

#include <QTemporaryDir>

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using models::CsvExport;

namespace {

std::string exported(const std::string &json)
{
    const auto snapshot = csv::rows(json);
    return CsvExport::text(samples::deviceType(), snapshot.rows,
                           {.delimiter = ',', .encoding = api::CsvEncoding::Utf8});
}

} // namespace

TEST(CsvExport, HasAColumnForEachMemberAndTheIdFirst)
{
    EXPECT_EQ(exported(R"([{"lines":1.0,"deviceId":"=1","a":{"b":{"c":true}}},
                           {"deviceId":"8","list":[1,{"x":"y"}],"nothing":null,"empty":{}}])"),
              "deviceId,lines,a.b.c,list\r\n"
              "'=1,1.0,true,\r\n"
              "8,,,\"[1,{\"\"x\"\":\"\"y\"\"}]\"\r\n");
}

TEST(CsvExport, HasNoSecret)
{
    EXPECT_EQ(exported(R"([{"deviceId":"8","password":"hunter2","more":[{"apiPassword":"x"}]}])"),
              "deviceId,more\r\n8,\r\n");
}

TEST(CsvExport, IsJsonWhereDottedNamesCannotTell)
{
    EXPECT_EQ(exported(R"([{"deviceId":"8","a":{"b":1}},{"deviceId":"9","a":2},
                           {"deviceId":"10","c":{"d.e":1}}])"),
              "deviceId,a,c\r\n"
              "8,\"{\"\"b\"\":1}\",\r\n"
              "9,2,\r\n"
              "10,,\"{\"\"d.e\"\":1}\"\r\n");
}

TEST(CsvExport, IsWrittenForItsOwnerAlone)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"devices.csv"_s);
    const auto snapshot = csv::rows(R"([{"deviceId":"8"},{"deviceId":"9"}])");
    const api::ResourceType type = samples::deviceType();
    ASSERT_TRUE(CsvExport::write(path, type, CsvExport::rowsOf(snapshot, type, {u"9"_s}), {}));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readAll(), "\xef\xbb\xbf"
                              "deviceId\r\n9\r\n");
    EXPECT_FALSE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther));
    const auto refused = CsvExport::write(folder.filePath(u"none/x.csv"_s), type, {}, {});
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().contains(u"x.csv"_s));
}
