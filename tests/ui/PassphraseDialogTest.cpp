// SPDX-License-Identifier: GPL-3.0-or-later
// An encrypted key: the page waits calmly, the dialog asks, and nothing is lost by answering later.
#include "ui/profile/PassphraseDialog.h"

#include "app/auth/RsaKeyPair.h"
#include "tests/ui/support/SandboxWindow.h"
#include "ui/resource/ResourcePage.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace {

class LockedKey : public SandboxWindow
{
protected:
    /// Opens the window on the sandbox and then on a profile of the same server, whose key is
    /// encrypted with @p passphrase.
    void openLocked(const QByteArray &passphrase)
    {
        ASSERT_NO_FATAL_FAILURE(prepareSandbox());
        ASSERT_NO_FATAL_FAILURE(open());
        const api::Profile sandbox = workspace().session()->profile();
        const auto key = auth::RsaKeyPair::fromFile(sandbox.keyFile);
        ASSERT_TRUE(key);
        const auto pem = key->encryptedPrivatePem(QCA::SecureArray(passphrase));
        api::Profile own = ownProfile(u"Locked"_s, quint16(sandbox.baseUrl.port()));
        own.domain = sandbox.domain;
        own.keyFile = folder() + u"/locked.pem"_s;
        QFile file(own.keyFile);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        ASSERT_EQ(file.write(*pem), pem->size());
        file.close();
        ASSERT_TRUE(workspace().profiles().save(own));
        chooseProfile(u"Locked"_s);
        m_dialog = drive::dialog<ui::PassphraseDialog>(&window());
        ASSERT_NE(m_dialog, nullptr);
    }
    QLineEdit *line() { return drive::named<QLineEdit>(m_dialog, u"Passphrase"_s); }
    void tryPassphrase(const QString &passphrase)
    {
        drive::retype(line(), passphrase);
        drive::click(drive::button(m_dialog, u"Unlock"_s));
    }
    bool isListed() { return table() && table()->model()->rowCount() == devices; }

    QPointer<ui::PassphraseDialog> m_dialog;
};

TEST_F(LockedKey, IsAskedForAndThenTheListLoads)
{
    // Given a profile whose key is encrypted: nothing has failed, and the page says what it waits
    // for
    ASSERT_NO_FATAL_FAILURE(openLocked("correct horse"));
    EXPECT_TRUE(drive::says(&window(), u"The key is locked"_s));
    EXPECT_FALSE(drive::says(&window(), u"could not be loaded"_s));

    // When a wrong passphrase is tried
    const int height = m_dialog->height();
    tryPassphrase(u"wrong"_s);
    // Then the dialog says so, has grown for it, and the text can be typed over
    EXPECT_TRUE(drive::until([&] { return drive::says(m_dialog, u"does not open this key"_s); }));
    EXPECT_GT(m_dialog->height(), height);
    EXPECT_TRUE(line()->hasFocus());
    EXPECT_EQ(line()->selectedText(), u"wrong"_s);

    // And when the right one is tried, the devices are there
    tryPassphrase(u"correct horse"_s);
    EXPECT_TRUE(drive::until([&] { return isListed(); }));
    EXPECT_TRUE(!m_dialog || !m_dialog->isVisible());
    EXPECT_FALSE(drive::says(&window(), u"The key is locked"_s));
}

TEST_F(LockedKey, CanBeUnlockedLaterFromThePage)
{
    ASSERT_NO_FATAL_FAILURE(openLocked("battery staple"));
    // When the question is put off
    drive::click(drive::button(m_dialog, u"Not now"_s));
    EXPECT_TRUE(drive::until([&] { return !m_dialog || !m_dialog->isVisible(); }));
    EXPECT_TRUE(drive::says(&window(), u"The key is locked"_s));
    // And the page's own button is pressed
    drive::click(drive::button(window().currentPage(), u"Unlock"_s));
    m_dialog = drive::dialog<ui::PassphraseDialog>(&window());
    ASSERT_NE(m_dialog, nullptr);
    tryPassphrase(u"battery staple"_s);
    EXPECT_TRUE(drive::until([&] { return isListed(); }));
}

TEST_F(LockedKey, CanBeLeftWhileAPassphraseIsTried)
{
    ASSERT_NO_FATAL_FAILURE(openLocked("third one"));
    tryPassphrase(u"third one"_s);
    // The answer takes a while; the dialog says so and can be left at once
    ASSERT_TRUE(workspace().session()->isUnlocking());
    EXPECT_EQ(drive::button(m_dialog, u"Unlock"_s), nullptr);
    drive::click(drive::button(m_dialog, u"Not now"_s));
    EXPECT_FALSE(workspace().session()->isUnlocking());
    EXPECT_EQ(workspace().session()->keyState(), api::Session::KeyState::NeedsPassphrase);
}

} // namespace
