// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/Profile.h"
#include "tests/support/Print.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using api::Profile;
using api::ProfileStore;

namespace {

class ProfileStoreTest : public testing::Test
{
protected:
    void SetUp() override { ASSERT_TRUE(m_folder.isValid()); }

    QString fileName() const { return m_folder.filePath(u"profiles.json"_s); }

    void write(const QByteArray &text) const
    {
        QFile out(fileName());
        ASSERT_TRUE(out.open(QIODevice::WriteOnly));
        out.write(text);
    }

    QByteArray read(const QString &name = {}) const
    {
        QFile in(name.isEmpty() ? fileName() : m_folder.filePath(name));
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray("(missing)");
    }

    QStringList keptAside() const
    {
        return QDir(m_folder.path()).entryList({u"profiles.damaged-*.json"_s});
    }

    static Profile named(const QString &name)
    {
        Profile profile;
        profile.name = name;
        profile.domain = u"customer47.prod-eu-north-1.iotcomms.io"_s;
        profile.baseUrl = QUrl(u"https://api.prod-eu-north-1.iotcomms.io"_s);
        profile.keyFile = u"/home/me/Schlüssel 1.pem"_s;
        profile.safety = api::SafetyLevel::Production;
        profile.allowClockOffset = true;
        return profile;
    }

    QTemporaryDir m_folder;
};

} // namespace

TEST_F(ProfileStoreTest, IsEmptyWithoutAFile)
{
    ProfileStore store(m_folder.path());

    EXPECT_TRUE(store.load());
    EXPECT_TRUE(store.profiles().isEmpty());
    EXPECT_EQ(store.currentId(), QString());
    EXPECT_EQ(store.profile(u"x"_s), std::nullopt);
    EXPECT_FALSE(QFile::exists(fileName()));
}

TEST_F(ProfileStoreTest, FindsAgainWhatItSaved)
{
    ProfileStore store(m_folder.filePath(u"new/folder"_s));
    QSignalSpy changed(&store, &ProfileStore::changed);
    QSignalSpy current(&store, &ProfileStore::currentChanged);

    const auto first = store.save(named(u"First"_s));
    const auto second = store.save(named(u"Second"_s));
    ASSERT_TRUE(first && second);
    ASSERT_TRUE(store.setCurrent(second->id));

    EXPECT_FALSE(first->id.isEmpty());
    EXPECT_NE(first->id, second->id);
    EXPECT_EQ(changed.count(), 2);
    EXPECT_EQ(current.count(), 2);
    ProfileStore again(m_folder.filePath(u"new/folder"_s));
    ASSERT_TRUE(again.load());
    EXPECT_EQ(again.profiles(), store.profiles());
    EXPECT_EQ(again.currentId(), second->id);
}

TEST_F(ProfileStoreTest, ReplacesAProfileOfTheSameId)
{
    ProfileStore store(m_folder.path());
    auto profile = store.save(named(u"Old"_s));
    ASSERT_TRUE(profile);
    profile->name = u"New"_s;
    ASSERT_TRUE(store.save(*profile));

    ASSERT_EQ(store.profiles().size(), 1);
    EXPECT_EQ(store.profile(profile->id)->name, u"New"_s);
}

TEST_F(ProfileStoreTest, ColoursAProfileByItsSafety)
{
    ProfileStore store(m_folder.path());
    Profile own = named(u"Own"_s);
    own.colour = QColor(u"#123456"_s);

    EXPECT_EQ(store.save(named(u"P"_s))->colour, api::defaultColour(api::SafetyLevel::Production));
    EXPECT_EQ(store.save(own)->colour, QColor(u"#123456"_s));
    EXPECT_NE(api::defaultColour(api::SafetyLevel::Production),
              api::defaultColour(api::SafetyLevel::Test));
}

TEST_F(ProfileStoreTest, MovesOnWhenTheCurrentProfileIsRemoved)
{
    ProfileStore store(m_folder.path());
    const auto first = store.save(named(u"First"_s));
    const auto second = store.save(named(u"Second"_s));
    EXPECT_EQ(store.currentId(), first->id);

    ASSERT_TRUE(store.remove(first->id));
    EXPECT_EQ(store.currentId(), second->id);
    ASSERT_TRUE(store.remove(second->id));
    EXPECT_EQ(store.currentId(), QString());
    EXPECT_FALSE(store.remove(second->id));
    EXPECT_FALSE(store.setCurrent(second->id));
}

TEST_F(ProfileStoreTest, LetsOnlyTheOwnerReadItsFile)
{
    ProfileStore store(m_folder.path());
    ASSERT_TRUE(store.save(named(u"First"_s)));
    QFile::setPermissions(fileName(), QFileDevice::ReadOwner | QFileDevice::WriteOwner |
                                          QFileDevice::ReadOther);
    ASSERT_TRUE(store.save(named(u"Second"_s)));

    const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther |
                        QFileDevice::WriteOther;
    EXPECT_EQ(QFile::permissions(fileName()) & others, QFileDevice::Permissions());
    EXPECT_TRUE(read().contains("\"schemaVersion\": 2"));
}

