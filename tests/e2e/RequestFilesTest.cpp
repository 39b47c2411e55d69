// SPDX-License-Identifier: GPL-3.0-or-later
// HAR and Postman files of ours, read by libraries that know nothing of ours. Skipped where Node or
// npm is missing, or where the libraries can't be fetched.
#include "app/api/Har.h"
#include "app/api/PostmanExport.h"
#include "app/api/PostmanImport.h"
#include "app/json/Writer.h"
#include "tests/e2e/Cli.h"
#include "tests/e2e/NodeLibraries.h"
#include "tests/support/Print.h"

#include <gmock/gmock.h>

using namespace e2e;
using namespace Qt::StringLiterals;
using testing::HasSubstr;

namespace {

class RequestFiles : public testing::Test
{
protected:
    void SetUp() override
    {
        if (const QString problem = nodeProblem(); !problem.isEmpty())
            GTEST_SKIP() << problem.toStdString();
    }

    static Outcome node(std::string_view action, const std::string &text)
    {
        json::Writer job;
        job.beginObject().name("action").string(action).name("text").string(text).endObject();
        const Outcome outcome = runProgram(u"node"_s, {u"files.mjs"_s}, environment(),
                                           QByteArray::fromStdString(job.take()), nodeFolder);
        EXPECT_EQ(outcome.exitCode, 0) << testing::PrintToString(outcome);
        EXPECT_EQ(outcome.text("error"), "") << testing::PrintToString(outcome);
        return outcome;
    }
};

api::HistoryEntry entry(const QByteArray &method, int status)
{
    api::HistoryEntry result;
    result.method = method;
    result.url = u"https://api.example/a/%2B46?x=1&y=%20"_s;
    result.startedAt = QDateTime::currentDateTimeUtc();
    result.durationMs = 12;
    result.status = status;
    result.requestHeaders = {{"Content-Type", "application/json"}, {"Authorization", "[redacted]"}};
    result.requestBody = method == "GET" ? QByteArray() : QByteArray("{\"a\":\"\xc3\xa5\"}");
    result.requestBytes = result.requestBody.size();
    result.replyHeaders = {{"Content-Type", "application/octet-stream"}};
    result.replyBody = QByteArray("\0\xff\x80", 3);
    result.replyBytes = 70'000;
    return result;
}

} // namespace

TEST_F(RequestFiles, AHarFileIsValid)
{
    api::HistoryEntry lost = entry("GET", 0);
    lost.replyHeaders.clear();
    lost.replyBody.clear();
    lost.replyBytes = 0;
    lost.error = u"The connection was closed."_s;
    const std::string har = api::toHar({entry("GET", 200), entry("PATCH", 403), lost}, u"1.2.3"_s);
    EXPECT_THAT(node("har", har).out.toStdString(), HasSubstr("\"valid\":true"));
}

TEST_F(RequestFiles, ACollectionGoesThroughPostmansLibraryAndComesBack)
{
    // given
    api::CollectionItem root;
    root.name = u"Kitchen"_s;
    root.variables = {{u"kettleId"_s, u"blue"_s, true}};
    auto folder = std::make_unique<api::CollectionItem>();
    folder->name = u"Kettles"_s;
    auto fill = std::make_unique<api::CollectionItem>();
    fill->name = u"Fill \"it\""_s;
    fill->description = u"To the brim"_s;
    fill->request =
        api::SavedRequest{.method = "PUT",
                          .path = u"/{domain}/kettle/{kettleId}"_s,
                          .query = {{u"fast"_s, u"{speed}"_s, true}, {u"off"_s, u"1"_s, false}},
                          .headers = {{u"X-A"_s, u"{{kettleId}}"_s, true}},
                          .body = "{\"litres\": 1.50}"};
    const api::SavedRequest request = *fill->request;
    folder->add(std::move(fill));
    root.add(std::move(folder));
    // when
    const std::string ours = api::toPostman(root, QUrl(u"https://api.example"_s), u"c47"_s);
    const Outcome seen = node("postman", ours);
    // then
    EXPECT_EQ(seen.text("name"), "Kitchen");
    EXPECT_EQ(seen.text("auth"), "bearer");
    const json::Document said = seen.json();
    EXPECT_EQ(said.root()["urls"].at(0).text(),
              "PUT {{baseUrl}}/{{domain}}/kettle/{{kettleId}}?fast={{speed}}");
    EXPECT_EQ(said.root()["variables"].size(), 4U);
    const auto back = api::PostmanImport::read(QByteArray::fromStdString(seen.text("again")));
    ASSERT_TRUE(back) << qPrintable(back.error());
    ASSERT_EQ(back->folder->requestCount(), 1U);
    const api::CollectionItem &item = *back->folder->items[0]->items[0];
    EXPECT_EQ(item.request->method, request.method);
    EXPECT_EQ(item.request->path, request.path);
    EXPECT_EQ(item.request->body, request.body);
    EXPECT_TRUE(item.request->query == request.query) << seen.text("again");
    EXPECT_TRUE(item.request->headers == request.headers) << seen.text("again");
    EXPECT_EQ(item.name, u"Fill \"it\""_s);
    EXPECT_EQ(item.description, u"To the brim"_s);
    EXPECT_EQ(back->report, QStringList());
}
