// SPDX-License-Identifier: GPL-3.0-or-later
// iotcomms-cli keys.
#include "tests/e2e/Cli.h"
#include "tests/support/Print.h"

#include <QFileInfo>
#include <QStandardPaths>

#include <gmock/gmock.h>

using namespace e2e;
using namespace Qt::StringLiterals;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace {

Outcome openssl(const QStringList &arguments)
{
    return runProgram(u"openssl"_s, arguments, environment());
}

bool hasOpenssl()
{
    return !QStandardPaths::findExecutable(u"openssl"_s).isEmpty();
}

QByteArrayList base64Lines(const QByteArray &pem)
{
    QByteArrayList lines;
    for (const QByteArray &line : pem.split('\n')) {
        if (!line.isEmpty() && !line.startsWith("-----"))
            lines += line;
    }
    return lines;
}

} // namespace

TEST(Keys, AreWrittenAsPkcs8ForTheOwnerOnlyAndAsSpki)
{
    const Folder folder;
    const Outcome made = run({u"keys"_s, u"generate"_s, u"--out"_s, folder.path(u"new/pair"_s)});

    ASSERT_EQ(made.exitCode, 0) << testing::PrintToString(made);
    const QString privateFile = folder.path(u"new/pair/private.pem"_s);
    const QString publicFile = folder.path(u"new/pair/public.pem"_s);
    EXPECT_EQ(contents(privateFile).left(28), "-----BEGIN PRIVATE KEY-----\n");
    EXPECT_EQ(contents(publicFile).left(27), "-----BEGIN PUBLIC KEY-----\n");
    EXPECT_EQ(QFileInfo(privateFile).permissions(),
              QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser);
    EXPECT_EQ(made.json().root()["bits"].integer(), 2048);
}

TEST(Keys, AreReadByOpenssl)
{
    if (!hasOpenssl())
        GTEST_SKIP() << "the openssl command is not here";
    for (const QString &bits : {u"2048"_s, u"3072"_s, u"4096"_s}) {
        const Folder folder;
        ASSERT_EQ(
            run({u"keys"_s, u"generate"_s, u"--out"_s, folder.path(), u"--bits"_s, bits}).exitCode,
            0);
        const Outcome checked = openssl(
            {u"pkey"_s, u"-in"_s, folder.path(u"private.pem"_s), u"-check"_s, u"-pubout"_s});
        EXPECT_EQ(checked.exitCode, 0) << testing::PrintToString(checked);
        const Outcome derived =
            openssl({u"pkey"_s, u"-in"_s, folder.path(u"private.pem"_s), u"-pubout"_s});
        EXPECT_EQ(derived.out, contents(folder.path(u"public.pem"_s)));
        const Outcome words = openssl({u"pkey"_s, u"-pubin"_s, u"-in"_s,
                                       folder.path(u"public.pem"_s), u"-noout"_s, u"-text"_s});
        EXPECT_THAT(words.out.toStdString(), HasSubstr(bits.toStdString() + " bit"));
    }
}

TEST(Keys, AreNeverOverwritten)
{
    for (const QString &name : {u"private.pem"_s, u"public.pem"_s}) {
        const Folder folder;
        folder.write(name, "mine");
        const Outcome made = run({u"keys"_s, u"generate"_s, u"--out"_s, folder.path()});
        EXPECT_EQ(made.exitCode, 1);
        EXPECT_EQ(made.out, "");
        EXPECT_THAT(made.err.toStdString(), HasSubstr("not overwritten"));
        EXPECT_EQ(contents(folder.path(name)), "mine");
    }
}

TEST(Keys, ThatCanNotBeWrittenAreASentence)
{
    const Folder folder;
    const QString file = folder.write(u"file"_s, "x");
    const Outcome made = run({u"keys"_s, u"generate"_s, u"--out"_s, file + u"/below"_s});
    EXPECT_EQ(made.exitCode, 1);
    EXPECT_THAT(made.err.toStdString(), HasSubstr("below"));
}

