// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/ResourceService.h"

#include "tests/support/Print.h"
#include "tests/unit/sandbox/Platform.h"

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using sandbox::memberName;
using sandbox::ResourceService;
using sandbox::Store;
using testing::HasSubstr;

namespace {

std::string wholeBody(http::Response response)
{
    if (!response.stream)
        return response.body;
    std::string all;
    for (std::string piece = response.stream(); !piece.empty(); piece = response.stream())
        all += piece;
    return all;
}

class ServiceTest : public testing::Test
{
protected:
    ServiceTest()
        : m_store(*Store::open({}, [] { return qint64{0}; }))
        , m_service(m_store)
    {
    }

    const api::ResourceType &type(const QString &key) const { return *m_catalogue->resource(key); }
    const api::ResourceType &devices() const { return type(u"provisioning/device"_s); }

    http::Response patch(std::string_view text)
    {
        return m_service.patch(devices(), u"d"_s, u"1"_s, text);
    }
    std::string stored() { return m_service.read(devices(), u"d"_s, u"1"_s).body; }

    std::shared_ptr<const api::Catalogue> m_catalogue = platform::extendedCatalogue();
    std::shared_ptr<Store> m_store;
    ResourceService m_service;
};

TEST_F(ServiceTest, NamesTheMemberAfterTheResourceType)
{
    EXPECT_EQ(memberName(u"Device"_s, "item"), "device");
    EXPECT_EQ(memberName(u"Event receivers"_s, "items"), "eventReceivers");
    EXPECT_EQ(memberName(u"SIP trunk"_s, "item"), "sIPTrunk");
    EXPECT_EQ(memberName(u"电话"_s, "item"), "item");
    EXPECT_EQ(memberName(u"Success"_s, "item"), "item");
    EXPECT_EQ(memberName({}, "item"), "item");
}

TEST_F(ServiceTest, KeepsWhatItIsGivenMemberForMember)
{
    const std::string device =
        R"({"note":[1.0,{"a":1e3}],"deviceId":"1","description":"<b>åäö</b>","n":12345678901234567890})";
    EXPECT_EQ(m_service.put(devices(), u"d"_s, device).status, 200);
    EXPECT_EQ(stored(), "{\"success\":true,\"device\":" + device + "}");
}

TEST_F(ServiceTest, KeepsDomainsApart)
{
    m_service.put(devices(), u"d"_s, R"({"deviceId":"1"})");
    EXPECT_EQ(m_service.read(devices(), u"e"_s, u"1"_s).status, 404);
    EXPECT_EQ(wholeBody(m_service.list(devices(), u"e"_s)), R"({"success":true,"devices":[]})");
}

TEST_F(ServiceTest, AppliesAPatchAsAWholeOrNotAtAll)
{
    m_service.put(devices(), u"d"_s, R"({"deviceId":"1","authType":"deviceid"})");
    const std::string before = stored();

    const auto failed = patch(R"([{"op":"replace","path":"/authType","value":"credentials"},
                                  {"op":"add","path":"/description","value":"x"},
                                  {"op":"remove","path":"/macAddress"}])");
    EXPECT_EQ(failed.status, 400);
    EXPECT_THAT(failed.body, HasSubstr(R"("operation":2)"));
    EXPECT_THAT(failed.body, HasSubstr(R"("pointer":"/macAddress")"));
    EXPECT_EQ(stored(), before);

    const auto conflict = patch(R"([{"op":"replace","path":"/authType","value":"credentials"},
                                    {"op":"test","path":"/authType","value":"deviceid"}])");
    EXPECT_EQ(conflict.status, 409);
    EXPECT_THAT(conflict.body, HasSubstr(R"("operation":1)"));
    EXPECT_EQ(stored(), before);

    EXPECT_EQ(patch(R"([{"op":"replace","path":"/authType","value":"credentials"}])").status, 200);
    EXPECT_THAT(stored(), HasSubstr(R"("authType":"credentials")"));
}

TEST_F(ServiceTest, RefusesAPatchThatIsNone)
{
    m_service.put(devices(), u"d"_s, R"({"deviceId":"1"})");
    for (const char *text :
         {"", "{", "{}", "[1]", R"([{"op":"become","path":"/a","value":1}])",
          R"([{"op":"add","path":"a","value":1}])", R"([{"op":"add","path":"/a"}])"})
        EXPECT_EQ(patch(text).status, 400) << text;
    EXPECT_EQ(patch("[]").status, 200);
}

