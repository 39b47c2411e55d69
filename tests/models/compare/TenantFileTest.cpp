// SPDX-License-Identifier: GPL-3.0-or-later
// A tenant goes into a file and comes back, and compares with the live one.
#include "models/compare/TenantDiff.h"
#include "models/compare/TenantLoader.h"
#include "models/compare/TenantWriter.h"
#include "tests/models/editing/SandboxFixture.h"
#include "tests/support/Print.h"

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using models::Tenant;

namespace {

class TenantFileTest : public editing::SandboxFixture
{
protected:
    Tenant live()
    {
        Tenant tenant{.domain = domain, .at = QDateTime::currentDateTimeUtc(), .parts = {}};
        models::TenantLoader loader(session.get());
        bool ended = false;
        QObject::connect(&loader, &models::TenantLoader::part, &loader,
                         [&](const models::TenantPart &part) {
                             tenant.parts.append(part);
                             loader.next();
                         });
        QObject::connect(&loader, &models::TenantLoader::ended, &loader, [&] { ended = true; });
        loader.start();
        waitFor([&] { return ended; });
        EXPECT_EQ(loader.skipped(), QStringList());
        return tenant;
    }
    std::expected<void, QString> write(const Tenant &tenant, const QString &path)
    {
        models::TenantWriter writer(path, tenant.domain, tenant.at);
        for (const models::TenantPart &part : tenant.parts)
            writer.write(part, catalogue->resource(part.key)->schema);
        return writer.commit();
    }
    QByteArray contents(const QString &path)
    {
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return file.readAll();
    }
};

} // namespace

TEST_F(TenantFileTest, AllThatCanBeListedComesBackEqual)
{
    const Tenant tenant = live();
    EXPECT_GT(tenant.parts.size(), 4);
    const QString path = folder.filePath(u"tenant.json"_s);
    ASSERT_TRUE(write(tenant, path));
    const auto read = Tenant::read(path);
    ASSERT_TRUE(read) << read.error().toStdString();
    EXPECT_EQ(read->domain, domain);
    EXPECT_EQ(read->parts.size(), tenant.parts.size());
    const auto diff = models::TenantDiff::between(tenant, *read, catalogue->resources());
    EXPECT_TRUE(diff->changes.empty());
    EXPECT_EQ(diff->missing, QStringList());
    EXPECT_GT(diff->equal, deviceCount);
    EXPECT_FALSE(QFile(path).permissions() & (QFile::ReadGroup | QFile::ReadOther));
}

TEST_F(TenantFileTest, HoldsNoSecret)
{
    const Tenant tenant = live();
    const QString path = folder.filePath(u"tenant.json"_s);
    ASSERT_TRUE(write(tenant, path));
    int secrets = 0;
    const QByteArray text = contents(path);
    for (const models::TenantPart &part : tenant.parts) {
        for (const api::Property &property : catalogue->resource(part.key)->schema->properties) {
            for (const json::Value row : part.rows) {
                const std::string_view value = row[property.name.toStdString()].text();
                if (!property.schema->secret || value.size() < 8)
                    continue;
                ++secrets;
                EXPECT_FALSE(text.contains(QByteArrayView(value.data(), qsizetype(value.size()))));
            }
        }
    }
    EXPECT_GT(secrets, 0);
}

TEST_F(TenantFileTest, ShowsWhatChangedSince)
{
    load();
    const QString path = folder.filePath(u"tenant.json"_s);
    ASSERT_TRUE(write(live(), path));
    const QString id = firstId();
    patchBehindOurBack(id, R"([{"op":"add","path":"/description","value":"since"}])");
    const auto diff =
        models::TenantDiff::between(live(), Tenant::read(path).value(), catalogue->resources());
    ASSERT_EQ(diff->changes.size(), 1U);
    EXPECT_EQ(diff->changes[0].id, id.toStdString());
    EXPECT_EQ(diff->changes[0].members, u"description"_s);
}

TEST_F(TenantFileTest, SaysWhatIsWrongWithAFile)
{
    const QString path = folder.filePath(u"tenant.json"_s);
    EXPECT_TRUE(Tenant::read(path).error().contains(u"tenant.json"_s));
    for (const QByteArray &text : {"{"_ba, "[]"_ba, R"({"format":"other"})"_ba,
                                   R"({"format":"iotcomms-console tenant","types":[]})"_ba}) {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        EXPECT_FALSE(Tenant::read(path)) << text.toStdString();
    }
    EXPECT_FALSE(write(live(), folder.filePath(u"none/tenant.json"_s)));
}
