// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/PostmanExport.h"
#include "app/api/PostmanImport.h"
#include "app/json/Document.h"
#include "tests/support/Print.h"

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using api::NamedValue;
using api::PostmanImport;
using testing::HasSubstr;
using testing::Not;

namespace {

constexpr auto kitchen = R"json({
  "info": { "name": "Kitchen", "description": { "content": "About it" },
            "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
  "auth": { "type": "bearer", "bearer": [ { "key": "token", "value": "{{jwt}}" } ] },
  "variable": [ { "key": "host", "value": "https://api.example" },
                { "key": "apiToken", "value": "abc123", "type": "string" },
                { "key": "pin", "value": "1234", "type": "secret" } ],
  "event": [ { "listen": "test", "script": { "exec": [ "pm.test()" ]
}
} ],
  "item": [
    { "name": "Kettles", "description": "All of them", "item": [
      { "name": "Fill", "request": {
          "method": "put",
          "header": [ { "key": "X-A", "value": "1" }, { "key": "X-Off", "value": "2", "disabled": true },
                      { "key": "Authorization", "value": "Bearer eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ.c2ln" } ],
          "body": { "mode": "raw", "raw": "{\"litres\": {{litres}}, \"password\": \"hunter2\"}" },
          "url": { "raw": "{{host}}/{{domain}}/kettle/:kettleId?fast=yes&slow=no",
                   "host": [ "{{host}}" ], "path": [ "{{domain}}", "kettle", ":kettleId" ],
                   "query": [ { "key": "fast", "value": "yes" }, { "key": "slow", "value": "no", "disabled": true } ],
                   "variable": [ { "key": "kettleId", "value": "blue" } ] } },
        "response": [ { "name": "fine", "code": 200 } ],
        "protocolProfileBehavior": { "followRedirects": false } },
      { "name": "Short", "request": "https://other.example/a?b=c" } ] },
    { "name": "Form", "request": { "method": "POST", "url": "{{host}}/f",
        "auth": { "type": "basic", "basic": [ { "key": "password", "value": "hunter3" } ] },
        "body": { "mode": "formdata", "formdata": [ { "key": "f", "type": "file", "src": "a" } ] } } },
    { "name": "Encoded", "request": { "method": "POST", "url": "{{host}}/e",
        "auth": { "type": "noauth" },
        "body": { "mode": "urlencoded", "urlencoded": [ { "key": "a", "value": "b&c" } ] } } },
    42 ]
})json";

PostmanImport imported(const QByteArray &text)
{
    auto import = PostmanImport::read(text);
    EXPECT_TRUE(import) << qPrintable(import.error());
    return import ? std::move(*import) : PostmanImport();
}

const api::CollectionItem &at(const api::CollectionItem &folder, std::initializer_list<int> rows)
{
    const api::CollectionItem *item = &folder;
    for (const int row : rows)
        item = item->items.at(std::size_t(row)).get();
    return *item;
}

} // namespace

TEST(PostmanImport, TakesFoldersRequestsAndVariables)
{
    const PostmanImport import = imported(kitchen);
    const api::CollectionItem &folder = *import.folder;
    EXPECT_EQ(folder.name, u"Kitchen"_s);
    EXPECT_EQ(folder.description, u"About it"_s);
    EXPECT_EQ(folder.requestCount(), 4U);
    const api::SavedRequest &fill = *at(folder, {0, 0}).request;
    EXPECT_EQ(fill.method, "PUT");
    EXPECT_EQ(fill.path, u"/{domain}/kettle/{kettleId}"_s);
    EXPECT_EQ(fill.query,
              QList<NamedValue>({{u"fast"_s, u"yes"_s, true}, {u"slow"_s, u"no"_s, false}}));
    EXPECT_EQ(fill.headers,
              QList<NamedValue>({{u"X-A"_s, u"1"_s, true}, {u"X-Off"_s, u"2"_s, false}}));
    EXPECT_TRUE(fill.body.contains("{{litres}}"));
    const api::SavedRequest &shortOne = *at(folder, {0, 1}).request;
    EXPECT_EQ(shortOne.method, "GET");
    EXPECT_EQ(shortOne.path, u"/a"_s);
    EXPECT_EQ(at(folder, {2}).request->body, "a=b%26c");
    EXPECT_EQ(folder.variables.at(0), (NamedValue{u"host"_s, u"https://api.example"_s, true}));
    EXPECT_EQ(folder.variables.last(), (NamedValue{u"kettleId"_s, u"blue"_s, true}));
}

