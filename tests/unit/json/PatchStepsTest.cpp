// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/PatchSteps.h"

#include "RandomJson.h"
#include "app/json/Diff.h"

#include <gmock/gmock.h>

#include <format>

using namespace json;

namespace {

Document parsed(std::string_view text)
{
    const auto document = Document::parse(text, {.refuseDuplicateNames = true});
    EXPECT_TRUE(document) << text;
    return document.value_or(Document());
}

Patch patchOf(std::string_view text)
{
    const auto patch = Patch::parse(text);
    EXPECT_TRUE(patch) << text;
    return patch.value_or(Patch());
}

Pointer pointer(std::string_view text)
{
    return Pointer::parse(text).value_or(Pointer());
}

std::string now(const PatchSteps &steps)
{
    return steps.document()->serialize();
}

TEST(PatchSteps, ShowsTheDocumentAfterEachOperation)
{
    PatchSteps steps(parsed(R"({"a":1,"l":[1,2]})"),
                     patchOf(R"([{"op":"test","path":"/a","value":1},
                                 {"op":"move","from":"/a","path":"/l/0"},
                                 {"op":"copy","from":"/l","path":"/m"},
                                 {"op":"remove","path":"/l/2"}])"));
    EXPECT_EQ(now(steps), R"({"a":1,"l":[1,2]})");
    ASSERT_TRUE(steps.next());
    EXPECT_EQ(now(steps), R"({"a":1,"l":[1,2]})");
    ASSERT_TRUE(steps.next());
    EXPECT_EQ(now(steps), R"({"l":[1,1,2]})");
    EXPECT_EQ(steps.at(pointer("/l")).serialize(), "[1,1,2]");
    EXPECT_FALSE(steps.at(pointer("/a")));
    ASSERT_TRUE(steps.next());
    EXPECT_EQ(now(steps), R"({"l":[1,1,2],"m":[1,1,2]})");
    EXPECT_FALSE(steps.isAtEnd());
    ASSERT_TRUE(steps.next());
    EXPECT_EQ(now(steps), R"({"l":[1,1],"m":[1,1,2]})");
    EXPECT_TRUE(steps.isAtEnd());
    ASSERT_TRUE(steps.next()) << "at the end nothing happens";
    EXPECT_EQ(steps.done(), 4U);
}

TEST(PatchSteps, AMoveThatFailsHalfwayLeavesTheDocumentAsItWas)
{
    PatchSteps steps(parsed(R"({"a":1,"s":"x"})"), patchOf(R"([{"op":"add","path":"/b","value":2},
                                 {"op":"move","from":"/a","path":"/s/deeper"},
                                 {"op":"remove","path":"/b"}])"));
    ASSERT_TRUE(steps.next());
    const auto failed = steps.next();

    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().operation, 1);
    EXPECT_EQ(failed.error().pointer, "/s/deeper");
    EXPECT_THAT(failed.error().message, testing::EndsWith(failed.error().cause));
    EXPECT_THAT(failed.error().cause, testing::Not(testing::HasSubstr("operation")));
    EXPECT_TRUE(steps.isAtEnd());
    EXPECT_EQ(now(steps), R"({"a":1,"s":"x","b":2})");
    EXPECT_EQ(steps.at(pointer("/a")).serialize(), "1");
}

TEST(PatchSteps, WorksOnAnEmptyDocumentAndWithoutOperations)
{
    PatchSteps none(parsed("[]"), Patch());
    EXPECT_TRUE(none.isAtEnd());
    EXPECT_EQ(now(none), "[]");

    PatchSteps empty(Document(), patchOf(R"([{"op":"add","path":"/a","value":1}])"));
    EXPECT_FALSE(empty.at({}));
    EXPECT_FALSE(empty.next());
}

// Operations that mostly fit: they take their paths from the document as it is then.
class RandomOperations
{
public:
    RandomOperations(RandomJson &random, const Document &document)
        : m_random(random)
        , m_now(document)
    {
    }

