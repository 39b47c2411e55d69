// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ChangeExport.h"

#include "tests/models/editing/EditingSupport.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using editing::document;
using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<const api::Catalogue> catalogue()
{
    static const auto shipped =
        std::make_shared<const api::Catalogue>(api::Catalogue::shipped().value());
    return shipped;
}

api::ChangeEntry change()
{
    api::ChangeEntry entry;
    entry.row = 1;
    entry.at = QDateTime(QDate(2026, 3, 1), QTime(12, 0), QTimeZone::UTC);
    entry.profileId = u"p"_s;
    entry.resource = u"provisioning/device"_s;
    entry.id = u"+4612"_s;
    entry.method = "PATCH";
    entry.requestId = u"r-1"_s;
    entry.patch = R"([{"op":"replace","path":"/password","value":"hunter2"}])";
    entry.before = document(R"({"description":"a, \"b\"","password":"hunter1"})");
    entry.after = document(R"({"description":"a, \"b\"","password":"hunter2"})");
    return entry;
}

TEST(ChangeExportTest, GivenChanges_WhenExportedAsJson_ThenItHoldsThemWithSecretsMasked)
{
    api::ChangeEntry deleted = change();
    deleted.kind = api::ChangeEntry::Kind::Deleted;
    deleted.after = {};
    deleted.patch.clear();
    const std::string text = models::changesAsJson({change(), deleted}, *catalogue());
    EXPECT_EQ(text.find("hunter"), std::string::npos) << text;
    const json::Document parsed = document(text);
    ASSERT_EQ(parsed.root().size(), 2u);
    const json::Value first = parsed.root().at(0);
    EXPECT_EQ(first["time"].text(), "2026-03-01T12:00:00.000Z");
    EXPECT_EQ(first["id"].text(), "+4612");
    EXPECT_EQ(first["kind"].text(), "changed");
    EXPECT_EQ(first["patch"].at(0)["path"].text(), "/password");
    EXPECT_EQ(first["before"]["description"].text(), "a, \"b\"");
    EXPECT_FALSE(parsed.root().at(1)["after"]);
    EXPECT_EQ(parsed.root().at(1)["kind"].text(), "deleted");
}

TEST(ChangeExportTest, GivenChanges_WhenExportedAsCsv_ThenFieldsAreQuotedAndFormulasAreNone)
{
    const std::string text = models::changesAsCsv({change()}, *catalogue());
    EXPECT_EQ(text.find("hunter"), std::string::npos) << text;
    EXPECT_TRUE(
        text.starts_with("time,profile,resource,id,kind,method,requestId,patch,before,after\r\n"));
    EXPECT_NE(text.find(",'+4612,"), std::string::npos) << text;
    EXPECT_NE(text.find(R"(a, \""b\"")"), std::string::npos) << text;
    EXPECT_TRUE(text.ends_with("\r\n"));
}

TEST(ChangeExportTest, GivenALog_WhenExportedToAFile_ThenItIsOurs)
{
    const QTemporaryDir folder;
    api::ChangeLog log({});
    const qint64 row = log.record(change());
    const QString path = folder.filePath(u"changes.json"_s);
    std::optional<QString> problem;
    models::exportChanges(&log, {row, 12345}, catalogue(), models::ChangeFormat::Json, path, &log,
                          [&](const QString &sentence) { problem = sentence; });
    ASSERT_TRUE(QTest::qWaitFor([&] { return problem.has_value(); }, 60'000));
    EXPECT_TRUE(problem->isEmpty()) << problem->toStdString();
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_TRUE(file.readAll().contains("+4612"));
    EXPECT_FALSE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther));

    problem.reset();
    models::exportChanges(&log, {row}, catalogue(), models::ChangeFormat::Csv,
                          folder.filePath(u"missing/x.csv"_s), &log,
                          [&](const QString &sentence) { problem = sentence; });
    ASSERT_TRUE(QTest::qWaitFor([&] { return problem.has_value(); }, 60'000));
    EXPECT_TRUE(problem->contains(u"could not be written"_s));
}

} // namespace
