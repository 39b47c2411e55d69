// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever the other end does: one sentence on standard error, exit 1, no crash.
#include "app/http/Server.h"
#include "tests/e2e/Cli.h"
#include "tests/support/Print.h"
#include "tests/support/RawServer.h"

#include <QStandardPaths>
#include <QTcpServer>

#include <gmock/gmock.h>

using namespace e2e;
using namespace Qt::StringLiterals;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace {

constexpr std::size_t hugeBody = 200'000'000;

Outcome ask(const QString &baseUrl, const QStringList &more = {}, const QString &method = u"GET"_s)
{
    return run(QStringList{u"request"_s, method, u"/things"_s, u"--base-url"_s, baseUrl,
                           u"--domain"_s, domain, u"--key"_s, keys().privateFile} +
               more);
}

void expectSentence(const Outcome &outcome, const std::string &code)
{
    EXPECT_EQ(outcome.exitCode, 1) << testing::PrintToString(outcome);
    EXPECT_EQ(outcome.text("code"), code) << testing::PrintToString(outcome);
    EXPECT_NE(outcome.text("error"), "");
    EXPECT_THAT(outcome.err.toStdString(), StartsWith("iotcomms-cli: "));
    EXPECT_THAT(outcome.err.toStdString(), Not(HasSubstr("Sanitizer")));
}

/// A server of another kind than the sandbox: @p body to everything.
std::unique_ptr<RawServer> server(const QByteArray &body)
{
    return std::make_unique<RawServer>(
        answer(httpReply(200, body, "Content-Type: application/json\r\n")));
}

Outcome askServer(const QByteArray &body)
{
    const auto answering = server(body);
    return ask(answering->url().toString());
}

} // namespace

TEST(BadDays, ClosedPort)
{
    QTcpServer probe;
    ASSERT_TRUE(probe.listen(QHostAddress::LocalHost));
    const quint16 port = probe.serverPort();
    probe.close();
    expectSentence(ask(u"http://127.0.0.1:%1"_s.arg(port), {}, u"POST"_s), "NotConnected");
}

TEST(BadDays, UnknownHost)
{
    const Outcome outcome = ask(u"https://no-such-host.invalid"_s, {}, u"POST"_s);
    expectSentence(outcome, "HostNotFound");
    EXPECT_THAT(outcome.err.toStdString(), HasSubstr("no-such-host.invalid"));
}

TEST(BadDays, SelfSignedCertificate)
{
    if (QStandardPaths::findExecutable(u"openssl"_s).isEmpty())
        GTEST_SKIP() << "the openssl command is not here to make a certificate";
    const Folder folder;
    const QString key = folder.path(u"tls-key.pem"_s);
    const QString certificate = folder.path(u"tls.pem"_s);
    const Outcome made =
        runProgram(u"openssl"_s,
                   {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-days"_s,
                    u"2"_s, u"-subj"_s, u"/CN=Somebody"_s, u"-addext"_s,
                    u"subjectAltName=IP:127.0.0.1"_s, u"-keyout"_s, key, u"-out"_s, certificate},
                   environment());
    ASSERT_EQ(made.exitCode, 0) << testing::PrintToString(made);
    http::Options options;
    options.tls = {.certificateChainPem = contents(certificate).toStdString(),
                   .privateKeyPem = contents(key).toStdString()};
    http::Server secure(options, [](const http::Request &) {
        return http::Response{.status = 200, .body = R"({"things":[1]})"};
    });
    ASSERT_TRUE(secure.start());
    const QString url = QString::fromStdString(secure.baseUrl());

    const Outcome outcome = ask(url);
    expectSentence(outcome, "TlsFailed");
    EXPECT_THAT(outcome.out.toStdString(), HasSubstr("Somebody")) << "the chain is not shown";

    const Outcome trusted = ask(url, {u"--ca"_s, certificate});
    EXPECT_EQ(trusted.exitCode, 0) << testing::PrintToString(trusted);
    EXPECT_EQ(trusted.out, "{\"things\":[1]}\n");
}

TEST(BadDays, ServerThatSaysNothing)
{
    RawServer silent([](QTcpSocket *, const RawRequest &) {});
    expectSentence(ask(silent.url().toString(), {u"--timeout"_s, u"1"_s}, u"POST"_s), "TimedOut");
}