TEST_F(ProfileStoreTest, KeepsADamagedFileAside)
{
    for (const QByteArray &text :
         {QByteArray("{\"schemaVersion\": 1, \"profi"), QByteArray(""), QByteArray("[]"),
          QByteArray("{\"schemaVersion\": 1, \"profiles\": 5}"), QByteArray("\x00\xff\x01", 3)}) {
        const qsizetype before = keptAside().size();
        write(text);
        ProfileStore store(m_folder.path());

        const auto loaded = store.load();
        ASSERT_FALSE(loaded) << text.toStdString();
        ASSERT_EQ(keptAside().size(), before + 1);
        const bool named = std::ranges::any_of(
            keptAside(), [&](const QString &name) { return loaded.error().contains(name); });
        EXPECT_TRUE(named) << loaded.error().toStdString();
        EXPECT_TRUE(store.save(ProfileStoreTest::named(u"New"_s)));
    }
    EXPECT_EQ(read(keptAside().constFirst()), "{\"schemaVersion\": 1, \"profi");
}

TEST_F(ProfileStoreTest, KeepsTheGoodProfilesOfADamagedList)
{
    write(R"({"schemaVersion":1,"current":"gone","profiles":[
              {"id":"a","name":"Good","safety":"odd"}, 5, {"name":"no id"}, {"id":"a"}]})");
    ProfileStore store(m_folder.path());

    EXPECT_FALSE(store.load());
    ASSERT_EQ(store.profiles().size(), 1);
    EXPECT_EQ(store.profiles().constFirst().name, u"Good"_s);
    EXPECT_EQ(store.profiles().constFirst().safety, api::SafetyLevel::Production);
    EXPECT_EQ(store.currentId(), u"a"_s);
    EXPECT_EQ(keptAside().size(), 1);
}

TEST_F(ProfileStoreTest, ReadsTheFirstVersionAndKeepsItsKeyFile)
{
    // Given a file from before there was a key store
    write(R"({"schemaVersion":1,"current":"a","profiles":[
              {"id":"a","name":"Old","keyFile":"/keys/old.pem"}]})");
    ProfileStore store(m_folder.path());
    ASSERT_TRUE(store.load());
    api::Profile profile = store.profiles().constFirst();
    EXPECT_EQ(profile.keyFile, u"/keys/old.pem"_s);
    EXPECT_EQ(profile.keyId, QString());
    // When its keys are named
    profile.keyId = u"k1"_s;
    profile.callbackKeyId = u"k2"_s;
    profile.keyFile.clear();
    ASSERT_TRUE(store.save(profile));
    // Then they are there in the next run
    ProfileStore again(m_folder.path());
    ASSERT_TRUE(again.load());
    EXPECT_EQ(again.profiles().constFirst(), profile);
}

TEST_F(ProfileStoreTest, LeavesTheFileOfANewerVersionAlone)
{
    const QByteArray text = R"({"schemaVersion":3,"profiles":[],"more":true})";
    write(text);
    ProfileStore store(m_folder.path());

    EXPECT_FALSE(store.load());
    const auto saved = store.save(named(u"New"_s));
    EXPECT_FALSE(saved);
    EXPECT_TRUE(store.profiles().isEmpty());
    EXPECT_EQ(read(), text);
}

TEST_F(ProfileStoreTest, DoesNotOverwriteWhatItHasNotRead)
{
    ASSERT_TRUE(ProfileStore(m_folder.path()).save(named(u"First"_s)));
    ProfileStore second(m_folder.path());
    ASSERT_TRUE(second.save(named(u"Second"_s)));

    EXPECT_EQ(second.profiles().size(), 2);
}

TEST_F(ProfileStoreTest, ChangesNothingWhenItCannotWrite)
{
    ProfileStore store(m_folder.path());
    const auto first = store.save(named(u"First"_s));
    const auto second = store.save(named(u"Second"_s));
    ASSERT_TRUE(first && second);
    const QList<Profile> before = store.profiles();
    QSignalSpy changed(&store, &ProfileStore::changed);
    QSignalSpy current(&store, &ProfileStore::currentChanged);

    // A folder in the place of the file cannot be written by anyone, not even the superuser.
    QFile::remove(fileName());
    ASSERT_TRUE(QDir(m_folder.path()).mkpath(u"profiles.json/x"_s));
    const auto saved = store.save(named(u"Third"_s));

    ASSERT_FALSE(saved);
    EXPECT_TRUE(saved.error().contains(fileName()));
    EXPECT_FALSE(store.remove(first->id));
    EXPECT_FALSE(store.setCurrent(second->id));
    EXPECT_EQ(store.profiles(), before);
    EXPECT_EQ(store.currentId(), first->id);
    EXPECT_EQ(changed.count() + current.count(), 0);
}

TEST_F(ProfileStoreTest, SaysSoWhenItsFolderIsAFile)
{
    write("in the way");
    ProfileStore store(fileName() + u"/folder"_s);

    EXPECT_TRUE(store.load());
    EXPECT_FALSE(store.save(named(u"First"_s)));
    EXPECT_TRUE(store.profiles().isEmpty());
}
