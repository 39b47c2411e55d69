// SPDX-License-Identifier: GPL-3.0-or-later
// Where the paths of an imported document begin.
#include "tests/unit/import/Imports.h"

using namespace Qt::StringLiterals;
using api::ServiceBase;

namespace {

api::ImportReport reportOf(const std::string &servers, const std::string &description = {},
                           const std::string &path = "/x")
{
    return imports::imported(R"({"openapi":"3.0.1","info":{"title":"T","version":"1",)"
                             R"("description":")" +
                             description + "\"}," + servers + R"("paths":{")" + path +
                             R"(":{"get":{}}}})")
        .report;
}

} // namespace

TEST(ServiceBase, IsThePathOfTheFirstServer)
{
    const api::ImportReport report =
        reportOf(R"("servers":[{"url":"https://api.example.test/provisioning/"},{"url":"/b"}],)");
    EXPECT_EQ(report.prefix, u"/provisioning"_s);
    EXPECT_EQ(report.base.host, u"api.example.test"_s);
    EXPECT_EQ(report.base.origin, ServiceBase::Origin::Servers);
}

TEST(ServiceBase, HasTheDefaultsOfItsVariables)
{
    EXPECT_EQ(reportOf(R"("servers":[{"url":"https://{region}.example.test/{base}","variables":)"
                       R"({"region":{"default":"north"},"base":{"default":"v2"}}}],)")
                  .prefix,
              u"/v2"_s);
}

TEST(ServiceBase, LeavesOutTheStageOfAGatewaysOwnHost)
{
    EXPECT_EQ(reportOf(R"("servers":[{"url":"https://abc.execute-api.eu-north-1.amazonaws.com/)"
                       R"({basePath}","variables":{"basePath":{"default":"/prod"}}}],)")
                  .prefix,
              QString());
}

TEST(ServiceBase, IsReadInTheDescriptionWhereThereAreNoServers)
{
    const api::ImportReport report =
        reportOf("", "Devices.\\n\\nBase url: https://api.north.example.test/mediaservice.");
    EXPECT_EQ(report.prefix, u"/mediaservice"_s);
    EXPECT_EQ(report.base.origin, ServiceBase::Origin::Description);
}

TEST(ServiceBase, IsNotSaidTwice)
{
    EXPECT_EQ(reportOf(R"("servers":[{"url":"https://a.test/media"}],)", {}, "/media/x").prefix,
              QString());
}

TEST(ServiceBase, IsTheRootWhereNothingIsSaidAndTheReportSaysSo)
{
    const api::ImportReport report = reportOf("", "No address in here.");
    EXPECT_EQ(report.prefix, QString());
    EXPECT_EQ(report.base.origin, ServiceBase::Origin::Nowhere);
    EXPECT_THAT(report.whereItsPathsBegin().toStdString(), testing::HasSubstr("no server"));
}

TEST(ServiceBase, GivesWayToWhatAPersonSays)
{
    const auto document = api::DocumentImport::read(
        u"t"_s,
        R"({"openapi":"3.0.1","info":{"title":"T"},"servers":[{"url":"/a"}],"paths":{"/x":{"get":{}}}})",
        {}, {.prefix = u"/other"_s, .stop = {}});
    ASSERT_TRUE(document);
    EXPECT_EQ(document->contents.operations.constFirst().path, u"/other/x"_s);
}
