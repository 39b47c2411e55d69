// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/Session.h"

#include "app/auth/Jwt.h"
#include "tests/unit/api/ClientFixture.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThreadPool>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using api::Call;
using api::Result;
using api::Session;
using KeyState = Session::KeyState;

namespace {

/// A P-256 key made for this test, encrypted with the passphrase "open".
const QByteArray encryptedEcKey =
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
    "MIH0MF8GCSqGSIb3DQEFDTBSMDEGCSqGSIb3DQEFDDAkBBD8l81XQwoUt3Y+Em43\n"
    "CTe3AgID6DAMBggqhkiG9w0CCQUAMB0GCWCGSAFlAwQBKgQQLoIF6d+P0+MZ3aNY\n"
    "UVT7gQSBkKhhQOfdHRqogSUEuDipI2rljsJKjO9P8/ApGIVeamxhYnO/yzTiCjL/\n"
    "mF8uT7OPrPY5pvOHKolAup8U9qxm+PgIMIKTIPNFDVo4J94lGYDWlzvT79OwrhM5\n"
    "0d2EqaBu9533/lPOBuFAqPNhDaSwhTitO5jJXUBssvxLXEooC9ApmdbaPmmbbt+F\n"
    "9b3M/CArCg==\n"
    "-----END ENCRYPTED PRIVATE KEY-----\n";

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

