// SPDX-License-Identifier: GPL-3.0-or-later
#include "RawClient.h"
#include "app/http/Server.h"
#include "tests/support/Print.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <gmock/gmock.h>

using http::Request;
using http::Response;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using testing::HasSubstr;

namespace {

constexpr int patience = 60'000;

std::string contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

class ServerTlsTest : public testing::Test
{
protected:
    void SetUp() override
    {
        if (QStandardPaths::findExecutable(u"openssl"_s).isEmpty())
            GTEST_SKIP() << "the openssl command is not here to make a certificate";
        if (!QSslSocket::supportsSsl())
            GTEST_SKIP() << "this Qt has no TLS";
        const QString key = m_folder.filePath(u"key.pem"_s);
        const QString certificate = m_folder.filePath(u"certificate.pem"_s);
        QProcess openssl;
        openssl.start(u"openssl"_s, {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s,
                                     u"-days"_s, u"2"_s, u"-subj"_s, u"/CN=localhost"_s,
                                     u"-addext"_s, u"subjectAltName=IP:127.0.0.1"_s, u"-keyout"_s,
                                     key, u"-out"_s, certificate});
        ASSERT_TRUE(openssl.waitForFinished(patience));
        ASSERT_EQ(openssl.exitCode(), 0) << openssl.readAllStandardError().toStdString();
        m_options.tls = {.certificateChainPem = contents(certificate),
                         .privateKeyPem = contents(key)};
    }

    void serve()
    {
        m_server = std::make_unique<http::Server>(m_options, [](const Request &request) {
            Response response{.status = 200, .headers = {}, .body = request.body, .stream = {}};
            if (request.path() == "/stream") {
                response.stream = [n = 0]() mutable {
                    return n++ < 100 ? std::string(50'000, 'x') : std::string();
                };
            }
            return response;
        });
        const auto started = m_server->start();
        ASSERT_TRUE(started) << started.error();
    }

    /// All that the server sends until it closes.
    QByteArray exchange(const QByteArray &request, QSsl::SslProtocol protocol)
    {
        QSslSocket socket;
        QSslConfiguration configuration = socket.sslConfiguration();
        const auto certificate = QByteArray::fromStdString(m_options.tls->certificateChainPem);
        configuration.setCaCertificates({QSslCertificate(certificate)});
        configuration.setProtocol(protocol);
        socket.setSslConfiguration(configuration);
        socket.connectToHostEncrypted(u"127.0.0.1"_s, m_server->port());
        if (!socket.waitForEncrypted(patience))
            return {};
        socket.write(request);
        QByteArray reply;
        while (socket.waitForReadyRead(patience))
            reply += socket.readAll();
        return reply + socket.readAll();
    }

    QTemporaryDir m_folder;
    http::Options m_options;
    std::unique_ptr<http::Server> m_server;
};

} // namespace

TEST_F(ServerTlsTest, answers_over_tls_1_2_and_1_3)
{
    serve();
    EXPECT_TRUE(m_server->baseUrl().starts_with("https://127.0.0.1:"));
    for (const auto protocol : {QSsl::TlsV1_2, QSsl::TlsV1_3}) {
        const QByteArray body(1'000'000, 'b');
        const QByteArray reply =
            exchange("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 1000000"
                     "\r\n\r\n" +
                         body,
                     protocol);
        EXPECT_TRUE(reply.startsWith("HTTP/1.1 200 OK\r\n"));
        EXPECT_TRUE(reply.endsWith("\r\n\r\n" + body));
    }
}

TEST_F(ServerTlsTest, streams_over_tls)
{
    serve();
    const QByteArray reply =
        exchange("GET /stream HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", QSsl::TlsV1_3);
    EXPECT_EQ(reply.count('x'), 5'000'000);
    EXPECT_TRUE(reply.endsWith("\r\n0\r\n\r\n"));
}

TEST_F(ServerTlsTest, stops_while_a_handshake_hangs_and_closes_one_that_does_not_come)
{
    m_options.limits.idle = 200ms;
    serve();
    RawClient silent(m_server->port());
    EXPECT_EQ(silent.readAll(), "");
    RawClient plain(m_server->port());
    plain.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(plain.readAll().find("HTTP/"), std::string::npos);
    m_server->stop();
    m_options.limits.idle = 1h;
    serve();
    RawClient hanging(m_server->port());
    m_server->stop();
    EXPECT_EQ(hanging.readAll(), "");
}

TEST_F(ServerTlsTest, says_what_is_wrong_with_certificate_or_key)
{
    const auto error = [](const http::Options &options) {
        return http::Server(options, [](const Request &) { return Response(); }).start().error();
    };
    http::Options options = m_options;
    options.tls->certificateChainPem = "rubbish";
    EXPECT_THAT(error(options), HasSubstr("certificate is not"));
    options = m_options;
    options.tls->privateKeyPem = options.tls->certificateChainPem;
    EXPECT_THAT(error(options), HasSubstr("private key can't be read"));
}
