// SPDX-License-Identifier: GPL-3.0-or-later
// After a full run no token and no private key lies in any file or output, the key files excepted.
#include "app/api/History.h"
#include "app/api/Session.h"
#include "tests/e2e/Cli.h"
#include "tests/support/Print.h"
#include "tests/support/RawServer.h"

#include <QDirIterator>
#include <QMutex>
#include <QRegularExpression>
#include <QStringEncoder>
#include <QTest>

#include <gmock/gmock.h>

using namespace e2e;
using namespace Qt::StringLiterals;

using testing::IsEmpty;
using testing::Not;

namespace {

const QString devices = u"/provisioning/device/{domain}"_s;

/// What must be found nowhere.
class Secrets
{
public:
    void addToken(const QByteArray &token)
    {
        const QByteArrayList parts = token.split('.');
        ASSERT_EQ(parts.size(), 3) << token.toStdString();
        m_all += parts[1];
        m_all += parts[2].left(40);
    }
    void addKey(const QString &file)
    {
        const QByteArray pem = contents(file);
        for (const QByteArray &line : pem.split('\n')) {
            if (line.size() >= 32 && !line.startsWith("-----"))
                m_all += line;
        }
    }
    qsizetype count() const { return m_all.size(); }

    /// A sentence for each secret in @p bytes.
    QStringList in(const QByteArray &bytes, const QString &where) const
    {
        static const QRegularExpression token(
            u"eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}"_s);
        QStringList found;
        if (token.match(QString::fromLatin1(bytes)).hasMatch())
            found += where + u": something of the form of a token"_s;
        for (const QByteArray &secret : m_all) {
            const QByteArray wide =
                QStringEncoder(QStringEncoder::Utf16LE).encode(QString::fromLatin1(secret));
            for (const QByteArray &form : {secret, secret.toBase64(), secret.toHex(), wide}) {
                if (bytes.contains(form))
                    found += where + u": "_s + QString::fromLatin1(secret);
            }
        }
        return found;
    }

private:
    QByteArrayList m_all;
};

QByteArray &logged()
{
    static QByteArray all;
    return all;
}

void keepMessage(QtMsgType, const QMessageLogContext &, const QString &message)
{
    static QMutex mutex;
    const QMutexLocker locked(&mutex);
    logged() += message.toUtf8() + '\n';
}

QByteArray tokenOf(const RawRequest &request)
{
    return request.header("Authorization").mid(qsizetype(sizeof "Bearer" - 1)).trimmed();
}

/// A server that says back everything it was told, in every place.
RawServer::Script echo(int status)
{
    return [status](QTcpSocket *peer, const RawRequest &request) {
        const QByteArray token = tokenOf(request);
        peer->write(httpReply(status,
                              "{\"message\":\"Bearer " + token + "\",\"token\":\"" + token +
                                  "\",\"nested\":[{\"text\":\"got " + token + " from you\"}]}",
                              "Content-Type: application/json\r\nX-Echo: " + token +
                                  "\r\nSet-Cookie: t=" + token + "\r\n"));
    };
}

class FullRun : public testing::Test
{
protected:
    FullRun()
    {
        m_before = qInstallMessageHandler(keepMessage);
        m_secrets.addKey(keys().privateFile);
        m_secrets.addKey(otherKeys().privateFile);
    }
    ~FullRun() override { qInstallMessageHandler(m_before); }

    void keep(const Outcome &outcome) { m_output += outcome.out + '\n' + outcome.err + '\n'; }

    /// One request of the console's own kind, with its history on the disk.
    void ask(const QUrl &url, const Keys &tenant, api::Method method, const QString &path,
             const QByteArray &body = {})
    {
        api::Profile profile;
        profile.id = u"redaction"_s;
        profile.domain = domain;
        profile.baseUrl = url;
        profile.keyFile = tenant.privateFile;
        api::Session session(profile, nullptr, &m_history);
        session.queue().setBackOff(5);
        api::Request request;
        request.method = method;
        request.path = api::expandPath(path, session.pathValues());
        request.body = body;
        bool done = false;
        session.queue().send(request, &session, [&](const api::Result &result) {
            if (!result) {
                const api::ApiError &error = result.error();
                m_output +=
                    (error.toString() + error.serverText + error.evidence.join(u'\n')).toUtf8() +
                    error.rawBody + '\n';
            }
            done = true;
        });
        ASSERT_TRUE(QTest::qWaitFor([&] { return done; }, patience));
        if (const auto token = session.token())
            m_secrets.addToken(token->text);
        ++m_requests;
    }

