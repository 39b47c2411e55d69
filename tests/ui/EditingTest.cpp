// SPDX-License-Identifier: GPL-3.0-or-later
// Form, JSON and patch are views of one change set, and what was typed is never lost.
#include "models/ResourceTableModel.h"
#include "tests/ui/support/SandboxWindow.h"
#include "ui/resource/JsonEditor.h"
#include "ui/resource/ResourcePage.h"

#include <QLineEdit>

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

} // namespace
