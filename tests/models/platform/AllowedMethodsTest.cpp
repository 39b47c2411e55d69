// SPDX-License-Identifier: GPL-3.0-or-later
// OPTIONS: asked once, understood in both headers, set aside by a person and remembered.
#include "models/AllowedMethods.h"

#include "ScriptedSession.h"
#include "models/DraftStore.h"
#include "models/ResourceController.h"

#include <QSettings>

using namespace Qt::StringLiterals;
using api::Method;
using models::AllowedMethods;
using testing::UnorderedElementsAre;

namespace {

const QString things = u"/shop/{domain}/thing"_s;
const QString thingsHere = u"/shop/customer47.test.example/thing"_s;

const QByteArray shop = R"(
openapi: 3.1.0
info: { title: Shop, version: "1", description: A shop }
servers: [ { url: /shop } ]
x-console-source: inferred
x-console-source-note: made for a test
paths:
  /{domain}/thing:
    x-console-resource: { key: shop/thing, name: Thing, plural: Things, id: thingId }
    get: { summary: All, responses: { "200": { description: them } } }
    put:
      summary: One
      requestBody:
        content:
          application/json:
            schema: { type: object, properties: { thingId: { type: string }, note: { type: string } } }
      responses: { "200": { description: ok } }
  /{domain}/thing/{thingId}:
    get: { summary: One, responses: { "200": { description: it } } }
    patch:
      summary: Change
      requestBody: { content: { application/json: { schema: { type: array } } } }
      responses: { "200": { description: ok } }
    delete: { summary: Remove, responses: { "200": { description: ok } } }
)";

class AllowedMethodsTest : public ScriptedSession
{
protected:
    int optionsAsked() const
    {
        return int(
            std::ranges::count(server->requests(), QByteArray("OPTIONS"), &RawRequest::method));
    }
};

TEST_F(AllowedMethodsTest, BothHeadersCountAndOnceIsEnough)
{
    ASSERT_NO_FATAL_FAILURE(start(answer(
        httpReply(200, "{ }",
                  "Allow: GET, OPTIONS\r\nAccess-Control-Allow-Methods: put,OPTIONS,PURGE\r\n"))));
    AllowedMethods *methods = AllowedMethods::of(session.get());
    ASSERT_EQ(methods, AllowedMethods::of(session.get()));
    QSignalSpy changed(methods, &AllowedMethods::changed);

    methods->ask(things, thingsHere);
    methods->ask(things, thingsHere);
    EXPECT_TRUE(methods->isAsking(things));
    ASSERT_NO_FATAL_FAILURE(settle());

    EXPECT_EQ(optionsAsked(), 1);
    EXPECT_EQ(server->requests().first().target(), thingsHere.toUtf8());
    ASSERT_TRUE(methods->allowed(things));
    EXPECT_THAT(*methods->allowed(things),
                UnorderedElementsAre(Method::Get, Method::Put, Method::Options));
    EXPECT_FALSE(changed.isEmpty());

    methods->ask(things, thingsHere);
    ASSERT_NO_FATAL_FAILURE(settle());
    EXPECT_EQ(optionsAsked(), 1) << "it is known";
    methods->askAgain(things, thingsHere);
    ASSERT_NO_FATAL_FAILURE(settle());
    EXPECT_EQ(optionsAsked(), 2) << "somebody wants to know";
}

TEST_F(AllowedMethodsTest, AnAnswerThatNamesNothingOrEverythingIsNone)
{
    EXPECT_FALSE(AllowedMethods::methodsIn({{"Content-Type", "application/json"}}));
    EXPECT_FALSE(AllowedMethods::methodsIn({{"Allow", ""}}));
    EXPECT_FALSE(AllowedMethods::methodsIn({{"Access-Control-Allow-Methods", "*"}}));
    EXPECT_THAT(*AllowedMethods::methodsIn({{"allow", "get"}, {"Allow", "PATCH"}}),
                UnorderedElementsAre(Method::Get, Method::Patch));
}

TEST_F(AllowedMethodsTest, AFailureIsNoAnswer)
{
    ASSERT_NO_FATAL_FAILURE(start(
        answer(httpReply(403, R"({"message":"Missing Authentication Token"})", "Allow: GET\r\n"))));
    AllowedMethods *methods = AllowedMethods::of(session.get());
    methods->ask(things, thingsHere);
    ASSERT_NO_FATAL_FAILURE(settle());
    EXPECT_FALSE(methods->allowed(things));
}