    void askInEveryWay(const RunningSandbox &sandbox)
    {
        using enum api::Method;
        const QUrl url(sandbox.baseUrl());
        const QString item = devices + u"/redaction-1"_s;
        ask(url, keys(), Get, devices);
        ask(url, keys(), Put, devices, R"({"deviceId":"redaction-1","authType":"deviceid"})");
        ask(url, keys(), Patch, item, R"([{"op":"add","path":"/description","value":"x"}])");
        ask(url, keys(), Patch, item, R"([{"op":"fly"}])");
        ask(url, keys(), Get, devices + u"/nobody"_s);
        ask(url, keys(), Delete, item);
        ask(url, otherKeys(), Get, devices);                       // 401
        ask(url, keys(), Get, u"/provisioning/device/other.io"_s); // 403
        for (const int status : {200, 400, 401, 404, 409, 500}) {
            RawServer echoing(echo(status));
            ask(echoing.url(), keys(), Get, u"/echo"_s);
            for (const RawRequest &request : echoing.requests())
                m_secrets.addToken(tokenOf(request));
        }
        RawServer closed(echo(200));
        const QUrl nowhere = closed.url();
        closed.close();
        ask(nowhere, keys(), Post, u"/closed"_s, "{}");
        m_history.flush();
    }

    void askOnTheCommandLine(const RunningSandbox &sandbox)
    {
        const QString item = devices + u"/redaction-2"_s;
        keep(sandbox.request(u"GET"_s, devices));
        keep(sandbox.request(u"PUT"_s, devices,
                             R"({"deviceId":"redaction-2","authType":"deviceid"})"));
        keep(sandbox.request(u"DELETE"_s, item));
        keep(sandbox.request(u"GET"_s, item));
        keep(run(QStringList{u"request"_s, u"GET"_s, devices} + sandbox.access(otherKeys())));
        keep(run({u"keys"_s, u"show"_s, keys().privateFile}));
        keep(run({u"json"_s, u"check"_s, keys().privateFile}));
        keep(run({u"patch"_s, u"apply"_s, keys().privateFile, u"-"_s}));
        for (const int status : {400, 401, 500}) {
            RawServer echoing(echo(status));
            keep(
                run({u"request"_s, u"POST"_s, u"/echo"_s, u"--base-url"_s, echoing.url().toString(),
                     u"--domain"_s, domain, u"--key"_s, keys().privateFile}));
            for (const RawRequest &request : echoing.requests())
                m_secrets.addToken(tokenOf(request));
        }
        const Outcome token =
            run({u"token"_s, u"sign"_s, u"--key"_s, keys().privateFile, u"--domain"_s, domain});
        m_secrets.addToken(token.out.trimmed());
        for (const Keys &tenant : {keys(), otherKeys()})
            keep(run({u"token"_s, u"check"_s, u"-"_s, u"--public-key"_s, tenant.publicFile,
                      u"--domain"_s, domain},
                     {.input = token.out}));
    }

    QStringList secretsInFiles() const
    {
        QStringList found;
        QDirIterator each(m_data.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (each.hasNext()) {
            const QString file = each.next();
            found += m_secrets.in(contents(file), file);
        }
        return found;
    }

    Folder m_data;
    api::History m_history{m_data.path()};
    Secrets m_secrets;
    QByteArray m_output;
    int m_requests = 0;

private:
    QtMessageHandler m_before = nullptr;
};

} // namespace

TEST_F(FullRun, LeavesNoTokenAndNoPrivateKeyAnywhere)
{
    {
        RunningSandbox sandbox({u"--data"_s, m_data.path(u"sandbox"_s)});
        askInEveryWay(sandbox);
        askOnTheCommandLine(sandbox);
        keep(sandbox.stop());
    }
    ASSERT_GE(m_history.recent().size(), m_requests) << "nothing was remembered";
    ASSERT_TRUE(QFile::exists(m_data.path(u"history.sqlite"_s)));
    ASSERT_TRUE(QFile::exists(m_data.path(u"sandbox/sandbox.sqlite"_s)));
    ASSERT_GT(m_secrets.count(), 80) << "the secrets that are looked for are missing";

    EXPECT_THAT(secretsInFiles(), IsEmpty());
    EXPECT_THAT(m_secrets.in(m_output, u"output"_s), IsEmpty());
    EXPECT_THAT(m_secrets.in(logged(), u"log"_s), IsEmpty());
}

TEST_F(FullRun, TheSearchFindsATokenThatIsThere)
{
    const QByteArray token =
        run({u"token"_s, u"sign"_s, u"--key"_s, keys().privateFile, u"--domain"_s, domain})
            .out.trimmed();
    m_secrets.addToken(token);
    m_data.write(u"leak.txt"_s, "a line with " + token + " in it");
    EXPECT_THAT(secretsInFiles(), Not(IsEmpty()));
    EXPECT_THAT(m_secrets.in(contents(keys().privateFile), u"key"_s), Not(IsEmpty()));
}
