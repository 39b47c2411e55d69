// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/KeyTask.h"

#include "tests/support/KeySetting.h"
#include "tests/support/Print.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <gtest/gtest.h>

using models::KeyOutcome;
using models::KeyTask;
using Code = auth::KeyStoreError::Code;
using namespace Qt::StringLiterals;

namespace {

class KeyTaskTest : public testing::Test
{
protected:
    /// What @p begin ends with; nothing after a cancellation.
    template <typename Begin>
    std::optional<KeyOutcome> outcomeOf(KeyTask &task, Begin begin)
    {
        std::optional<KeyOutcome> outcome;
        bool cancelled = false;
        QObject here;
        QObject::connect(&task, &KeyTask::finished, &here,
                         [&outcome](const KeyOutcome &told) { outcome = told; });
        QObject::connect(&task, &KeyTask::cancelled, &here, [&cancelled] { cancelled = true; });
        begin();
        EXPECT_TRUE(task.isRunning());
        EXPECT_TRUE(QTest::qWaitFor([&] { return outcome || cancelled; }, 120'000));
        EXPECT_FALSE(task.isRunning());
        return outcome;
    }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << qPrintable(path);
        return file.readAll();
    }
};

TEST_F(KeyTaskTest, MakesAPairAndTellsItsId)
{
    KeySetting setting;
    KeyTask task(&setting.store());
    const auto made = outcomeOf(task, [&] { task.generate({u"Care homes"_s}); });
    ASSERT_TRUE(made && *made);
    EXPECT_EQ(setting.entry(**made).name, u"Care homes"_s);
    EXPECT_EQ(setting.entry(**made).bits, 2048);
}

TEST_F(KeyTaskTest, WhatIsCancelledLeavesNothing)
{
    KeySetting setting;
    KeyTask task(&setting.store());
    const auto made = outcomeOf(task, [&] {
        task.generate({u"Long"_s, auth::KeyUse::ApiAccess, 4096});
        task.cancel();
    });
    EXPECT_FALSE(made);
    ASSERT_TRUE(setting.store().refresh().result());
    EXPECT_TRUE(setting.store().entries().isEmpty());
}

TEST_F(KeyTaskTest, WithoutAKeychainThePassphraseIsChosenOnTheWay)
{
    KeySetting setting(KeySetting::Keychain::Missing);
    KeyTask task(&setting.store());
    // Without one nothing is made, and nothing is written in plain text
    auto made = outcomeOf(task, [&] { task.generate({u"a"_s}); });
    ASSERT_TRUE(made && !*made);
    EXPECT_EQ(made->error().code, Code::StoreLocked);
    // One that is too short is refused
    task.setStorePassphrase(u"short"_s);
    made = outcomeOf(task, [&] { task.generate({u"a"_s}); });
    ASSERT_TRUE(made && !*made);
    EXPECT_EQ(made->error().code, Code::Invalid);
    // Then it works, and needs none for the second
    task.setStorePassphrase(u"long enough"_s);
    made = outcomeOf(task, [&] { task.generate({u"a"_s}); });
    ASSERT_TRUE(made && *made);
    EXPECT_EQ(setting.entry(**made).place, auth::KeyPlace::Passphrase);
    made = outcomeOf(task, [&] { task.generate({u"b"_s}); });
    EXPECT_TRUE(made && *made);
}

TEST_F(KeyTaskTest, InAnotherRunTheWrongPassphraseIsSaid)
{
    KeySetting setting(KeySetting::Keychain::Missing);
    {
        KeyTask task(&setting.store());
        task.setStorePassphrase(u"long enough"_s);
        ASSERT_TRUE(outcomeOf(task, [&] { task.generate({u"a"_s}); }));
    }
    setting.restart();
    EXPECT_EQ(setting.store().passphraseNeed(), auth::KeyStore::PassphraseNeed::Enter);
    KeyTask task(&setting.store());
    const auto wrong = outcomeOf(task, [&] { task.unlock(u"something else"_s); });
    ASSERT_TRUE(wrong && !*wrong);
    EXPECT_EQ(wrong->error().keyCode, auth::KeyError::Code::WrongPassphrase);
    const auto right = outcomeOf(task, [&] { task.unlock(u"long enough"_s); });
    EXPECT_TRUE(right && *right);
}

TEST_F(KeyTaskTest, ExportsOnlyEncrypted)
{
    KeySetting setting;
    const QString id = setting.generate(u"a"_s);
    KeyTask task(&setting.store());
    const QString path = setting.path(u"out.pem"_s);
    const auto written = outcomeOf(task, [&] { task.exportPrivate(id, path, u"far away"_s); });
    ASSERT_TRUE(written && *written);
    const QByteArray pem = read(path);
    EXPECT_TRUE(pem.startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
    const auto pair = auth::RsaKeyPair::fromPem(pem, QCA::SecureArray("far away"));
    ASSERT_TRUE(pair);
    EXPECT_EQ(pair->thumbprint(), setting.entry(id).thumbprint);
    EXPECT_EQ(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther),
              QFile::Permissions());
}

TEST_F(KeyTaskTest, AnExportDoesNotWaitForTheDiskInTheWindowsThread)
{
    KeySetting setting;
    const QString id = setting.generate(u"a"_s);
    KeyTask task(&setting.store());
    const QString path = setting.path(u"out.pem"_s);
    task.exportPrivate(id, path, u"far away"_s);
    // Then the file comes although this thread does nothing for it
    const QDeadlineTimer deadline(60'000);
    while (!QFile::exists(path) && !deadline.hasExpired())
        QThread::yieldCurrentThread();
    EXPECT_TRUE(QFile::exists(path));
    EXPECT_TRUE(task.isRunning());
    EXPECT_TRUE(QTest::qWaitFor([&] { return !task.isRunning(); }, 60'000));
}

TEST_F(KeyTaskTest, AnExportThatCantBeWrittenIsSaid)
{
    KeySetting setting;
    const QString id = setting.generate(u"a"_s);
    KeyTask task(&setting.store());
    const auto written = outcomeOf(
        task, [&] { task.exportPrivate(id, setting.path(u"missing/out.pem"_s), u"far away"_s); });
    ASSERT_TRUE(written && !*written);
    EXPECT_EQ(written->error().code, Code::NotWritten);
    EXPECT_TRUE(written->error().message.contains("out.pem"_L1));
}

TEST_F(KeyTaskTest, ImportsWhatWasExported)
{
    KeySetting from;
    KeySetting to;
    const QString id = from.generate(u"a"_s);
    const QString path = from.path(u"out.pem"_s);
    KeyTask exporting(&from.store());
    ASSERT_TRUE(outcomeOf(exporting, [&] { exporting.exportPrivate(id, path, u"far away"_s); }));
    const auto text = KeyTask::readFile(path);
    ASSERT_TRUE(text);
    EXPECT_TRUE(KeyTask::inspect(*text).isEncrypted);
    KeyTask task(&to.store());
    const auto wrong = outcomeOf(task, [&] { task.importText({u"b"_s}, *text, u"no"_s); });
    ASSERT_TRUE(wrong && !*wrong);
    EXPECT_TRUE(KeyTask::wantsFilePassphrase(wrong->error()));
    const auto right = outcomeOf(task, [&] { task.importText({u"b"_s}, *text, u"far away"_s); });
    ASSERT_TRUE(right && *right);
    EXPECT_EQ(to.entry(**right).thumbprint, from.entry(id).thumbprint);
}

TEST_F(KeyTaskTest, LinksRenamesRetiresAndRemoves)
{
    KeySetting setting;
    const auto pair = *auth::RsaKeyPair::generate().result();
    ASSERT_TRUE(pair.writePrivate(setting.path(u"own.pem"_s)));
    KeyTask task(&setting.store());
    const auto linked =
        outcomeOf(task, [&] { task.linkFile({u"own"_s}, setting.path(u"own.pem"_s), {}); });
    ASSERT_TRUE(linked && *linked);
    const QString id = **linked;
    EXPECT_EQ(setting.entry(id).place, auth::KeyPlace::LinkedFile);
    ASSERT_TRUE(*outcomeOf(task, [&] { task.rename(id, u"mine"_s); }));
    EXPECT_EQ(setting.entry(id).name, u"mine"_s);
    ASSERT_TRUE(*outcomeOf(task, [&] { task.setState(id, auth::KeyState::Retired); }));
    EXPECT_EQ(setting.entry(id).state, auth::KeyState::Retired);
    ASSERT_TRUE(*outcomeOf(task, [&] { task.remove(id); }));
    EXPECT_TRUE(setting.store().entries().isEmpty());
    EXPECT_TRUE(QFile::exists(setting.path(u"own.pem"_s)));
}

TEST_F(KeyTaskTest, WhatIsAskedAtTheFirstNewsOfAChangeIsDone)
{
    // Given somebody who answers to the store's news, which comes before the operation has ended
    KeySetting setting;
    const QString id = setting.generate(u"a"_s);
    KeyTask task(&setting.store());
    int ended = 0;
    bool asked = false;
    bool wasRunning = false;
    QObject here;
    QObject::connect(&task, &KeyTask::finished, &here, [&ended](const KeyOutcome &) { ++ended; });
    QObject::connect(&setting.store(), &auth::KeyStore::changed, &here, [&] {
        if (asked || setting.entry(id).state != auth::KeyState::Retired)
            return;
        asked = true;
        wasRunning = task.isRunning();
        task.setState(id, auth::KeyState::Active);
    });
    // When a first one is under way
    task.setState(id, auth::KeyState::Retired);
    EXPECT_TRUE(QTest::qWaitFor([&] { return ended == 2; }, 60'000));
    // Then both were done, one after the other
    EXPECT_TRUE(asked);
    EXPECT_TRUE(wasRunning);
    EXPECT_FALSE(task.isRunning());
    EXPECT_EQ(setting.entry(id).state, auth::KeyState::Active);
}

TEST_F(KeyTaskTest, OperationsAreDoneInTheOrderInWhichTheyWereBegun)
{
    KeySetting setting;
    const QString id = setting.generate(u"a"_s);
    KeyTask task(&setting.store());
    int ended = 0;
    QObject here;
    QObject::connect(&task, &KeyTask::finished, &here, [&ended](const KeyOutcome &) { ++ended; });
    task.rename(id, u"b"_s);
    task.setState(id, auth::KeyState::Retired);
    task.rename(id, u"c"_s);
    EXPECT_TRUE(QTest::qWaitFor([&] { return ended == 3; }, 60'000));
    EXPECT_FALSE(task.isRunning());
    EXPECT_EQ(setting.entry(id).name, u"c"_s);
    EXPECT_EQ(setting.entry(id).state, auth::KeyState::Retired);
}

TEST_F(KeyTaskTest, CancellingDropsWhatWaitsForItsTurn)
{
    KeySetting setting;
    const QString id = setting.generate(u"a"_s);
    KeyTask task(&setting.store());
    task.generate({u"Long"_s, auth::KeyUse::ApiAccess, 4096});
    task.rename(id, u"b"_s);
    task.cancel();
    EXPECT_TRUE(QTest::qWaitFor([&] { return !task.isRunning(); }, 60'000));
    ASSERT_TRUE(setting.store().refresh().result()); // after all that was begun
    EXPECT_EQ(setting.entry(id).name, u"a"_s);
}

TEST_F(KeyTaskTest, MayGoWhileItWorks)
{
    KeySetting setting;
    {
        KeyTask task(&setting.store());
        task.generate({u"a"_s, auth::KeyUse::ApiAccess, 4096});
    }
    ASSERT_TRUE(setting.store().refresh().result()); // after what was begun
    EXPECT_TRUE(setting.store().entries().isEmpty());
}

TEST_F(KeyTaskTest, AFileThatIsNoneOrTooBigIsSaid)
{
    KeySetting setting;
    EXPECT_FALSE(KeyTask::readFile(setting.path(u"none"_s)));
    EXPECT_FALSE(KeyTask::readFile(setting.folder()));
    QFile big(setting.path(u"big"_s));
    ASSERT_TRUE(big.open(QIODevice::WriteOnly));
    ASSERT_TRUE(big.resize(1024 * 1024 + 1));
    EXPECT_FALSE(KeyTask::readFile(big.fileName()));
    ASSERT_TRUE(big.resize(1024 * 1024));
    EXPECT_TRUE(KeyTask::readFile(big.fileName()));
}

TEST_F(KeyTaskTest, ThePublicPartIsWrittenAsPemAndAsJwk)
{
    KeySetting setting;
    const QString id = setting.generate(u"a"_s);
    const auto pem = KeyTask::publicText(setting.store(), id, KeyTask::PublicForm::Pem);
    const auto jwk = KeyTask::publicText(setting.store(), id, KeyTask::PublicForm::Jwk);
    ASSERT_TRUE(pem && jwk);
    ASSERT_TRUE(KeyTask::writePublic(setting.path(u"public.pem"_s), *pem).result());
    EXPECT_TRUE(read(setting.path(u"public.pem"_s)).startsWith("-----BEGIN PUBLIC KEY-----"));
    EXPECT_TRUE(jwk->contains(setting.entry(id).thumbprint.toLatin1()));
    EXPECT_FALSE(KeyTask::writePublic(setting.path(u"none/public.pem"_s), *pem).result());
}

} // namespace
