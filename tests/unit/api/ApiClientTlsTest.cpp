// SPDX-License-Identifier: GPL-3.0-or-later
// TLS: what is not trusted stops, and says by which certificates. They are made by the openssl
// command; without it these tests are skipped.
#include "tests/unit/api/ClientFixture.h"

#include <QFile>
#include <QProcess>
#include <QSslKey>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using api::ApiError;
using api::Method;
using api::Result;
using Code = ApiError::Code;

namespace {

class ApiClientTlsTest : public ClientFixture
{
protected:
    void SetUp() override
    {
        if (QStandardPaths::findExecutable(u"openssl"_s).isEmpty())
            GTEST_SKIP() << "the openssl command is not installed";
        if (!QSslSocket::supportsSsl())
            GTEST_SKIP() << "Qt has no TLS here";
    }

    bool openssl(const QString &arguments) const
    {
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.start(u"openssl"_s, arguments.split(u' '));
        return process.waitForFinished(patience) && process.exitCode() == 0;
    }

    QByteArray file(const QString &name) const
    {
        QFile f(folder.filePath(name));
        return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray();
    }

    /// A self-signed certificate for @p names in server.pem.
    bool makeSelfSigned(const QString &names, const QString &more = u"-days 2"_s)
    {
        return openssl(u"req -x509 -newkey rsa:2048 -nodes -keyout server.key -out server.pem "
                       "-subj /CN=test-server -addext subjectAltName=%1 %2"_s.arg(names, more));
    }

    void serveTls(RawServer::Script script)
    {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setLocalCertificateChain(QSslCertificate::fromData(file(u"server.pem"_s)));
        tls.setPrivateKey(QSslKey(file(u"server.key"_s), QSsl::Rsa));
        server = std::make_unique<RawServer>(std::move(script), tls);
        connectTo(server->url());
    }

    QTemporaryDir folder;
};

constexpr auto own = "IP:127.0.0.1,DNS:localhost"_L1;

TEST_F(ApiClientTlsTest, ASelfSignedServerIsRefusedWithItsCertificate)
{
    // given
    ASSERT_TRUE(makeSelfSigned(own));
    serveTls(answer(httpReply(200, "{}")));
    // when
    EXPECT_EQ(codeOf(get()), Code::TlsFailed);
    // then
    const QString evidence = last.evidence.join(u'\n');
    EXPECT_TRUE(evidence.contains(u"test-server"_s)) << evidence.toStdString();
    const QByteArray print = QSslCertificate::fromData(file(u"server.pem"_s))
                                 .value(0)
                                 .digest(QCryptographicHash::Sha256)
                                 .toHex(':')
                                 .toUpper();
    EXPECT_TRUE(evidence.contains(QString::fromLatin1(print))) << evidence.toStdString();
    EXPECT_EQ(server->count(), 0) << "the token was sent";
}

TEST_F(ApiClientTlsTest, AnExpiredCertificateIsRefusedEvenWhenItsIssuerIsTrusted)
{
    // Old versions of openssl know -days -1, new ones the two dates.
    if (!makeSelfSigned(own, u"-not_before 20200101000000Z -not_after 20200201000000Z"_s) &&
        !makeSelfSigned(own, u"-days -1"_s))
        GTEST_SKIP() << "this openssl can't make an expired certificate";
    profile.caFile = folder.filePath(u"server.pem"_s);
    serveTls(answer(httpReply(200, "{}")));
    EXPECT_EQ(codeOf(get()), Code::TlsFailed);
    EXPECT_TRUE(last.evidence.join(u'\n').contains(u"expired"_s))
        << last.evidence.join(u'\n').toStdString();
    EXPECT_EQ(server->count(), 0);
}

TEST_F(ApiClientTlsTest, ACertificateOfAnotherHostIsRefused)
{
    ASSERT_TRUE(makeSelfSigned(u"DNS:other.example"_s));
    profile.caFile = folder.filePath(u"server.pem"_s);
    serveTls(answer(httpReply(200, "{}")));
    EXPECT_EQ(codeOf(get()), Code::TlsFailed);
    EXPECT_TRUE(last.evidence.join(u'\n').contains(u"host name"_s))
        << last.evidence.join(u'\n').toStdString();
    EXPECT_EQ(server->count(), 0);
}

TEST_F(ApiClientTlsTest, AnAuthorityOfOnesOwnIsTrustedWhenTheProfileNamesIt)
{
    // given
    ASSERT_TRUE(openssl(u"req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 "
                        "-subj /CN=own-authority"_s));
    if (!makeSelfSigned(own, u"-days 2 -CA ca.pem -CAkey ca.key"_s))
        GTEST_SKIP() << "this openssl can't sign with an authority in one step";
    serveTls(answer(httpReply(200, "{}")));
    // when, then
    EXPECT_EQ(codeOf(get()), Code::TlsFailed);
    profile.caFile = folder.filePath(u"ca.pem"_s);
    remake();
    const Result result = ask(get());
    EXPECT_TRUE(result) << testing::PrintToString(result);
    EXPECT_EQ(server->count(), 1);
}

TEST_F(ApiClientTlsTest, AnAuthorityFileThatIsNoneIsNamedAndNothingSent)
{
    ASSERT_TRUE(makeSelfSigned(own));
    serveTls(answer(httpReply(200, "{}")));
    profile.caFile = folder.filePath(u"server.key"_s);
    remake();
    EXPECT_EQ(codeOf(get()), Code::Other);
    EXPECT_TRUE(last.what.contains(u"server.key"_s)) << last.what.toStdString();
    EXPECT_EQ(server->connections(), 0);
}

TEST_F(ApiClientTlsTest, ARedirectFromHttpsToHttpIsNotFollowed)
{
    // given
    ASSERT_TRUE(makeSelfSigned(own));
    profile.caFile = folder.filePath(u"server.pem"_s);
    RawServer plain(answer(httpReply(200, "{}")));
    serveTls(answer(httpReply(302, "", "Location: " + plain.url().toEncoded() + "/x\r\n")));
    // when, then
    EXPECT_EQ(codeOf(get()), Code::Redirected);
    EXPECT_EQ(plain.connections(), 0);
}

TEST_F(ApiClientTlsTest, AConnectionDroppedUnderTlsIsNotSentTwice)
{
    ASSERT_TRUE(makeSelfSigned(own));
    profile.caFile = folder.filePath(u"server.pem"_s);
    serveTls([](QTcpSocket *peer, const RawRequest &) { peer->disconnectFromHost(); });
    EXPECT_EQ(codeOf(change(Method::Patch)), Code::NotConnected);
    EXPECT_EQ(server->count(), 1);
}

TEST_F(ApiClientTlsTest, APlainServerBehindHttpsIsAnError)
{
    ASSERT_TRUE(makeSelfSigned(own));
    RawServer plain({});
    QUrl url = plain.url();
    url.setScheme(u"https"_s);
    connectTo(url);
    api::Request request = change(Method::Post);
    request.inactivityTimeout = 500;
    EXPECT_FALSE(ask(request));
    EXPECT_FALSE(plain.received().contains("Bearer"));
}

} // namespace
