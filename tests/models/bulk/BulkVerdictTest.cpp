// SPDX-License-Identifier: GPL-3.0-or-later
// What a resource tells about a request whose answer was lost.
#include "models/BulkVerdict.h"

#include <gmock/gmock.h>

using models::BulkRow;
using models::BulkVerdict;

namespace {

json::Document document(std::string_view text)
{
    return json::Document::parse(text).value();
}

struct Case
{
    const char *what;
    api::Method method;
    const char *body;
    const char *before; // null: not known
    const char *now;    // null: gone
    BulkVerdict verdict;
};

constexpr auto Patch = api::Method::Patch;
constexpr auto Put = api::Method::Put;
constexpr const char *setA = R"([{"op":"add","path":"/a","value":2}])";
constexpr const char *append = R"([{"op":"add","path":"/l/-","value":2}])";

const Case cases[] = {
    {"as after", Patch, setA, R"({"a":1})", R"({"a":2})", BulkVerdict::Arrived},
    {"as before", Patch, setA, R"({"a":1})", R"({"a":1})", BulkVerdict::NotArrived},
    {"the platform notes the time", Patch, append, R"({"l":[1],"t":1})", R"({"l":[1,2],"t":9})",
     BulkVerdict::Arrived},
    {"others changed another member", Patch, append, R"({"l":[1],"b":1})", R"({"l":[1],"b":9})",
     BulkVerdict::NotArrived},
    {"others changed the same array", Patch, append, R"({"l":[1]})", R"({"l":[7]})",
     BulkVerdict::CantTell},
    {"others changed the same member, which can be set again", Patch, setA, R"({"a":1})",
     R"({"a":9})", BulkVerdict::NotArrived},
    {"no before, set already", Patch, setA, nullptr, R"({"a":2})", BulkVerdict::Arrived},
    {"no before, appended or not", Patch, append, nullptr, R"({"l":[1,2]})", BulkVerdict::CantTell},
    {"gone", Patch, setA, R"({"a":1})", nullptr, BulkVerdict::CantTell},
    {"a whole, with the platform's own members", Put, R"({"a":2})", R"({"a":1})",
     R"({"a":2,"made":"today"})", BulkVerdict::Arrived},
    {"a whole, not there", Put, R"({"a":2})", nullptr, nullptr, BulkVerdict::NotArrived},
    {"a whole, other contents", Put, R"({"a":2})", nullptr, R"({"a":1})", BulkVerdict::NotArrived},
    {"deleted", api::Method::Delete, "", R"({"a":1})", nullptr, BulkVerdict::Arrived},
    {"still there", api::Method::Delete, "", R"({"a":1})", R"({"a":1})", BulkVerdict::NotArrived},
};

TEST(BulkVerdictTest, TheResourceTells)
{
    for (const Case &each : cases) {
        BulkRow row;
        row.method = each.method;
        row.body = each.body;
        if (each.before)
            row.before = each.before;
        const json::Document now = each.now ? document(each.now) : json::Document();
        EXPECT_EQ(models::verdict({}, row, now), each.verdict) << each.what;
    }
}

} // namespace
