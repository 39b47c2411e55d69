// SPDX-License-Identifier: GPL-3.0-or-later
// Documents that were made to hurt: each gives a report or a refusal in words. How long they take
// at full size, and how much memory, is measured in tests/bench/import.
#include "tests/support/HostileDocuments.h"
#include "tests/unit/import/Imports.h"

#include <QTcpServer>

#include <stop_token>

using namespace Qt::StringLiterals;

namespace {

class HostileImport : public testing::TestWithParam<testing_support::HostileDocument>
{
};

std::string nameOf(const testing::TestParamInfo<testing_support::HostileDocument> &info)
{
    std::string name;
    for (const char c : info.param.name) {
        if (std::isalnum(static_cast<unsigned char>(c)))
            name += c;
    }
    return name;
}

int heightOf(const api::Schema &schema)
{
    int height = 0;
    for (const api::Property &property : schema.properties)
        height = std::max(height, heightOf(*property.schema) + 1);
    return schema.items ? std::max(height, heightOf(*schema.items) + 1) : height;
}

} // namespace

INSTANTIATE_TEST_SUITE_P(, HostileImport,
                         testing::ValuesIn(testing_support::hostileDocuments(0.01)), nameOf);

TEST_P(HostileImport, GivesAReportOrARefusalInWords)
{
    const auto document =
        api::DocumentImport::read(u"hostile"_s, GetParam().text, imports::shipped());
    if (!document) {
        EXPECT_FALSE(document.error().message.isEmpty());
        return;
    }
    EXPECT_LE(document->report.remarks.size(), 20'000);
    api::Catalogue catalogue = imports::shipped();
    catalogue.add({document->contents});
    for (const api::ResourceType &each : catalogue.resources()) {
        const api::ResourceType type = api::withColumns(each);
        EXPECT_LT(heightOf(*type.schema), 400);
        EXPECT_LE(type.columns.size(), 30);
    }
}

TEST(HostileDocuments, AreNeverFetchedFromElsewhere)
{
    QTcpServer server;
    ASSERT_TRUE(server.listen(QHostAddress::LocalHost));
    const std::string address = "http://127.0.0.1:" + std::to_string(server.serverPort()) + "/x";
    const api::ImportedDocument document = imports::imported(
        R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{"$ref":")" +
        address +
        R"("},"/b":{"get":{"responses":{"200":{"content":{"application/json":{"schema":)" +
        R"({"$ref":")" + address + R"("}}}}}}}}})");
    EXPECT_TRUE(imports::remarks(document.report, api::ImportRemark::Kind::LeftOut,
                                 u"refers to another document"_s));
    EXPECT_FALSE(server.waitForNewConnection(50));
}

TEST(HostileDocuments, CanBeLeftWhileTheyAreRead)
{
    std::stop_source stop;
    stop.request_stop();
    std::string yaml = "openapi: 3.1.0\npaths:\n";
    for (int i = 0; i < 2000; ++i)
        yaml += "  /p" + std::to_string(i) + ": { get: {} }\n";
    const auto read =
        api::DocumentImport::read(u"t"_s, yaml, {}, {.prefix = {}, .stop = stop.get_token()});
    ASSERT_FALSE(read);
    EXPECT_THAT(read.error().message.toStdString(), testing::HasSubstr("cancelled"));
}

TEST(HostileDocuments, ThatAreNoneAreRefusedWithTheirPlace)
{
    const auto broken =
        api::DocumentImport::read(u"t"_s, "{\"openapi\":\"3.1.0\",\n\"paths\":}", {});
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().where, u"line 2, column 9"_s);
    EXPECT_THAT(broken.error().message.toStdString(), testing::HasSubstr("not JSON"));
    for (const std::string &text :
         {std::string(), std::string("  \n"), std::string("\xFF\xFEo\0", 4), std::string("[]"),
          std::string("{}"), std::string("just words"), std::string("openapi: 2.0\n")}) {
        const auto read = api::DocumentImport::read(u"t"_s, text, {});
        ASSERT_FALSE(read) << text;
        EXPECT_FALSE(read.error().message.isEmpty()) << text;
    }
}

TEST(HostileDocuments, MayBeginWithAByteOrderMark)
{
    EXPECT_TRUE(api::DocumentImport::read(
        u"t"_s, "\xEF\xBB\xBF{\"openapi\":\"3.1.0\",\"info\":{},\"paths\":{}}", {}));
}

TEST(DocumentFile, IsAFileThatCanBeRead)
{
    EXPECT_FALSE(api::documentFile(u"/nowhere/at/all.json"_s));
    EXPECT_FALSE(api::documentFile(u"/dev/zero"_s));
    EXPECT_FALSE(api::documentFile(u"/"_s));
}
