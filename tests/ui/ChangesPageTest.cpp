// SPDX-License-Identifier: GPL-3.0-or-later
// Staged changes and those that are over, as a person meets them in the window.
#include "ui/changes/ChangesPage.h"

#include "models/ResourceRequests.h"
#include "tests/ui/support/SandboxWindow.h"
#include "ui/changes/ChangeLogView.h"
#include "ui/changes/StagedReviewDialog.h"
#include "ui/changes/StagedView.h"
#include "ui/request/SendReview.h"
#include "ui/resource/ConflictDialog.h"
#include "ui/resource/DeleteDialog.h"
#include "ui/resource/ResourcePage.h"
#include "ui/resource/ReviewDialog.h"
#include "ui/resource/UndoOffer.h"
#include "ui/shell/PageStack.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/TypedConfirmation.h"

#include <QAction>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTabWidget>

using namespace Qt::StringLiterals;

namespace {

class Changes : public SandboxWindow
{
protected:
    void SetUp() override
    {
        SandboxWindow::SetUp();
        ASSERT_NO_FATAL_FAILURE(prepareSandbox());
        ASSERT_NO_FATAL_FAILURE(open());
        ASSERT_NO_FATAL_FAILURE(openDevice(1));
    }

    ui::PageStack *pages() { return window().findChild<ui::PageStack *>(); }
    ui::ResourcePage *resourcePage() { return drive::seen<ui::ResourcePage>(&window()).value(0); }
    models::ResourceController &controller() { return resourcePage()->controller(); }
    ui::ChangesPage *changes()
    {
        window().showPage(ui::PageStack::changesKey);
        return drive::seen<ui::ChangesPage>(&window()).value(0);
    }
    void edit(const QString &text)
    {
        QLineEdit *line = field();
        ASSERT_NE(line, nullptr);
        drive::retype(line, text);
        line->clearFocus();
        ASSERT_TRUE(drive::until([&] { return controller().draft().isChanged(); }));
    }
    QLineEdit *field()
    {
        for (QLineEdit *line : drive::seen<QLineEdit>(detail())) {
            if (drive::nameOf(line).startsWith(u"Description"_s))
                return line;
        }
        return nullptr;
    }
    void change(const QString &text)
    {
        ASSERT_NO_FATAL_FAILURE(edit(text));
        controller().send();
        ASSERT_TRUE(drive::until([&] { return !controller().isSaving(); }));
        ASSERT_EQ(description(), text);
    }
    QString description()
    {
        return QString::fromUtf8(controller().draft().base().root()["description"].text());
    }
    /// What a colleague does meanwhile, through the same platform.
    void changeBehindOurBack(const QString &id, const QByteArray &patch)
    {
        models::ResourceRequests requests(controller().resource(),
                                          workspace().session()->pathValues());
        api::Request request;
        request.method = api::Method::Patch;
        request.path = requests.itemPath(id);
        request.body = patch;
        request.contentType = "application/json";
        bool answered = false;
        workspace().session()->queue().send(request, &window(),
                                            [&](const api::Result &) { answered = true; });
        ASSERT_TRUE(drive::until([&] { return answered; }));
    }
    /// Buttons of a banner are there when its layout has come round.
    void press(ui::Banner *banner, const QString &text)
    {
        ASSERT_NE(banner, nullptr);
        ASSERT_TRUE(drive::until([&] { return drive::button(banner, text) != nullptr; }));
        drive::click(drive::button(banner, text));
    }
    ui::Banner *saying(const QString &text)
    {
        for (ui::Banner *banner : drive::seen<ui::Banner>(&window())) {
            if (banner->text().contains(text))
                return banner;
        }
        return nullptr;
    }
};

TEST_F(Changes, GivenAChangeThatWentWell_WhenUndoIsPressed_ThenTheInverseIsReviewedAndSent)
{
    const QString before = description();
    ASSERT_NO_FATAL_FAILURE(change(u"Changed once"_s));
    ui::Banner *banner = saying(u"was changed"_s);
    ASSERT_NE(banner, nullptr);
    press(banner, u"Undo..."_s);
    auto *review = drive::dialog<ui::ReviewDialog>(&window());
    ASSERT_NE(review, nullptr);
    EXPECT_EQ(description(), u"Changed once"_s) << "nothing is sent yet";
    drive::click(drive::button(review, u"Send 1 change(s)"_s));
    ASSERT_TRUE(drive::until([&] { return description() == before; }));
}

TEST_F(Changes, GivenOthersChangedTheSame_WhenCompared_ThenEachMemberIsChosenAndTheResultReviewed)
{
    const QString id = title();
    ASSERT_NO_FATAL_FAILURE(edit(u"mine"_s));
    ASSERT_NO_FATAL_FAILURE(
        changeBehindOurBack(id, R"([{"op":"add","path":"/description","value":"theirs"},
                {"op":"add","path":"/deviceCLI","value":"+46999"}])"));
    controller().send();
    ASSERT_TRUE(drive::until([&] { return controller().hasConflict(); }));
    ui::Banner *banner = saying(u"Somebody else"_s);
    ASSERT_NE(banner, nullptr);
    press(banner, u"Compare..."_s);
    auto *dialog = drive::dialog<ui::ConflictDialog>(&window());
    ASSERT_NE(dialog, nullptr);
    EXPECT_TRUE(drive::says(dialog, u"1 member(s)"_s));
    auto *table = drive::named<QTableView>(dialog, u"Members that were changed"_s);
    ASSERT_NE(table, nullptr);
    EXPECT_EQ(drive::cell(table, 0, u"Mine"_s), u"\"mine\""_s);
    EXPECT_EQ(drive::cell(table, 0, u"Theirs"_s), u"\"theirs\""_s);
    EXPECT_EQ(table->model()->rowCount(), 2) << "what does not collide is listed, too";
    drive::click(drive::button(dialog, u"Review the result..."_s));
    auto *review = drive::dialog<ui::ReviewDialog>(&window());
    ASSERT_NE(review, nullptr);
    drive::click(drive::button(review, u"Send 1 change(s)"_s));
    ASSERT_TRUE(drive::until([&] { return description() == u"mine"_s; }));
    EXPECT_EQ(controller().draft().base().root()["deviceCLI"].text(), "+46999");
}

TEST_F(Changes, GivenAConflict_WhenTheirsIsTaken_ThenNothingOfMineIsLeftToSend)
{
    const QString id = title();
    ASSERT_NO_FATAL_FAILURE(edit(u"mine"_s));
    ASSERT_NO_FATAL_FAILURE(
        changeBehindOurBack(id, R"([{"op":"add","path":"/description","value":"theirs"}])"));
    controller().send();
    ASSERT_TRUE(drive::until([&] { return controller().hasConflict(); }));
    saying(u"Somebody else"_s)->dismiss(); // the palette has it, too
    QAction *compares = nullptr;
    for (QAction *action : window().currentPage()->commands()) {
        if (action->text() == u"Compare with what somebody else changed..."_s)
            compares = action;
    }
    ASSERT_NE(compares, nullptr);
    ASSERT_TRUE(compares->isEnabled());
    compares->trigger();
    auto *dialog = drive::dialog<ui::ConflictDialog>(&window());
    ASSERT_NE(dialog, nullptr);
    drive::click(drive::button(dialog, u"All theirs"_s));
    drive::click(drive::button(dialog, u"Review the result..."_s));
    EXPECT_FALSE(controller().hasConflict());
    EXPECT_FALSE(compares->isEnabled());
    EXPECT_FALSE(controller().draft().isChanged());
    EXPECT_EQ(description(), u"theirs"_s);
}

TEST_F(Changes, GivenEditsOfTwoResources_WhenReviewedTogether_ThenThoseCheckedAreSent)
{
    const QString first = title();
    ASSERT_NO_FATAL_FAILURE(edit(u"one"_s));
    ASSERT_NO_FATAL_FAILURE(openDevice(2));
    const QString second = title();
    ASSERT_NO_FATAL_FAILURE(edit(u"two"_s));
    ASSERT_TRUE(drive::until(
        [&] { return workspace().drafts().count(workspace().session()->profile().id) == 2; }));
    ui::ChangesPage *page = changes();
    ASSERT_NE(page, nullptr);
    auto *table = drive::named<QTableView>(page, u"Staged changes"_s);
    ASSERT_NE(table, nullptr);
    ASSERT_EQ(table->model()->rowCount(), 2);
    const int unchecked = drive::rowWith(table, u"Id"_s, second);
    ASSERT_GE(unchecked, 0);
    page->staged()->model().setChecked(unchecked, false);
    drive::click(drive::button(page, u"Review and send the checked..."_s));
    auto *review = drive::dialog<ui::StagedReviewDialog>(&window());
    ASSERT_NE(review, nullptr);
    EXPECT_EQ(review->review().rowCount(), 1);
    drive::click(drive::button(review, u"Send 1 change(s)"_s));
    ASSERT_TRUE(drive::until([&] {
        return !workspace().drafts().draft(workspace().session()->profile().id,
                                           u"provisioning/device"_s, first);
    }));
    EXPECT_TRUE(workspace().drafts().draft(workspace().session()->profile().id,
                                           u"provisioning/device"_s, second));
}

TEST_F(Changes, GivenStagedEdits_WhenTheCheckedAreDiscarded_ThenItIsAskedAndTheyAreGone)
{
    ASSERT_NO_FATAL_FAILURE(edit(u"one"_s));
    ASSERT_TRUE(drive::until(
        [&] { return workspace().drafts().count(workspace().session()->profile().id) == 1; }));
    ui::ChangesPage *page = changes();
    ASSERT_NE(page, nullptr);
    drive::click(drive::button(page, u"Discard the checked..."_s));
    auto *question = drive::dialog(&window());
    ASSERT_NE(question, nullptr);
    drive::click(drive::button(question, u"Discard 1 change(s)"_s));
    EXPECT_EQ(workspace().drafts().count(workspace().session()->profile().id), 0);
}

TEST_F(Changes, GivenTheLog_WhenAChangeIsUndoneThere_ThenItsPageOpensWithTheReview)
{
    const QString before = description();
    ASSERT_NO_FATAL_FAILURE(change(u"Changed once"_s));
    ui::ChangesPage *page = changes();
    ASSERT_NE(page, nullptr);
    auto *table = drive::named<QTableView>(page, u"Changes, newest first"_s);
    ASSERT_NE(table, nullptr);
    ASSERT_TRUE(drive::until([&] { return table->model()->rowCount() == 1; }));
    EXPECT_EQ(drive::cell(table, 0, u"What"_s), u"changed: /description"_s);
    auto *patch = drive::named<QTableView>(page, u"Before and after"_s);
    ASSERT_NE(patch, nullptr);
    ASSERT_TRUE(drive::until([&] { return patch->model()->rowCount() == 1; }));
    drive::click(drive::button(page, u"Undo this change..."_s));
    auto *review = drive::dialog<ui::ReviewDialog>(&window());
    ASSERT_NE(review, nullptr);
    drive::click(drive::button(review, u"Send 1 change(s)"_s));
    ASSERT_TRUE(drive::until([&] { return description() == before; }));
}

TEST_F(Changes, GivenAnOpenResource_WhenAskedWhatIChangedHere_ThenTheLogShowsOnlyThat)
{
    ASSERT_NO_FATAL_FAILURE(change(u"Changed once"_s));
    ASSERT_NO_FATAL_FAILURE(openDevice(2));
    const QString second = title();
    ASSERT_NO_FATAL_FAILURE(change(u"Changed, too"_s));
    QAction *wanted = nullptr;
    for (QAction *action : resourcePage()->commands()) {
        if (action->text() == u"What I changed here"_s)
            wanted = action;
    }
    ASSERT_NE(wanted, nullptr);
    wanted->trigger();
    ui::ChangesPage *page = drive::seen<ui::ChangesPage>(&window()).value(0);
    ASSERT_NE(page, nullptr);
    QTableView *table = nullptr;
    ASSERT_TRUE(drive::until([&] {
        table = drive::named<QTableView>(page, u"Changes, newest first"_s);
        return table && table->model()->rowCount() == 1;
    }));
    EXPECT_EQ(drive::cell(table, 0, u"Id"_s), second);
    drive::click(
        drive::button(page, u"Show all changes again, not only those of %1"_s.arg(second)));
    ASSERT_TRUE(drive::until([&] { return table->model()->rowCount() == 2; }));
}

TEST_F(Changes, GivenADeletion_WhenItIsUndone_ThenTheOldOneIsReadyToBeCreated)
{
    const QString id = title();
    controller().remove({id});
    ui::Banner *banner = nullptr;
    ASSERT_TRUE(drive::until([&] {
        banner = saying(u"was deleted"_s);
        return banner != nullptr;
    }));
    press(banner, u"Undo..."_s);
    auto *review = drive::dialog<ui::ReviewDialog>(&window());
    ASSERT_NE(review, nullptr);
    EXPECT_TRUE(drive::says(review, u"This will be created"_s));
    drive::click(drive::button(review, u"Create"_s));
    ASSERT_TRUE(
        drive::until([&] { return static_cast<bool>(controller().table().documentOf(id)); }));
}

TEST_F(Changes, GivenASandboxAndTheWishToReview_WhenSent_ThenItIsReviewedFirst)
{
    for (QAction *action : resourcePage()->commands()) {
        if (action->isCheckable() && action->text().startsWith(u"Review before sending"_s))
            action->setChecked(true);
    }
    ASSERT_NO_FATAL_FAILURE(edit(u"seen first"_s));
    drive::click(drive::button(detail(), u"Send"_s));
    auto *review = drive::dialog<ui::ReviewDialog>(&window());
    ASSERT_NE(review, nullptr);
    review->reject();
}

TEST_F(Changes, GivenProduction_WhenSeveralAreSent_ThenTheirNumberHasToBeTyped)
{
    ASSERT_NO_FATAL_FAILURE(edit(u"one"_s));
    ASSERT_NO_FATAL_FAILURE(openDevice(2));
    ASSERT_NO_FATAL_FAILURE(edit(u"two"_s));
    ASSERT_TRUE(drive::until(
        [&] { return workspace().drafts().count(workspace().session()->profile().id) == 2; }));
    api::Profile live = workspace().session()->profile();
    live.safety = api::SafetyLevel::Production;
    api::Session session(live, workspace().catalogue(), nullptr);
    ui::StagedReviewDialog review(&session, &workspace().drafts(),
                                  workspace().drafts().drafts(live.id));
    drive::show(&review);
    QAbstractButton *send = drive::button(&review, u"Send 2 change(s)"_s);
    ASSERT_NE(send, nullptr);
    EXPECT_FALSE(send->isEnabled());
    auto *typed = drive::named<QLineEdit>(&review, ui::TypedConfirmation::numberSentence(u"2"_s));
    ASSERT_NE(typed, nullptr);
    drive::retype(typed, u"2"_s);
    EXPECT_TRUE(send->isEnabled());
    review.review().setChecked(0, false);
    EXPECT_FALSE(typed->isVisible()) << "one is no bulk";
    EXPECT_TRUE(send->isEnabled());
}

TEST(SendReviewTest, GivenProduction_WhenADeleteIsSent_ThenTheIdOfItsPathHasToBeTyped)
{
    api::Profile profile;
    profile.safety = api::SafetyLevel::Production;
    ui::SendReview review({.method = u"DELETE"_s,
                           .url = u"https://api.example.com/provisioning/device/d/%2B46%2F1"_s,
                           .body = {}},
                          profile);
    drive::show(&review);
    QAbstractButton *send = drive::button(&review, u"Send DELETE"_s);
    ASSERT_NE(send, nullptr);
    EXPECT_FALSE(send->isEnabled());
    auto *typed = drive::seen<QLineEdit>(&review).last();
    QTest::keyClicks(typed, u"+46/2"_s);
    EXPECT_FALSE(send->isEnabled());
    drive::retype(typed, u"+46/1"_s);
    EXPECT_TRUE(send->isEnabled());
    QSignalSpy accepted(&review, &QDialog::accepted);
    drive::press(&review, Qt::Key_Return);
    EXPECT_EQ(accepted.count(), 1);
}

TEST(ReviewDialogTest, GivenACommandThatCantBeUndone_WhenReturnIsPressed_ThenItIsNotSent)
{
    api::Profile profile;
    profile.safety = api::SafetyLevel::Production;
    const auto returnOn = [&profile](ui::DialogButtons::Kind kind) {
        ui::ReviewDialog review(u"Hang up"_s, profile,
                                {.method = u"POST"_s,
                                 .url = u"https://api.example.com/line/d/hangup"_s,
                                 .contentType = {},
                                 .body = {}},
                                u"Hang up"_s, kind);
        drive::show(&review);
        drive::press(&review, Qt::Key_Return);
        return review.result();
    };
    EXPECT_EQ(returnOn(ui::DialogButtons::Kind::Destructive), int(QDialog::Rejected));
    EXPECT_EQ(returnOn(ui::DialogButtons::Kind::Primary), int(QDialog::Accepted));
}

TEST(SendReviewTest, GivenATestProfile_WhenADeleteIsSent_ThenNothingHasToBeTypedAndReturnKeeps)
{
    api::Profile profile;
    profile.safety = api::SafetyLevel::Test;
    ui::SendReview review(
        {.method = u"DELETE"_s, .url = u"https://api.example.com/device/1"_s, .body = {}}, profile);
    drive::show(&review);
    EXPECT_TRUE(drive::button(&review, u"Send DELETE"_s)->isEnabled());
    QSignalSpy rejected(&review, &QDialog::rejected);
    drive::press(&review, Qt::Key_Return);
    EXPECT_EQ(rejected.count(), 1);
}

} // namespace
