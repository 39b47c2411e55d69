// SPDX-License-Identifier: GPL-3.0-or-later
// The Request page, as a person uses it.
#include "ui/request/RequestPage.h"

#include "models/HistoryModel.h"
#include "tests/ui/support/SandboxWindow.h"
#include "ui/request/BodyText.h"
#include "ui/request/CompareDialog.h"
#include "ui/request/SendReview.h"

#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryFile>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace {

class RequestPage : public SandboxWindow
{
protected:
    void SetUp() override
    {
        SandboxWindow::SetUp();
        ASSERT_NO_FATAL_FAILURE(prepareSandbox());
        ASSERT_NO_FATAL_FAILURE(open());
        ASSERT_NO_FATAL_FAILURE(showRequestPage());
    }
    void showRequestPage()
    {
        window().showPage(u"page/request"_s);
        ASSERT_TRUE(drive::until([&] { return path() != nullptr; }));
    }
    QLineEdit *path() { return drive::named<QLineEdit>(&window(), u"Path"_s); }
    QLineEdit *search() { return drive::named<QLineEdit>(&window(), u"Find in all requests"_s); }
    QTableView *found() { return drive::named<QTableView>(&window(), u"Requests found"_s); }
    QTreeView *saved() { return drive::named<QTreeView>(&window(), u"Saved requests"_s); }
    ui::BodyText *body() { return drive::named<ui::BodyText>(&window(), u"Body of the request"_s); }
    QPlainTextEdit *pretty()
    {
        return drive::named<QPlainTextEdit>(&window(), u"Reply, formatted"_s);
    }
    QComboBox *method()
    {
        for (QComboBox *box : drive::seen<QComboBox>(&window())) {
            if (box->accessibleName() == u"Method"_s)
                return box;
        }
        return nullptr;
    }
    QString domain() { return workspace().session()->profile().domain; }
    QString list() { return u"/provisioning/device/"_s + domain(); }
    void writePath(const QString &text)
    {
        drive::retype(path(), text);
        path()->completer()->popup()->hide();
    }
    void sendByKeyboard()
    {
        // Where closing the list of paths leaves it on a platform with a keyboard.
        window().activateWindow();
        path()->setFocus();
        ASSERT_TRUE(drive::until([this] { return QApplication::focusWidget() == path(); }));
        drive::press(&window(), Qt::Key_Return, Qt::ControlModifier);
    }
    /// Into the name that is being edited in place.
    void typeName(const QString &name)
    {
        const auto editors = [this] { return drive::seen<QLineEdit>(saved()); };
        ASSERT_TRUE(drive::until([&] { return editors().size() == 1; }));
        drive::retype(editors().first(), name);
        QTest::keyClick(editors().first(), Qt::Key_Return);
        ASSERT_TRUE(drive::until([&] { return editors().isEmpty(); }));
    }
    bool isSaid(const QString &text) { return drive::says(&window(), text); }
    bool comes(const QString &text)
    {
        return drive::until([&] { return isSaid(text); });
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
    QAction *command(const QString &text)
    {
        auto *page = window().findChild<ui::RequestPage *>();
        for (QAction *action : page->commands()) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }
};

} // namespace

TEST_F(RequestPage, APathIsChosenWithTheArrowsAndSentWithTheKeyboard)
{
    path()->setFocus();
    drive::retype(path(), u"provisioning/device/"_s);
    QWidget *popup = path()->completer()->popup();
    ASSERT_TRUE(drive::until([&] { return popup->isVisible(); }));
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Return);
    ASSERT_TRUE(drive::until([&] { return path()->text().startsWith(list()); }))
        << path()->text().toStdString();
    writePath(list());
    method()->setCurrentText(u"GET"_s);
    sendByKeyboard();
    ASSERT_TRUE(comes(u"200 OK"_s));
    EXPECT_TRUE(
        drive::until([&] { return pretty() && pretty()->toPlainText().contains(u"deviceId"_s); }));
}

