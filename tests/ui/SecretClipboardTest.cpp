// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/SecretClipboard.h"

#include "tests/ui/support/Drive.h"
#include "ui/resource/JsonEditor.h"
#include "ui/tokens/TokenEdit.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QSignalSpy>

#include <gtest/gtest.h>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using ui::SecretClipboard;

namespace {

class SecretClipboardTest : public testing::Test
{
protected:
    void SetUp() override { secrets().setLifetime(SecretClipboard::lifetime); }
    void TearDown() override
    {
        secrets().clear();
        secrets().setLifetime(SecretClipboard::lifetime);
        clipboard().clear();
    }
    static SecretClipboard &secrets() { return *SecretClipboard::instance(); }
    static QClipboard &clipboard() { return *QGuiApplication::clipboard(); }
    QSignalSpy said{&secrets(), &SecretClipboard::said};
};

TEST_F(SecretClipboardTest, MarksWhatItCopiesAsSecretAndSaysSo)
{
    SecretClipboard::copySecret(u"open sesame"_s);
    EXPECT_EQ(clipboard().text(), u"open sesame"_s);
    EXPECT_EQ(clipboard().mimeData()->data(u"x-kde-passwordManagerHint"_s), "secret"_ba);
    ASSERT_EQ(said.size(), 1);
    EXPECT_TRUE(said[0][0].toString().contains("30"_L1)) << qPrintable(said[0][0].toString());
    EXPECT_FALSE(said[0][0].toString().contains("sesame"_L1));
}

TEST_F(SecretClipboardTest, ATokenThatIsCopiedIsASecret)
{
    ui::TokenEdit edit;
    edit.setPlainText(u"eyJh.eyJz.c2ln"_s);
    edit.selectAll();
    edit.copy();
    EXPECT_EQ(clipboard().text(), u"eyJh.eyJz.c2ln"_s);
    EXPECT_EQ(clipboard().mimeData()->data(u"x-kde-passwordManagerHint"_s), "secret"_ba);
    EXPECT_EQ(said.size(), 1);
    secrets().clear(); // as at exit
    EXPECT_EQ(clipboard().text(), QString());
}

TEST_F(SecretClipboardTest, WhatIsCopiedOfATextIsASecretWhereSecretsAreShown)
{
    ui::JsonEditor editor;
    editor.setDocumentText(u"{\"password\": \"open sesame\"}"_s);
    editor.selectAll();
    editor.copy();
    EXPECT_FALSE(clipboard().mimeData()->hasFormat(u"x-kde-passwordManagerHint"_s));
    editor.setSecret(true);
    editor.copy();
    EXPECT_TRUE(clipboard().mimeData()->hasFormat(u"x-kde-passwordManagerHint"_s));
    EXPECT_TRUE(clipboard().text().contains("sesame"_L1));
}

TEST_F(SecretClipboardTest, TakesItOutAfterItsTime)
{
    secrets().setLifetime(1ms);
    SecretClipboard::copySecret(u"open sesame"_s);
    EXPECT_TRUE(drive::until([this] { return said.size() == 2; }));
    EXPECT_EQ(clipboard().text(), QString());
}

TEST_F(SecretClipboardTest, LeavesWhatWasCopiedMeanwhile)
{
    secrets().setLifetime(1ms);
    SecretClipboard::copySecret(u"open sesame"_s);
    clipboard().setText(u"a shopping list"_s);
    secrets().clear(); // as at exit
    EXPECT_EQ(clipboard().text(), u"a shopping list"_s);
    EXPECT_EQ(said.size(), 1);
}

TEST_F(SecretClipboardTest, TakesItOutAtExit)
{
    SecretClipboard::copySecret(u"open sesame"_s);
    QMetaObject::invokeMethod(qGuiApp, "aboutToQuit");
    EXPECT_EQ(clipboard().text(), QString());
}

TEST_F(SecretClipboardTest, TheTimeOfTheLastSecretCounts)
{
    SecretClipboard::copySecret(u"first"_s);
    secrets().setLifetime(1ms);
    SecretClipboard::copySecret(u"second"_s);
    EXPECT_TRUE(drive::until([] { return clipboard().text().isEmpty(); }));
    // Nothing of ours is left to be cleared
    clipboard().setText(u"first"_s);
    secrets().clear();
    EXPECT_EQ(clipboard().text(), u"first"_s);
}

} // namespace