TEST(Keys, AreShownWithoutTheirPrivatePart)
{
    const Outcome both[]{run({u"keys"_s, u"show"_s, keys().privateFile}),
                         run({u"keys"_s, u"show"_s, keys().publicFile})};
    for (const Outcome &shown : both) {
        ASSERT_EQ(shown.exitCode, 0) << testing::PrintToString(shown);
        EXPECT_EQ(shown.text("type"), "RSA");
        EXPECT_EQ(shown.json().root()["bits"].integer(), 2048);
        EXPECT_THAT(shown.text("thumbprint"), ContainsRegex("^[A-Za-z0-9_-]{43}$"));
        for (const QByteArray &line : base64Lines(contents(keys().privateFile)))
            EXPECT_THAT(shown.out.toStdString() + shown.err.toStdString(),
                        Not(HasSubstr(line.toStdString())));
    }
    EXPECT_EQ(both[0].text("thumbprint"), both[1].text("thumbprint"));
    EXPECT_EQ(both[0].text("spkiSha256"), both[1].text("spkiSha256"));
    EXPECT_EQ(both[0].text("part"), "private");
    EXPECT_EQ(both[1].text("part"), "public");
}

TEST(Keys, ShowTheSha256OfTheSpkiThatOpensslComputes)
{
    if (!hasOpenssl())
        GTEST_SKIP() << "the openssl command is not here";
    const Folder folder;
    const QString der = folder.path(u"public.der"_s);
    ASSERT_EQ(openssl({u"pkey"_s, u"-pubin"_s, u"-in"_s, keys().publicFile, u"-outform"_s, u"DER"_s,
                       u"-out"_s, der})
                  .exitCode,
              0);
    const QByteArray digest =
        openssl({u"dgst"_s, u"-sha256"_s, u"-r"_s, der}).out.split(' ').first();
    const std::string shown = run({u"keys"_s, u"show"_s, keys().publicFile}).text("spkiSha256");
    EXPECT_EQ(QByteArray::fromStdString(shown).toLower().replace(":", ""), digest);
}

TEST(Keys, ThatAreNoneAreASentence)
{
    const Folder folder;
    for (const QString &path :
         {folder.path(u"missing.pem"_s), folder.path(), folder.write(u"rubbish.pem"_s, "rubbish\n"),
          folder.write(u"empty.pem"_s, "")}) {
        const Outcome shown = run({u"keys"_s, u"show"_s, path});
        EXPECT_EQ(shown.exitCode, 1) << path.toStdString();
        EXPECT_EQ(shown.out, "");
        EXPECT_THAT(shown.err.toStdString(), StartsWith("iotcomms-cli: "));
    }
}

TEST(EncryptedKeys, TakeTheirPassphraseFromTheEnvironment)
{
    if (!hasOpenssl())
        GTEST_SKIP() << "the openssl command is not here";
    const Folder folder;
    const QString file = folder.path(u"encrypted.pem"_s);
    ASSERT_EQ(openssl({u"pkcs8"_s, u"-topk8"_s, u"-v2"_s, u"aes-256-cbc"_s, u"-passout"_s,
                       u"pass:open sesame"_s, u"-in"_s, keys().privateFile, u"-out"_s, file})
                  .exitCode,
              0);
    const QStringList sign{u"token"_s, u"sign"_s, u"--key"_s, file, u"--domain"_s, domain};

    const Outcome without = run(sign);
    EXPECT_EQ(without.exitCode, 1);
    EXPECT_THAT(without.err.toStdString(), HasSubstr("IOTCOMMS_KEY_PASSPHRASE"));

    const Outcome wrong = run(sign, {.passphrase = "close sesame"});
    EXPECT_EQ(wrong.exitCode, 1);
    EXPECT_EQ(wrong.out, "");
    EXPECT_THAT(wrong.err.toStdString(), Not(HasSubstr("sesame")));

    const Outcome right = run(sign, {.passphrase = "open sesame"});
    EXPECT_EQ(right.exitCode, 0) << testing::PrintToString(right);
    EXPECT_EQ(right.out.count('.'), 2);
    EXPECT_EQ(run({u"keys"_s, u"show"_s, file}, {.passphrase = "open sesame"}).text("thumbprint"),
              run({u"keys"_s, u"show"_s, keys().publicFile}).text("thumbprint"));
}
