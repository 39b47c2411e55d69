// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/KeyUpload.h"

#include "tests/support/KeySetting.h"
#include "tests/support/Print.h"

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;
namespace keyupload = models::keyupload;

namespace {

keyupload::Portal portalOf(const QString &baseUrl)
{
    api::Profile profile;
    profile.baseUrl = QUrl(baseUrl);
    return keyupload::portalOf(profile);
}

TEST(Portal, OfTheDocumentedRegionIsKnown)
{
    const auto portal = portalOf(u"https://api.prod-eu-north-1.iotcomms.io"_s);
    EXPECT_EQ(portal.url, QUrl(u"https://developer.prod-eu-north-1.iotcomms.io"_s));
    EXPECT_FALSE(portal.assumed);
}

TEST(Portal, OfAnotherRegionIsAssumed)
{
    const auto portal = portalOf(u"https://api.test-eu-west-1.iotcomms.io"_s);
    EXPECT_EQ(portal.url, QUrl(u"https://developer.test-eu-west-1.iotcomms.io"_s));
    EXPECT_TRUE(portal.assumed);
}

TEST(Portal, IsNotInventedForOtherHosts)
{
    for (const QString &base :
         {u"http://127.0.0.1:8080"_s, u"https://api.example.com"_s, u"https://iotcomms.io"_s,
          u"https://api.iotcomms.io"_s, u"https://api..iotcomms.io"_s,
          u"https://api.a.b.iotcomms.io"_s, QString()})
        EXPECT_TRUE(portalOf(base).url.isEmpty()) << qPrintable(base);
}

TEST(Portal, ThatIsTypedIsHttps)
{
    EXPECT_EQ(keyupload::portalFromText(u" developer.example.com/keys "_s),
              QUrl(u"https://developer.example.com/keys"_s));
    EXPECT_EQ(keyupload::portalFromText(u"https://a.example"_s), QUrl(u"https://a.example"_s));
    for (const QString &wrong :
         {u"http://a.example"_s, u"file:///etc/passwd"_s, u"https://"_s, u"javascript://alert(1)"_s,
          u"https://user:secret@a.example"_s, QString(), u"   "_s})
        EXPECT_FALSE(keyupload::portalFromText(wrong)) << qPrintable(wrong);
}

class KeyUploadTest : public testing::Test
{
protected:
    KeySetting setting;
};

TEST_F(KeyUploadTest, IsForTheOpenProfileWhenItSignsWithThePair)
{
    const QString first = setting.addProfile(u"First"_s, u"1"_s);
    const QString second = setting.addProfile(u"Second"_s, u"1"_s);
    const QString third = setting.addProfile(u"Third"_s, u"2"_s);
    setting.currentProfile = second;
    EXPECT_EQ(keyupload::profileFor(setting.context(), u"1"_s), second);
    setting.currentProfile = third;
    EXPECT_EQ(keyupload::profileFor(setting.context(), u"1"_s), first);
    EXPECT_EQ(keyupload::profileFor(setting.context(), u"unused"_s), third);
}

TEST_F(KeyUploadTest, ThePairIsThenUsedInAProfile)
{
    // Given a profile that signs with a file, and a pair
    const QString id = setting.generate(u"a"_s);
    api::Profile profile;
    profile.name = u"Lund"_s;
    profile.keyFile = u"/somewhere/private.pem"_s;
    const auto saved = setting.profiles().save(profile);
    ASSERT_TRUE(saved);
    // When it shall sign with the pair
    ASSERT_TRUE(keyupload::useInProfile(setting.context(), id, saved->id));
    // Then it does, and those who hold a session are told
    EXPECT_EQ(setting.profiles().profile(saved->id)->keyId, id);
    EXPECT_EQ(setting.profiles().profile(saved->id)->keyFile, QString());
    EXPECT_EQ(setting.changedProfiles, QStringList{saved->id});
}

TEST_F(KeyUploadTest, AProfileThatIsGoneIsSaid)
{
    EXPECT_FALSE(keyupload::useInProfile(setting.context(), u"1"_s, u"gone"_s));
    EXPECT_TRUE(setting.changedProfiles.isEmpty());
}

} // namespace
