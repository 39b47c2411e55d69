// SPDX-License-Identifier: GPL-3.0-or-later
// The token workbench, as a person uses it.
#include "ui/tokens/TokensPage.h"

#include "tests/ui/support/SandboxWindow.h"
#include "ui/tokens/TokenEdit.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QSlider>
#include <QTabBar>
#include <QTemporaryFile>
#include <QTreeView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

class TokensPage : public SandboxWindow
{
protected:
    void SetUp() override
    {
        SandboxWindow::SetUp();
        ASSERT_NO_FATAL_FAILURE(prepareSandbox());
        ASSERT_NO_FATAL_FAILURE(open());
        window().showPage(u"page/tokens"_s);
        ASSERT_TRUE(drive::until([&] { return edit() != nullptr; }));
    }
    ui::TokenEdit *edit() { return drive::named<ui::TokenEdit>(&window(), u"Token"_s); }
    QTreeView *tree() { return drive::named<QTreeView>(&window(), u"Decoded token"_s); }
    QSlider *slider() { return drive::named<QSlider>(&window(), u"Moment of the check"_s); }
    void inspectOwn()
    {
        drive::click(drive::button(&window(), u"Inspect the profile's token"_s));
        ASSERT_TRUE(drive::until([&] { return edit()->toPlainText().count(u'.') == 2; }));
    }
    void showTab(const QString &title)
    {
        for (QTabBar *bar : drive::seen<QTabBar>(&window())) {
            for (int i = 0; i < bar->count(); ++i) {
                if (bar->tabText(i) == title)
                    bar->setCurrentIndex(i);
            }
        }
    }
    bool isSaid(const QString &text) { return drive::says(&window(), text); }
};

TEST_F(TokensPage, TheProfilesOwnTokenIsAcceptedAndExplained)
{
    ASSERT_NO_FATAL_FAILURE(inspectOwn());
    EXPECT_TRUE(isSaid(u"200"_s));
    EXPECT_TRUE(isSaid(u"signature"_s));
    EXPECT_EQ(tree()->model()->rowCount(), 3);
}

TEST_F(TokensPage, WhatWasPastedAlongIsTakenOffAndTold)
{
    ASSERT_NO_FATAL_FAILURE(inspectOwn());
    const QString token = edit()->toPlainText();
    QGuiApplication::clipboard()->setText(u"\"Bearer "_s + token + u"\"\n"_s);
    drive::click(drive::button(&window(), u"Paste a token"_s));
    EXPECT_EQ(edit()->toPlainText(), token);
    EXPECT_TRUE(isSaid(u"Bearer"_s));
    EXPECT_TRUE(isSaid(u"200"_s));
}

TEST_F(TokensPage, TabGoesThroughMakeInReadingOrder)
{
    showTab(u"Make"_s);
    drive::click(drive::button(&window(), u"Make the token"_s));
    ASSERT_TRUE(drive::until([&] {
        QAbstractButton *copy = drive::button(&window(), u"Copy token"_s);
        return copy && copy->isEnabled();
    }));
    drive::button(&window(), u"Make the token"_s)->setFocus();
    QStringList met;
    for (int i = 0; i < 12; ++i) {
        drive::press(&window(), Qt::Key_Tab);
        if (QWidget *focus = QApplication::focusWidget())
            met << drive::nameOf(focus);
    }
    const QStringList order{u"The token that was made"_s, u"Header and claims"_s, u"Copy token"_s,
                            u"Inspect it"_s, u"Copy text"_s};
    QList<qsizetype> places;
    for (const QString &name : order)
        places << met.indexOf(name);
    EXPECT_FALSE(places.contains(-1)) << met.join(u", "_s).toStdString();
    EXPECT_TRUE(std::ranges::is_sorted(places)) << met.join(u", "_s).toStdString();
}

TEST_F(TokensPage, AnyChangeOfALetterIsRefused)
{
    ASSERT_NO_FATAL_FAILURE(inspectOwn());
    QString token = edit()->toPlainText();
    const qsizetype at = token.indexOf(u'.') + 5;
    token[at] = token[at] == u'A' ? u'B' : u'A';
    drive::retype(edit(), token);
    EXPECT_TRUE(drive::until([&] { return isSaid(u"401"_s); }));
    EXPECT_FALSE(isSaid(u"200"_s));
}

