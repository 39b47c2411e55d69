// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/RequestBench.h"

#include "app/auth/RsaKeyPair.h"
#include "models/Snippets.h"
#include "tests/support/Print.h"
#include "tests/support/RawServer.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using models::RequestBench;
using testing::HasSubstr;

namespace {

// A catalogue of the test's own: nothing here depends on what the platform happens to have.
constexpr auto document = R"(
openapi: 3.1.0
info: { title: Kitchen, version: "1" }
servers: [ { url: 'https://example.test/kitchen' } ]
paths:
  /{domain}/kettle/{kettleId}:
    parameters:
      - { name: domain, in: path, required: true, schema: { type: string } }
      - { name: kettleId, in: path, required: true, schema: { type: string } }
    get:
      summary: Read a kettle
      x-console-source: confirmed
      responses: { "200": { description: "", content: { application/json: { schema: { type: object } } } } }
    put:
      summary: Fill a kettle
      x-console-source: inferred
      x-console-basis: by analogy with pots
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [litres]
              properties: { litres: { type: number }, lid: { type: boolean } }
      responses: { "200": { description: "" } }
  /{domain}/boil:
    parameters:
      - { name: domain, in: path, required: true, schema: { type: string } }
    post:
      summary: Boil
      x-console-source: confirmed
      security: [ { sigv4: [] } ]
      responses: { "200": { description: "" } }
components:
  securitySchemes:
    sigv4: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4 }
)";

const auth::RsaKeyPair &key()
{
    static const auth::RsaKeyPair pair = auth::RsaKeyPair::generate(2048).result().value();
    return pair;
}

