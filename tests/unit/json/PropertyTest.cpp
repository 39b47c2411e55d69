// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold for any document; the documents are random, but always the same ones.
#include "RandomJson.h"
#include "app/json/Diff.h"

#include <gmock/gmock.h>

#include <format>

using namespace json;

namespace {

constexpr std::uint64_t rounds = 3'000;

Document parsed(const std::string &text)
{
    auto document = Document::parse(text, {.refuseDuplicateNames = true});
    EXPECT_TRUE(document) << document.error().toString() << '\n' << text;
    return document ? *document : Document();
}

/// Apply(diff) must give the other document, numbers as they are written there.
void expectRoundTrip(const Document &before, const Document &after)
{
    const Patch patch = diff(before, after);
    const auto result = patch.apply(before);
    ASSERT_TRUE(result) << result.error().message << "\nbefore " << before.serialize()
                        << "\nafter  " << after.serialize() << "\npatch  " << patch.serialize();
    EXPECT_TRUE(equal(result->root(), after.root()));
    EXPECT_TRUE(diff(*result, after).isEmpty())
        << "before " << before.serialize() << "\nafter  " << after.serialize() << "\npatch  "
        << patch.serialize() << "\nresult " << result->serialize();
    EXPECT_EQ(diff(before, after).serialize(), patch.serialize()) << "deterministic";

    const auto reread = Patch::parse(patch.serialize());
    ASSERT_TRUE(reread) << reread.error().message;
    EXPECT_EQ(reread->apply(before)->serialize(), result->serialize());
}

TEST(Property, DiffOfUnrelatedDocumentsLeadsFromOneToTheOther)
{
    for (std::uint64_t seed = 0; seed < rounds; ++seed) {
        SCOPED_TRACE(seed);
        RandomJson random(seed);
        expectRoundTrip(parsed(random.document()), parsed(random.document()));
        if (HasFailure())
            return;
    }
}

TEST(Property, DiffOfRelatedDocumentsLeadsFromOneToTheOther)
{
    for (std::uint64_t seed = 0; seed < rounds; ++seed) {
        SCOPED_TRACE(seed);
        RandomJson random(seed);
        const Document before = parsed(random.document(6));
        expectRoundTrip(before, parsed(random.variation(before.root())));
        if (HasFailure())
            return;
    }
}

TEST(Property, DiffWithItselfIsEmpty)
{
    for (std::uint64_t seed = 0; seed < rounds; ++seed) {
        const Document document = parsed(RandomJson(seed).document());
        ASSERT_TRUE(diff(document, document).isEmpty()) << document.serialize();
        ASSERT_TRUE(diff(document, parsed(document.serialize())).isEmpty());
    }
}

TEST(Property, TextIsStableThroughParsingAndWriting)
{
    for (std::uint64_t seed = 0; seed < rounds; ++seed) {
        const Document document = parsed(RandomJson(seed).document());
        const std::string text = document.serialize();
        ASSERT_EQ(parsed(text).serialize(), text);
        ASSERT_EQ(parsed(document.serialize(Style::Pretty)).serialize(), text);
        ASSERT_EQ(Document::parseInPlace(std::string(text))->serialize(), text);
    }
}

TEST(Property, PatchThatFailsLeavesNothingBehind)
{
    int failed = 0;
    for (std::uint64_t seed = 0; seed < rounds; ++seed) {
        RandomJson random(seed);
        const Document before = parsed(random.document());
        const Document after = parsed(random.document());
        const std::string text = before.serialize();
        std::string operations = diff(before, after).serialize();
        operations.pop_back();
        const std::string failing = operations + (operations.size() > 1 ? "," : "") +
                                    R"({"op":"test","path":"/never/there","value":0}])";

        const auto result = Patch::parse(failing)->apply(before);

        ASSERT_FALSE(result);
        ASSERT_EQ(before.serialize(), text);
        failed += result.error().operation ==
                          static_cast<int>(Patch::parse(failing)->operations().size()) - 1
                      ? 1
                      : 0;
    }
    EXPECT_EQ(failed, static_cast<int>(rounds)) << "only the last operation fails";
}

TEST(Property, RandomOperationsNeverHarmTheDocument)
{
    constexpr std::array<std::string_view, 10> paths{"",      "/a",  "/0",   "/a/0", "/-",
                                                     "/b/id", "/~0", "/0/0", "/~1",  "/name/a"};
    constexpr std::array<PatchOp, 6> ops{PatchOp::Add,  PatchOp::Remove, PatchOp::Replace,
                                         PatchOp::Move, PatchOp::Copy,   PatchOp::Test};
    int applied = 0;
    for (std::uint64_t seed = 0; seed < 4 * rounds; ++seed) {
        RandomJson random(seed);
        const Document document = parsed(random.document());
        const std::string text = document.serialize();
        std::string patch = "[";
        for (std::size_t left = 1 + random.below(4); left > 0; --left) {
            patch +=
                std::format(R"({{"op":"{}","path":"{}","from":"{}","value":{}}},)",
                            name(ops[random.below(ops.size())]), paths[random.below(paths.size())],
                            paths[random.below(paths.size())], random.document(2));
        }
        patch.back() = ']';

        const auto result = Patch::parse(patch)->apply(document);

        ASSERT_EQ(document.serialize(), text);
        if (!result)
            continue;
        ++applied;
        ASSERT_EQ(parsed(result->serialize()).serialize(), result->serialize());
        expectRoundTrip(document, *result);
    }
    EXPECT_GT(applied, 300);
}

} // namespace
