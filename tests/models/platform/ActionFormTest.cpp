// SPDX-License-Identifier: GPL-3.0-or-later
// A command as a form: filled in from rows and callbacks, shown, sent, answered.
#include "models/ActionForm.h"

#include "TestPlatform.h"
#include "models/AssumedPath.h"

using namespace Qt::StringLiterals;
using api::Method;
using testing::ElementsAre;

namespace {

class ActionFormTest : public TestPlatform
{
protected:
    void SetUp() override
    {
        TestPlatform::SetUp();
        ASSERT_NO_FATAL_FAILURE(start(answer(httpReply(200, R"({"success":true})"))));
    }
    std::unique_ptr<models::ActionForm> form(const QString &path)
    {
        return std::make_unique<models::ActionForm>(session.get(), operation(Method::Post, path));
    }
    static std::string edited(models::ActionForm &form)
    {
        return form.draft().edited().serialize();
    }
};

const QString tell = u"/line/{domain}/tell"_s;
const QString hangUp = u"/line/{domain}/hangup"_s;

TEST_F(ActionFormTest, TheRowFillsInWhatTheCatalogueSays)
{
    const auto action = form(tell);
    EXPECT_NE(action->whyNotSend(), u""_s) << "two required members are missing";
    const json::Document row = document(R"({"callId":"c1","replyId":"r1","state":"answered"})");
    action->fillFromRow(row.root());
    action->set(u"command"_s, u"openDoor1"_s);
    EXPECT_EQ(action->whyNotSend(), u""_s);
    EXPECT_EQ(edited(*action), R"({"replyId":"r1","ref":{"callId":"c1"},"command":"openDoor1"})");
    // Another row takes its place; what that lacks stays
    action->fillFromRow(document(R"({"replyId":"r2"})").root());
    EXPECT_EQ(edited(*action), R"({"replyId":"r2","ref":{"callId":"c1"},"command":"openDoor1"})");
}

TEST_F(ActionFormTest, TheDeedNamesWhatIsDoneAndToWhom)
{
    const auto action = form(tell);
    EXPECT_EQ(action->deed(), u"Tell the unit"_s);
    action->set(u"command"_s, u"openDoor1"_s);
    EXPECT_EQ(action->deed(), u"Open door 1"_s);
    action->fillFromRow(document(R"({"callId":"c1","replyId":"r1"})").root(), u"+46701740605"_s);
    EXPECT_EQ(action->deed(), u"Open door 1 at +46701740605"_s);
    // The receipt names what was sent, whatever is chosen meanwhile
    QSignalSpy sent(action.get(), &models::ActionForm::sent);
    action->send();
    action->set(u"command"_s, u"volumeUp"_s);
    ASSERT_TRUE(QTest::qWaitFor([&] { return sent.size() == 1; }, patience));
    EXPECT_TRUE(sent.first().first().toString().contains(u"Open door 1 at +46701740605"_s));
    // An id that was typed over may be another's
    action->set(u"replyId"_s, u"r9"_s);
    EXPECT_EQ(action->deed(), u"Volume up"_s);
}

TEST_F(ActionFormTest, AValueMayAskAlthoughTheCommandDoesNot)
{
    const auto action = form(tell);
    EXPECT_FALSE(action->isDestructive());
    action->set(u"command"_s, u"openDoor1"_s);
    EXPECT_FALSE(action->isDestructive());
    action->set(u"command"_s, u"openDoor2"_s);
    EXPECT_TRUE(action->isDestructive());
    EXPECT_TRUE(form(hangUp)->isDestructive());
}

TEST_F(ActionFormTest, WhatIsSentIsWhatTheReviewShows)
{
    const auto action = form(tell);
    action->set(u"command"_s, u"openDoor1"_s);
    action->set(u"replyId"_s, u"r1"_s);
    action->set(u"trace"_s, u"a b&c"_s);
    const models::RequestPreview preview = action->preview();
    EXPECT_EQ(preview.method, u"POST"_s);
    EXPECT_TRUE(preview.url.endsWith(u"/line/customer47.test.example/tell?trace=a%20b%26c"_s))
        << preview.url.toStdString();

    QSignalSpy sent(action.get(), &models::ActionForm::sent);
    action->send();
    EXPECT_TRUE(action->isSending());
    EXPECT_NE(action->whyNotSend(), u""_s);
    ASSERT_TRUE(QTest::qWaitFor([&] { return sent.size() == 1; }, patience));
    ASSERT_EQ(server->count(), 1);
    EXPECT_EQ(server->requests()[0].target(), "/line/customer47.test.example/tell?trace=a%20b%26c");
    EXPECT_EQ(server->requests()[0].body, R"({"command":"openDoor1","replyId":"r1"})");
    EXPECT_EQ(server->requests()[0].header("Content-Type"), "application/json");
    EXPECT_EQ(action->replyText(), u""_s) << "there is nothing beside success";
    EXPECT_FALSE(action->isSending());
}

TEST_F(ActionFormTest, ACallbackFillsInWhateverItHoldsHoweverDeep)
{
    const auto action = form(tell);
    const auto filled = action->fillFromText(
        uR"({"event":"new","detail":{"replyId":"abc","call":{"callId":"c9","other":1}}})"_s);
    ASSERT_TRUE(filled) << filled.error().toStdString();
    EXPECT_THAT(*filled, ElementsAre(u"replyId"_s, u"ref.callId"_s));
    EXPECT_EQ(edited(*action), R"({"replyId":"abc","ref":{"callId":"c9"}})");
}

TEST_F(ActionFormTest, WhatIsNoCallbackIsToldInASentence)
{
    const auto action = form(tell);
    EXPECT_TRUE(action->fillFromText(u"replyId=1"_s).error().contains(u"no JSON"_s));
    EXPECT_TRUE(action->fillFromText(uR"({"x":1})"_s).error().contains(u"replyId"_s));
    EXPECT_TRUE(action->fillFromText(uR"({"replyId":null})"_s).error().contains(u"replyId"_s));
    EXPECT_EQ(edited(*action), "{}");
}

TEST_F(ActionFormTest, AConstantIsSetAndStays)
{
    const auto action = form(hangUp);
    EXPECT_EQ(edited(*action), R"({"method":"HANGUP"})");
    ASSERT_TRUE(action->fillFromText(uR"({"method":"NEWCALL","replyId":"r"})"_s));
    EXPECT_EQ(edited(*action), R"({"method":"HANGUP","replyId":"r"})");
}

TEST_F(ActionFormTest, WhatAwsWantsSignedIsNotSent)
{
    const auto action = form(u"/line/{domain}/answer"_s);
    action->set(u"codec"_s, u"PCMA"_s);
    EXPECT_TRUE(action->whyNotSend().contains(u"sigv4"_s));
    action->send();
    EXPECT_FALSE(action->isSending());
    EXPECT_EQ(server->count(), 0);
}

TEST_F(ActionFormTest, AFailureIsToldAndAnAssumptionBlamed)
{
    server->setScript(answer(httpReply(403, R"({"message":"Missing Authentication Token"})")));
    const auto action = form(hangUp);
    action->set(u"replyId"_s, u"r"_s);
    std::optional<api::ApiError> error;
    QObject::connect(action.get(), &models::ActionForm::failed, action.get(),
                     [&](const api::ApiError &e) { error = e; });
    action->send();
    ASSERT_TRUE(QTest::qWaitFor([&] { return error.has_value(); }, patience));
    EXPECT_EQ(server->count(), 1) << "a POST is never repeated";
    EXPECT_EQ(error->httpStatus, 403);
    EXPECT_TRUE(models::blamesAssumption(*error, action->operation().source));
    EXPECT_TRUE(
        models::withAssumption(*error, api::Source::Inferred).meaning.contains(u"assumed"_s));
    EXPECT_EQ(models::withAssumption(*error, api::Source::Confirmed), *error);
}

TEST_F(ActionFormTest, OnlyAPathThatIsNotThereBlamesAnAssumption)
{
    api::ApiError error;
    error.httpStatus = 404;
    EXPECT_TRUE(models::blamesAssumption(error, api::Source::Inferred));
    EXPECT_FALSE(models::blamesAssumption(error, api::Source::Imported));
    error.httpStatus = 403;
    error.serverText = u"not your domain"_s;
    EXPECT_FALSE(models::blamesAssumption(error, api::Source::Inferred));
    error.httpStatus = 500;
    EXPECT_FALSE(models::blamesAssumption(error, api::Source::Inferred));
}

TEST_F(ActionFormTest, MoreThanSuccessIsShown)
{
    server->setScript(answer(httpReply(200, R"({"success":true,"sessionId":"s1"})")));
    const auto action = form(tell);
    action->set(u"command"_s, u"volumeUp"_s);
    action->set(u"replyId"_s, u"r"_s);
    QSignalSpy sent(action.get(), &models::ActionForm::sent);
    action->send();
    ASSERT_TRUE(QTest::qWaitFor([&] { return sent.size() == 1; }, patience));
    EXPECT_TRUE(action->replyText().contains(u"\"s1\""_s));
}

} // namespace
