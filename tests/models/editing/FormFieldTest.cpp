// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/FormField.h"

#include "EditingSupport.h"
#include "models/FormModel.h"

using editing::document;
using models::FormField;
using models::FormModel;
using Kind = models::FormField::Kind;
using namespace Qt::StringLiterals;

namespace {

class FormFieldTest : public testing::Test
{
protected:
    void open(std::string_view text, bool isNew = false)
    {
        draft.setIdProperty(u"unitId"_s, false);
        draft.setBase(isNew ? QString() : u"1"_s, document(text), editing::unitSchema(), isNew);
        fields = models::formFieldsOf(draft).fields;
    }
    FormField field(std::string_view path) const
    {
        for (const FormField &candidate : fields) {
            if (candidate.pointer.toString() == path)
                return candidate;
        }
        ADD_FAILURE() << "no field " << path;
        return {};
    }

    models::ResourceDraft draft;
    QList<FormField> fields;
};

TEST_F(FormFieldTest, FieldsComeInTheSchemasOrderUnknownOnesLast)
{
    open(R"({"zebra":1,"unitId":"1","authorized":{"extra":{},"domain":"d"}})");

    QStringList paths;
    for (const FormField &candidate : std::as_const(fields))
        paths.append(QString::fromStdString(candidate.pointer.toString()));

    EXPECT_EQ(paths, (QStringList{u"/unitId"_s, u"/deviceCLI"_s, u"/authType"_s, u"/mode"_s,
                                  u"/password"_s, u"/description"_s, u"/enabled"_s, u"/volume"_s,
                                  u"/numbers"_s, u"/labels"_s, u"/authorized/domain"_s,
                                  u"/authorized/proxy/host"_s, u"/authorized/proxy/port"_s,
                                  u"/createdAt"_s, u"/authorized/extra"_s, u"/zebra"_s}));
}

TEST_F(FormFieldTest, KindsFollowTheSchema)
{
    open("{}");

    EXPECT_EQ(field("/deviceCLI").kind, Kind::Text);
    EXPECT_EQ(field("/authType").kind, Kind::Choice);
    EXPECT_FALSE(field("/authType").choicesAreClosed);
    EXPECT_TRUE(field("/mode").choicesAreClosed);
    EXPECT_EQ(field("/password").kind, Kind::Secret);
    EXPECT_EQ(field("/description").kind, Kind::LongText);
    EXPECT_EQ(field("/enabled").kind, Kind::Boolean);
    EXPECT_EQ(field("/volume").kind, Kind::Number);
    EXPECT_EQ(field("/numbers").kind, Kind::Json);
    EXPECT_EQ(field("/labels").kind, Kind::Json);
    EXPECT_EQ(field("/authorized/proxy/port").kind, Kind::Integer);
}

TEST_F(FormFieldTest, NestedObjectsBecomeGroups)
{
    open("{}");

    EXPECT_EQ(field("/unitId").group, QString());
    EXPECT_EQ(field("/authorized/domain").group, u"Authorized"_s);
    EXPECT_EQ(field("/authorized/proxy/host").group, u"Authorized / Proxy"_s);
}

TEST_F(FormFieldTest, AGroupThatIsNoObjectHereIsOneJsonField)
{
    open(R"({"authorized":"yes"})");

    EXPECT_EQ(field("/authorized").kind, Kind::Json);
    EXPECT_EQ(field("/authorized").text, u"\"yes\""_s);
}

TEST_F(FormFieldTest, UnknownMembersAreEditedAsWhatTheyAre)
{
    open(R"({"s":"t","n":1.50,"b":false,"o":{"x":[1]},"u":null})");

    EXPECT_EQ(field("/s").kind, Kind::Text);
    EXPECT_EQ(field("/n").kind, Kind::Number);
    EXPECT_EQ(field("/n").text, u"1.50"_s);
    EXPECT_EQ(field("/b").kind, Kind::Boolean);
    EXPECT_EQ(field("/b").text, u"false"_s);
    EXPECT_EQ(field("/o").kind, Kind::Json);
    EXPECT_EQ(field("/u").kind, Kind::Json);
    EXPECT_FALSE(field("/s").known);
}

TEST_F(FormFieldTest, AbsentNullAndEmptyAreToldApart)
{
    open(R"({"deviceCLI":"","description":null})");

    EXPECT_TRUE(field("/deviceCLI").present);
    EXPECT_FALSE(field("/deviceCLI").isNull);
    EXPECT_TRUE(field("/description").present);
    EXPECT_TRUE(field("/description").isNull);
    EXPECT_FALSE(field("/enabled").present);
    EXPECT_EQ(field("/enabled").text, QString());
}

TEST_F(FormFieldTest, TheIdIsAskedForOnlyOnce)
{
    open(R"({"unitId":"1"})");
    EXPECT_TRUE(field("/unitId").readOnly);
    EXPECT_TRUE(field("/createdAt").readOnly);

    open("{}", true);
    EXPECT_FALSE(field("/unitId").readOnly);
    EXPECT_TRUE(field("/unitId").required);
    EXPECT_TRUE(std::ranges::none_of(
        fields, [](const FormField &f) { return f.pointer.toString() == "/createdAt"; }));

    draft.setIdProperty(u"unitId"_s, true);
    draft.setBase({}, document("{}"), editing::unitSchema(), true);
    EXPECT_NE(models::formFieldsOf(draft).fields.first().pointer.toString(), "/unitId");
}

TEST_F(FormFieldTest, WhatDoesNotFitItsKindIsShownAsJson)
{
    open(R"({"deviceCLI":{"a":1},"enabled":"maybe","description":"two\nlines"})");

    EXPECT_EQ(field("/deviceCLI").kind, Kind::Json);
    EXPECT_EQ(field("/enabled").kind, Kind::Json);
    EXPECT_EQ(field("/description").kind, Kind::LongText);
}

TEST_F(FormFieldTest, AnObjectWithThousandsOfMembersGivesABoundedForm)
{
    std::string text = "{";
    for (int i = 0; i < 5000; ++i)
        text += (i ? ",\"m" : "\"m") + std::to_string(i) + "\":1";
    draft.setBase(u"1"_s, document(text + "}"), nullptr);

    const models::FormFields result = models::formFieldsOf(draft);

    EXPECT_EQ(result.fields.size(), models::FormFields::maximumUnknown);
    EXPECT_EQ(result.leftOut, 5000 - models::FormFields::maximumUnknown);
}

struct Label
{
    QString name;
    QString label;
};

class LabelTest : public testing::TestWithParam<Label>
{
};

TEST_P(LabelTest, IsMadeOfTheMembersName)
{
    EXPECT_EQ(FormModel::labelFor(GetParam().name), GetParam().label);
}

INSTANTIATE_TEST_SUITE_P(
    Names, LabelTest,
    testing::Values(Label{u"deviceCLI"_s, u"Device CLI"_s},
                    Label{u"macAddress"_s, u"MAC address"_s}, Label{u"deviceId"_s, u"Device ID"_s},
                    Label{u"authorized.domain"_s, u"Authorized domain"_s},
                    Label{u"alarmEventRestEndpoint"_s, u"Alarm event REST endpoint"_s},
                    Label{u"sipURL"_s, u"SIP URL"_s}, Label{u"APIKey"_s, u"API key"_s},
                    Label{u"allowedIPs"_s, u"Allowed IPs"_s},
                    Label{u"snake_case-id"_s, u"Snake case ID"_s},
                    Label{u"line2Number"_s, u"Line 2 number"_s}, Label{u"x"_s, u"X"_s},
                    Label{QString(), QString()}, Label{u"<b>"_s, u"<b>"_s},
                    Label{u"straßenName"_s, u"Straßen name"_s}));

class ListFieldTest : public testing::Test
{
protected:
    void SetUp() override
    {
        using Type = api::Schema::Type;
        const auto listOf = [](api::Schema items) {
            api::Schema list;
            list.type = Type::Array;
            list.items = std::make_shared<api::Schema>(std::move(items));
            return std::make_shared<api::Schema>(list);
        };
        api::Schema address;
        address.type = Type::String;
        address.pattern = u"^[0-9.]+$"_s;
        address.exampleText = u"\"192.0.2.10\""_s;
        api::Schema port;
        port.type = Type::Integer;
        api::Schema day;
        day.type = Type::String;
        day.enumeration = {u"mon"_s, u"tue"_s};
        day.openEnumeration = false;
        schema = std::make_shared<api::Schema>(editing::object({
            {.name = u"allowed"_s, .schema = listOf(address)},
            {.name = u"ports"_s, .schema = listOf(port)},
            {.name = u"days"_s, .schema = listOf(day)},
            {.name = u"parts"_s, .schema = listOf(editing::object({}))},
        }));
    }
    void open(std::string_view text) { draft.setBase(u"1"_s, document(text), schema); }
    const FormField &field(qsizetype at) { return form.fields().at(at); }
    std::string edited() const { return draft.edited().serialize(); }