    static Session::Unlocked unlocked(Session &session, const QString &passphrase)
    {
        QSignalSpy finished(&session, &Session::unlockFinished);
        session.unlock(passphrase);
        EXPECT_TRUE(QTest::qWaitFor([&] { return finished.size() == 1; }, patience));
        return finished.value(0).value(0).value<Session::Unlocked>();
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
    session.waitForKey();
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

TEST_F(SessionTest, ARequestWaitsForAKeyThatIsStillBeingRead)
{
    // given
    serve(answer(httpReply(200, "{}")));
    write(plainKey());
    Session session(profile, nullptr, nullptr);
    QSignalSpy changes(&session, &Session::keyStateChanged);
    ASSERT_EQ(session.keyState(), KeyState::Reading);
    EXPECT_FALSE(session.token());
    // when a request is made before the key is there
    const auto result = askVia(session);
    // then it is sent, with a token
    EXPECT_TRUE(*result);
    EXPECT_EQ(changes.size(), 1);
    EXPECT_EQ(session.keyState(), KeyState::Ready);
    EXPECT_EQ(server->count(), 1);
}

TEST_F(SessionTest, ARequestCanBeCancelledWhileTheKeyIsRead)
{
    write(plainKey());
    Session session(profile, nullptr, nullptr);
    std::optional<Result> result;
    Call *call = session.queue().send(get());
    QObject::connect(call, &Call::finished, &session, [&](const Result &r) { result = r; });
    ASSERT_EQ(session.keyState(), KeyState::Reading);
    call->cancel();
    ASSERT_TRUE(QTest::qWaitFor([&] { return result.has_value(); }, patience));
    EXPECT_EQ(result->error().code, api::ApiError::Code::Cancelled);
}

TEST_F(SessionTest, MayGoWhileItsKeyIsRead)
{
    write(*testKey().encryptedPrivatePem(QCA::SecureArray("correct horse")));
    // given: one that goes before its key is read, and one that goes while a passphrase is tried
    std::make_unique<Session>(profile, nullptr, nullptr).reset();
    auto session = std::make_unique<Session>(profile, nullptr, nullptr);
    session->waitForKey();
    session->unlock(u"correct horse"_s);
    session.reset();
    // when the workers are done
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    // then nothing was touched that is gone, and nobody has unlocked the key
    Session later(profile, nullptr, nullptr);
    later.waitForKey();
    EXPECT_EQ(later.keyState(), KeyState::NeedsPassphrase);
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
    const auto stateOf = [this] {
        Session session(profile, nullptr, nullptr);
        session.waitForKey();
        EXPECT_FALSE(session.keyProblem().isEmpty());
        return session.keyState();
    };
    write("not a key");
    EXPECT_EQ(stateOf(), KeyState::Unusable);
    write(testKey().publicKey().pem());
    EXPECT_EQ(stateOf(), KeyState::Unusable);
    profile.keyFile = folder.filePath(u"nowhere.pem"_s);
    EXPECT_EQ(stateOf(), KeyState::Unusable);
}

TEST_F(SessionTest, AnEncryptedKeyIsUnlockedOnceARun)
{
    // given
    serve(answer(httpReply(200, "{}")));
    write(*testKey().encryptedPrivatePem(QCA::SecureArray("correct horse")));
    Session session(profile, nullptr, nullptr);
    session.waitForKey();
    QSignalSpy changes(&session, &Session::keyStateChanged);
    EXPECT_EQ(session.keyState(), KeyState::NeedsPassphrase);
    // when: the wrong one, then the right one
    EXPECT_EQ(unlocked(session, u"wrong"_s), Session::Unlocked::WrongPassphrase);
    EXPECT_EQ(session.keyState(), KeyState::NeedsPassphrase);
    EXPECT_TRUE(session.keyProblem().contains(u"passphrase"_s));
    EXPECT_EQ(changes.size(), 0);
    EXPECT_EQ(unlocked(session, u"correct horse"_s), Session::Unlocked::Yes);
    // then
    EXPECT_EQ(session.keyState(), KeyState::Ready);
    EXPECT_EQ(changes.size(), 1);
    EXPECT_TRUE(*askVia(session));
    Session second(profile, nullptr, nullptr);
    second.waitForKey();
    EXPECT_EQ(second.keyState(), KeyState::Ready);
}

TEST_F(SessionTest, TheRightPassphraseMayOpenAKeyOfNoUse)
{
    // given an encrypted key that is no RSA key
    write(encryptedEcKey);
    Session session(profile, nullptr, nullptr);
    session.waitForKey();
    ASSERT_EQ(session.keyState(), KeyState::NeedsPassphrase);
    // when, then
    EXPECT_EQ(unlocked(session, u"nearly"_s), Session::Unlocked::WrongPassphrase);
    EXPECT_EQ(unlocked(session, u"open"_s), Session::Unlocked::KeyUnusable);
    EXPECT_EQ(session.keyState(), KeyState::Unusable);
    EXPECT_TRUE(session.keyProblem().contains(u"EC"_s)) << session.keyProblem().toStdString();
}

TEST_F(SessionTest, ACancelledUnlockingChangesNothing)
{
    // given
    write(*testKey().encryptedPrivatePem(QCA::SecureArray("battery")));
    Session session(profile, nullptr, nullptr);
    session.waitForKey();
    QSignalSpy finished(&session, &Session::unlockFinished);
    // when
    session.unlock(u"battery"_s);
    EXPECT_TRUE(session.isUnlocking());
    session.cancelUnlock();
    EXPECT_FALSE(session.isUnlocking());
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    // then, and it can be tried again
    EXPECT_EQ(finished.size(), 0);
    EXPECT_EQ(session.keyState(), KeyState::NeedsPassphrase);
    EXPECT_EQ(unlocked(session, u"battery"_s), Session::Unlocked::Yes);
}

TEST_F(SessionTest, ThePassphraseIsAskedForOnlyWhereOneIsNeeded)
{
    write(plainKey());
    Session plain(profile, nullptr, nullptr);
    QSignalSpy plainWanted(&plain, &Session::passphraseWanted);
    plain.waitForKey();
    plain.askForPassphrase();
    EXPECT_EQ(plainWanted.size(), 0);

    write(*testKey().encryptedPrivatePem(QCA::SecureArray("staple")), u"other.pem"_s);
    Session locked(profile, nullptr, nullptr);
    QSignalSpy wanted(&locked, &Session::passphraseWanted);
    locked.waitForKey();
    locked.askForPassphrase();
    EXPECT_EQ(wanted.size(), 1);
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

TEST_F(SessionTest, SaysWhatThePlatformThinksOfTheKey)
{
    // given
    serve(answers(
        {httpReply(401, "{}"), httpReply(401, "{}"), httpReply(404, "{}"), httpReply(200, "{}")}));
    write(plainKey());
    Session session(profile, nullptr, nullptr);
    session.waitForKey();
    EXPECT_EQ(session.keyTrust(), Session::KeyTrust::Untried);
    QSignalSpy changed(&session, &Session::keyTrustChanged);
    // when it refuses, also after the one repetition with a new token
    EXPECT_FALSE(*askVia(session));
    EXPECT_EQ(session.keyTrust(), Session::KeyTrust::Refused);
    // then an answer that says nothing about the key changes nothing
    EXPECT_FALSE(*askVia(session));
    EXPECT_EQ(session.keyTrust(), Session::KeyTrust::Refused);
    // and a good one does
    EXPECT_TRUE(*askVia(session));
    EXPECT_EQ(session.keyTrust(), Session::KeyTrust::Accepted);
    EXPECT_EQ(changed.size(), 2);
}

} // namespace