class RequestBenchTest : public testing::Test
{
protected:
    void SetUp() override
    {
        ASSERT_TRUE(key().writePrivate(folder.filePath(u"key.pem"_s)));
        auto made = std::make_shared<api::Catalogue>();
        const auto added = made->addDocument(u"kitchen.yaml"_s, document);
        ASSERT_TRUE(added);
        ASSERT_TRUE(added->isEmpty()) << qPrintable(added->first().message);
        catalogue = made;
        profile.id = u"p"_s;
        profile.domain = u"c47.example"_s;
        profile.baseUrl = server.url();
        profile.keyFile = folder.filePath(u"key.pem"_s);
        profile.safety = safety;
        session = std::make_unique<api::Session>(profile, catalogue, &history);
        session->queue().setBackOff(1);
        ASSERT_TRUE(session->waitForKey());
        bench = std::make_unique<RequestBench>(session.get());
    }
    std::string notes() const
    {
        QStringList lines;
        for (const RequestBench::Note &note : bench->notes())
            lines << note.text;
        return lines.join(u'\n').toStdString();
    }
    void send(RequestBench::Token token = RequestBench::Token::Current)
    {
        bench->send(token);
        ASSERT_TRUE(bench->isSending()) << notes();
        ASSERT_TRUE(QTest::qWaitFor([this] { return !bench->isSending(); }, 60'000));
    }

    QTemporaryDir folder;
    api::History history{QString()};
    RawServer server{
        answer(httpReply(200, R"({"ok":true})", "Content-Type: application/json\r\n"))};
    std::shared_ptr<const api::Catalogue> catalogue;
    api::Profile profile;
    api::SafetyLevel safety = api::SafetyLevel::Test;
    std::unique_ptr<api::Session> session;
    std::unique_ptr<RequestBench> bench;
};

} // namespace

TEST_F(RequestBenchTest, SendsWhatIsWrittenWithTheProfilesToken)
{
    bench->choose(1); // PUT
    EXPECT_EQ(bench->method(), "PUT");
    EXPECT_EQ(bench->path(), u"/kitchen/c47.example/kettle/{kettleId}"_s);
    EXPECT_FALSE(bench->canSend());
    EXPECT_THAT(notes(), HasSubstr("kettleId"));
    EXPECT_THAT(notes(), HasSubstr("pots")) << "it is assumed, and from what";
    ASSERT_EQ(bench->variables().rowCount(), 1);
    bench->variables().setValue(u"kettleId"_s, u"blue one"_s);
    bench->query().add(u"fast"_s, u"yes&no"_s);
    bench->headers().add(u"X-Cook"_s, u"me"_s);
    bench->setBody(R"({"litres": 1.5})");
    ASSERT_NO_FATAL_FAILURE(send());

    ASSERT_EQ(server.count(), 1);
    const RawRequest &seen = server.requests()[0];
    EXPECT_EQ(seen.method(), "PUT");
    EXPECT_EQ(seen.target(), "/kitchen/c47.example/kettle/blue%20one?fast=yes%26no");
    EXPECT_EQ(seen.header("X-Cook"), "me");
    EXPECT_EQ(seen.header("Authorization"), "Bearer " + session->token()->text);
    EXPECT_EQ(seen.header("Content-Type"), "application/json");
    EXPECT_EQ(seen.body, R"({"litres": 1.5})");
    EXPECT_EQ(bench->reply().statusText(), u"200 OK"_s);
    EXPECT_EQ(bench->reply().raw(), uR"({"ok":true})"_s);
    EXPECT_EQ(bench->preview().url.toUtf8(), server.url().toString().toUtf8() + seen.target());
}

TEST_F(RequestBenchTest, ShowsTheReplyAndTheMeaningOfARefusal)
{
    server.setScript(answer(httpReply(403, R"({"message":"Forbidden"})",
                                      "Content-Type: application/json\r\nX-Why: because\r\n")));
    bench->setPath(u"/kitchen/x/kettle/1"_s);
    ASSERT_NO_FATAL_FAILURE(send());
    EXPECT_EQ(bench->reply().status(), 403);
    EXPECT_THAT(bench->reply().headers().toStdString(), HasSubstr("x-why: because"));
    EXPECT_EQ(bench->reply().raw(), uR"({"message":"Forbidden"})"_s);
    ASSERT_TRUE(bench->reply().error());
    EXPECT_EQ(bench->reply().error()->code, api::ApiError::Code::Forbidden);
}

TEST_F(RequestBenchTest, ANewTokenIsSignedWhenAskedFor)
{
    bench->setPath(u"/kitchen/x/kettle/1"_s);
    ASSERT_NO_FATAL_FAILURE(send());
    const int before = session->tokens()->current()->generation;
    ASSERT_NO_FATAL_FAILURE(send());
    EXPECT_EQ(session->tokens()->current()->generation, before);
    ASSERT_NO_FATAL_FAILURE(send(RequestBench::Token::Fresh));
    EXPECT_EQ(session->tokens()->current()->generation, before + 1);
    EXPECT_EQ(session->tokens()->history().back().reason, auth::TokenSource::Reason::Asked);
}

TEST_F(RequestBenchTest, AnOperationForAwsCredentialsIsExplainedAndNotSent)
{
    bench->choose(2);
    EXPECT_THAT(notes(), HasSubstr("Signature Version 4"));
    EXPECT_FALSE(bench->canSend());
    bench->send();
    EXPECT_FALSE(bench->isSending());
    EXPECT_EQ(server.count(), 0);
}

TEST_F(RequestBenchTest, ChecksTheBodyAgainstTheSchema)
{
    bench->choose(1);
    bench->setBody("{\"litres\":\n \"many\"}");
    EXPECT_THAT(bench->bodyNote().toStdString(), HasSubstr("/litres"));
    EXPECT_EQ(bench->bodyErrorLine(), 0);
    bench->setBody("{\"lid\": true}");
    EXPECT_THAT(bench->bodyNote().toStdString(), HasSubstr("litres"));
    bench->setBody("{\"litres\":\n1.5,}");
    EXPECT_EQ(bench->bodyErrorLine(), 2);
    bench->setBody("{\"litres\": 1}");
    EXPECT_EQ(bench->bodyNote(), QString());
    EXPECT_EQ(bench->completionAt(u"{\"li"_s, 4).items.first().label, u"litres"_s);
    bench->headers().add(u"Content-Type"_s, u"text/plain"_s);
    bench->setBody("anything");
    EXPECT_EQ(bench->bodyNote(), QString());
}

TEST_F(RequestBenchTest, APastedAddressIsTakenApart)
{
    QStringList told;
    QObject::connect(bench.get(), &RequestBench::said, bench.get(),
                     [&](const QString &sentence) { told << sentence; });
    bench->setPath(u"https://elsewhere.example/kitchen/x/kettle/1?a=1"_s);
    bench->settlePath();
    EXPECT_EQ(bench->path(), u"/kitchen/x/kettle/1"_s);
    EXPECT_EQ(bench->query().pairs(), QList<api::NamedValue>({{u"a"_s, u"1"_s, true}}));
    EXPECT_THAT(told.join(u' ').toStdString(), HasSubstr("elsewhere.example"));
}

TEST_F(RequestBenchTest, ARequestOfTheHistoryIsSentAgainOnceItIsWhole)
{
    api::HistoryEntry entry;
    entry.method = "PUT";
    entry.url = u"https://h/kitchen/x/kettle/1"_s;
    entry.requestBody = R"({"pin":"[redacted]"})";
    bench->load(entry);
    EXPECT_FALSE(bench->canSend());
    EXPECT_THAT(notes(), HasSubstr("[redacted]"));
    bench->setBody(R"({"litres":1})");
    EXPECT_TRUE(bench->canSend()) << notes();
    entry.requestBody = R"({"litres":1})";
    entry.requestBytes = 1'000'000;
    bench->load(entry);
    EXPECT_FALSE(bench->canSend()) << "its end was not kept";
    bench->setBody(R"({"litres":2})");
    EXPECT_TRUE(bench->canSend()) << notes();
}

TEST_F(RequestBenchTest, CanBeCancelled)
{
    server.setScript([](QTcpSocket *, const RawRequest &) {});
    bench->setPath(u"/kitchen/x/kettle/1"_s);
    bench->send();
    ASSERT_TRUE(QTest::qWaitFor([&] { return server.count() == 1; }, 60'000));
    bench->cancel();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !bench->isSending(); }, 60'000));
    ASSERT_TRUE(bench->reply().error());
    EXPECT_EQ(bench->reply().error()->code, api::ApiError::Code::Cancelled);
}

TEST_F(RequestBenchTest, AReplyIsNotShownBesideAnotherRequest)
{
    QPointer<QTcpSocket> held;
    server.setScript([&held](QTcpSocket *peer, const RawRequest &) { held = peer; });
    bench->setPath(u"/kitchen/x/kettle/1"_s);
    bench->send();
    ASSERT_TRUE(QTest::qWaitFor([&] { return server.count() == 1; }, 60'000));
    // When another request is opened before the reply is there
    bench->load(api::SavedRequest{.path = u"/kitchen/x/kettle/2"_s});
    EXPECT_FALSE(bench->isSending());
    ASSERT_TRUE(held);
    held->write(httpReply(200, R"({"kettle":1})", "Content-Type: application/json\r\n"));
    ASSERT_TRUE(QTest::qWaitFor(
        [&] { return session->queue().running() + session->queue().waiting() == 0; }, 60'000));
    // Then it is in the history, and not beside that one
    EXPECT_EQ(bench->reply().kind(), models::ReplyContent::Kind::Nothing);
    EXPECT_TRUE(QTest::qWaitFor([&] { return history.recent(1).value(0).status == 200; }, 60'000));
}

TEST_F(RequestBenchTest, WhatIsEditedWhileTheKeyIsReadIsNotSentInItsPlace)
{
    bench.reset();
    session = std::make_unique<api::Session>(profile, catalogue, &history);
    bench = std::make_unique<RequestBench>(session.get());
    ASSERT_EQ(session->keyState(), api::Session::KeyState::Reading);
    bench->setPath(u"/kitchen/x/kettle/1"_s);
    bench->send();
    bench->setMethod("DELETE");
    bench->setPath(u"/kitchen/x/kettle/2"_s);
    ASSERT_TRUE(QTest::qWaitFor([this] { return !bench->isSending(); }, 60'000));
    ASSERT_EQ(server.count(), 1);
    EXPECT_EQ(server.requests().first().method(), "GET");
    EXPECT_TRUE(server.requests().first().target().endsWith("/kettle/1"));
}

TEST_F(RequestBenchTest, OnATestDomainAChangeIsReviewedToo)
{
    bench->setMethod("POST");
    EXPECT_TRUE(bench->needsReview());
    bench->setMethod("GET");
    EXPECT_FALSE(bench->needsReview());
}

TEST_F(RequestBenchTest, GivesItsRequestAsCode)
{
    bench->setPath(u"/kitchen/x/kettle/1"_s);
    const QString code = models::Snippets::of(*bench, *session, u"curl-posix"_s);
    EXPECT_THAT(code.toStdString(), HasSubstr("/kitchen/x/kettle/1"));
    EXPECT_THAT(code.toStdString(), HasSubstr("Bearer $TOKEN"));
    EXPECT_EQ(models::Snippets::languages().size(), 6);
}

class ProductionBenchTest : public RequestBenchTest
{
protected:
    ProductionBenchTest() { safety = api::SafetyLevel::Production; }
};

TEST_F(ProductionBenchTest, WhatChangesThingsIsReviewedFirst)
{
    for (const char *method : {"DELETE", "PUT", "PATCH", "POST"}) {
        bench->setMethod(method);
        EXPECT_TRUE(bench->needsReview()) << method;
    }
    for (const char *method : {"GET", "OPTIONS", "HEAD"}) {
        bench->setMethod(method);
        EXPECT_FALSE(bench->needsReview()) << method;
    }
}

TEST_F(RequestBenchTest, WhatWasTypedIsPutAsideWhenAnotherRequestTakesItsPlace)
{
    bench->setMethod("PUT");
    bench->setPath(u"/kitchen/x/kettle/1"_s);
    bench->setBody("{\"litres\": 1}");
    bench->load(api::SavedRequest{.path = u"/other"_s});
    EXPECT_EQ(bench->path(), u"/other"_s);
    ASSERT_TRUE(bench->putAside());
    bench->bringBack();
    EXPECT_EQ(bench->method(), "PUT");
    EXPECT_EQ(bench->path(), u"/kitchen/x/kettle/1"_s);
    EXPECT_EQ(bench->body(), "{\"litres\": 1}");
    EXPECT_FALSE(bench->putAside());
    // And it is still one that would be lost
    bench->load(api::SavedRequest());
    EXPECT_TRUE(bench->putAside());
}

TEST_F(RequestBenchTest, WhatWasSentSavedOrOnlyOpenedIsNotPutAside)
{
    bench->load(api::SavedRequest{.path = u"/other"_s});
    EXPECT_FALSE(bench->putAside()) << "there was nothing";
    bench->load(api::SavedRequest{.path = u"/kitchen/x/kettle/1"_s});
    EXPECT_FALSE(bench->putAside()) << "nobody has typed anything";
    bench->setPath(u"/kitchen/x/kettle/2"_s);
    ASSERT_NO_FATAL_FAILURE(send());
    bench->load(api::SavedRequest());
    EXPECT_FALSE(bench->putAside()) << "it is in the history";
    bench->setPath(u"/kitchen/x/kettle/3"_s);
    bench->setKept();
    bench->load(api::SavedRequest());
    EXPECT_FALSE(bench->putAside()) << "it was saved";
}

TEST_F(RequestBenchTest, AMethodThatAPersonChoseStaysWhereThePathKnowsIt)
{
    QStringList told;
    QObject::connect(bench.get(), &RequestBench::said, bench.get(),
                     [&](const QString &sentence) { told << sentence; });
    bench->setMethod("GET");
    bench->choose(1); // PUT, on a path that has a GET
    EXPECT_EQ(bench->method(), "GET");
    EXPECT_EQ(bench->path(), u"/kitchen/c47.example/kettle/{kettleId}"_s);
    EXPECT_EQ(told, QStringList());
    bench->setMethod("DELETE");
    bench->choose(1);
    EXPECT_EQ(bench->method(), "PUT") << "nothing else is known there";
    ASSERT_EQ(told.size(), 1);
    EXPECT_TRUE(told.first().contains(u"PUT"_s));
}

TEST_F(RequestBenchTest, ALongBodyIsCheckedInAWorkerAndOnlyTheLatestCounts)
{
    QSignalSpy changed(bench.get(), &RequestBench::changed);
    bench->choose(1);
    const QByteArray blanks(models::BodyCheck::longestAtOnce * 10, ' ');
    bench->setBody("{\"litres\": \"many\"" + blanks + "}");
    bench->setBody("{\"litres\": 1" + blanks + "}}");
    EXPECT_EQ(bench->bodyNote(), QString()) << "it was looked at where the window is drawn";
    ASSERT_TRUE(QTest::qWaitFor([&] { return !bench->bodyNote().isEmpty(); }));
    EXPECT_THAT(bench->bodyNote().toStdString(), HasSubstr("not JSON"));
    EXPECT_EQ(bench->bodyErrorLine(), 1);
    bench->setBody("{\"litres\": 1}");
    EXPECT_EQ(bench->bodyNote(), QString());
}
