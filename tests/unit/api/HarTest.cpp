// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/Har.h"

#include "app/json/Document.h"
#include "tests/support/Print.h"

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

TEST(Har, HoldsRequestsOldestFirst)
{
    api::HistoryEntry first;
    first.row = 1;
    first.method = "PATCH";
    first.url = u"https://h/a?x=%20y&z"_s;
    first.startedAt = QDateTime::fromString(u"2026-01-02T03:04:05.006Z"_s, Qt::ISODateWithMs);
    first.durationMs = 34;
    first.requestHeaders = {{"Content-Type", "application/json"}};
    first.requestBody = "[]";
    first.requestBytes = 2;
    first.status = 200;
    first.replyHeaders = {{"Content-Type", "image/png"}};
    first.replyBody = QByteArray("\x89PNG\xff", 5);
    first.replyBytes = 100;
    api::HistoryEntry lost;
    lost.row = 2;
    lost.method = "GET";
    lost.url = u"https://h/b"_s;
    lost.error = u"Nobody answered."_s;
    const auto document = json::Document::parse(api::toHar({lost, first}, u"1.0"_s));
    ASSERT_TRUE(document);
    const json::Value log = document->root()["log"];
    EXPECT_EQ(log["version"].text(), "1.2");
    EXPECT_EQ(log["entries"].size(), 2U);
    const json::Value entry = log["entries"].at(0);
    EXPECT_EQ(entry["startedDateTime"].text(), "2026-01-02T03:04:05.006Z");
    EXPECT_EQ(entry["time"].integer(), 34);
    EXPECT_EQ(entry["request"]["queryString"].at(0)["value"].text(), " y");
    EXPECT_EQ(entry["request"]["postData"]["text"].text(), "[]");
    EXPECT_EQ(entry["response"]["content"]["encoding"].text(), "base64");
    EXPECT_EQ(entry["response"]["content"]["text"].text(),
              first.replyBody.toBase64().toStdString());
    EXPECT_EQ(entry["response"]["content"]["comment"].text(), "5 of 100 bytes were kept.");
    EXPECT_EQ(log["entries"].at(1)["response"]["status"].integer(), 0);
    EXPECT_EQ(log["entries"].at(1)["response"]["_error"].text(), "Nobody answered.");
}
