// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ReplyContent.h"

#include "tests/support/Print.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;
using models::ReplyContent;

namespace {

std::shared_ptr<const api::Reply> reply(const QByteArray &type, const std::string &body,
                                        int status = 200)
{
    auto result = std::make_shared<api::Reply>();
    result->requestId = u"12345678-abc"_s;
    result->status = status;
    result->headers = {{"Content-Type", type}};
    result->body = body;
    return result;
}

} // namespace

TEST(ReplyContent, KnowsTheKindByTypeAndByFirstBytes)
{
    using Kind = ReplyContent::Kind;
    ReplyContent content;
    const auto kind = [&content](const QByteArray &type, const std::string &body) {
        content.setReply(reply(type, body));
        return content.kind();
    };
    EXPECT_EQ(kind("application/json; charset=utf-8", "{\"a\":1}"), Kind::Json);
    EXPECT_EQ(kind("application/problem+json", "{}"), Kind::Json);
    EXPECT_EQ(kind("", "[1]"), Kind::Json);
    EXPECT_EQ(kind("application/json", "{cut"), Kind::Text) << "whatever it calls itself";
    EXPECT_EQ(kind("text/csv", "a,b"), Kind::Text);
    EXPECT_EQ(kind("image/png", "x"), Kind::Image);
    EXPECT_EQ(kind("application/octet-stream", "\x89PNG"), Kind::Image);
    EXPECT_EQ(kind("application/octet-stream", "RIFF....WAVE"), Kind::Audio);
    EXPECT_EQ(kind("audio/mpeg", "x"), Kind::Audio);
    EXPECT_EQ(kind("application/pdf", std::string("%PDF\0", 5)), Kind::Binary);
    EXPECT_EQ(kind("application/json", ""), Kind::Empty);
    content.clear();
    EXPECT_EQ(content.kind(), Kind::Nothing);
}

TEST(ReplyContent, ShowsJsonPrettyRawAndAsATree)
{
    ReplyContent content;
    content.setReply(reply("application/json", R"({"b":1,"a":[2]})"));
    EXPECT_EQ(content.raw(), uR"({"b":1,"a":[2]})"_s);
    EXPECT_TRUE(content.pretty().startsWith(u"{\n"_s));
    EXPECT_LT(content.pretty().indexOf(u"\"b\""_s), content.pretty().indexOf(u"\"a\""_s));
    EXPECT_EQ(content.tree().rowCount(), 2);
    EXPECT_EQ(content.statusText(), u"200 OK"_s);
    EXPECT_FALSE(content.error());
    EXPECT_EQ(content.suggestedFileName(), u"reply-12345678.json"_s);
}

TEST(ReplyContent, AFailureInTheClothesOfSuccessIsToldApart)
{
    ReplyContent content;
    content.setReply(reply("application/json", R"({"success":false,"message":"no such tone"})"));
    ASSERT_TRUE(content.error());
    EXPECT_EQ(content.error()->code, api::ApiError::Code::SuccessFalse);
    EXPECT_EQ(content.error()->serverText, u"no such tone"_s);
}

TEST(ReplyContent, ALongOneIsOfferedAndItsBeginningShownWhenAsked)
{
    ReplyContent content;
    content.setReply(reply("application/json", '[' + std::string(1'500'000, ' ') + ']'));
    EXPECT_TRUE(content.isLarge());
    EXPECT_EQ(content.raw(), QString());
    content.showFirstPart();
    EXPECT_TRUE(QTest::qWaitFor([&] { return !content.isPreparing(); }, 60'000));
    EXPECT_EQ(content.raw().size(), 256 * 1024);
    EXPECT_EQ(content.tree().rowCount(), 0);

    QTemporaryDir folder;
    QSignalSpy saved(&content, &ReplyContent::saved);
    content.save(folder.filePath(u"reply.json"_s));
    ASSERT_TRUE(saved.wait(60'000));
    EXPECT_EQ(saved[0][1].toString(), QString());
    EXPECT_EQ(QFile(folder.filePath(u"reply.json"_s)).size(), 1'500'002);
    content.save(folder.filePath(u"none/reply.json"_s));
    ASSERT_TRUE(saved.wait(60'000));
    EXPECT_NE(saved[1][1].toString(), QString());
}

TEST(ReplyContent, WhatIsPreparedLateFallsSilently)
{
    ReplyContent content;
    content.setReply(reply("application/json", "[\"" + std::string(900'000, 'x') + "\"]"));
    EXPECT_TRUE(content.isPreparing());
    content.setReply(reply("text/plain", "new"));
    QTest::qWait(50); // whatever the first one's worker does
    EXPECT_EQ(content.raw(), u"new"_s);
    EXPECT_EQ(content.tree().rowCount(), 0);
}
