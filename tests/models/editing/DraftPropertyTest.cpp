// SPDX-License-Identifier: GPL-3.0-or-later
// Random edits, and what must hold after each of them.
#include "EditingSupport.h"
#include "app/json/Writer.h"
#include "models/ResourceDraft.h"

#include <random>
#include <set>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

class RandomEdits
{
public:
    explicit RandomEdits(unsigned seed)
        : m_random(seed)
    {
    }

    int below(int limit) { return int(m_random() % unsigned(limit)); }

    std::string name()
    {
        static const std::vector<std::string> names{"a", "b", "c", "a/b", "~", "", "0", "ö", "-"};
        return names[std::size_t(below(int(names.size())))];
    }

    void write(json::Writer &writer, int depth)
    {
        static const std::vector<std::string> numbers{"0",   "-0",  "1.0",
                                                      "1e5", "0.1", "12345678901234567890"};
        switch (below(depth > 0 ? 7 : 5)) {
        case 0:
            writer.null();
            break;
        case 1:
            writer.boolean(below(2) == 0);
            break;
        case 2:
        case 3:
            writer.raw(numbers[std::size_t(below(int(numbers.size())))]);
            break;
        case 4:
            writer.string(name() + "\n\"");
            break;
        case 5:
            writer.beginArray();
            for (int i = below(4); i > 0; --i)
                write(writer, depth - 1);
            writer.endArray();
            break;
        default:
            writeObject(writer, depth);
        }
    }

    void writeObject(json::Writer &writer, int depth)
    {
        writer.beginObject();
        std::set<std::string> used;
        for (int i = below(5); i > 0; --i) {
            const std::string member = name();
            if (!used.insert(member).second)
                continue;
            writer.name(member);
            write(writer, depth - 1);
        }
        writer.endObject();
    }

    std::string value()
    {
        json::Writer writer;
        write(writer, 3);
        return writer.take();
    }

    std::string object()
    {
        json::Writer writer;
        writeObject(writer, 4);
        return writer.take();
    }

    json::Pointer pointer()
    {
        json::Pointer pointer;
        for (int i = below(3); i >= 0; --i)
            pointer = pointer.child(name());
        return pointer;
    }

private:
    std::mt19937 m_random;
};

TEST(DraftProperty, ThePatchTurnsTheBaseIntoTheEditedStateAndDiscardTurnsItBack)
{
    for (unsigned seed = 0; seed < 300; ++seed) {
        RandomEdits random(seed);
        models::ResourceDraft draft;
        const std::string base = random.object();
        draft.setBase(u"x"_s, editing::document(base), nullptr);

        for (int edit = 0; edit < 12; ++edit) {
            const int kind = random.below(8);
            const QString text =
                QString::fromStdString(kind == 0 ? random.object() : random.value());
            if (kind == 0)
                EXPECT_TRUE(draft.setText(text));
            else if (kind < 6)
                (void)draft.setValue(random.pointer(), text); // into a scalar: refused, fine
            else
                EXPECT_TRUE(draft.removeValue(random.pointer()));

            const auto applied = draft.patch().apply(draft.base());
            ASSERT_TRUE(applied) << "seed " << seed << ": " << applied.error().message;
            ASSERT_TRUE(json::equal(applied->root(), draft.edited().root()))
                << "seed " << seed << "\nbase " << base << "\nedited " << draft.edited().serialize()
                << "\npatch " << draft.patch().serialize();
        }

        draft.discard();
        EXPECT_FALSE(draft.isChanged());
        EXPECT_EQ(draft.edited().serialize(), base);
    }
}

TEST(DraftProperty, ARebaseOntoWhatOthersAddedKeepsBothSides)
{
    for (unsigned seed = 0; seed < 100; ++seed) {
        RandomEdits random(seed);
        models::ResourceDraft draft;
        const json::Document base = editing::document(random.object());
        draft.setBase(u"x"_s, base, nullptr);
        (void)draft.setValue(random.pointer(), QString::fromStdString(random.value()));
        (void)draft.removeValue(random.pointer());
        const json::Document mine = draft.edited();

        json::Writer writer;
        writer.beginObject().name("theirs").boolean(true);
        for (const auto [name, value] : base.root().members())
            writer.name(name).value(value);
        writer.endObject();

        ASSERT_TRUE(draft.rebase(editing::document(writer.take()))) << "seed " << seed;
        EXPECT_EQ(draft.edited().root()["theirs"].boolean(), true);
        ASSERT_TRUE(draft.removeValue(editing::pointer("/theirs")));
        EXPECT_TRUE(json::equal(draft.edited().root(), mine.root())) << "seed " << seed;
    }
}

} // namespace