TEST_F(TokensPage, ADroppedFileIsRead)
{
    ASSERT_NO_FATAL_FAILURE(inspectOwn());
    const QString token = edit()->toPlainText();
    drive::retype(edit(), u"x"_s);
    QTemporaryFile file;
    ASSERT_TRUE(file.open());
    file.write(token.toUtf8() + "\n");
    file.close();
    QMimeData dropped;
    dropped.setUrls({QUrl::fromLocalFile(file.fileName())});
    QGuiApplication::clipboard()->setMimeData([&] {
        auto *copy = new QMimeData;
        copy->setUrls(dropped.urls());
        return copy;
    }());
    edit()->setFocus();
    edit()->paste();
    EXPECT_EQ(edit()->toPlainText(), token);
}

TEST_F(TokensPage, ChoosingAClaimMarksItsBytesAndPointingChoosesIt)
{
    ASSERT_NO_FATAL_FAILURE(inspectOwn());
    const auto marked = [&] { return edit()->extraSelections().last().cursor.selectedText(); };
    const QModelIndex payload = tree()->model()->index(1, 0);
    tree()->setCurrentIndex(tree()->model()->index(0, 0, payload));
    ASSERT_FALSE(marked().isEmpty());
    EXPECT_TRUE(edit()->toPlainText().section(u'.', 1, 1).contains(marked()));

    QTextCursor cursor = edit()->textCursor();
    cursor.setPosition(2);
    edit()->setTextCursor(cursor);
    EXPECT_EQ(tree()->currentIndex().parent(), tree()->model()->index(0, 0)) << "in the header";
}

TEST_F(TokensPage, TheSliderMovesTheMomentAndNowBringsItBack)
{
    ASSERT_NO_FATAL_FAILURE(inspectOwn());
    slider()->setFocus();
    QTest::keyClick(slider(), Qt::Key_End);
    EXPECT_TRUE(isSaid(u"401"_s)) << "long after it has expired";
    EXPECT_TRUE(isSaid(u"as if it were"_s));
    drive::click(drive::button(&window(), u"Now"_s));
    EXPECT_TRUE(isSaid(u"200"_s));
}

TEST_F(TokensPage, WithoutAKeyThereIsNoVerdict)
{
    ASSERT_NO_FATAL_FAILURE(inspectOwn());
    QComboBox *key = nullptr; // Qt's combo boxes tell a screen reader their value for a name
    for (QComboBox *box : drive::seen<QComboBox>(&window())) {
        if (box->accessibleName() == u"Key to check with")
            key = box;
    }
    ASSERT_NE(key, nullptr);
    key->setFocus();
    QTest::keyClick(key, Qt::Key_Home);
    EXPECT_TRUE(isSaid(u"Decoded, not verified"_s));
    EXPECT_FALSE(isSaid(u"200"_s));
    drive::click(drive::button(&window(), u"Try every key"_s));
    EXPECT_TRUE(drive::until([&] { return isSaid(u"200"_s); }));
}

TEST_F(TokensPage, MakesATokenThatThePlatformWouldAccept)
{
    showTab(u"Make"_s);
    drive::click(drive::button(&window(), u"Make the token"_s));
    auto *made = drive::named<ui::TokenEdit>(&window(), u"The token that was made"_s);
    ASSERT_NE(made, nullptr);
    EXPECT_EQ(made->toPlainText().count(u'.'), 2);
    showTab(u"curl"_s);
    auto *curl = drive::named<QPlainTextEdit>(&window(), u"curl"_s);
    ASSERT_NE(curl, nullptr);
    EXPECT_TRUE(curl->toPlainText().contains("curl"_L1));
    EXPECT_FALSE(curl->toPlainText().contains(made->toPlainText()))
        << "no secret in a command line";
    drive::click(drive::button(&window(), u"Inspect it"_s));
    EXPECT_TRUE(drive::until([&] { return edit() && isSaid(u"200"_s); }));
}

TEST_F(TokensPage, ClaimsThatAreNoObjectAreRefusedInWords)
{
    showTab(u"Make"_s);
    auto *claims = drive::named<QPlainTextEdit>(&window(), u"Extra claims, a JSON object"_s);
    ASSERT_NE(claims, nullptr);
    drive::retype(claims, u"[1]"_s);
    drive::click(drive::button(&window(), u"Make the token"_s));
    EXPECT_TRUE(isSaid(u"object"_s));
    EXPECT_EQ(claims->toPlainText(), u"[1]"_s) << "nothing typed is lost";
}

TEST_F(TokensPage, TheLiveViewListsTheSignings)
{
    ASSERT_NO_FATAL_FAILURE(inspectOwn());
    showTab(u"Live"_s);
    auto *table = drive::named<QTableView>(&window(), u"Signings of this run"_s);
    ASSERT_NE(table, nullptr);
    EXPECT_GE(table->model()->rowCount(), 1);
    drive::click(drive::button(&window(), u"Inspect it"_s));
    EXPECT_TRUE(drive::until([&] { return edit() != nullptr; }));
}

} // namespace
