// SPDX-License-Identifier: GPL-3.0-or-later
// One key pair at rest, as text.
#include "app/auth/KeyFileFormat.h"

#include "tests/unit/auth/TestKeys.h"

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;

namespace {

using auth::KeyFileFormat;
using auth::KeyPlace;
using auth::KeyState;
using auth::KeyUse;
using testing::HasSubstr;

KeyFileFormat sample()
{
    static const QByteArray encrypted =
        *testkeys::key().encryptedPrivatePem(QCA::SecureArray("passphrase"));
    KeyFileFormat file(testkeys::key().publicKey());
    file.name = u"Main"_s;
    file.use = KeyUse::CallbackSigning;
    file.state = KeyState::Next;
    file.created = QDateTime(QDate(2026, 11, 23), QTime(1, 2, 3, 45), QTimeZone::UTC);
    file.backend = u"GNOME Keyring"_s;
    file.secret = u"id/1234"_s;
    file.encryptedPem = encrypted;
    return file;
}

void expectDamaged(const QByteArray &text, const char *says)
{
    const auto file = KeyFileFormat::read(text);
    ASSERT_FALSE(file);
    EXPECT_FALSE(file.error().newerVersion);
    EXPECT_THAT(file.error().reason.toStdString(), HasSubstr(says));
}

TEST(KeyFileFormat, readsWhatItWrote)
{
    const KeyFileFormat file = sample();
    const auto again = KeyFileFormat::read(file.write());
    ASSERT_TRUE(again) << again.error().reason.toStdString();
    EXPECT_EQ(again->name, file.name);
    EXPECT_EQ(again->use, file.use);
    EXPECT_EQ(again->state, file.state);
    EXPECT_EQ(again->place, file.place);
    EXPECT_EQ(again->created, file.created);
    EXPECT_EQ(again->backend, file.backend);
    EXPECT_EQ(again->secret, file.secret);
    EXPECT_EQ(again->publicKey, file.publicKey);
    EXPECT_EQ(again->encryptedPem, file.encryptedPem);
    EXPECT_EQ(again->write(), file.write());
}

TEST(KeyFileFormat, carriesEveryUseStateAndPlace)
{
    for (const KeyUse use : {KeyUse::ApiAccess, KeyUse::CallbackSigning}) {
        for (const KeyState state :
             {KeyState::Active, KeyState::Next, KeyState::Retired, KeyState::Compromised}) {
            KeyFileFormat file = sample();
            file.use = use;
            file.state = state;
            const auto again = KeyFileFormat::read(file.write());
            ASSERT_TRUE(again);
            EXPECT_EQ(again->use, use);
            EXPECT_EQ(again->state, state);
        }
    }
    KeyFileFormat mine = sample();
    mine.place = KeyPlace::Passphrase;
    mine.secret.clear();
    EXPECT_EQ(KeyFileFormat::read(mine.write())->place, KeyPlace::Passphrase);
    KeyFileFormat linked = mine;
    linked.place = KeyPlace::LinkedFile;
    linked.linkedPath = u"/media/stick/-----BEGIN RSA PRIVATE KEY-----\n.pem"_s;
    linked.encryptedPem.clear();
    const auto again = KeyFileFormat::read(linked.write());
    ASSERT_TRUE(again) << again.error().reason.toStdString();
    EXPECT_EQ(again->linkedPath, linked.linkedPath);
    EXPECT_TRUE(again->encryptedPem.isEmpty());
}

TEST(KeyFileFormat, aNewerVersionIsToldWhateverElseItHolds)
{
    const auto file = KeyFileFormat::read(
        R"({"format":"iotcomms-console-key","version":7,"use":"something new"})");
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().newerVersion, 7);
    EXPECT_TRUE(KeyFileFormat::read(R"({"format":"iotcomms-console-key","version":99999999999})")
                    .error()
                    .newerVersion);
}

TEST(KeyFileFormat, membersOfALaterSameVersionAreIgnored)
{
    EXPECT_TRUE(KeyFileFormat::read(
        sample().write().replace("\"version\":1", "\"version\":1,\"comment\":[1,{}]")));
}

TEST(KeyFileFormat, aFileCutOffAnywhereIsDamaged)
{
    const QByteArray whole = sample().write();
    for (qsizetype length = 0; length < whole.size() - 1; length += 7)
        EXPECT_FALSE(KeyFileFormat::read(whole.first(length))) << length;
    EXPECT_FALSE(KeyFileFormat::read(whole.chopped(2)));
}

TEST(KeyFileFormat, whatIsWrongIsNamed)
{
    const QByteArray whole = sample().write();
    const auto with = [&](const QByteArray &before, const QByteArray &after) {
        EXPECT_TRUE(whole.contains(before)) << before.toStdString();
        return QByteArray(whole).replace(before, after);
    };
    expectDamaged("", "not a file of this key store");
    expectDamaged("-----BEGIN PUBLIC KEY-----\n{}", "not a file of this key store");
    expectDamaged("{}", "not a file of this key store");
    expectDamaged("[]\n{\"version\":1}", "not a file of this key store");
    expectDamaged(with("\"version\":1", "\"version\":0"), "not a file of this key store");
    expectDamaged(with("\"version\":1", "\"version\":\"1\""), "not a file of this key store");
    expectDamaged(with("\"use\":\"callback\"", "\"use\":\"both\""), "incomplete");
    expectDamaged(with("\"state\":\"next\"", "\"state\":4"), "incomplete");
    expectDamaged(with("2026-11-23", "2026-13-23"), "incomplete");
    expectDamaged(with(".045Z", ".045"), "incomplete");
    expectDamaged(with("\"name\":\"Main\"", "\"name\":\"\""), "incomplete");
    expectDamaged(with("\"name\":\"Main\"", "\"name\":\"A\",\"name\":\"B\""), "cut off or changed");
    expectDamaged(with("\"secret\":\"id/1234\"", "\"secret\":\"\""), "contradicts itself");
    expectDamaged(with("\"secret\"", "\"path\":\"/x\",\"secret\""), "contradicts itself");
    expectDamaged(with("BEGIN PUBLIC", "BEGIN OTHER"), "public key is missing");
    expectDamaged(with("BEGIN ENCRYPTED PRIVATE", "BEGIN PRIVATE"), "private key is missing");
    expectDamaged(whole + testkeys::key().privatePem().toByteArray(), "private key is missing");
    expectDamaged(with(testkeys::key().publicKey().pem(),
                       "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"),
                  "public key cannot be read");
}

} // namespace
