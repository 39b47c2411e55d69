// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/SecretDocument.h"

#include "app/json/DocumentData.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

TEST(SecretDocument, ReadsLikeAnyOther)
{
    const auto document = json::parseSecret(R"({"d":"secret","n":1.50})");
    ASSERT_TRUE(document);
    EXPECT_EQ(document->serialize(), R"({"d":"secret","n":1.50})");
    const auto broken = json::parseSecret(R"({"d":"secret)");
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().toString(),
              json::Document::parse(R"({"d":"secret)").error().toString());
    EXPECT_FALSE(json::parseSecret(R"({"d":1,"d":2})", {.refuseDuplicateNames = true}));
}

TEST(SecretDocument, LiesInTheOneTextThatIsOverwritten)
{
    const auto document = json::parseSecret(R"({"d":"secret","n":1.50})");
    ASSERT_TRUE(document);
    const json::Document::Data *data = json::Document::Data::of(*document);
    EXPECT_TRUE(data->wipe);
    const std::string_view secret = document->root()["d"].text();
    EXPECT_GE(secret.data(), data->text.data());
    EXPECT_LE(secret.data() + secret.size(), data->text.data() + data->text.size());
    const auto usual = json::Document::parse("{}");
    EXPECT_FALSE(json::Document::Data::of(*usual)->wipe);
}

TEST(SecretDocument, OverwritesAllOfAText)
{
    std::string text = "a secret that was longer before";
    text.resize(8);
    json::Document::Data::overwrite(text);
    EXPECT_EQ(text.size(), text.capacity());
    EXPECT_TRUE(std::ranges::all_of(text, [](char c) { return c == '\0'; }));
}

} // namespace
