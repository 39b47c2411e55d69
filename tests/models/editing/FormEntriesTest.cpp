// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of objects in a form: each object is a group of fields, added and removed as a whole.
#include "EditingSupport.h"
#include "models/FormModel.h"

#include <QSignalSpy>

using editing::document;
using models::FormField;
using models::FormModel;
using Kind = FormField::Kind;
using namespace Qt::StringLiterals;

namespace {

class FormEntriesTest : public testing::Test
{
protected:
    FormEntriesTest()
    {
        using Type = api::Schema::Type;
        api::Schema id;
        id.type = Type::Integer;
        api::Schema suite;
        suite.type = Type::String;
        suite.minLength = 3;
        suite.defaultText = u"\"AES\""_s;
        api::Schema offers;
        offers.type = Type::Array;
        offers.title = u"Offers"_s;
        offers.items = std::make_shared<api::Schema>(editing::object(
            {{.name = u"id"_s, .schema = std::make_shared<api::Schema>(id), .required = true},
             {.name = u"suite"_s, .schema = std::make_shared<api::Schema>(suite)}}));
        m_schema = std::make_shared<api::Schema>(
            editing::object({{.name = u"name"_s, .schema = editing::schemaOf(Type::String)},
                             {.name = u"offers"_s, .schema = std::make_shared<api::Schema>(offers)},
                             {.name = u"after"_s, .schema = editing::schemaOf(Type::String)}}));
    }

    void open(std::string_view text) { draft.setBase(u"1"_s, document(text), m_schema); }
    int index(std::string_view path) const
    {
        for (int i = 0; i < form.fields().size(); ++i) {
            if (form.fields().at(i).pointer.toString() == path)
                return i;
        }
        return -1;
    }
    const FormField &field(std::string_view path) const { return form.fields().at(index(path)); }
    std::string edited() const { return draft.edited().serialize(); }
    QStringList outline() const
    {
        QStringList places;
        for (const FormField &each : form.fields())
            places.append(QString::fromStdString(each.pointer.toString()));
        return places;
    }

    models::ResourceDraft draft;
    FormModel form{&draft};

private:
    api::SchemaPtr m_schema;
};

} // namespace

TEST_F(FormEntriesTest, AreGroupsThatFollowTheFieldOfTheirList)
{
    open(R"({"offers":[{"id":1},{"id":2,"suite":"AES"}]})");

    EXPECT_EQ(outline(),
              QStringList({u"/name"_s, u"/offers"_s, u"/offers/0/id"_s, u"/offers/0/suite"_s,
                           u"/offers/1/id"_s, u"/offers/1/suite"_s, u"/after"_s}));
    EXPECT_EQ(field("/offers").kind, Kind::Entries);
    EXPECT_EQ(field("/offers").text, u"2"_s);
    EXPECT_EQ(field("/offers/1/id").group, u"Offers 2"_s);
    EXPECT_EQ(field("/offers/1/id").entry.toString(), "/offers/1");
    EXPECT_TRUE(field("/offers/1/suite").entry.isRoot());
    EXPECT_TRUE(field("/after").group.isEmpty());
}

TEST_F(FormEntriesTest, AreAddedWithTheirDefaultsToAListThatIsThereOrNot)
{
    for (const char *start : {R"({"name":"x"})", R"({"name":"x","offers":null})"}) {
        open(start);
        QSignalSpy resets(&form, &FormModel::reset);

        const int first = form.addEntry(index("/offers"));
        EXPECT_EQ(first, index("/offers/0/id"));
        EXPECT_EQ(edited(), R"({"name":"x","offers":[{"suite":"AES"}]})");
        const int second = form.addEntry(index("/offers"));
        EXPECT_EQ(second, index("/offers/1/id"));
        EXPECT_EQ(edited(), R"({"name":"x","offers":[{"suite":"AES"},{"suite":"AES"}]})");
        EXPECT_EQ(resets.size(), 2);
    }
}

TEST_F(FormEntriesTest, AreTypedIntoLikeAnyField)
{
    open(R"({"offers":[{"id":1}]})");

    form.setText(index("/offers/0/id"), u"7"_s);
    form.setText(index("/offers/0/suite"), u"AES_CM"_s);
    EXPECT_EQ(edited(), R"({"offers":[{"id":7,"suite":"AES_CM"}]})");
    EXPECT_TRUE(field("/offers/0/id").changed);
    form.setText(index("/offers/0/suite"), u"A"_s);
    form.leaveField(index("/offers/0/suite"));
    EXPECT_FALSE(field("/offers/0/suite").error.isEmpty());
}