TEST_F(AllowedMethodsTest, APathThatLacksAValueIsNotAskedFor)
{
    ASSERT_NO_FATAL_FAILURE(start(answer(httpReply(200, "{}", "Allow: GET\r\n"))));
    AllowedMethods *methods = AllowedMethods::of(session.get());
    methods->ask(things, things);
    methods->ask({}, {});
    ASSERT_NO_FATAL_FAILURE(settle());
    EXPECT_EQ(server->count(), 0);
    methods->ask(things, thingsHere);
    ASSERT_NO_FATAL_FAILURE(settle());
    EXPECT_EQ(server->count(), 1);
}

TEST_F(AllowedMethodsTest, AnAnswerIsSetAsideAndThatIsRememberedForTheProfile)
{
    QSettings settings(folder.filePath(u"window.ini"_s), QSettings::IniFormat);
    ASSERT_NO_FATAL_FAILURE(start(answer(httpReply(200, "{}", "Allow: GET\r\n"))));
    AllowedMethods *methods = AllowedMethods::of(session.get());
    methods->rememberIn(&settings);
    methods->ask(things, thingsHere);
    ASSERT_NO_FATAL_FAILURE(settle());
    ASSERT_TRUE(methods->allowed(things));

    methods->setAside(things, true);
    EXPECT_FALSE(methods->allowed(things));
    EXPECT_TRUE(methods->answer(things));

    // When the console is started again
    reopen();
    AllowedMethods *next = AllowedMethods::of(session.get());
    next->rememberIn(&settings);
    EXPECT_TRUE(next->isSetAside(things));
    next->setAside(things, false);
    reopen();
    AllowedMethods::of(session.get())->rememberIn(&settings);
    EXPECT_FALSE(AllowedMethods::of(session.get())->isSetAside(things));
}

TEST_F(AllowedMethodsTest, AControllerDoesWhatIsAllowedThere)
{
    ASSERT_NO_FATAL_FAILURE(describe(shop));
    ASSERT_NO_FATAL_FAILURE(start([](QTcpSocket *peer, const RawRequest &request) {
        if (request.method() != "OPTIONS")
            peer->write(
                httpReply(200, R"({"success":true,"things":[{"thingId":"a","note":"n"}]})"));
        else if (request.target().endsWith("/a"))
            peer->write(httpReply(200, "{}", "Allow: GET, PUT\r\n"));
        else
            peer->write(httpReply(200, "{}", "Allow: GET\r\n"));
    }));
    models::DraftStore drafts(folder.filePath(u"drafts"_s));
    models::ResourceController controller(session.get(), *catalogue->resource(u"shop/thing"_s),
                                          &drafts);
    EXPECT_EQ(controller.whyNotDelete(), u""_s);

    // When the page is opened, both of its paths are asked about, the item's with one that exists
    controller.askAllowed();
    controller.refresh();
    ASSERT_NO_FATAL_FAILURE(settle());
    ASSERT_TRUE(QTest::qWaitFor([&] { return optionsAsked() == 2; }, patience));
    ASSERT_NO_FATAL_FAILURE(settle());

    EXPECT_EQ(controller.whyNotDelete(), u"The platform does not allow DELETE here."_s);
    EXPECT_EQ(controller.whyNotCreate(), u"The platform does not allow PUT here."_s);
    EXPECT_EQ(controller.whyNotEdit(), u""_s);
    EXPECT_TRUE(controller.hasAllowedAnswer());

    // Then a change is a PUT of the whole
    controller.open(u"a"_s);
    ASSERT_NO_FATAL_FAILURE(settle());
    ASSERT_TRUE(controller.draft().setValue(*json::Pointer::parse("/note"), u"\"other\""_s));
    const QList<models::RequestPreview> preview = controller.preview();
    ASSERT_EQ(preview.size(), 1);
    EXPECT_EQ(preview.first().method, u"PUT"_s);
    EXPECT_TRUE(preview.first().url.endsWith(u"/thing/a"_s)) << preview.first().url.toStdString();
    EXPECT_TRUE(preview.first().body.contains(u"thingId"_s));

    // And with the answer set aside everything described is offered again
    controller.setIgnoresAllowed(true);
    EXPECT_EQ(controller.whyNotDelete(), u""_s);
    EXPECT_EQ(controller.whyNotCreate(), u""_s);
    EXPECT_EQ(controller.preview().first().method, u"PATCH"_s);
}

} // namespace
