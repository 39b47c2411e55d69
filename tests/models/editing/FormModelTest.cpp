// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/FormModel.h"

#include "EditingSupport.h"

#include <QSignalSpy>

using editing::document;
using editing::pointer;
using models::FormField;
using models::FormModel;
using namespace Qt::StringLiterals;

namespace {

class FormModelTest : public testing::Test
{
protected:
    void open(std::string_view text)
    {
        draft.setIdProperty(u"unitId"_s, false);
        draft.setBase(u"1"_s, document(text), editing::unitSchema());
    }
    int index(std::string_view path) const
    {
        for (int i = 0; i < form.fields().size(); ++i) {
            if (form.fields().at(i).pointer.toString() == path)
                return i;
        }
        ADD_FAILURE() << "no field " << path;
        return -1;
    }
    const FormField &field(std::string_view path) const { return form.fields().at(index(path)); }
    void type(std::string_view path, const QString &text) { form.setText(index(path), text); }
    std::string edited() const { return draft.edited().serialize(); }

    models::ResourceDraft draft;
    FormModel form{&draft};
};

TEST_F(FormModelTest, WithoutADraftThereIsNoField)
{
    EXPECT_TRUE(form.fields().isEmpty());
    form.setText(0, u"x"_s);
    form.clearField(-1);
    form.revertField(7);
    form.leaveField(3);
    EXPECT_FALSE(form.hasErrors());
}

TEST_F(FormModelTest, TypingChangesTheDraftAndMarksTheField)
{
    open(R"({"unitId":"1","deviceCLI":"old"})");

    type("/deviceCLI", u"new"_s);

    EXPECT_EQ(edited(), R"({"unitId":"1","deviceCLI":"new"})");
    EXPECT_TRUE(field("/deviceCLI").changed);
    EXPECT_EQ(field("/deviceCLI").text, u"new"_s);
}

TEST_F(FormModelTest, EachTypeBecomesItsJson)
{
    open("{}");

    type("/deviceCLI", u"5"_s);
    type("/authType", u"of my own"_s);
    type("/enabled", u"true"_s);
    type("/volume", u"1.50"_s);
    type("/numbers", u"[1, 2]"_s);
    type("/authorized/proxy/port", u"5060"_s);

    EXPECT_EQ(edited(), R"({"deviceCLI":"5","authType":"of my own","enabled":true,"volume":1.50,)"
                        R"("numbers":[1,2],"authorized":{"proxy":{"port":5060}}})");
    EXPECT_FALSE(form.hasErrors());
}

TEST_F(FormModelTest, WhatIsTypedStaysAsTyped)
{
    open("{}");

    type("/numbers", u"[ 1,   2 ]"_s);

    EXPECT_EQ(field("/numbers").text, u"[ 1,   2 ]"_s);
    EXPECT_EQ(edited(), R"({"numbers":[1,2]})");
}

TEST_F(FormModelTest, WhatDoesNotFitStaysInTheFieldAndOutOfTheDraft)
{
    open(R"({"volume":1})");
    struct Case
    {
        std::string path;
        QString typed;
    };
    const std::vector<Case> cases{{"/volume", u"loud"_s},
                                  {"/volume", u"01"_s},
                                  {"/volume", u"1,5"_s},
                                  {"/authorized/proxy/port", u"5060.5"_s},
                                  {"/authorized/proxy/port", u"0x10"_s},
                                  {"/enabled", u"yes"_s},
                                  {"/mode", u"dusk"_s},
                                  {"/numbers", u"[1"_s},
                                  {"/numbers", u"{}"_s},
                                  {"/labels", u"[]"_s}};
    for (const Case &bad : cases) {
        type(bad.path, bad.typed);
        EXPECT_FALSE(field(bad.path).error.isEmpty()) << bad.path << bad.typed.toStdString();
        EXPECT_EQ(field(bad.path).text, bad.typed);
        EXPECT_EQ(edited(), R"({"volume":1})");
        EXPECT_TRUE(form.hasErrors());
        form.revertField(index(bad.path));
        EXPECT_FALSE(form.hasErrors());
    }
}

TEST_F(FormModelTest, TheErrorGoesWhenTheValueFits)
{
    open("{}");
    type("/volume", u"-"_s);
    ASSERT_TRUE(form.hasErrors());

    type("/volume", u"-1"_s);

    EXPECT_FALSE(form.hasErrors());
    EXPECT_EQ(edited(), R"({"volume":-1})");
}

TEST_F(FormModelTest, LimitsAreCheckedOnLeavingAndShownUntilFixed)
{
    open("{}");
    type("/authorized/proxy/port", u"70000"_s);
    EXPECT_FALSE(form.hasErrors()); // still typing

    form.leaveField(index("/authorized/proxy/port"));
    EXPECT_FALSE(field("/authorized/proxy/port").error.isEmpty());
    type("/authorized/proxy/port", u"700000"_s);
    EXPECT_FALSE(field("/authorized/proxy/port").error.isEmpty());
    type("/authorized/proxy/port", u"7000"_s);

    EXPECT_TRUE(field("/authorized/proxy/port").error.isEmpty());
}

TEST_F(FormModelTest, RequiredFieldsOfANewResourceAreNamedWhenAllIsChecked)
{
    draft.setIdProperty(u"unitId"_s, false);
    draft.setBase({}, document("{}"), editing::unitSchema(), true);
    EXPECT_FALSE(form.hasErrors());

    form.checkAll();
    EXPECT_FALSE(field("/unitId").error.isEmpty());

    type("/unitId", u"abc"_s);
    EXPECT_FALSE(field("/unitId").error.isEmpty()); // against the pattern
    type("/unitId", u"+46"_s);
    EXPECT_FALSE(form.hasErrors());
}

TEST_F(FormModelTest, EmptyTextRemovesOrEmptiesAsItWasBefore)
{
    open(R"({"deviceCLI":"x","volume":1})");

    type("/deviceCLI", QString());
    type("/volume", QString());
    type("/description", u"a"_s);
    type("/description", QString());

    EXPECT_EQ(edited(), R"({"deviceCLI":""})");
}

TEST_F(FormModelTest, ClearingRemovesTheMemberAndParentsMadeForIt)
{
    open(R"({"deviceCLI":"x"})");
    type("/authorized/proxy/host", u"h"_s);
    type("/authorized/domain", u"d"_s);

    form.clearField(index("/authorized/proxy/host"));
    EXPECT_EQ(edited(), R"({"deviceCLI":"x","authorized":{"domain":"d"}})");
    form.clearField(index("/authorized/domain"));
    form.clearField(index("/deviceCLI"));

    EXPECT_EQ(edited(), "{}");
}

TEST_F(FormModelTest, RevertingBringsTheBaseBack)
{
    open(R"({"deviceCLI":"x","volume":1.0})");
    type("/deviceCLI", u"y"_s);
    type("/volume", u"2"_s);
    type("/enabled", u"true"_s);

    for (const auto *path : {"/deviceCLI", "/volume", "/enabled"})
        form.revertField(index(path));

    EXPECT_FALSE(draft.isChanged());
    EXPECT_FALSE(field("/volume").changed);
}

TEST_F(FormModelTest, ReadOnlyFieldsAreNotEdited)
{
    open(R"({"unitId":"1","createdAt":"then"})");

    type("/unitId", u"2"_s);
    type("/createdAt", u"now"_s);
    form.clearField(index("/createdAt"));

    EXPECT_FALSE(draft.isChanged());
}

TEST_F(FormModelTest, WhileValuesChangeTheFieldsStayTheSame)
{
    open(R"({"unitId":"1","extra":{"x":1}})");
    const QSignalSpy reset(&form, &FormModel::reset);
    const QSignalSpy changed(&form, &FormModel::fieldChanged);

    type("/deviceCLI", u"a"_s);
    EXPECT_EQ(changed.size(), 1);
    ASSERT_TRUE(draft.setValue(pointer("/volume"), u"3"_s)); // in another view
    EXPECT_EQ(changed.size(), 2);
    EXPECT_EQ(field("/volume").text, u"3"_s);
    type("/extra", u"\"now a text\""_s); // an unknown member changes its type under the hands
    form.clearField(index("/extra"));
    draft.discard();

    EXPECT_EQ(reset.size(), 0);
    EXPECT_EQ(field("/deviceCLI").text, QString());
}

TEST_F(FormModelTest, ANewMemberFromTheTextViewIsANewField)
{
    open(R"({"unitId":"1"})");
    const QSignalSpy reset(&form, &FormModel::reset);

    ASSERT_TRUE(draft.setText(u"{\"unitId\":\"1\",\"more\":1}"_s));

    EXPECT_EQ(reset.size(), 1);
    EXPECT_EQ(field("/more").text, u"1"_s);
}

TEST_F(FormModelTest, AnotherViewsChangeTakesTheUnfitTextAway)
{
    open(R"({"volume":1})");
    type("/volume", u"loud"_s);

    ASSERT_TRUE(draft.setValue(pointer("/deviceCLI"), u"\"x\""_s));
    EXPECT_EQ(field("/volume").text, u"loud"_s);
    ASSERT_TRUE(draft.setValue(pointer("/volume"), u"2"_s));

    EXPECT_EQ(field("/volume").text, u"2"_s);
    EXPECT_FALSE(form.hasErrors());
}

TEST_F(FormModelTest, AnotherResourceForgetsWhatWasTyped)
{
    open(R"({"volume":1})");
    type("/volume", u"loud"_s);
    const QSignalSpy reset(&form, &FormModel::reset);

    draft.setBase(u"2"_s, document(R"({"volume":1})"), editing::unitSchema());

    EXPECT_EQ(reset.size(), 1);
    EXPECT_EQ(field("/volume").text, u"1"_s);
    EXPECT_FALSE(form.hasErrors());
    draft.clear();
    EXPECT_TRUE(form.fields().isEmpty());
}

TEST_F(FormModelTest, UntrustedTextComesThroughUnchanged)
{
    open(R"({"deviceCLI":"<img src=x><b>","we\u0000ird/~":"\u202e"})");

    EXPECT_EQ(field("/deviceCLI").text, u"<img src=x><b>"_s);
    const int last = int(form.fields().size()) - 1;
    form.setText(last, u"\"\\ \u202e"_s);
    EXPECT_EQ(form.fields().at(last).text, u"\"\\ \u202e"_s);
    EXPECT_EQ(draft.changeCount(), 1);
}

TEST_F(FormModelTest, WhatIsWantedIsSaidInWordsAndThePatternOnlyToTheCurious)
{
    open(R"({"unitId":"1","authorized":{"proxy":{"port":1}}})");
    draft.restore({}, draft.base(), document(R"({"unitId":"x","authorized":{"proxy":{"port":0}}})"),
                  draft.schema(), true);
    form.checkAll();

    const FormField &id = field("/unitId");
    EXPECT_FALSE(id.error.isEmpty());
    EXPECT_FALSE(id.error.contains(u"[0-9+]"_s)) << id.error.toStdString();
    EXPECT_FALSE(id.error.contains(u"unitId"_s)) << id.error.toStdString();
    EXPECT_TRUE(id.errorDetails.contains(u"^[0-9+]+$"_s));
    // Other rules call the member by its label
    EXPECT_TRUE(field("/authorized/proxy/port").error.startsWith(u"Port "_s))
        << field("/authorized/proxy/port").error.toStdString();
}

TEST_F(FormModelTest, AnOpenChoiceOffersTheSchemasValuesThenThoseOfOthers)
{
    open("{}");
    form.setValueSource([](const QString &property) {
        return property == "authType"_L1 ? QStringList{u"disabled"_s, QString(), u"certificate"_s}
                                         : QStringList{u"never asked"_s};
    });

    EXPECT_EQ(form.suggestions(index("/authType")),
              (QStringList{u"credentials"_s, u"disabled"_s, u"certificate"_s}));
    EXPECT_EQ(form.suggestions(index("/mode")), (QStringList{u"day"_s, u"night"_s})); // closed
    EXPECT_TRUE(form.suggestions(-1).isEmpty());
}

TEST_F(FormModelTest, ATextThatDoesNotFitIsKeptWithTheDraft)
{
    open(R"({"unitId":"1","volume":3})");
    type("/volume", u"abc"_s);
    EXPECT_TRUE(draft.isTouched());
    EXPECT_FALSE(draft.isChanged());
    const models::UnfinishedFields kept = draft.unfinishedFields();
    EXPECT_EQ(kept, (models::UnfinishedFields{{u"/volume"_s, u"abc"_s}}));
    const QString error = field("/volume").error;
    EXPECT_FALSE(error.isEmpty());

    // When another resource was open meanwhile
    const json::Document base = draft.base();
    open(R"({"unitId":"1","volume":4})");
    EXPECT_EQ(field("/volume").text, u"4"_s);
    EXPECT_FALSE(form.hasErrors());
    draft.restore(u"1"_s, base, base, editing::unitSchema(), false, {}, kept);
    // Then it is there again with its error
    EXPECT_EQ(field("/volume").text, u"abc"_s);
    EXPECT_EQ(field("/volume").error, error);

    // And goes when it fits, or is thrown away
    type("/volume", u"5"_s);
    EXPECT_TRUE(draft.unfinishedFields().isEmpty());
    type("/volume", u"x"_s);
    form.revertField(index("/volume"));
    EXPECT_FALSE(draft.isTouched());
    type("/volume", u"x"_s);
    draft.discard();
    EXPECT_FALSE(draft.isTouched());
    EXPECT_EQ(field("/volume").text, u"3"_s);
    EXPECT_FALSE(form.hasErrors());
}

TEST_F(FormModelTest, ATextThatDoesNotFitGivesWayToAValueFromAnotherView)
{
    open(R"({"unitId":"1","volume":3})");
    type("/volume", u"abc"_s);
    ASSERT_TRUE(draft.setValue(pointer("/volume"), u"7"_s));
    EXPECT_EQ(field("/volume").text, u"7"_s);
    EXPECT_TRUE(draft.unfinishedFields().isEmpty());
}

} // namespace
