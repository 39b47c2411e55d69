// SPDX-License-Identifier: GPL-3.0-or-later
// The console against a mock server that others wrote: it knows our documents and nothing else.
// Skipped where Node or npm is missing, or where the server can't be fetched.
#include "tests/e2e/MockServer.h"

#include "app/api/Session.h"
#include "app/api/import/DocumentImport.h"
#include "app/json/Writer.h"
#include "app/sandbox/demo/Sample.h"
#include "tests/e2e/Cli.h"
#include "tests/support/Print.h"

#include <QDateTime>
#include <QDir>
#include <QTest>
#include <QUrlQuery>

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
        QUrlQuery query;
        for (const api::Parameter &each : operation.parameters) {
            const QString value = each.name == "domain"_L1 ? domain : parameterValue(each, making);
            if (each.in == "path"_L1)
                values.insert(each.name, value);
            else if (each.in == "query"_L1 && each.required)
                query.addQueryItem(each.name, value);
        }
        request.path = api::expandPath(operation.path, values);
        request.query = query;
        if (const api::Body *body = jsonBody(operation.requestBodies)) {
            json::Writer writer;
            sandbox::writeSample(writer, {}, *body->schema, sandbox::SampleOf::Request, making);
            request.body = QByteArray::fromStdString(writer.take());
            request.contentType = body->mediaType.toUtf8();
        }
        return request;
    }

    static QString parameterValue(const api::Parameter &parameter, sandbox::Making &making)
    {
        if (!parameter.schema)
            return u"mock-1"_s;
        json::Writer writer;
        sandbox::writeSample(writer, {}, *parameter.schema, sandbox::SampleOf::Request, making);
        const auto sample = json::Document::parse(writer.take());
        if (!sample)
            return u"mock-1"_s;
        const json::Value value = sample->root();
        return QString::fromStdString(value.isString() ? std::string(value.text())
                                                       : value.serialize());
    }

    /// Asks everything that the catalogue has of one document; how many that were.
    int askAll(const QList<api::Operation> &operations, const QString &butFor = {})
    {
        int asked = 0;
        for (const api::Operation &operation : operations) {
            const bool isFile =
                !jsonBody(operation.responseBodies) ||
                (!operation.requestBodies.isEmpty() && !jsonBody(operation.requestBodies));
            if (!operation.isCallable() || operation.method == Method::Options || isFile ||
                (!butFor.isEmpty() && operation.operationId == butFor))
                continue;
            SCOPED_TRACE(operation.operationId.toStdString());
            const api::Result result = request(valid(operation));
            if (!result) {
                ADD_FAILURE() << result.error().toString().toStdString() << '\n'
                              << result.error().serverText.toStdString();
                continue;
            }
            ++asked;
            const auto violations =
                api::validate(result->document.root(), *jsonBody(operation.responseBodies)->schema);
            EXPECT_TRUE(violations.isEmpty()) << violations.value(0).pointer.toStdString();
        }
        return asked;
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
    const QStringList names = QDir(apiFolder).entryList({u"*.yaml"_s}, QDir::Files);
    ASSERT_GE(names.size(), 12);
    int asked = 0;
    for (const QString &name : names) {
        SCOPED_TRACE(name.toStdString());
        api::Catalogue one;
        ASSERT_TRUE(one.addDocument(name, e2e::contents(apiFolder + name)));
        serve(apiFolder + name, one.services().constFirst().prefix.toUtf8());
        if (HasFatalFailure())
            return;
        asked += askAll(one.operations());
    }
    EXPECT_GT(asked, 80);
}

TEST_F(MockServer, ServesAPublicDocumentThatWasImported)
{
    // Given a description that others wrote, in a catalogue as the window's importer puts it there
    const QString file =
        e2e::mockFolder + u"/node_modules/@readme/oas-examples/3.1/json/train-travel.json"_s;
    const auto imported =
        api::DocumentImport::read(u"train-travel.json"_s, e2e::contents(file).toStdString(),
                                  *catalogue, {.prefix = QString(), .stop = {}});
    ASSERT_TRUE(imported) << imported.error().message.toStdString();
    auto known = std::make_shared<api::Catalogue>(*catalogue);
    known->add({imported->contents});
    catalogue = known;
    ASSERT_TRUE(known->match(Method::Get, u"/stations"_s));
    // When
    ASSERT_NO_FATAL_FAILURE(serve(file, {}));
    // Then
    // The example of a trip's id in it is no UUID, as it asks for one.
    EXPECT_GE(askAll(imported->contents.operations, u"create-booking"_s), 4);
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
