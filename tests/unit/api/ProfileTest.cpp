// SPDX-License-Identifier: GPL-3.0-or-later
// What people type about a tenant, put right and checked.
#include "app/api/Profile.h"

#include "tests/support/Print.h"

#include <QFile>
#include <QTemporaryDir>

#include <gmock/gmock.h>

#include <unistd.h>

using namespace Qt::StringLiterals;
using api::Profile;

namespace {

class ProfileTest : public testing::Test
{
protected:
    void SetUp() override
    {
        ASSERT_TRUE(m_folder.isValid());
        m_good = {.id = u"1"_s,
                  .name = u"Ours"_s,
                  .domain = u"customer47.prod-eu-north-1.iotcomms.io"_s,
                  .baseUrl = QUrl(u"https://api.prod-eu-north-1.iotcomms.io"_s),
                  .keyId = {},
                  .keyFile = file(u"private.pem"_s, "-----BEGIN PRIVATE KEY-----\n"),
                  .callbackKeyId = {},
                  .caFile = {},
                  .colour = {},
                  .safety = api::SafetyLevel::Test,
                  .embeddedSandbox = false,
                  .allowClockOffset = false};
    }

    QString file(const QString &name, const QByteArray &content)
    {
        QFile out(m_folder.filePath(name));
        EXPECT_TRUE(out.open(QIODevice::WriteOnly));
        out.write(content);
        return out.fileName();
    }

    static QStringList fields(const Profile &profile)
    {
        QStringList found;
        for (const api::ProfileProblem &problem : api::validate(profile)) {
            EXPECT_FALSE(problem.message.isEmpty());
            found.append(problem.field);
        }
        return found;
    }

    bool domainFits(const QString &domain)
    {
        Profile profile = m_good;
        profile.domain = domain;
        return fields(profile).isEmpty();
    }

    bool urlFits(const QString &url)
    {
        Profile profile = m_good;
        profile.baseUrl = QUrl(url);
        return fields(profile).isEmpty();
    }

    QTemporaryDir m_folder;
    Profile m_good;
};

} // namespace

TEST(CorrectedDomain, TakesAwayWhatDoesNotBelongThere)
{
    const QString expected = u"customer47.prod-eu-north-1.iotcomms.io"_s;
    for (const QString &typed :
         {expected, u"  customer47.prod-eu-north-1.iotcomms.io\n"_s,
          u"https://customer47.prod-eu-north-1.iotcomms.io/provisioning?x=1"_s,
          u"\"customer47.prod-eu-north-1.iotcomms.io\""_s,
          u"Customer47.Prod-EU-north-1.iotcomms.io."_s,
          u"customer47 .prod-eu-north-1.iotcomms.io"_s,
          u"sip:4612@customer47.prod-eu-north-1.iotcomms.io"_s,
          u"customer47.prod-eu-north-1.iotcomms-io"_s,
          u"customer47.prod-eu-north-1.\u200biotcomms.io"_s})
        EXPECT_EQ(api::correctedDomain(typed).text, expected) << typed.toStdString();
}

TEST(CorrectedDomain, SaysWhatItDid)
{
    EXPECT_TRUE(api::correctedDomain(u"customer47.prod-eu-north-1.iotcomms.io"_s).notes.isEmpty());
    EXPECT_TRUE(api::correctedDomain(u" a.example "_s).notes.isEmpty());
    EXPECT_EQ(api::correctedDomain(u"https://A.iotcomms-io/x"_s).notes.size(), 4);
    EXPECT_EQ(api::correctedDomain({}).text, QString());
    EXPECT_EQ(api::correctedDomain(u"my-iotcomms-io.example"_s).text, u"my-iotcomms-io.example"_s);
}

TEST(CorrectedBaseUrl, AddsTheSchemeAndTakesAwayThePath)
{
    const QString expected = u"https://api.prod-eu-north-1.iotcomms.io"_s;
    for (const QString &typed : {expected, u"api.prod-eu-north-1.iotcomms.io"_s,
                                 u"https://api.prod-eu-north-1.iotcomms.io/"_s,
                                 u" HTTPS://API.prod-eu-north-1.iotcomms.io/provisioning/ "_s,
                                 u"api.prod-eu-north-1.iotcomms-io/provisioning"_s,
                                 u"<https://api.prod-eu-north-1.iotcomms.io>"_s})
        EXPECT_EQ(api::correctedBaseUrl(typed).text, expected) << typed.toStdString();
    EXPECT_EQ(api::correctedBaseUrl(u"http://127.0.0.1:8080/"_s).text, u"http://127.0.0.1:8080"_s);
    EXPECT_EQ(api::correctedBaseUrl(u"http://[::1]:8080/x"_s).text, u"http://[::1]:8080"_s);
    EXPECT_EQ(api::correctedBaseUrl(u"api.x.iotcomms-io:8443"_s).text,
              u"https://api.x.iotcomms.io:8443"_s);
    EXPECT_EQ(api::correctedBaseUrl({}).text, QString());
}