TEST_F(RequestPage, ARefusalIsShownWithItsMeaning)
{
    writePath(list() + u"/no-such-device"_s);
    sendByKeyboard();
    ASSERT_TRUE(comes(u"404 Not Found"_s));
    EXPECT_TRUE(isSaid(u"404"_s));
}

TEST_F(RequestPage, AMissingValueKeepsARequestFromBeingSent)
{
    writePath(list() + u"/{deviceId}"_s);
    EXPECT_TRUE(isSaid(u"Give a value for deviceId"_s));
    EXPECT_FALSE(drive::button(&window(), u"Send"_s)->isEnabled());
}

TEST_F(RequestPage, TheBodyIsCompletedAndChecked)
{
    writePath(list());
    method()->setCurrentText(u"PUT"_s);
    body()->setFocus();
    QTest::keyClicks(body(), u"{\"deviceI"_s);
    QWidget *popup = QApplication::activePopupWidget();
    ASSERT_NE(popup, nullptr);
    EXPECT_EQ(drive::nameOf(popup), u"What fits here"_s);
    QTest::keyClick(popup, Qt::Key_Return);
    EXPECT_EQ(body()->toPlainText(), u"{\"deviceId\": "_s);
    EXPECT_TRUE(isSaid(u"not JSON"_s));
}

TEST_F(RequestPage, TheHistoryIsSearchedComparedAndSentAgain)
{
    writePath(list() + u"/none-such"_s);
    sendByKeyboard();
    ASSERT_TRUE(comes(u"404 Not Found"_s));
    writePath(list());
    sendByKeyboard();
    ASSERT_TRUE(comes(u"200 OK"_s));
    drive::retype(search(), u"none-such"_s);
    ASSERT_TRUE(drive::until([&] {
        return found()->model()->rowCount() == 1 &&
               drive::cell(found(), 0, u"Path"_s).endsWith(u"none-such"_s);
    }));
    // Its first column, the time, is not shown where there is little room.
    const QModelIndex first = found()->model()->index(0, models::HistoryModel::Path);
    QTest::mouseClick(found()->viewport(), Qt::LeftButton, {}, found()->visualRect(first).center());
    drive::click(drive::button(&window(), u"Open the selected request"_s));
    ASSERT_TRUE(drive::until([&] { return path()->text().endsWith(u"/none-such"_s); }));
    drive::click(drive::button(&window(), u"Send the selected request again"_s));
    ASSERT_TRUE(drive::until([&] { return found()->model()->rowCount() == 2; }));
    found()->selectAll();
    drive::click(drive::button(&window(), u"Compare the two selected requests"_s));
    auto *dialog = drive::dialog<ui::CompareDialog>(&window());
    ASSERT_NE(dialog, nullptr);
    dialog->close();
}

TEST_F(RequestPage, ARequestIsSavedInAFolderAndOpenedAgain)
{
    writePath(list() + u"/{deviceId}"_s);
    showTab(u"Saved"_s);
    drive::click(drive::button(&window(), u"New folder of requests"_s));
    ASSERT_TRUE(drive::until([&] { return saved() != nullptr; }));
    ASSERT_NO_FATAL_FAILURE(typeName(u"Mine"_s));
    drive::click(drive::button(&window(), u"Save the request"_s));
    ASSERT_NO_FATAL_FAILURE(typeName(u"One device"_s));
    const QModelIndex folder = saved()->model()->index(0, 0);
    EXPECT_EQ(folder.data().toString(), u"Mine"_s);
    ASSERT_EQ(saved()->model()->rowCount(folder), 1);
    const QModelIndex request = saved()->model()->index(0, 0, folder);
    EXPECT_EQ(request.data().toString(), u"One device"_s);
    drive::click(drive::button(&window(), u"New request"_s));
    EXPECT_EQ(path()->text(), QString());
    Q_EMIT saved()->activated(request);
    EXPECT_EQ(path()->text(), list() + u"/{deviceId}"_s);
    const QString file = SandboxWindow::folder() + u"/collections.json"_s;
    EXPECT_TRUE(drive::until([&] { return QFile::exists(file); }));
}

