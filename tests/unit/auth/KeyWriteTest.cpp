// SPDX-License-Identifier: GPL-3.0-or-later
// Keys as we write them.
#include "app/auth/RsaKeyPair.h"
#include "tests/unit/auth/TestKeys.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gmock/gmock.h>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#endif

using namespace Qt::StringLiterals;

namespace {

using auth::KeyError;
using auth::RsaKeyPair;
using Code = KeyError::Code;
using testing::HasSubstr;

constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QFileDevice::Permissions othersAnd(QFileDevice::Permissions permissions)
{
    // Qt reports the caller's rights as "User": the same as the owner's here.
    return permissions & ~(QFileDevice::ReadUser | QFileDevice::WriteUser | QFileDevice::ExeUser);
}

TEST(EncryptedPem, opensWithItsPassphraseOnly)
{
    // given
    const QCA::SecureArray passphrase(QByteArray("gr\xc3\xb6n \xe2\x82\xac horse"));
    // when
    const auto pem = testkeys::key().encryptedPrivatePem(passphrase);
    // then
    ASSERT_TRUE(pem) << pem.error().message.toStdString();
    const auto key = RsaKeyPair::fromPem(*pem, passphrase);
    ASSERT_TRUE(key) << key.error().message.toStdString();
    EXPECT_EQ(key->publicKey(), testkeys::key().publicKey());
    EXPECT_EQ(RsaKeyPair::fromPem(*pem).error().code, Code::PassphraseNeeded);
    EXPECT_EQ(RsaKeyPair::fromPem(*pem, QCA::SecureArray("no")).error().code,
              Code::WrongPassphrase);
}

TEST(EncryptedPem, isMadeAnewEachTimeWithTheStrongParametersPromised)
{
    if (!testkeys::hasOpenssl())
        GTEST_SKIP() << "The openssl program is not installed.";
    const auto first = testkeys::key().encryptedPrivatePem(QCA::SecureArray("a"));
    const auto second = testkeys::key().encryptedPrivatePem(QCA::SecureArray("a"));
    ASSERT_TRUE(first && second);
    EXPECT_NE(*first, *second);

    const auto parsed = testkeys::openssl({u"asn1parse"_s}, *first);
    ASSERT_TRUE(parsed);
    const std::string structure = parsed->toStdString();
    EXPECT_THAT(structure, HasSubstr("PBES2"));
    EXPECT_THAT(structure, HasSubstr("PBKDF2"));
    EXPECT_THAT(structure, HasSubstr("hmacWithSHA256"));
    EXPECT_THAT(structure, HasSubstr("aes-256-cbc"));
    EXPECT_THAT(structure, HasSubstr(":0927C0")); // 600,000
    const auto opened = testkeys::openssl({u"pkey"_s, u"-passin"_s, u"pass:a"_s}, *first);
    ASSERT_TRUE(opened);
    EXPECT_EQ(*opened, testkeys::key().privatePem().toByteArray());
}

TEST(EncryptedPem, refusesPassphrasesThatCouldNotBeEnteredAgain)
{
    const auto code = [](const QCA::SecureArray &passphrase) {
        const auto pem = testkeys::key().encryptedPrivatePem(passphrase);
        return pem ? std::optional<Code>() : pem.error().code;
    };
    EXPECT_EQ(code({}), Code::PassphraseNeeded);
    EXPECT_EQ(code(QCA::SecureArray(QByteArray("a\0b", 3))), Code::Failed);
    EXPECT_EQ(code(QCA::SecureArray(1025, 'x')), Code::Failed);

    const QCA::SecureArray longest(1024, 'x');
    const auto pem = testkeys::key().encryptedPrivatePem(longest);
    ASSERT_TRUE(pem);
    EXPECT_TRUE(RsaKeyPair::fromPem(*pem, longest));
    EXPECT_EQ(RsaKeyPair::fromPem(*pem, QCA::SecureArray(1023, 'x')).error().code,
              Code::WrongPassphrase);
}

class WritePrivate : public testing::Test
{
protected:
    QStringList files() const
    {
        return QDir(m_folder.path())
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    }
    QString path() const { return m_folder.filePath(u"private.pem"_s); }

    QTemporaryDir m_folder;
};

TEST_F(WritePrivate, leavesOneFileForItsOwnerAlone)
{
    const auto written = testkeys::key().writePrivate(path());
    ASSERT_TRUE(written) << written.error().message.toStdString();
    EXPECT_EQ(files(), QStringList{u"private.pem"_s});
    EXPECT_EQ(othersAnd(QFile::permissions(path())), ownerOnly);
    EXPECT_EQ(RsaKeyPair::fromFile(path())->publicKey(), testkeys::key().publicKey());
}

TEST_F(WritePrivate, narrowsTheRightsOfAFileThatItReplaces)
{
    {
        QFile file(path());
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write("old and much longer than nothing");
    }
    ASSERT_TRUE(QFile::setPermissions(path(), ownerOnly | QFileDevice::ReadOther));
    ASSERT_TRUE(testkeys::key().writePrivate(path()));
    EXPECT_EQ(othersAnd(QFile::permissions(path())), ownerOnly);
    EXPECT_EQ(contentsOf(path()), testkeys::key().privatePem().toByteArray());
}

TEST_F(WritePrivate, followsALink)
{
    const QString target = m_folder.filePath(u"target.pem"_s);
    ASSERT_TRUE(testkeys::otherKey().writePrivate(target));
    ASSERT_TRUE(QFile::link(target, path()));
    ASSERT_TRUE(testkeys::key().writePrivate(path()));
    EXPECT_TRUE(QFileInfo(path()).isSymLink());
    EXPECT_EQ(RsaKeyPair::fromFile(target)->publicKey(), testkeys::key().publicKey());
}

TEST_F(WritePrivate, saysWhyItCouldNot)
{
    for (const QString &bad : {m_folder.path(), m_folder.filePath(u"none/private.pem"_s)}) {
        const auto written = testkeys::key().writePrivate(bad);
        ASSERT_FALSE(written);
        EXPECT_EQ(written.error().code, Code::Unreadable);
        EXPECT_THAT(written.error().message.toStdString(), HasSubstr("was not written"));
    }
    EXPECT_TRUE(files().isEmpty());
}

#ifdef Q_OS_LINUX
TEST_F(WritePrivate, keepsTheOldKeyAndLeavesNothingBesideWhenThereIsNoSpace)
{
    // given: an old key, and files that may not grow beyond 100 bytes
    ASSERT_TRUE(testkeys::otherKey().writePrivate(path()));
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{100, before.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
    // when
    const auto written = testkeys::key().writePrivate(path());
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    // then
    ASSERT_FALSE(written);
    EXPECT_EQ(files(), QStringList{u"private.pem"_s});
    EXPECT_EQ(RsaKeyPair::fromFile(path())->publicKey(), testkeys::otherKey().publicKey());
}
#endif

} // namespace