    /// A patch that applies, of all six kinds.
    std::string patch(int length)
    {
        std::string text = "[";
        for (int tries = 4 * length; length > 0 && tries > 0; --tries) {
            const std::string operation = one();
            const auto after =
                Patch::parse("[" + operation + "]").and_then([&](const Patch &single) {
                    return single.apply(m_now);
                });
            if (!after)
                continue;
            m_now = *after;
            text += (text.size() > 1 ? "," : "") + operation;
            --length;
        }
        return text + "]";
    }
    const Document &result() const { return m_now; }

private:
    Pointer anywhere()
    {
        Pointer at;
        Value value = m_now.root();
        while (value.size() > 0 && m_random.below(4) != 0) {
            std::size_t left = m_random.below(value.size());
            std::string token = std::to_string(left);
            for (const auto [name, member] : value.members()) {
                if (left-- == 0)
                    token = name;
            }
            at = at.child(token);
            value = at.resolve(m_now.root());
        }
        return at;
    }

    Pointer target()
    {
        const Pointer at = anywhere();
        const Value value = at.resolve(m_now.root());
        if (value.isArray() && m_random.below(2) == 0)
            return at.child(m_random.below(3) == 0 ? "-" : std::to_string(value.size()));
        if (value.isObject() && m_random.below(2) == 0)
            return at.child("new");
        return at;
    }

    std::string one()
    {
        constexpr std::array ops{PatchOp::Add,  PatchOp::Remove, PatchOp::Replace,
                                 PatchOp::Move, PatchOp::Copy,   PatchOp::Test};
        const PatchOp op = ops[m_random.below(ops.size())];
        const bool existing =
            op == PatchOp::Remove || op == PatchOp::Replace || op == PatchOp::Test;
        const Pointer path = existing ? anywhere() : target();
        Writer writer;
        writer.beginObject().name("op").string(name(op)).name("path").string(path.toString());
        if (needsFrom(op))
            writer.name("from").string(anywhere().toString());
        if (op == PatchOp::Test)
            writer.name("value").value(path.resolve(m_now.root()));
        else if (needsValue(op))
            writer.name("value").raw(m_random.document(2));
        return writer.endObject().take();
    }

    RandomJson &m_random;
    Document m_now;
};

TEST(PatchSteps, AgreeWithApplyForRandomPatchesOfAllKinds)
{
    std::array<int, 6> seen{};
    for (std::uint64_t seed = 0; seed < 2'000; ++seed) {
        SCOPED_TRACE(seed);
        RandomJson random(seed);
        const Document before = parsed(random.document());
        RandomOperations operations(random, before);
        const Patch patch = patchOf(operations.patch(1 + int(random.below(6))));

        const auto applied = patch.apply(before);
        PatchSteps steps(before, patch);
        for (const Operation &operation : patch.operations()) {
            ASSERT_TRUE(steps.next());
            ++seen[static_cast<std::size_t>(operation.op)];
            // Each step alone, from the document that the steps show before it.
            if (needsValue(operation.op) && !operation.path.isRoot() &&
                operation.path.tokens().back() != "-") {
                ASSERT_TRUE(equal(steps.at(operation.path), operation.value));
            }
        }

        ASSERT_TRUE(applied);
        ASSERT_EQ(now(steps), applied->serialize());
        ASSERT_TRUE(operations.result().serialize() == applied->serialize());
        ASSERT_EQ(Patch::parse(patch.serialize())->apply(before)->serialize(),
                  applied->serialize());
        const Patch back = diff(before, *applied);
        ASSERT_TRUE(equal(back.apply(before)->root(), applied->root()));
    }
    EXPECT_THAT(seen, testing::Each(testing::Gt(200)));
}

TEST(PatchSteps, FailWithTheSameErrorAsApply)
{
    int failed = 0;
    for (std::uint64_t seed = 0; seed < 2'000; ++seed) {
        RandomJson random(seed);
        const Document before = parsed(random.document());
        RandomOperations operations(random, before);
        std::string text = operations.patch(3);
        RandomOperations others(random, parsed(random.document()));
        const std::string more = others.patch(3);
        if (text.size() > 2 && more.size() > 2)
            text = text.substr(0, text.size() - 1) + "," + more.substr(1);
        const Patch patch = patchOf(text);

        const auto applied = patch.apply(before);
        PatchSteps steps(before, patch);
        std::expected<void, PatchError> last;
        std::string left = now(steps);
        while (!steps.isAtEnd()) {
            last = steps.next();
            if (last)
                left = now(steps);
        }

        ASSERT_EQ(applied.has_value(), last.has_value());
        ASSERT_EQ(now(steps), left);
        if (!applied) {
            ++failed;
            ASSERT_EQ(applied.error().message, last.error().message);
            ASSERT_EQ(applied.error().operation, int(steps.done()));
        }
    }
    EXPECT_GT(failed, 200);
}

} // namespace
