// SPDX-License-Identifier: GPL-3.0-or-later
// Form, JSON and patch are views of one change set, and what was typed is never lost.
#include "models/ResourceTableModel.h"
#include "tests/ui/support/SandboxWindow.h"
#include "ui/resource/JsonEditor.h"
#include "ui/resource/ResourcePage.h"
#include "ui/resource/ReviewDialog.h"
#include "ui/widgets/Banner.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMimeData>

using namespace Qt::StringLiterals;

namespace {

class Editing : public SandboxWindow
{
protected:
    void SetUp() override
    {
        SandboxWindow::SetUp();
        ASSERT_NO_FATAL_FAILURE(prepareSandbox());
        ASSERT_NO_FATAL_FAILURE(open());
        ASSERT_NO_FATAL_FAILURE(openDevice(1));
    }

    ui::JsonEditor *json()
    {
        return qobject_cast<ui::JsonEditor *>(
            drive::named<QPlainTextEdit>(detail(), u"JSON text"_s));
    }
    QLineEdit *field(const QString &name)
    {
        for (QLineEdit *line : drive::seen<QLineEdit>(detail())) {
            if (drive::nameOf(line).startsWith(name))
                return line;
        }
        return nullptr;
    }
    QAbstractButton *send() { return drive::button(detail(), u"Send"_s); }
    bool isStaged(int row)
    {
        return table()
            ->model()
            ->index(row, 0)
            .data(models::ResourceTableModel::StagedRole)
            .toBool();
    }
    void typeJson(const QString &text)
    {
        json()->setFocus();
        QTest::keySequence(json(), QKeySequence::SelectAll);
        QTest::keyClick(json(), Qt::Key_Delete);
        json()->insertPlainText(text); // as a paste does, without the clipboard
    }
};

TEST_F(Editing, InvalidJsonIsMarkedAndTheLastValidStateStays)
{
    const QString id = title();
    ASSERT_NO_FATAL_FAILURE(drive::retype(field(u"Description"_s), u"valid"_s));
    ASSERT_NO_FATAL_FAILURE(openTab(u"JSON"_s));
    ASSERT_TRUE(json()->toPlainText().contains("\"valid\""_L1));

    // When the second line is not JSON
    typeJson(u"{\n  \"description\": oops\n}"_s);
    // Then it is marked and named, and the form still has what was valid
    EXPECT_TRUE(drive::until([&] { return drive::says(detail(), u"Not taken yet"_s); }));
    ASSERT_EQ(json()->extraSelections().size(), 1);
    EXPECT_EQ(json()->extraSelections().first().cursor.blockNumber(), 1);
    EXPECT_TRUE(drive::says(detail(), u"1 staged"_s));
    EXPECT_TRUE(drive::button(detail(), u"Discard"_s)->isEnabled());
    ASSERT_NO_FATAL_FAILURE(openTab(u"Details"_s));
    EXPECT_EQ(field(u"Description"_s)->text(), u"valid"_s);

    // And when it is put right, it is taken, and the form shows it
    ASSERT_NO_FATAL_FAILURE(openTab(u"JSON"_s));
    EXPECT_TRUE(json()->toPlainText().contains("oops"_L1));
    typeJson(u"{\n  \"deviceId\": \"%1\",\n  \"description\": \"by hand\"\n}"_s.arg(id));
    EXPECT_TRUE(drive::until([&] { return !drive::says(detail(), u"Not taken yet"_s); }));
    EXPECT_TRUE(json()->extraSelections().isEmpty());
    ASSERT_NO_FATAL_FAILURE(openTab(u"Details"_s));
    EXPECT_TRUE(drive::until([&] { return field(u"Description"_s)->text() == "by hand"_L1; }));
}

TEST_F(Editing, AnInvalidTextIsNeitherSentNorThrownAway)
{
    ASSERT_NO_FATAL_FAILURE(drive::retype(field(u"Description"_s), u"valid"_s));
    ASSERT_NO_FATAL_FAILURE(openTab(u"JSON"_s));
    typeJson(u"{ oops"_s);
    ASSERT_TRUE(drive::until([&] { return drive::says(detail(), u"Not taken yet"_s); }));
    const int before = requests()->model()->rowCount();

    // When it is to be sent, the text is pointed at instead
    drive::press(&window(), Qt::Key_Return, Qt::ControlModifier);
    EXPECT_EQ(json()->toPlainText(), u"{ oops"_s);
    // And a refresh of the list leaves it alone, too
    drive::click(drive::button(&window(), u"Refresh"_s));
    EXPECT_TRUE(drive::until([&] { return requests()->model()->rowCount() > before; }));
    EXPECT_EQ(drive::rowWith(requests(), u"Method"_s, u"PATCH"_s), -1);
    EXPECT_EQ(json()->toPlainText(), u"{ oops"_s);
    EXPECT_TRUE(drive::says(detail(), u"Not taken yet"_s));
}

TEST_F(Editing, DiscardGoesBackToWhatThePlatformHas)
{
    const QString before = field(u"Description"_s)->text();
    ASSERT_NO_FATAL_FAILURE(drive::retype(field(u"Description"_s), u"changed"_s));
    EXPECT_TRUE(drive::until([&] { return isStaged(1); }));
    drive::click(drive::button(detail(), u"Discard"_s));
    EXPECT_EQ(field(u"Description"_s)->text(), before);
    EXPECT_TRUE(drive::says(detail(), u"No changes"_s));
    EXPECT_FALSE(send()->isEnabled());
    EXPECT_TRUE(drive::until([&] { return !isStaged(1); }));
}

TEST_F(Editing, TheUndoOfAFieldUndoesOnlyThatField)
{
    const QString before = field(u"Description"_s)->text();
    ASSERT_NO_FATAL_FAILURE(drive::retype(field(u"Description"_s), u"changed"_s));
    ASSERT_NO_FATAL_FAILURE(drive::retype(field(u"MAC address"_s), u"00:1b:63:84:45:e6"_s));
    EXPECT_TRUE(drive::says(detail(), u"2 staged"_s));
    QAbstractButton *undo = drive::button(detail(), u"Undo the change of Description"_s);
    ASSERT_NO_FATAL_FAILURE(drive::click(undo));
    EXPECT_EQ(field(u"Description"_s)->text(), before);
    EXPECT_TRUE(drive::says(detail(), u"1 staged"_s));
}

TEST_F(Editing, AFieldThatIsWrongSaysSoAndHoldsBackTheSending)
{
    ASSERT_NO_FATAL_FAILURE(drive::retype(field(u"MAC address"_s), u"not a MAC"_s));
    drive::press(&window(), Qt::Key_Tab); // leaves the field
    EXPECT_TRUE(
        drive::until([&] { return field(u"MAC address"_s)->property("invalid").toBool(); }));
    EXPECT_FALSE(send()->isEnabled());
    ASSERT_NO_FATAL_FAILURE(drive::retype(field(u"MAC address"_s), u"00:1b:63:84:45:e6"_s));
    EXPECT_TRUE(drive::until([&] { return send()->isEnabled(); }));
}

TEST_F(Editing, StagedEditsSurviveAnotherProfileAndComeBack)
{
    // Given a second profile, and a staged edit
    api::Profile own = ownProfile(u"Elsewhere"_s, 9);
    ASSERT_TRUE(workspace().profiles().save(own));
    const QString id = title();
    ASSERT_NO_FATAL_FAILURE(drive::retype(field(u"Description"_s), u"kept"_s));
    ASSERT_TRUE(drive::until([&] { return isStaged(1); }));

    // When the profile is switched away and back
    chooseProfile(u"Elsewhere"_s);
    ASSERT_TRUE(drive::until([&] { return workspace().session()->profile().name == own.name; }));
    chooseProfile(u"Sandbox"_s);
    ASSERT_TRUE(drive::until([&] { return table() && table()->model()->rowCount() == devices; }));

    // Then the row is still marked, and has the edit
    const int row = window().currentPage()->controller().table().rowOfId(id);
    EXPECT_TRUE(drive::until([&] { return isStaged(row); }));
    ASSERT_NO_FATAL_FAILURE(openDevice(row));
    EXPECT_EQ(field(u"Description"_s)->text(), u"kept"_s);
    EXPECT_TRUE(drive::says(detail(), u"1 staged"_s));
}

TEST_F(Editing, StagedEditsSurviveARestart)
{
    const QString id = title();
    ASSERT_NO_FATAL_FAILURE(drive::retype(field(u"Description"_s), u"kept"_s));
    ASSERT_TRUE(drive::until([&] { return isStaged(1); }));
    close();
    ASSERT_NO_FATAL_FAILURE(open());
    const int row = window().currentPage()->controller().table().rowOfId(id);
    EXPECT_TRUE(drive::until([&] { return isStaged(row); }));
    ASSERT_NO_FATAL_FAILURE(openDevice(row));
    EXPECT_EQ(field(u"Description"_s)->text(), u"kept"_s);
}

TEST_F(Editing, HalfTypedJsonComesBackWithItsRow)
{
    ASSERT_NO_FATAL_FAILURE(openTab(u"JSON"_s));
    const QString whole = json()->toPlainText();
    // When another row is opened at once, without a pause in which the text would be looked at
    typeJson(u"{ oops"_s);
    ASSERT_NO_FATAL_FAILURE(openDevice(2));
    EXPECT_FALSE(json()->toPlainText().contains("oops"_L1));
    EXPECT_FALSE(drive::says(detail(), u"Not taken yet"_s));
    EXPECT_TRUE(drive::until([&] { return isStaged(1); }));

    // Then the text is there again with its error, and it is said where it comes from
    ASSERT_NO_FATAL_FAILURE(openDevice(1));
    EXPECT_EQ(json()->toPlainText(), u"{ oops"_s);
    EXPECT_TRUE(drive::says(detail(), u"Not taken yet"_s));
    EXPECT_TRUE(drive::says(detail(), u"were restored"_s));
    EXPECT_FALSE(send()->isEnabled());

    // And can be thrown away
    auto *banner = drive::seen<ui::Banner>(detail()).value(0);
    ASSERT_NE(banner, nullptr);
    ASSERT_TRUE(drive::until([&] { return drive::button(banner, u"Discard"_s) != nullptr; }));
    drive::click(drive::button(banner, u"Discard"_s));
    EXPECT_EQ(json()->toPlainText(), whole);
    EXPECT_FALSE(drive::says(detail(), u"were restored"_s));
    EXPECT_TRUE(drive::until([&] { return !isStaged(1); }));
}

TEST_F(Editing, HalfTypedJsonSurvivesAnotherProfile)
{
    api::Profile own = ownProfile(u"Elsewhere"_s, 9);
    ASSERT_TRUE(workspace().profiles().save(own));
    const QString id = title();
    ASSERT_NO_FATAL_FAILURE(openTab(u"JSON"_s));
    typeJson(u"{ oops"_s);

    chooseProfile(u"Elsewhere"_s);
    ASSERT_TRUE(drive::until([&] { return workspace().session()->profile().name == own.name; }));
    chooseProfile(u"Sandbox"_s);
    ASSERT_TRUE(drive::until([&] { return table() && table()->model()->rowCount() == devices; }));

    ASSERT_NO_FATAL_FAILURE(openDevice(window().currentPage()->controller().table().rowOfId(id)));
    ASSERT_NO_FATAL_FAILURE(openTab(u"JSON"_s));
    EXPECT_EQ(json()->toPlainText(), u"{ oops"_s);
}

TEST_F(Editing, HalfTypedJsonSurvivesARestart)
{
    const QString id = title();
    ASSERT_NO_FATAL_FAILURE(openTab(u"JSON"_s));
    typeJson(u"{ oops"_s);
    close();
    ASSERT_NO_FATAL_FAILURE(open());

    ASSERT_NO_FATAL_FAILURE(openDevice(window().currentPage()->controller().table().rowOfId(id)));
    ASSERT_NO_FATAL_FAILURE(openTab(u"JSON"_s));
    EXPECT_EQ(json()->toPlainText(), u"{ oops"_s);
    EXPECT_TRUE(drive::says(detail(), u"Not taken yet"_s));
}

TEST_F(Editing, ATextThatIsTypedMeanwhileRevertsNothingOfWhatOthersDid)
{
    models::ResourceDraft &draft = window().currentPage()->controller().draft();
    api::RequestQueue &queue = workspace().session()->queue();
    ASSERT_TRUE(drive::until([&] { return queue.waiting() + queue.running() == 0; }));
    ASSERT_NO_FATAL_FAILURE(openTab(u"JSON"_s));
    const QString before = json()->toPlainText();
    typeJson(before.chopped(1));
    ASSERT_TRUE(drive::until([&] { return drive::says(detail(), u"Not taken yet"_s); }));

    // Given what a colleague has changed while the text was half typed
    models::ResourceDraft theirs;
    theirs.setBase(draft.id(), draft.base(), draft.schema());
    ASSERT_TRUE(theirs.setValue(json::Pointer().child("macAddress"), u"\"00:1b:63:84:45:e6\""_s));
    ASSERT_TRUE(draft.rebase(theirs.edited()));

    // When it is completed
    ASSERT_TRUE(before.startsWith("{\n"_L1));
    typeJson(u"{\n  \"note\": \"typed\",\n"_s + before.sliced(2));

    // Then both are there, in the text too
    EXPECT_TRUE(drive::until([&] { return !drive::says(detail(), u"Not taken yet"_s); }));
    EXPECT_EQ(draft.edited().root()["note"].text(), "typed");
    EXPECT_EQ(draft.edited().root()["macAddress"].text(), "00:1b:63:84:45:e6");
    EXPECT_EQ(draft.changeCount(), 1);
    EXPECT_TRUE(json()->toPlainText().contains("00:1b:63:84:45:e6"_L1));
}

TEST_F(Editing, ARestoredNewOneIsAnnounced)
{
    drive::press(&window(), Qt::Key_N, Qt::ControlModifier);
    ASSERT_TRUE(drive::until([&] { return title() == "New device"_L1; }));
    EXPECT_FALSE(drive::says(detail(), u"were restored"_s));
    ASSERT_NO_FATAL_FAILURE(drive::retype(field(u"Description"_s), u"begun"_s));
    ASSERT_NO_FATAL_FAILURE(openDevice(2));

    drive::press(&window(), Qt::Key_N, Qt::ControlModifier);
    ASSERT_TRUE(drive::until([&] { return title() == "New device"_L1; }));
    EXPECT_TRUE(drive::says(detail(), u"were restored"_s));
    EXPECT_EQ(field(u"Description"_s)->text(), u"begun"_s);
}

TEST_F(Editing, ThePatchShowsSecretsOnlyWhenAsked)
{
    models::ResourceDraft &draft = window().currentPage()->controller().draft();
    ASSERT_TRUE(draft.setValue(json::Pointer().child("password"), u"\"s3cret\""_s));
    ASSERT_NO_FATAL_FAILURE(openTab(u"Patch"_s));
    auto *text = drive::named<QPlainTextEdit>(detail(), u"JSON Patch as text"_s);
    ASSERT_NE(text, nullptr);
    EXPECT_FALSE(text->toPlainText().contains("s3cret"_L1));

    drive::click(drive::button(detail(), u"Copy patch"_s));
    EXPECT_FALSE(QGuiApplication::clipboard()->text().contains("s3cret"_L1));
    EXPECT_TRUE(drive::says(detail(), u"secrets masked"_s));

    drive::click(drive::button(detail(), u"Show secrets"_s));
    EXPECT_TRUE(text->toPlainText().contains("s3cret"_L1));
    drive::click(drive::button(detail(), u"Copy patch"_s));
    EXPECT_TRUE(QGuiApplication::clipboard()->text().contains("s3cret"_L1));
    EXPECT_TRUE(drive::says(detail(), u"secrets included"_s));
    EXPECT_TRUE(
        QGuiApplication::clipboard()->mimeData()->hasFormat(u"x-kde-passwordManagerHint"_s));

    // And the next resource begins masked
    ASSERT_NO_FATAL_FAILURE(openDevice(2));
    ASSERT_NO_FATAL_FAILURE(openDevice(1));
    EXPECT_FALSE(text->toPlainText().contains("s3cret"_L1));
}

TEST_F(Editing, ALineOfHalfAMegabyteIsShownCutAndNeverTakenForTheText)
{
    models::ResourceDraft &draft = window().currentPage()->controller().draft();
    const QString value = QString(500'000, u'x');
    ASSERT_TRUE(draft.setValue(json::Pointer().child("note"), u'"' + value + u'"'));
    ASSERT_NO_FATAL_FAILURE(openTab(u"JSON"_s));
    EXPECT_LT(json()->toPlainText().size(), 100'000);
    EXPECT_TRUE(json()->isReadOnly());
    EXPECT_TRUE(drive::says(detail(), u"shown cut"_s));
    ASSERT_NO_FATAL_FAILURE(openDevice(2));
    showSecrets();
    EXPECT_FALSE(json()->isReadOnly());
    ASSERT_NO_FATAL_FAILURE(openDevice(1));
    EXPECT_EQ(draft.edited().root()["note"].text().size(), 500'000U);

    // In the form it says so too
    ASSERT_NO_FATAL_FAILURE(openTab(u"Details"_s));
    EXPECT_TRUE(drive::says(detail(), u"Too long to be edited here"_s));

    // And who wants it whole can have it
    ASSERT_NO_FATAL_FAILURE(openTab(u"JSON"_s));
    drive::click(drive::button(detail(), u"Edit it whole, slowly"_s));
    EXPECT_GT(json()->toPlainText().size(), 500'000);
    EXPECT_FALSE(json()->isReadOnly());
}

TEST_F(Editing, ATrunkIsCalledByItsNameWithItsIdBelow)
{
    window().showPage(u"provisioning/trunk"_s);
    ASSERT_TRUE(
        drive::until([&] { return window().currentPage()->controller().table().rowCount() > 0; }));
    auto &trunks = window().currentPage()->controller();
    const QString id = trunks.table().idAt(0);
    const QString name = trunks.nameOf(id);
    ASSERT_FALSE(name.isEmpty());
    drive::clickRow(drive::named<QTableView>(&window(), u"Trunks"_s), 0);

    EXPECT_TRUE(drive::until([&] { return title() == name; }));
    EXPECT_TRUE(drive::says(detail(), id));
}

TEST_F(Editing, TheReviewHasLongValuesInFull)
{
    auto &controller = window().currentPage()->controller();
    const QString value = QString(300, u'y') + u" the end"_s;
    ASSERT_TRUE(
        controller.draft().setValue(json::Pointer().child("description"), u'"' + value + u'"'));
    ui::ReviewDialog dialog(&controller);
    drive::show(&dialog);

    auto *values = drive::named<QPlainTextEdit>(&dialog, u"The selected difference in full"_s);
    ASSERT_NE(values, nullptr);
    EXPECT_TRUE(values->toPlainText().contains(value));
    EXPECT_LT(dialog.width(), 1000);
}

TEST(StagedEdits, ThatCanNotBeReadAreTold)
{
    QTemporaryDir folder;
    ASSERT_TRUE(QDir(folder.path()).mkpath(u"drafts"_s));
    QFile file(folder.filePath(u"drafts/x.json"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    ASSERT_GT(file.write("{ half a draft"), 0);
    file.close();

    const auto opened = models::Workspace::open(folder.path());

    ASSERT_TRUE(opened);
    EXPECT_TRUE((*opened)->notices().join(u' ').contains(folder.filePath(u"drafts"_s)));
    EXPECT_TRUE(file.exists());
}

TEST_F(Editing, ADiscardCanBeUndone)
{
    ASSERT_NO_FATAL_FAILURE(drive::retype(field(u"Description"_s), u"changed"_s));
    drive::click(drive::button(detail(), u"Discard"_s));
    EXPECT_NE(field(u"Description"_s)->text(), u"changed"_s);
    EXPECT_TRUE(drive::says(&window(), u"The changes were discarded."_s));
    ASSERT_TRUE(drive::until([&] { return drive::button(&window(), u"Undo"_s) != nullptr; }));
    drive::click(drive::button(&window(), u"Undo"_s));
    EXPECT_TRUE(drive::until([&] {
        return field(u"Description"_s) && field(u"Description"_s)->text() == "changed"_L1;
    }));
    EXPECT_TRUE(drive::says(detail(), u"1 staged"_s));
    EXPECT_FALSE(drive::says(&window(), u"The changes were discarded."_s));
}

TEST_F(Editing, AfterANewEditADiscardIsNotUndone)
{
    ASSERT_NO_FATAL_FAILURE(drive::retype(field(u"Description"_s), u"changed"_s));
    drive::click(drive::button(detail(), u"Discard"_s));
    ASSERT_NO_FATAL_FAILURE(drive::retype(field(u"Description"_s), u"newer"_s));
    EXPECT_EQ(drive::button(&window(), u"Undo"_s), nullptr);
}

TEST_F(Editing, TheJsonTextMasksSecretsUntilTheyAreAskedFor)
{
    models::ResourceDraft &draft = window().currentPage()->controller().draft();
    ASSERT_TRUE(draft.setValue(json::Pointer().child("sipPassword"), u"\"open sesame\""_s));
    QTabBar *tabs = drive::seen<QTabBar>(detail()).value(0);
    ASSERT_NE(tabs, nullptr);
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
    EXPECT_FALSE(json()->toPlainText().contains("sesame"_L1));
    EXPECT_TRUE(json()->isReadOnly());
    EXPECT_TRUE(drive::says(detail(), u"Secrets are masked"_s));
    drive::click(drive::button(detail(), u"Show secrets"_s));
    EXPECT_TRUE(json()->toPlainText().contains("sesame"_L1));
    EXPECT_FALSE(json()->isReadOnly());
    drive::click(drive::button(detail(), u"Mask secrets"_s));
    EXPECT_FALSE(json()->toPlainText().contains("sesame"_L1));
    // Looking changed nothing
    EXPECT_EQ(draft.edited().root()["sipPassword"].text(), "open sesame");
    EXPECT_EQ(draft.changeCount(), 1);
}

} // namespace