TEST_F(FormEntriesTest, StayWhenTheirLastFieldIsEmptied)
{
    open(R"({"name":"x"})");
    form.addEntry(index("/offers"));

    form.clearField(index("/offers/0/suite"));

    EXPECT_EQ(edited(), R"({"name":"x","offers":[{}]})");
    EXPECT_GE(index("/offers/0/id"), 0);
}

TEST_F(FormEntriesTest, AreRemovedAsAWholeAndTheNextMoveUp)
{
    open(R"({"offers":[{"id":1},{"id":2},{"id":3}]})");
    form.setText(index("/offers/1/id"), u"no number"_s);
    ASSERT_TRUE(form.hasErrors());

    form.removeEntry(index("/offers/1/id"));

    EXPECT_EQ(edited(), R"({"offers":[{"id":1},{"id":3}]})");
    EXPECT_EQ(field("/offers/1/id").text, u"3"_s);
    EXPECT_FALSE(form.hasErrors());
}

TEST_F(FormEntriesTest, LeaveNoListThatWasNotThereBefore)
{
    open(R"({"name":"x"})");
    form.addEntry(index("/offers"));
    form.removeEntry(index("/offers/0/id"));
    EXPECT_EQ(edited(), R"({"name":"x"})");

    open(R"({"offers":[{"id":1}]})");
    form.removeEntry(index("/offers/0/id"));
    EXPECT_EQ(edited(), R"({"offers":[]})");
    form.revertField(index("/offers"));
    EXPECT_EQ(edited(), R"({"offers":[{"id":1}]})");
    EXPECT_EQ(field("/offers/0/id").text, u"1"_s);
}

TEST_F(FormEntriesTest, OfAnotherKindAreOneJsonField)
{
    open(R"({"offers":[{"id":1},"x"]})");
    EXPECT_EQ(field("/offers").kind, Kind::Json);
    EXPECT_EQ(index("/offers/0/id"), -1);

    std::string many = R"({"offers":[{})";
    for (int i = 0; i < 1000; ++i)
        many += ",{}";
    open(many + "]}");
    EXPECT_EQ(field("/offers").kind, Kind::Json);
}

TEST_F(FormEntriesTest, KeepMembersThatNoSchemaKnows)
{
    open(R"({"offers":[{"id":1,"own":true},{"id":2}]})");
    EXPECT_EQ(field("/offers/0/own").group, u"Offers 1"_s);

    form.removeEntry(index("/offers/1/id"));
    EXPECT_EQ(edited(), R"({"offers":[{"id":1,"own":true}]})");
    form.removeEntry(index("/offers/0/id"));
    EXPECT_EQ(index("/offers/0/own"), -1);
}

TEST_F(FormEntriesTest, AreOnlyAddedWhereThereIsAList)
{
    open(R"({"name":"x","offers":[{"id":1}]})");

    EXPECT_EQ(form.addEntry(-1), -1);
    EXPECT_EQ(form.addEntry(99), -1);
    EXPECT_EQ(form.addEntry(index("/name")), -1);
    form.removeEntry(index("/name"));
    form.removeEntry(index("/offers/0/suite"));
    EXPECT_EQ(edited(), R"({"name":"x","offers":[{"id":1}]})");
}

TEST_F(FormEntriesTest, AnErrorGoesWithTheEntryItWasTypedInto)
{
    open(R"({"offers":[{"id":1},{"id":2}]})");
    form.setText(index("/offers/1/id"), u"two"_s);
    ASSERT_TRUE(draft.unfinishedFields().contains(u"/offers/1/id"_s));
    // When the entry goes, here or in the JSON text, nothing unseen keeps the draft from being sent
    form.removeEntry(index("/offers/1/id"));
    EXPECT_TRUE(draft.unfinishedFields().isEmpty());

    form.setText(index("/offers/0/id"), u"one"_s);
    ASSERT_FALSE(draft.unfinishedFields().isEmpty());
    ASSERT_TRUE(draft.setText(uR"({"name":"n"})"_s));
    EXPECT_TRUE(draft.unfinishedFields().isEmpty());
    EXPECT_FALSE(form.hasErrors());
}
