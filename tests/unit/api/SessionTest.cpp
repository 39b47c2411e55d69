// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/Session.h"

#include "app/auth/Jwt.h"
#include "tests/unit/api/ClientFixture.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using api::Result;
using api::Session;
using KeyState = Session::KeyState;

namespace {

class SessionTest : public ClientFixture
{
protected:
    void write(const QByteArray &bytes, const QString &name = u"key.pem"_s)
    {
        profile.domain = u"customer47.test.example"_s;
        profile.keyFile = folder.filePath(name);
        QFile file(profile.keyFile);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    static QByteArray plainKey()
    {
        const QCA::SecureArray pem = testKey().privatePem();
        return QByteArray(pem.constData(), pem.size());
    }

    std::optional<Result> askVia(Session &session)
    {
        std::optional<Result> result;
        session.queue().setBackOff(5);
        session.queue().send(get(), &session, [&](const Result &r) { result = r; });
        EXPECT_TRUE(QTest::qWaitFor([&] { return result.has_value(); }, patience));
        return result;
    }

    QTemporaryDir folder;
};

TEST_F(SessionTest, ReadsTheKeyAndSendsWithIt)
{
    // given
    serve(answer(httpReply(200, R"({"success":true})")));
    write(plainKey());
    // when
    Session session(profile, nullptr, nullptr);
    // then
    EXPECT_EQ(session.keyState(), KeyState::Ready);
    EXPECT_EQ(session.keyProblem(), u""_s);
    EXPECT_EQ(session.keyBits(), 2048);
    EXPECT_EQ(session.keyThumbprint(), testKey().thumbprint());
    EXPECT_EQ(session.pathValues().value(u"domain"_s), profile.domain);
    EXPECT_FALSE(session.tokenSecondsLeft());
    ASSERT_TRUE(*askVia(session));
    ASSERT_TRUE(session.tokenSecondsLeft());
    EXPECT_GT(*session.tokenSecondsLeft(), 3000);
    EXPECT_LE(*session.tokenSecondsLeft(), auth::tokenLifetime);
    EXPECT_EQ(server->requests()[0].header("Authorization"), "Bearer " + session.token()->text);
}

TEST_F(SessionTest, WithoutAKeyFileItSaysSoAndSendsNothing)
{
    serve(answer(httpReply(200, "{}")));
    Session session(profile, nullptr, nullptr);
    EXPECT_EQ(session.keyState(), KeyState::Missing);
    EXPECT_FALSE(session.keyProblem().isEmpty());
    EXPECT_EQ(session.keyBits(), 0);
    EXPECT_FALSE(session.token());
    EXPECT_EQ(askVia(session)->error().code, api::ApiError::Code::NoKey);
    EXPECT_EQ(server->count(), 0);
}

TEST_F(SessionTest, AFileThatIsNoUsableKeyIsNamed)
{
    write("not a key");
    EXPECT_EQ(Session(profile, nullptr, nullptr).keyState(), KeyState::Unusable);
    write(testKey().publicKey().pem());
    const Session session(profile, nullptr, nullptr);
    EXPECT_EQ(session.keyState(), KeyState::Unusable);
    EXPECT_FALSE(session.keyProblem().isEmpty());
    profile.keyFile = folder.filePath(u"nowhere.pem"_s);
    EXPECT_EQ(Session(profile, nullptr, nullptr).keyState(), KeyState::Unusable);
}

TEST_F(SessionTest, AnEncryptedKeyIsUnlockedOnceARun)
{
    // given
    serve(answer(httpReply(200, "{}")));
    write(*testKey().encryptedPrivatePem(QCA::SecureArray("correct horse")));
    Session session(profile, nullptr, nullptr);
    QSignalSpy changes(&session, &Session::keyStateChanged);
    EXPECT_EQ(session.keyState(), KeyState::NeedsPassphrase);
    // when: the wrong one, then the right one
    EXPECT_FALSE(session.unlock(u"wrong"_s));
    EXPECT_EQ(session.keyState(), KeyState::NeedsPassphrase);
    EXPECT_EQ(changes.size(), 0);
    EXPECT_TRUE(session.unlock(u"correct horse"_s));
    // then
    EXPECT_EQ(session.keyState(), KeyState::Ready);
    EXPECT_EQ(changes.size(), 1);
    EXPECT_TRUE(*askVia(session));
    const Session second(profile, nullptr, nullptr);
    EXPECT_EQ(second.keyState(), KeyState::Ready);
}

TEST_F(SessionTest, ByTheServersClockATokenIsAcceptedThatOursWouldSpoil)
{
    // given: a server two hours ahead that refuses tokens older than one
    serve({});
    server->setScript([](QTcpSocket *peer, const RawRequest &request) {
        const QDateTime now = QDateTime::currentDateTimeUtc().addSecs(7200);
        const auto token = auth::Jwt::parse(request.header("Authorization").mid(7));
        const auto issued = token->payload()["iat"].integer().value_or(0);
        const bool fresh = std::abs(now.toSecsSinceEpoch() - issued) < 600;
        const QByteArray date =
            QLocale::c().toString(now, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
        peer->write(httpReply(fresh ? 200 : 401, "{}", "Date: " + date + "\r\n"));
    });
    write(plainKey());
    Session session(profile, nullptr, nullptr);
    QSignalSpy changes(&session, &Session::clockOffsetChanged);
    // when
    EXPECT_FALSE(*askVia(session));
    // then
    EXPECT_EQ(changes.size(), 1);
    EXPECT_TRUE(session.clockIsOff());
    session.allowClockOffset(true);
    EXPECT_TRUE(*askVia(session));
    EXPECT_GT(*session.tokenSecondsLeft(), 3000);
}

TEST_F(SessionTest, AProfileThatAllowsForTheClockNeedsOneRefusalOnly)
{
    // as above, with the permission in the profile: the 401's own Date header puts it right
    serve({});
    server->setScript([](QTcpSocket *peer, const RawRequest &request) {
        const QDateTime now = QDateTime::currentDateTimeUtc().addSecs(-7200);
        const auto token = auth::Jwt::parse(request.header("Authorization").mid(7));
        const auto issued = token->payload()["iat"].integer().value_or(0);
        const bool fresh = std::abs(now.toSecsSinceEpoch() - issued) < 600;
        const QByteArray date =
            QLocale::c().toString(now, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
        peer->write(httpReply(fresh ? 200 : 401, "{}", "Date: " + date + "\r\n"));
    });
    write(plainKey());
    profile.allowClockOffset = true;
    Session session(profile, nullptr, nullptr);
    EXPECT_TRUE(*askVia(session));
    EXPECT_EQ(server->count(), 2);
}

} // namespace