TEST_F(ServiceTest, RefusesAPatchThatChangesTheIdOrBreaksTheSchema)
{
    m_service.put(devices(), u"d"_s, R"({"deviceId":"1"})");
    for (const char *text :
         {R"([{"op":"replace","path":"/deviceId","value":"2"}])",
          R"([{"op":"remove","path":"/deviceId"}])", R"([{"op":"replace","path":"","value":[]}])",
          R"([{"op":"add","path":"/macAddress","value":"nonsense"}])",
          R"([{"op":"add","path":"/description","value":7}])"})
        EXPECT_EQ(patch(text).status, 400) << text;
    EXPECT_EQ(stored(), R"({"success":true,"device":{"deviceId":"1"}})");
    EXPECT_EQ(m_service.patch(devices(), u"d"_s, u"none"_s, "[]").status, 404);
}

TEST_F(ServiceTest, StopsAPatchThatGrowsWithoutEnd)
{
    m_service.put(devices(), u"d"_s, R"({"deviceId":"1","a":{}})");
    std::string text = "[";
    for (int i = 0; i < 60; ++i) {
        text += R"({"op":"copy","from":"/a","path":"/a/)" + std::to_string(i) + "\"},";
    }
    text.back() = ']';
    EXPECT_EQ(patch(text).status, 400);
    EXPECT_EQ(stored(), R"({"success":true,"device":{"deviceId":"1","a":{}}})");
}

TEST_F(ServiceTest, SaysWhichMemberIsWrongAndWhy)
{
    const auto reply =
        m_service.put(devices(), u"d"_s, R"({"deviceId":"1","description":7,"macAddress":"x"})");
    EXPECT_EQ(reply.status, 400);
    const auto document = json::Document::parse(reply.body);
    ASSERT_TRUE(document);
    EXPECT_EQ(document->root()["success"].boolean(), false);
    std::vector<std::string_view> pointers;
    for (const json::Value violation : document->root()["violations"].elements()) {
        pointers.push_back(violation["pointer"].text());
        EXPECT_NE(violation["message"].text(), "");
    }
    EXPECT_THAT(pointers, testing::UnorderedElementsAre("/description", "/macAddress"));
}

TEST_F(ServiceTest, RefusesBodiesThatAreNoItems)
{
    for (const char *text : {"", "nonsense", "[]", "\"x\"", "{\"deviceId\":\"1\"",
                             R"({"deviceId":"1","deviceId":"2"})", R"({"authType":"deviceid"})",
                             R"({"deviceId":""})", R"({"deviceId":null})", R"({"deviceId":{}})",
                             R"({"deviceId":"a\u0000b"})", R"({"deviceId":"a\nb"})"})
        EXPECT_EQ(m_service.put(devices(), u"d"_s, text).status, 400) << text;
    EXPECT_EQ(
        m_service.put(devices(), u"d"_s, R"({"deviceId":")" + std::string(600, 'x') + "\"}").status,
        400);
    EXPECT_EQ(m_service
                  .put(devices(), u"d"_s,
                       R"({"deviceId":"1","description":")" + std::string(500'000, 'x') + "\"}")
                  .status,
              400);
    EXPECT_EQ(
        m_service
            .put(devices(), u"d"_s,
                 R"({"deviceId":"1","x":)" + std::string(5000, '[') + std::string(5000, ']') + "}")
            .status,
        400);
    EXPECT_EQ(wholeBody(m_service.list(devices(), u"d"_s)), R"({"success":true,"devices":[]})");
}

TEST_F(ServiceTest, CreatesByPostOnceAndByPutAgain)
{
    EXPECT_EQ(m_service.create(devices(), u"d"_s, R"({"deviceId":"1"})").status, 200);
    EXPECT_EQ(m_service.create(devices(), u"d"_s, R"({"deviceId":"1"})").status, 409);
    EXPECT_EQ(m_service.put(devices(), u"d"_s, R"({"deviceId":"1","authType":"x"})").status, 200);
    EXPECT_THAT(stored(), HasSubstr(R"("authType":"x")"));
}

