// SPDX-License-Identifier: GPL-3.0-or-later
// Documents that are fetched: without anything that says who asks.
#include "app/api/import/DocumentDownload.h"

#include "app/api/import/DocumentText.h"
#include "tests/support/Print.h"
#include "tests/support/RawServer.h"

#include <QSignalSpy>
#include <QTest>

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using api::DocumentDownload;
using testing::HasSubstr;
using testing::Not;

namespace {

class DocumentDownloadTest : public testing::Test
{
protected:
    DocumentDownload m_download;
    QSignalSpy m_failed{&m_download, &DocumentDownload::failed};
    std::string m_text;
    bool m_done = false;

    DocumentDownloadTest()
    {
        QObject::connect(&m_download, &DocumentDownload::finished, &m_download,
                         [this](const std::string &text) {
                             m_text = text;
                             m_done = true;
                         });
    }
    void fetch(const QUrl &url)
    {
        m_download.start(url);
        EXPECT_TRUE(QTest::qWaitFor([this] { return m_done || m_failed.count() > 0; }, 20'000));
    }
    std::string failure() const
    {
        return m_failed.isEmpty() ? std::string()
                                  : m_failed.constFirst().constFirst().toString().toStdString();
    }
};

} // namespace

TEST_F(DocumentDownloadTest, TakesWhatIsThereAndSaysNothingOfUs)
{
    RawServer server(answer(httpReply(200, "openapi: 3.1.0\n", "Set-Cookie: a=b\r\n")));
    fetch(server.url().resolved(QUrl(u"/openapi.yaml"_s)));
    EXPECT_EQ(m_text, "openapi: 3.1.0\n");
    m_done = false;
    fetch(server.url().resolved(QUrl(u"/openapi.yaml"_s)));
    ASSERT_EQ(server.count(), 2);
    for (const RawRequest &request : server.requests()) {
        EXPECT_EQ(request.header("Authorization"), "");
        EXPECT_EQ(request.header("Cookie"), "");
    }
}

TEST_F(DocumentDownloadTest, FollowsARedirectOfTheSameScheme)
{
    RawServer server(answers({httpReply(302, "", "Location: /there\r\n"), httpReply(200, "{}")}));
    fetch(server.url());
    EXPECT_EQ(m_text, "{}");
    EXPECT_EQ(server.requests().constLast().target(), "/there");
}

TEST_F(DocumentDownloadTest, FollowsNoRedirectToAnotherSchemeOrHostByHttp)
{
    for (const QByteArray target : {"file:///etc/passwd", "ftp://127.0.0.1/x", "data:,x",
                                    "http://example.test/x", "https://127.0.0.1:1/x"}) {
        RawServer server(answer(httpReply(302, "", "Location: " + target + "\r\n")));
        m_failed.clear();
        fetch(server.url());
        EXPECT_FALSE(m_done) << target.toStdString();
        EXPECT_THAT(failure(), HasSubstr("not followed")) << target.toStdString();
    }
}

TEST_F(DocumentDownloadTest, GivesUpOnACircleOfRedirects)
{
    RawServer server(answer(httpReply(302, "", "Location: /again\r\n")));
    fetch(server.url());
    EXPECT_THAT(failure(), HasSubstr("without an end"));
    EXPECT_LE(server.count(), 7);
}

TEST_F(DocumentDownloadTest, StopsAtTheCeiling)
{
    RawServer server(answer("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nabc"));
    fetch(server.url());
    EXPECT_THAT(failure(), HasSubstr("larger than"));
}

TEST_F(DocumentDownloadTest, StopsAtTheCeilingOfWhatIsNotAnnounced)
{
    const QByteArray piece(1024 * 1024, 'a');
    RawServer server([&](QTcpSocket *peer, const RawRequest &) {
        peer->write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
        for (qint64 sent = 0; sent <= api::maxDocumentBytes; sent += piece.size())
            peer->write(piece);
        peer->disconnectFromHost();
    });
    fetch(server.url());
    EXPECT_THAT(failure(), HasSubstr("larger than"));
}

TEST_F(DocumentDownloadTest, ExplainsWhatTheServerAnswers)
{
    RawServer server(answer(httpReply(404, "no")));
    fetch(server.url());
    EXPECT_THAT(failure(), HasSubstr("404"));
    m_failed.clear();
    server.setScript(answer(httpReply(401, "", "WWW-Authenticate: Basic realm=\"x\"\r\n")));
    fetch(server.url());
    EXPECT_THAT(failure(), HasSubstr("sign in"));
}

TEST_F(DocumentDownloadTest, CanBeCancelledWithoutAWord)
{
    RawServer server([](QTcpSocket *, const RawRequest &) {}); // never answers
    m_download.start(server.url());
    ASSERT_TRUE(QTest::qWaitFor([&] { return server.count() == 1; }, 20'000));
    m_download.cancel();
    EXPECT_FALSE(m_download.isRunning());
    QCoreApplication::processEvents();
    EXPECT_EQ(m_failed.count(), 0);
    EXPECT_FALSE(m_done);
}

TEST_F(DocumentDownloadTest, RefusesAddressesThatItShouldNotFetch)
{
    for (const QString &typed :
         {u"http://example.test/openapi.json"_s, u"https://me:secret@example.test/"_s,
          u"file:///etc/passwd"_s, u"ftp://example.test/"_s, u"https://"_s, u"not an address"_s}) {
        const QString why = DocumentDownload::whyNot(DocumentDownload::urlFrom(typed));
        EXPECT_FALSE(why.isEmpty()) << typed.toStdString();
        EXPECT_THAT(why.toStdString(), Not(HasSubstr("secret")));
    }
    EXPECT_EQ(DocumentDownload::whyNot(DocumentDownload::urlFrom(u"example.test/a.json"_s)),
              QString());
    fetch(QUrl(u"file:///etc/passwd"_s));
    EXPECT_FALSE(m_done);
}