TEST(PostmanImport, ReportsWhatIsDifferentAndKeepsNoSecret)
{
    const PostmanImport import = imported(kitchen);
    const std::string report = import.report.join(u'\n').toStdString();
    for (const char *part :
         {"basic", "formdata", "script", "Example", "other.example", "token", "neither a folder"})
        EXPECT_THAT(report, HasSubstr(part));
    const std::string out = api::toPostman(*import.folder, {}, u"d"_s);
    for (const char *secret : {"hunter2", "hunter3", "abc123", "1234", "eyJhbGci"})
        EXPECT_THAT(out, Not(HasSubstr(secret)));
}

TEST(PostmanExport, GivesBackWhatWasTaken)
{
    const PostmanImport first = imported(kitchen);
    const std::string text =
        api::toPostman(*first.folder, QUrl(u"https://api.example/"_s), u"c47.example"_s);
    const auto document = json::Document::parse(text);
    ASSERT_TRUE(document);
    const json::Value root = document->root();
    EXPECT_EQ(root["auth"]["type"].text(), "bearer");
    const json::Value fill = root["item"].at(0)["item"].at(0);
    EXPECT_EQ(fill["request"]["url"]["raw"].text(),
              "{{baseUrl}}/{{domain}}/kettle/{{kettleId}}?fast=yes");
    EXPECT_EQ(fill["response"].size(), 1U);
    EXPECT_EQ(fill["protocolProfileBehavior"]["followRedirects"].boolean(), false);
    EXPECT_EQ(root["item"].at(1)["request"]["body"]["mode"].text(), "formdata");
    EXPECT_EQ(root["event"].size(), 1U);
    EXPECT_EQ(root["item"].at(0)["description"].text(), "All of them");

    const PostmanImport second = imported(QByteArray::fromStdString(text));
    for (const std::initializer_list<int> rows :
         {std::initializer_list<int>{0, 0}, {0, 1}, {1}, {2}})
        EXPECT_EQ(at(*second.folder, rows).request, at(*first.folder, rows).request);
    EXPECT_EQ(second.folder->name, first.folder->name);
}

TEST(PostmanImport, RefusesWhatIsNoCollectionInASentence)
{
    const auto refusal = [](const QByteArray &text) {
        const auto import = PostmanImport::read(text);
        return import ? std::string() : import.error().toStdString();
    };
    EXPECT_THAT(refusal(""), HasSubstr("not JSON"));
    EXPECT_THAT(refusal("\x89PNG"), HasSubstr("not JSON"));
    EXPECT_THAT(refusal("[1]"), HasSubstr("info"));
    EXPECT_THAT(refusal("null"), HasSubstr("info"));
    EXPECT_THAT(refusal(R"({"openapi":"3.1.0"})"), HasSubstr("info"));
    EXPECT_THAT(refusal(R"({"id":1,"requests":[]})"), HasSubstr("first format"));
    EXPECT_THAT(refusal(QByteArray(PostmanImport::largestFile + 1, ' ')), HasSubstr("64 MB"));
}

TEST(PostmanImport, SurvivesWrongTypesEverywhere)
{
    const PostmanImport import = imported(R"({"info":{"name":[]},"variable":{"a":1},"auth":[],
      "item":[null,[],{"item":{}},{"item":[{"item":[{"request":{}}]}]},
        {"request":{"method":1,"header":"X: y","url":{"path":[{},1,null],"host":5,"query":{},"variable":3},
                    "body":{"mode":7,"raw":[]}}},
        {"request":{"url":{"raw":null},"body":[],"auth":{"type":null}}}]})");
    EXPECT_EQ(import.folder->requestCount(), 3U);
    EXPECT_FALSE(import.folder->name.isEmpty());
    EXPECT_TRUE(json::Document::parse(api::toPostman(*import.folder, {}, {})));
}

TEST(PostmanImport, CutsWhatIsTooDeep)
{
    QByteArray text = R"({"info":{"name":"deep"},"item":)";
    constexpr int levels = 200;
    for (int i = 0; i < levels; ++i)
        text += R"([{"name":"f","item":)";
    text += "[]";
    for (int i = 0; i < levels; ++i)
        text += "}]";
    const PostmanImport import = imported(text + '}');
    EXPECT_THAT(import.report.join(u'\n').toStdString(), HasSubstr("too deep"));
}