TEST(CorrectedBaseUrl, LeavesUserNamesAndQueriesToBeRefused)
{
    EXPECT_EQ(api::correctedBaseUrl(u"https://Me:Secret@Host.example/p?q=1"_s).text,
              u"https://Me:Secret@host.example?q=1"_s);
}

TEST(SuggestedBaseUrl, FollowsTheRegionOfTheDomain)
{
    EXPECT_EQ(api::suggestedBaseUrl(u"customer47.prod-eu-north-1.iotcomms.io"_s),
              u"https://api.prod-eu-north-1.iotcomms.io"_s);
    EXPECT_EQ(api::suggestedBaseUrl(u"myDomain.iotcomms.io"_s), QString());
    EXPECT_EQ(api::suggestedBaseUrl(u"a.b.example.com"_s), QString());
    EXPECT_EQ(api::suggestedBaseUrl(u"a..iotcomms.io"_s), QString());
    EXPECT_EQ(api::suggestedBaseUrl({}), QString());
}

TEST_F(ProfileTest, ThatIsCompleteHasNoProblem)
{
    EXPECT_EQ(fields(m_good), QStringList());
}

TEST_F(ProfileTest, ThatIsEmptyNamesEveryField)
{
    EXPECT_EQ(fields({}), QStringList({u"name"_s, u"domain"_s, u"baseUrl"_s, u"keyFile"_s}));
}

TEST_F(ProfileTest, OfTheEmbeddedSandboxNeedsOnlyAName)
{
    Profile profile;
    profile.embeddedSandbox = true;
    profile.name = u"Sandbox"_s;
    EXPECT_EQ(fields(profile), QStringList());
}

TEST_F(ProfileTest, HasADomainThatIsAHostName)
{
    EXPECT_TRUE(domainFits(u"myDomain.iotcomms.io"_s));
    EXPECT_TRUE(domainFits(u"customer47.sandbox.localhost"_s));
    for (const QString &bad :
         {u"https://a.example"_s, u"a b.example"_s, u"a_b.example"_s, u"a.iotcomms-io"_s,
          u"a.example/x"_s, u"a..example"_s, u"-a.example"_s, u"a.example."_s, u"å.example"_s,
          u"a.example:80"_s, QString(64, u'a') + ".example"_L1, QString(300, u'a')})
        EXPECT_FALSE(domainFits(bad)) << bad.toStdString();
}

TEST_F(ProfileTest, HasABaseUrlThatKeepsTheTokenSafe)
{
    for (const QString &good :
         {u"https://api.example"_s, u"https://api.example:8443/"_s, u"http://127.0.0.1:8080"_s,
          u"http://127.8.9.10"_s, u"http://[::1]:80"_s, u"http://localhost:1"_s,
          u"https://api.sandbox.localhost"_s})
        EXPECT_TRUE(urlFits(good)) << good.toStdString();
    for (const QString &bad :
         {u"http://api.example"_s, u"http://localhost.example"_s, u"http://notlocalhost"_s,
          u"http://api.sandbox.localhost"_s, u"http://127.0.0.1.example"_s, u"http://10.0.0.1"_s,
          u"ftp://api.example"_s, u"api.example"_s, u"https://"_s, u"https://me@api.example"_s,
          u"https://me:secret@api.example"_s, u"https://api.example?x"_s,
          u"https://api.example#x"_s, u"https://api.example/provisioning"_s,
          u"https://api.x.iotcomms-io"_s})
        EXPECT_FALSE(urlFits(bad)) << bad.toStdString();
}

TEST_F(ProfileTest, NamesAKeyFile)
{
    Profile profile = m_good;
    profile.keyFile.clear();
    EXPECT_EQ(fields(profile), QStringList(u"keyFile"_s));
    profile.keyId = u"in the key store"_s;
    EXPECT_EQ(fields(profile), QStringList());
}

TEST_F(ProfileTest, HasAnAuthorityThatIsACertificate)
{
    Profile profile = m_good;
    profile.caFile = m_good.keyFile;
    EXPECT_EQ(fields(profile), QStringList(u"caFile"_s));
    for (const QString &path :
         {m_folder.filePath(u"missing"_s), m_folder.path(), file(u"empty.pem"_s, "\n"),
          u"/dev/zero"_s, file(u"large.pem"_s, QByteArray(2 * 1024 * 1024, 'x'))}) {
        profile.caFile = path;
        EXPECT_EQ(fields(profile), QStringList(u"caFile"_s)) << path.toStdString();
    }
}