    api::SchemaPtr schema;
    models::ResourceDraft draft;
    FormModel form{&draft};
};

TEST_F(ListFieldTest, ListsOfTextsAndNumbersAreEditedAnEntryALine)
{
    open(R"({"allowed":["1.1","2.2"],"ports":[1,2.50],"days":["mon"],"parts":[{}]})");

    EXPECT_EQ(field(0).kind, Kind::List);
    EXPECT_EQ(field(0).text, u"1.1\n2.2"_s);
    EXPECT_EQ(field(1).text, u"1\n2.50"_s);
    EXPECT_EQ(field(2).choices, (QStringList{u"mon"_s, u"tue"_s}));
    EXPECT_EQ(field(3).kind, Kind::Json);
    EXPECT_TRUE(field(3).note.contains(u"JSON"_s));

    form.setText(0, u"2.2\n 1.1 \n\n3.3\n"_s);
    form.setText(1, u"7"_s);
    EXPECT_EQ(field(0).text, u"2.2\n 1.1 \n\n3.3\n"_s); // as typed
    EXPECT_EQ(edited(),
              R"({"allowed":["2.2","1.1","3.3"],"ports":[7],"days":["mon"],"parts":[{}]})");
}

TEST_F(ListFieldTest, ALineThatDoesNotFitIsNamed)
{
    open(R"({"ports":[1],"days":[]})");

    form.setText(1, u"1\nx"_s);
    form.setText(2, u"mon\nsun"_s);

    EXPECT_TRUE(field(1).error.contains(u"2"_s)) << field(1).error.toStdString();
    EXPECT_TRUE(field(2).error.contains(u"tue"_s)) << field(2).error.toStdString();
    EXPECT_EQ(edited(), R"({"ports":[1],"days":[]})");
}

TEST_F(ListFieldTest, AnEmptyListAndNoneAreToldApart)
{
    open(R"({"allowed":["1.1"]})");

    form.setText(0, QString());
    form.setText(1, u"5"_s);
    form.setText(1, QString());

    EXPECT_EQ(edited(), R"({"allowed":[]})");
    form.clearField(0);
    EXPECT_EQ(edited(), "{}");
}

TEST_F(ListFieldTest, EntriesThatAreNoLinesStayJson)
{
    open(R"({"allowed":["a\nb"],"ports":["x"],"days":["mon",""]})");

    EXPECT_EQ(field(0).kind, Kind::Json);
    EXPECT_EQ(field(1).kind, Kind::Json);
    EXPECT_EQ(field(2).kind, Kind::Json);
}

TEST_F(ListFieldTest, WhatTheSchemaFindsInAnEntryIsSaidAtTheList)
{
    open("{}");

    form.setText(0, u"1.1\nlocalhost"_s);
    form.leaveField(0);

    EXPECT_TRUE(field(0).error.contains(u"2"_s)) << field(0).error.toStdString();
    EXPECT_TRUE(field(0).error.contains(u"192.0.2.10"_s));
    EXPECT_FALSE(field(0).error.contains(u"[0-9.]"_s));
    EXPECT_TRUE(field(0).errorDetails.contains(u"^[0-9.]+$"_s));
}

} // namespace
