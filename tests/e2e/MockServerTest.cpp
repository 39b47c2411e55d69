// SPDX-License-Identifier: GPL-3.0-or-later
// The console against a mock server that others wrote: it knows our documents and nothing else.
// Skipped where Node or npm is missing, or where the server can't be fetched.
#include "tests/e2e/MockServer.h"

#include "app/api/Session.h"
#include "app/json/Writer.h"
#include "app/sandbox/demo/Sample.h"
#include "tests/e2e/Cli.h"
#include "tests/support/Print.h"

#include <QDateTime>
#include <QTest>

#include <gmock/gmock.h>

#include <algorithm>

using namespace Qt::StringLiterals;
using api::Method;
using testing::HasSubstr;

namespace {

const QString apiFolder = QStringLiteral(CONSOLE_SOURCE_DIR "/resources/api/");
const QString bakery = QStringLiteral(CONSOLE_SOURCE_DIR "/tests/support/bakery.yaml");
const QString devices = u"/provisioning/device/{domain}"_s;

const api::Body *jsonBody(const QList<api::Body> &bodies)
{
    const auto found = std::ranges::find_if(
        bodies, [](const api::Body &each) { return each.mediaType.contains("json"_L1); });
    return found == bodies.end() ? nullptr : &*found;
}

class MockServer : public testing::Test
{
protected:
    void SetUp() override
    {
        if (const QString problem = e2e::mockProblem(); !problem.isEmpty())
            GTEST_SKIP() << problem.toStdString();
    }

    /// From here on the session's profile leads to a mock of @p document.
    void serve(const QString &document, const QByteArray &prefix)
    {
        session.reset();
        server = std::make_unique<e2e::MockServer>(document, prefix);
        ASSERT_EQ(server->problem(), QString());
        api::Profile profile;
        profile.id = profile.name = u"mock"_s;
        profile.domain = domain;
        profile.baseUrl = QUrl(server->baseUrl());
        profile.keyFile = e2e::keys().privateFile;
        session = std::make_unique<api::Session>(profile, catalogue, nullptr);
        session->waitForKey();
    }

    api::Result request(const api::Request &request)
    {
        QObject context;
        std::optional<api::Result> result;
        session->queue().send(request, &context,
                              [&result](const api::Result &answer) { result = answer; });
        EXPECT_TRUE(QTest::qWaitFor([&result] { return result.has_value(); }, e2e::patience));
        return result.value_or(std::unexpected(api::ApiError()));
    }

    e2e::Outcome cli(const QString &method, const QString &path, const QByteArray &body = {}) const
    {
        QStringList arguments{u"request"_s,           method,        path,   u"--base-url"_s,
                              server->baseUrl(),      u"--domain"_s, domain, u"--key"_s,
                              e2e::keys().privateFile};
        if (!body.isEmpty())
            arguments << u"--body"_s << u"-"_s;
        return e2e::run(arguments, {.input = body});
    }

    /// A request as the operation's document wants it.
    api::Request valid(const api::Operation &operation) const
    {
        sandbox::Making making(sandbox::Dice(1, 2, 3), 0, domain.toStdString(),
                               QDateTime::currentMSecsSinceEpoch());
        api::Request request;
        request.method = operation.method;
        QHash<QString, QString> values;
        for (const api::Parameter &each : operation.parameters)
            values.insert(each.name, each.name == "domain"_L1 ? domain : u"mock-1"_s);
        request.path = api::expandPath(operation.path, values);
        if (const api::Body *body = jsonBody(operation.requestBodies)) {
            json::Writer writer;
            sandbox::writeSample(writer, {}, *body->schema, sandbox::SampleOf::Request, making);
            request.body = QByteArray::fromStdString(writer.take());
            request.contentType = body->mediaType.toUtf8();
        }
        return request;
    }

    const QString domain = e2e::domain;
    std::shared_ptr<const api::Catalogue> catalogue =
        std::make_shared<const api::Catalogue>(api::Catalogue::shipped().value());
    std::unique_ptr<e2e::MockServer> server;
    std::unique_ptr<api::Session> session;
};

} // namespace

TEST_F(MockServer, AnswersTheCommandLine)
{
    serve(apiFolder + u"provisioning.yaml"_s, "/provisioning");

    const e2e::Outcome list = cli(u"GET"_s, devices);
    ASSERT_EQ(list.exitCode, 0) << testing::PrintToString(list);
    EXPECT_GE(list.json().root()["devices"].size(), 1U);

    const e2e::Outcome read = cli(u"GET"_s, devices + u"/%2B46812345678"_s);
    EXPECT_EQ(read.exitCode, 0) << testing::PrintToString(read);
    EXPECT_TRUE(read.json().root()["device"]["deviceId"].isString());

    const e2e::Outcome made = cli(u"PUT"_s, devices, R"({"deviceId":"new","authType":"deviceid"})");
    EXPECT_EQ(made.exitCode, 0) << testing::PrintToString(made);
    const e2e::Outcome refused = cli(u"PUT"_s, devices, R"({"authType":"deviceid"})");
    EXPECT_EQ(refused.exitCode, 1) << "the mock checks requests against the document";
    EXPECT_THAT(refused.err.toStdString() + refused.out.toStdString(), HasSubstr("deviceId"));
}

TEST_F(MockServer, TakesEveryRequestThatOurDocumentsAllow)
{
    int asked = 0;
    for (const QString &name : {u"alarmbridge.yaml"_s, u"callrecording.yaml"_s,
                                u"provisioning-alarm.yaml"_s, u"mediaservice.yaml"_s}) {
        SCOPED_TRACE(name.toStdString());
        api::Catalogue one;
        ASSERT_TRUE(one.addDocument(name, e2e::contents(apiFolder + name)));
        serve(apiFolder + name, one.services().constFirst().prefix.toUtf8());
        for (const api::Operation &operation : one.operations()) {
            const bool isFile =
                !jsonBody(operation.responseBodies) ||
                (!operation.requestBodies.isEmpty() && !jsonBody(operation.requestBodies));
            if (!operation.isCallable() || operation.method == Method::Options || isFile)
                continue;
            SCOPED_TRACE(operation.operationId.toStdString());
            const api::Result result = request(valid(operation));
            ASSERT_TRUE(result) << result.error().toString().toStdString();
            ++asked;
            const api::Body *promised = jsonBody(operation.responseBodies);
            if (!promised)
                continue;
            const auto violations = api::validate(result->document.root(), *promised->schema);
            EXPECT_TRUE(violations.isEmpty()) << violations.value(0).pointer.toStdString();
        }
    }
    EXPECT_GT(asked, 20);
}

TEST_F(MockServer, ServesADocumentThatIsNotOurs)
{
    auto known = std::make_shared<api::Catalogue>(*catalogue);
    ASSERT_TRUE(known->addDocument(u"bakery.yaml"_s, e2e::contents(bakery), api::Source::Imported));
    catalogue = known;
    const auto match = known->match(
        Method::Post, api::expandPath(u"/bakery/{domain}/bake"_s, {{u"domain"_s, domain}}));
    ASSERT_TRUE(match);
    serve(bakery, "/bakery");
    const api::Result result = request(valid(*match->operation));
    EXPECT_TRUE(result) << result.error().toString().toStdString();
}