TEST(BadDays, StallInTheMiddleOfABody)
{
    RawServer stalling([](QTcpSocket *peer, const RawRequest &) {
        peer->write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"a\":");
    });
    expectSentence(ask(stalling.url().toString(), {u"--timeout"_s, u"1"_s}, u"POST"_s), "TimedOut");
}

TEST(BadDays, ConnectionCutInTheMiddleOfABody)
{
    RawServer cutting([](QTcpSocket *peer, const RawRequest &) {
        peer->write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"a\":");
        peer->disconnectFromHost();
    });
    expectSentence(ask(cutting.url().toString(), {}, u"POST"_s), "NotConnected");
}

TEST(BadDays, AnswerThatIsNoHttp)
{
    RawServer other(answer("SSH-2.0-OpenSSH_9.2\r\n\r\n"));
    const Outcome outcome = ask(other.url().toString(), {u"--timeout"_s, u"1"_s}, u"POST"_s);
    EXPECT_EQ(outcome.exitCode, 1) << testing::PrintToString(outcome);
    EXPECT_THAT(outcome.err.toStdString(), StartsWith("iotcomms-cli: "));
}

TEST(BadDays, BodyThatIsNotJson)
{
    const Outcome outcome = askServer("<html><body>Sign in</body></html>");
    expectSentence(outcome, "NotJson");
}

TEST(BadDays, BodyThatIsNotJsonIsPrintedWhenAskedFor)
{
    const auto answering = server("a,b\n1,2\n");
    const Outcome outcome = ask(answering->url().toString(), {u"--raw"_s});
    EXPECT_EQ(outcome.exitCode, 0) << testing::PrintToString(outcome);
    EXPECT_EQ(outcome.out, "a,b\n1,2\n");
}

TEST(BadDays, SuccessFalse)
{
    const Outcome outcome = askServer(R"({"success":false,"message":"No such trunk"})");
    expectSentence(outcome, "SuccessFalse");
    EXPECT_EQ(outcome.text("serverText"), "No such trunk");
}

TEST(BadDays, AHundredThousandLevels)
{
    expectSentence(askServer(QByteArray(100'000, '[') + QByteArray(100'000, ']')), "NotJson");
    expectSentence(askServer(QByteArray(100'000, '[')), "NotJson");
}

TEST(BadDays, RedirectToAnotherHost)
{
    RawServer elsewhere(answer(httpReply(200, "{}")));
    RawServer redirecting(answer(
        httpReply(302, "", "Location: " + elsewhere.url(u"localhost"_s).toEncoded() + "/x\r\n")));
    expectSentence(ask(redirecting.url().toString()), "Redirected");
    EXPECT_EQ(elsewhere.count(), 0);
}

TEST(BadDays, TwoHundredMegabytesThatAreNotJson)
{
    http::Server large({}, [](const http::Request &) {
        http::Response response;
        response.stream = [sent = std::size_t(0)]() mutable {
            if (sent >= hugeBody)
                return std::string();
            sent += 1'000'000;
            return std::string(1'000'000, 'x');
        };
        return response;
    });
    ASSERT_TRUE(large.start());
    expectSentence(ask(QString::fromStdString(large.baseUrl())), "NotJson");
}

TEST(BadDays, ErrorBodyWithMarkupAndControlCharactersStaysPlainText)
{
    RawServer failing(answer(httpReply(400, R"({"message":"<b>\u001b[31mno</b>"})",
                                       "Content-Type: application/json\r\n")));
    const Outcome outcome = ask(failing.url().toString());
    expectSentence(outcome, "BadRequest");
    EXPECT_EQ(outcome.err.count('\x1b'), 0) << "a terminal would obey";
    EXPECT_THAT(outcome.text("serverText"), HasSubstr("<b>"));
}

// 1,000,000 with IOTCOMMS_TEST_MANY=1000000; less by default, for the sake of the time it takes.
TEST(BadDays, ListOfVeryManyRows)
{
    const int many = qEnvironmentVariable("IOTCOMMS_TEST_MANY", u"20000"_s).toInt();
    const RunningSandbox sandbox({u"--devices"_s, QString::number(many)});
    const Outcome list = sandbox.request(u"GET"_s, u"/provisioning/device/{domain}"_s);
    ASSERT_EQ(list.exitCode, 0) << list.err.toStdString();
    const json::Document document = list.json();
    EXPECT_EQ(document.root()["devices"].size(), std::size_t(many));
}