TEST_F(ServiceTest, ReplacesOnlyWhatIsThereAndUnderTheSameId)
{
    EXPECT_EQ(m_service.replace(devices(), u"d"_s, u"1"_s, R"({"deviceId":"1"})").status, 404);
    m_service.put(devices(), u"d"_s, R"({"deviceId":"1","description":"old"})");
    EXPECT_EQ(m_service.replace(devices(), u"d"_s, u"1"_s, R"({"deviceId":"2"})").status, 400);
    EXPECT_EQ(m_service.replace(devices(), u"d"_s, u"1"_s, R"({"authType":"x"})").status, 200);
    EXPECT_EQ(stored(), R"({"success":true,"device":{"deviceId":"1","authType":"x"}})");
}

TEST_F(ServiceTest, CreatesOnTheItemsPathWhereTheCatalogueSaysSo)
{
    const auto &badges = type(u"lighting/badge"_s);
    const auto made = m_service.replace(badges, u"d"_s, u"b1"_s, "{}");
    EXPECT_EQ(made.body, R"({"success":true,"nameBadge":{"badgeId":"b1"}})");
    EXPECT_EQ(wholeBody(m_service.list(badges, u"d"_s)),
              R"({"success":true,"nameBadges":[{"badgeId":"b1"}]})");
}

TEST_F(ServiceTest, MakesIdsOfTheTypeThatTheSchemaWants)
{
    const auto &trunks = type(u"provisioning/trunk"_s);
    const auto trunk =
        json::Document::parse(m_service.create(trunks, u"d"_s, R"({"name":"a"})").body);
    ASSERT_TRUE(trunk);
    const json::Value trunkId = trunk->root()["trunk"]["trunkId"];
    EXPECT_TRUE(trunkId.isString());
    EXPECT_EQ(trunkId.text().size(), 36U);

    const auto &lamps = type(u"lighting/lamp"_s);
    const auto lamp = json::Document::parse(m_service.create(lamps, u"d"_s, R"({"watts":5})").body);
    ASSERT_TRUE(lamp);
    const json::Value lampId = lamp->root()["lamp"]["lampId"];
    ASSERT_TRUE(lampId.isNumber());
    EXPECT_EQ(m_service.read(lamps, u"d"_s, QString::fromUtf8(lampId.text())).status, 200);
    EXPECT_EQ(m_service.create(lamps, u"d"_s, R"({"lampId":7,"watts":5})").status, 400)
        << "the platform makes the id";
    EXPECT_EQ(m_service.create(lamps, u"d"_s, R"({"watts":0})").status, 400);
}

TEST_F(ServiceTest, SendsALongListInPiecesThatMakeTheSameText)
{
    const std::string text(1000, 'x');
    constexpr int count = 6000; // above the size that is held as a whole
    std::string expected = R"({"success":true,"devices":[)";
    for (int i = 0; i < count; ++i) {
        const std::string device =
            R"({"deviceId":")" + std::to_string(i) + R"(","description":")" + text + "\"}";
        ASSERT_EQ(m_service.put(devices(), u"d"_s, device).status, 200);
        expected += (i == 0 ? "" : ",") + device;
    }
    expected += "]}";
    auto response = m_service.list(devices(), u"d"_s);
    ASSERT_TRUE(response.stream);
    EXPECT_TRUE(wholeBody(response) == expected);
}

TEST_F(ServiceTest, BreaksAListOffWhenTheStorageIsClosed)
{
    for (int i = 0; i < 20; ++i) {
        m_service.put(devices(), u"d"_s,
                      R"({"deviceId":")" + std::to_string(i) + R"(","description":")" +
                          std::string(390'000, 'x') + "\"}");
    }
    for (int i = 20; i < 1100; ++i)
        m_service.put(devices(), u"d"_s, R"({"deviceId":")" + std::to_string(i) + "\"}");
    http::Response response = m_service.list(devices(), u"d"_s);
    ASSERT_TRUE(response.stream);
    EXPECT_FALSE(response.stream().empty());
    m_service = ResourceService(nullptr);
    m_store.reset();
    EXPECT_ANY_THROW(response.stream());
}

} // namespace
