// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/KeySetting.h"
#include "tests/ui/support/Drive.h"
#include "ui/keys/UploadKeyDialog.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDesktopServices>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSettings>
#include <QSignalSpy>

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {

/// Stands where the browser would.
class Browser : public QObject
{
    Q_OBJECT

public:
    Browser() { QDesktopServices::setUrlHandler(u"https"_s, this, "open"); }
    ~Browser() override { QDesktopServices::unsetUrlHandler(u"https"_s); }
    QList<QUrl> opened;

public Q_SLOTS:
    void open(const QUrl &url) { opened << url; }
};

class KeysUploadTest : public testing::Test
{
protected:
    void SetUp() override { ui::Theme::install(*qApp); }
    void open(const QString &keyId)
    {
        dialog = std::make_unique<ui::UploadKeyDialog>(setting.context(), keyId, &settings);
        drive::show(dialog.get());
    }
    KeySetting setting;
    QSettings settings{setting.path(u"window.ini"_s), QSettings::IniFormat};
    std::unique_ptr<ui::UploadKeyDialog> dialog;
};

TEST_F(KeysUploadTest, TheSandboxTakesAKeyWithOneClickAndTheProfileCanSignWithIt)
{
    const QString old = setting.generate(u"Old"_s);
    const QString fresh = setting.generate(u"Fresh"_s);
    ASSERT_NO_FATAL_FAILURE(setting.startPlatform(*setting.store().publicPem(old)));
    setting.currentProfile = setting.addProfile(u"Sandbox"_s, old, true);
    open(fresh);
    EXPECT_EQ(drive::named<QLineEdit>(dialog.get(), u"Address of the portal"_s), nullptr);
    drive::click(drive::button(dialog.get(), u"Upload to the sandbox"_s));
    EXPECT_TRUE(drive::until([&] {
        return drive::says(dialog.get(), u"The platform accepts tokens signed with Fresh."_s);
    }));
    QSignalSpy accepted(dialog.get(), &QDialog::accepted);
    drive::click(drive::button(dialog.get(), u"Sign with it in Sandbox"_s));
    EXPECT_EQ(accepted.size(), 1);
    EXPECT_EQ(setting.profiles().profile(setting.currentProfile)->keyId, fresh);
    EXPECT_EQ(setting.changedProfiles, QStringList{setting.currentProfile});
}

TEST_F(KeysUploadTest, ARefusalSaysWhyAndHasDetails)
{
    const QString old = setting.generate(u"Old"_s);
    const QString fresh = setting.generate(u"Fresh"_s);
    ASSERT_NO_FATAL_FAILURE(setting.startPlatform(*setting.store().publicPem(old)));
    setting.currentProfile = setting.addProfile(u"Sandbox"_s, old, true);
    open(fresh);
    drive::click(drive::button(dialog.get(), u"Verify"_s));
    EXPECT_TRUE(drive::until([&] {
        return drive::says(dialog.get(), u"The platform refused a token signed with Fresh"_s);
    }));
    EXPECT_EQ(drive::button(dialog.get(), u"Sign with it in Sandbox"_s), nullptr);
    drive::click(drive::button(dialog.get(), u"Details"_s));
    EXPECT_NE(drive::dialog(dialog.get()), nullptr);
}

TEST_F(KeysUploadTest, ThePortalOfThePlatformIsOpenedAndThePathToldInWords)
{
    Browser browser;
    const QString id = setting.generate(u"Homes"_s);
    setting.currentProfile = setting.addProfile(u"Lund"_s, id);
    open(id);
    EXPECT_TRUE(
        drive::says(dialog.get(), u"CONFIGURATIONS / API ACCESS / UPLOAD JWT PUBLIC KEY"_s));
    drive::click(drive::button(dialog.get(), u"Copy public key"_s));
    EXPECT_EQ(QGuiApplication::clipboard()->text().trimmed().toLatin1(),
              setting.store().publicPem(id)->trimmed());
    drive::click(drive::button(dialog.get(), u"Open portal"_s));
    ASSERT_EQ(browser.opened.size(), 1);
    EXPECT_EQ(browser.opened.first(), QUrl(u"https://developer.prod-eu-north-1.iotcomms.io"_s));
}

TEST_F(KeysUploadTest, APortalThatIsNotKnownIsTypedAndRemembered)
{
    Browser browser;
    const QString id = setting.generate(u"Homes"_s);
    setting.currentProfile = setting.addProfile(u"Lund"_s, id);
    auto profile = *setting.profiles().profile(setting.currentProfile);
    profile.baseUrl = QUrl(u"https://api.example.com"_s);
    ASSERT_TRUE(setting.profiles().save(profile));
    open(id);
    EXPECT_TRUE(drive::says(dialog.get(), u"is not known"_s));
    auto *address = drive::named<QLineEdit>(dialog.get(), u"Address of the portal"_s);
    drive::retype(address, u"http://portal.example.com"_s);
    EXPECT_TRUE(drive::says(dialog.get(), u"no https address"_s));
    drive::click(drive::button(dialog.get(), u"Open portal"_s));
    EXPECT_TRUE(browser.opened.isEmpty());
    drive::retype(address, u"portal.example.com"_s);
    drive::click(drive::button(dialog.get(), u"Open portal"_s));
    EXPECT_EQ(browser.opened, QList<QUrl>{QUrl(u"https://portal.example.com"_s)});
    open(id);
    address = drive::named<QLineEdit>(dialog.get(), u"Address of the portal"_s);
    EXPECT_EQ(address->text(), u"https://portal.example.com"_s);
}

TEST_F(KeysUploadTest, AnAssumedPortalIsMarkedAsSuch)
{
    const QString id = setting.generate(u"Homes"_s);
    setting.currentProfile = setting.addProfile(u"Lund"_s, id);
    auto profile = *setting.profiles().profile(setting.currentProfile);
    profile.baseUrl = QUrl(u"https://api.test-eu-west-1.iotcomms.io"_s);
    ASSERT_TRUE(setting.profiles().save(profile));
    open(id);
    EXPECT_TRUE(drive::says(dialog.get(), u"Assumed: no public page names"_s));
}

TEST_F(KeysUploadTest, NothingChangesItsMeaningUnderThePointer)
{
    const QString old = setting.generate(u"Old"_s);
    const QString fresh = setting.generate(u"Fresh"_s);
    ASSERT_NO_FATAL_FAILURE(setting.startPlatform(*setting.store().publicPem(fresh)));
    setting.currentProfile = setting.addProfile(u"Sandbox"_s, old, true);
    open(fresh);
    QAbstractButton *verify = drive::button(dialog.get(), u"Verify"_s);
    const QPoint where = verify->mapToGlobal(verify->rect().center());
    drive::click(verify);
    ASSERT_TRUE(drive::until(
        [&] { return drive::button(dialog.get(), u"Sign with it in Sandbox"_s) != nullptr; }));
    EXPECT_EQ(verify->mapToGlobal(verify->rect().center()), where);
    // Return verifies once more, and switches nothing
    verify->setFocus();
    drive::press(dialog.get(), Qt::Key_Return);
    EXPECT_TRUE(dialog->isVisible());
    EXPECT_EQ(setting.profiles().profile(setting.currentProfile)->keyId, old);
}

} // namespace

#include "KeysUploadTest.moc"
