// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/KeyFileCheck.h"

#include "app/auth/RsaKeyPair.h"
#include "tests/support/Print.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <gtest/gtest.h>

using models::KeyFileCheck;
using namespace Qt::StringLiterals;

namespace {

const auth::RsaKeyPair &testKey()
{
    static const auth::RsaKeyPair key = *auth::RsaKeyPair::generate(2048).result();
    return key;
}

class KeyFileCheckTest : public testing::Test
{
protected:
    QString write(const QString &name, const QByteArray &text)
    {
        QFile file(folder.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
        return file.fileName();
    }
    QString plainKey()
    {
        const QString path = folder.filePath(u"plain.pem"_s);
        EXPECT_TRUE(testKey().writePrivate(path));
        return path;
    }
    void waitFor(int answers)
    {
        ASSERT_TRUE(QTest::qWaitFor([&] { return finished.size() == answers; }, 60'000));
    }

    QTemporaryDir folder;
    KeyFileCheck check;
    QSignalSpy finished{&check, &KeyFileCheck::finished};
};

TEST_F(KeyFileCheckTest, NamesAKeyThatCanBeUsed)
{
    check.start(plainKey());
    EXPECT_TRUE(check.isRunning());
    waitFor(1);
    EXPECT_FALSE(check.isRunning());
    EXPECT_TRUE(check.result().usable);
    EXPECT_FALSE(check.result().needsPassphrase);
    EXPECT_TRUE(check.result().sentence.contains(testKey().thumbprint()));
}

TEST_F(KeyFileCheckTest, AnEncryptedKeyCanBeUsedOnceItIsUnlocked)
{
    check.start(write(u"e.pem"_s, *testKey().encryptedPrivatePem(QCA::SecureArray("x"))));
    waitFor(1);
    EXPECT_TRUE(check.result().usable);
    EXPECT_TRUE(check.result().needsPassphrase);
}

TEST_F(KeyFileCheckTest, SaysWhyAFileIsOfNoUse)
{
    const QString path = write(u"public.pem"_s, testKey().publicKey().pem());
    check.start(path);
    waitFor(1);
    EXPECT_FALSE(check.result().usable);
    EXPECT_EQ(check.result().path, path);
    EXPECT_TRUE(check.result().sentence.contains(u"public key"_s));
}

TEST_F(KeyFileCheckTest, OnlyTheNewestOfSeveralIsAnswered)
{
    // When three files are asked about in one go, and the last is the quickest to refuse
    check.start(plainKey());
    check.start(folder.path());
    check.start(folder.filePath(u"none.pem"_s));
    waitFor(1);
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    // Then there is one answer, about the last one
    EXPECT_EQ(finished.size(), 1);
    EXPECT_EQ(check.result().path, folder.filePath(u"none.pem"_s));
}

TEST_F(KeyFileCheckTest, ACancelledOneIsNotAnswered)
{
    check.start(plainKey());
    check.cancel();
    EXPECT_FALSE(check.isRunning());
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    EXPECT_EQ(finished.size(), 0);
}

} // namespace
