// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/RawChange.h"

#include "tests/models/editing/EditingSupport.h"

using editing::document;
using namespace Qt::StringLiterals;
using Kind = api::ChangeEntry::Kind;

namespace {

const api::Catalogue &catalogue()
{
    static const api::Catalogue shipped = api::Catalogue::shipped().value();
    return shipped;
}

std::optional<api::ChangeEntry> change(api::Method method, const QString &path,
                                       const QByteArray &body, const char *answer)
{
    api::Request request;
    request.method = method;
    request.path = path;
    request.body = body;
    api::Reply reply;
    reply.requestId = u"r-1"_s;
    reply.document = document(answer);
    return models::rawChange(catalogue(), request, reply);
}

TEST(RawChangeTest, GivenAPatchOfAResource_ThenItIsAChangeWithoutWhatWasBefore)
{
    const auto entry = change(api::Method::Patch, u"/provisioning/device/d/%2B461"_s,
                              R"([{"op":"add","path":"/a","value":1}])",
                              R"({"success":true,"device":{"deviceId":"+461","a":1}})");
    ASSERT_TRUE(entry);
    EXPECT_EQ(entry->resource, u"provisioning/device"_s);
    EXPECT_EQ(entry->id, u"+461"_s);
    EXPECT_EQ(entry->kind, Kind::Updated);
    EXPECT_EQ(entry->method, "PATCH");
    EXPECT_EQ(entry->requestId, u"r-1"_s);
    EXPECT_EQ(entry->patch, R"([{"op":"add","path":"/a","value":1}])");
    EXPECT_EQ(entry->after.serialize(), R"({"deviceId":"+461","a":1})");
    EXPECT_FALSE(entry->before);
}

TEST(RawChangeTest, GivenADeletionAndACreation_ThenTheirKindIsTold)
{
    const auto deleted =
        change(api::Method::Delete, u"/provisioning/device/d/1"_s, {}, R"({"success":true})");
    ASSERT_TRUE(deleted);
    EXPECT_EQ(deleted->kind, Kind::Deleted);
    EXPECT_FALSE(deleted->after);

    const api::ResourceType *type = catalogue().resource(u"provisioning/device"_s);
    ASSERT_TRUE(type && type->createMethod);
    const auto created = change(*type->createMethod, u"/provisioning/device/d"_s,
                                R"({"deviceId":"9"})", R"({"success":true})");
    ASSERT_TRUE(created);
    EXPECT_EQ(created->kind, Kind::Created);
    EXPECT_EQ(created->id, u"9"_s);
    EXPECT_EQ(created->after.serialize(), R"({"deviceId":"9"})");
}

TEST(RawChangeTest, GivenWhatChangesNoResource_ThenNothingIsRecorded)
{
    EXPECT_FALSE(change(api::Method::Get, u"/provisioning/device/d/1"_s, {}, "{}"));
    EXPECT_FALSE(change(api::Method::Patch, u"/unknown/thing/1"_s, "[]", "{}"));
    EXPECT_FALSE(change(api::Method::Post, u"/provisioning/device/d/1/2/3"_s, "{}", "{}"));
}

} // namespace
