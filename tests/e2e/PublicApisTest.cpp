// SPDX-License-Identifier: GPL-3.0-or-later
// Descriptions of real, public APIs, as packages ship them: imported by the real program. Skipped
// where Node or npm is missing, or where the packages can't be fetched.
#include "tests/e2e/Cli.h"
#include "tests/e2e/NodeLibraries.h"
#include "tests/support/Print.h"

#include <gmock/gmock.h>

#include <cctype>

using namespace e2e;
using namespace Qt::StringLiterals;

namespace {

const QString packages = QStringLiteral(CONSOLE_BINARY_DIR "/tests/e2e-import");

struct PublicApi
{
    const char *file;   ///< below node_modules
    int operations = 0; ///< at least
    int resources = 0;  ///< at least
    const char *key;    ///< of one of its tables; null: none
};

void PrintTo(const PublicApi &api, std::ostream *out)
{
    *out << api.file;
}

const PublicApi apis[] = {
    {"@octokit/openapi/generated/api.github.com.json", 900, 15, "gists"},
    {"@octokit/openapi/generated/ghec.json", 900, 15, nullptr},
    {"@octokit/openapi/generated/ghes-3.17.json", 800, 15, nullptr},
    {"@octokit/openapi/generated/ghes-3.18.json", 800, 15, nullptr},
    {"@octokit/openapi/generated/ghes-3.19.json", 800, 15, nullptr},
    {"@octokit/openapi/generated/ghes-3.17.deref.json", 800, 15, nullptr}, // 62 MB
    {"@ideal-postcodes/openapi/dist/openapi.json", 15, 0, nullptr},
    {"@ideal-postcodes/openapi/dist/openapi.yaml", 15, 0, nullptr},
    {"@readme/oas-examples/3.1/json/readme.json", 20, 1, nullptr},
    {"@readme/oas-examples/3.1/json/train-travel.json", 5, 1, nullptr},
    {"@readme/oas-examples/3.0/json/star-trek.json", 20, 0, nullptr},
    {"@readme/oas-examples/2.0/json/petstore.json", 15, 0, nullptr},
    {"@blockfrost/openapi/openapi.yaml", 80, 1, nullptr},
    {"@directus/specs/dist/openapi.json", 80, 10, nullptr},
    {"@digdir/dialogporten-schema/swagger.verified.json", 20, 1, nullptr},
    {"@scalar/galaxy/dist/latest.yaml", 5, 1, "planets"},
};

class PublicApiTest : public testing::TestWithParam<PublicApi>
{
protected:
    void SetUp() override
    {
        static const QString problem = installPackages(packages, {u"import/package.json"_s});
        if (!problem.isEmpty())
            GTEST_SKIP() << problem.toStdString();
    }

    static QString file()
    {
        return packages + "/node_modules/"_L1 + QLatin1String(GetParam().file);
    }
};

std::string nameOf(const testing::TestParamInfo<PublicApi> &info)
{
    std::string name;
    for (const char c : std::string_view(info.param.file)) {
        if (std::isalnum(static_cast<unsigned char>(c)))
            name += c;
    }
    return name;
}

int count(json::Value remarks, std::string_view kind, std::string_view part)
{
    int found = 0;
    for (const json::Value remark : remarks.elements()) {
        if (remark["kind"].text() == kind &&
            remark["detail"].text().find(part) != std::string_view::npos)
            ++found;
    }
    return found;
}

} // namespace

INSTANTIATE_TEST_SUITE_P(Npm, PublicApiTest, testing::ValuesIn(apis), nameOf);

TEST_P(PublicApiTest, IsImportedWithItsOperationsAndTables)
{
    const Outcome outcome = run({u"catalogue"_s, u"import"_s, file()});
    ASSERT_EQ(outcome.exitCode, 0) << testing::PrintToString(outcome).substr(0, 2000);
    const json::Document report = outcome.json();
    EXPECT_GE(report.root()["operations"].integer(), GetParam().operations);
    EXPECT_GE(report.root()["resources"].integer(), GetParam().resources);
    EXPECT_FALSE(report.root()["title"].text().empty());
    // Nothing of a sound document may be taken for broken; one of them has one text for a schema.
    const json::Value remarks = report.root()["remarks"];
    EXPECT_LE(count(remarks, "leftOut", "must be of type"), 1)
        << outcome.out.left(20'000).toStdString();
    EXPECT_EQ(count(remarks, "leftOut", "is not in this document"), 0);
    if (GetParam().key)
        EXPECT_GT(count(remarks, "newResource", GetParam().key), 0);
}