TEST_F(RequestPage, ACollectionOfPostmanIsImportedAndReportedOn)
{
    QTemporaryFile file;
    ASSERT_TRUE(file.open());
    file.write(R"({"info":{"name":"Theirs"},"auth":{"type":"basic"},
                   "item":[{"name":"x","request":"https://h.example/a"}]})");
    file.close();
    window().findChild<ui::RequestPage *>()->importCollection(file.fileName());
    EXPECT_TRUE(comes(u"basic"_s));
    ASSERT_NE(saved(), nullptr);
    EXPECT_EQ(saved()->model()->index(0, 0).data().toString(), u"Theirs"_s);
}

TEST_F(RequestPage, IsCopiedAsCodeWithoutTheToken)
{
    writePath(list());
    QAction *copy = command(u"Copy the request as curl for a POSIX shell"_s);
    ASSERT_NE(copy, nullptr);
    copy->trigger();
    const QString text = QGuiApplication::clipboard()->text();
    EXPECT_TRUE(text.startsWith(u"curl"_s)) << text.toStdString();
    EXPECT_TRUE(text.contains(u"$TOKEN"_s));
    EXPECT_FALSE(text.contains(QString::fromLatin1(workspace().session()->token()->text)));
}

TEST_F(RequestPage, OnProductionAChangeIsReviewedFirst)
{
    api::Profile profile = ownProfile(u"Live"_s, 9);
    profile.safety = api::SafetyLevel::Production;
    ASSERT_TRUE(workspace().profiles().save(profile));
    chooseProfile(u"Live"_s);
    ASSERT_TRUE(drive::until([&] {
        return workspace().session() && workspace().session()->profile().name == u"Live"_s;
    }));
    ASSERT_NO_FATAL_FAILURE(showRequestPage());
    const qsizetype before = workspace().history().recent().size();
    writePath(u"/provisioning/device/x/1"_s);
    method()->setCurrentText(u"DELETE"_s);
    sendByKeyboard();
    auto *review = drive::dialog<ui::SendReview>(&window());
    ASSERT_NE(review, nullptr);
    const auto *line = drive::named<QLineEdit>(review, u"Request"_s);
    ASSERT_NE(line, nullptr);
    EXPECT_EQ(line->text(), u"DELETE http://127.0.0.1:9/provisioning/device/x/1"_s);
    drive::click(drive::button(review, u"Keep editing"_s));
    QTest::qWait(0);
    EXPECT_EQ(workspace().history().recent().size(), before);
}

TEST_F(RequestPage, WhatIsTypedOutlivesANewSessionOfTheProfile)
{
    writePath(u"/provisioning/device/x/half-typ"_s);
    method()->setCurrentText(u"PUT"_s);
    body()->setFocus();
    QTest::keyClicks(body(), u"{\"a"_s);
    // When the session is opened again, as after a change of its key
    QSignalSpy changed(&workspace(), &models::Workspace::sessionChanged);
    workspace().use(workspace().session()->profile().id);
    ASSERT_TRUE(drive::until([&] { return changed.size() == 1 && path() != nullptr; }));
    EXPECT_EQ(path()->text(), u"/provisioning/device/x/half-typ"_s);
    // Then
    EXPECT_EQ(method()->currentText(), u"PUT"_s);
    EXPECT_TRUE(body()->toPlainText().startsWith(u"{\"a"_s)) << body()->toPlainText().toStdString();
}

TEST_F(RequestPage, AnotherRequestOffersBackWhatWasBeingWritten)
{
    writePath(u"/provisioning/device/x/half-typ"_s);
    drive::click(drive::button(&window(), u"New request"_s));
    EXPECT_EQ(path()->text(), QString());
    EXPECT_TRUE(isSaid(u"half-typ"_s));
    ASSERT_TRUE(drive::until([&] { return drive::button(&window(), u"Bring it back"_s); }));
    drive::click(drive::button(&window(), u"Bring it back"_s));
    EXPECT_EQ(path()->text(), u"/provisioning/device/x/half-typ"_s);
    EXPECT_EQ(drive::button(&window(), u"Bring it back"_s), nullptr);
}
