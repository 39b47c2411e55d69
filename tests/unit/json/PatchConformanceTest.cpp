// SPDX-License-Identifier: GPL-3.0-or-later
// The published JSON Patch cases, all of them.
#include "app/json/Patch.h"
#include "tests/support/Conformance.h"

#include <QFile>

#include <gmock/gmock.h>

using namespace json;

namespace {

TEST(PatchConformance, HoldsForAllPublishedCases)
{
    const QString path = conformanceFile(QStringLiteral("json-patch/tests.json"));
    if (path.isEmpty())
        GTEST_SKIP() << "json-patch/tests.json was not found; set IOTCOMMS_CONFORMANCE";
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const auto cases = Document::parseInPlace(file.readAll().toStdString());
    ASSERT_TRUE(cases) << cases.error().toString();

    int run = 0;
    for (const Value record : cases->root().elements()) {
        if (record["disabled"].boolean().value_or(false) || !record["patch"])
            continue;
        SCOPED_TRACE(record.serialize());
        const Document document = *Document::parse(record["doc"].serialize());
        const auto patch = Patch::parse(record["patch"].serialize());
        const auto result = patch ? patch->apply(document) : std::unexpected(patch.error());
        ++run;
        if (record["error"]) {
            EXPECT_FALSE(result);
        } else {
            ASSERT_TRUE(result) << result.error().message;
            EXPECT_TRUE(equal(result->root(), record["expected"])) << result->serialize();
        }
        EXPECT_TRUE(equal(document.root(), record["doc"]));
    }
    EXPECT_GE(run, 90);
}

} // namespace
