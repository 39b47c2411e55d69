// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patch/PatchEditor.h"

#include "models/PatchLibrary.h"
#include "tests/models/editing/EditingSupport.h"
#include "tests/ui/support/Drive.h"
#include "ui/patch/OperationsTable.h"
#include "ui/patch/PatchText.h"
#include "ui/patch/SavedPatchesDialog.h"
#include "ui/resource/JsonEditor.h"
#include "ui/widgets/Question.h"

#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>
#include <QListWidget>
#include <QTabBar>

using editing::document;
using editing::pointer;
using json::PatchOp;
using models::PatchEntriesModel;
using models::PatchEntry;
using namespace Qt::StringLiterals;

namespace {

class PatchEditorTest : public testing::Test
{
protected:
    PatchEditorTest()
    {
        draft.setBase(u"1"_s,
                      document(R"({"unitId":"1","volume":1,"mode":"day","password":"geheim"})"),
                      editing::unitSchema());
        editor.resize(520, 700);
        editor.setLibrary(&library);
        drive::show(&editor);
    }

    ui::OperationsTable *table() { return editor.table(); }
    ui::JsonEditor *text() { return editor.text()->editor(); }
    QAction *action(const QString &name)
    {
        for (QAction *candidate : editor.commands()) {
            if (candidate->text() == name)
                return candidate;
        }
        return nullptr;
    }
    void run(const QString &name)
    {
        QAction *found = action(name);
        ASSERT_NE(found, nullptr) << name.toStdString();
        ASSERT_TRUE(found->isEnabled()) << name.toStdString();
        found->trigger();
    }
    QString cell(int row, const QString &title) { return drive::cell(table(), row, title); }
    void typeCell(int row, PatchEntriesModel::Column column, const QString &typed)
    {
        const QModelIndex index = table()->model()->index(row, column);
        table()->setCurrentIndex(index);
        table()->edit(index);
        QCoreApplication::processEvents();
        QWidget *field = QApplication::focusWidget();
        ASSERT_NE(field, nullptr);
        ASSERT_NE(field, table());
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(field, typed);
        if (auto *line = qobject_cast<QLineEdit *>(field); line && line->completer())
            line->completer()->popup()->hide();
        QTest::keyClick(field, Qt::Key_Return);
        QCoreApplication::processEvents(); // the delegate takes it when the key is done with
    }
    void typeText(const QString &typed)
    {
        text()->setPlainText(typed);
        editor.takeTyped();
    }

    models::ResourceDraft draft;
    models::PatchLibrary library{QString()};
    ui::PatchEditor editor{&draft};
};

TEST_F(PatchEditorTest, SaysWhatToDoWhileThereIsNothing)
{
    EXPECT_TRUE(drive::says(&editor, u"Nothing is changed"_s));
    drive::click(drive::button(&editor, u"Add an operation"_s));
    EXPECT_EQ(table()->model()->rowCount(), 1);
    EXPECT_NE(qobject_cast<QLineEdit *>(QApplication::focusWidget()), nullptr)
        << "its path is being typed";
}

TEST_F(PatchEditorTest, AnOperationIsWrittenInItsRowAndTheDraftFollows)
{
    run(u"Add an operation"_s);
    typeCell(0, PatchEntriesModel::Path, u"/mode"_s);
    typeCell(0, PatchEntriesModel::Value, u"night"_s);

    EXPECT_EQ(draft.edited().root()["mode"].text(), "night");
    EXPECT_EQ(cell(0, u"Effect"_s), u"\"day\" → \"night\""_s);
    EXPECT_TRUE(text()->toPlainText().contains(u"\"night\""_s));
}

TEST_F(PatchEditorTest, APathThatIsTypedWithoutItsSlashGetsIt)
{
    run(u"Add an operation"_s);
    typeCell(0, PatchEntriesModel::Path, u"mode"_s);
    EXPECT_EQ(cell(0, u"Path"_s), u"/mode"_s);
}

TEST_F(PatchEditorTest, TabGoesFromThePathToItsValueAlsoWhilePathsAreOffered)
{
    run(u"Add an operation"_s);
    QCoreApplication::processEvents();
    auto *path = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    ASSERT_NE(path, nullptr);
    QTest::keyClick(path, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(path, u"/mod"_s);
    QAbstractItemView *offered = path->completer()->popup();
    ASSERT_TRUE(drive::until([&] { return offered->isVisible(); }));
    QTest::keyClick(offered, Qt::Key_Down);
    QTest::keyClick(offered, Qt::Key_Tab);
    const auto focused = [] { // the field of an editable list of choices has no name of its own
        const QWidget *field = QApplication::focusWidget();
        const auto *box = field ? qobject_cast<QComboBox *>(field->parentWidget()) : nullptr;
        return box ? box->accessibleName() : field ? field->accessibleName() : QString();
    };
    ASSERT_TRUE(drive::until([&] { return focused().startsWith(u"Value"_s); }))
        << focused().toStdString();
    EXPECT_EQ(cell(0, u"Path"_s), u"/mode"_s);
}

TEST_F(PatchEditorTest, AFaultIsSaidUnderTheListAndMarkedInTheText)
{
    ASSERT_TRUE(draft.setValue(pointer("/volume"), u"2"_s));
    PatchEntry wrong{.kind = PatchOp::Remove, .path = u"/gone"_s};
    draft.setOperations(draft.operations() + QList{wrong});

    EXPECT_TRUE(drive::says(&editor, u"Operation 2 (remove /gone)"_s));
    EXPECT_TRUE(editor.problem().contains(u"/gone"_s));
    EXPECT_FALSE(action(u"Export the patch..."_s)->isEnabled());
    editor.focusProblem();
    EXPECT_EQ(table()->currentRow(), 1);

    draft.setOperations(draft.operations().first(1));
    EXPECT_TRUE(editor.problem().isEmpty());
}

TEST_F(PatchEditorTest, TheTextIsEditedAndAWrongOneLeavesTheRest)
{
    typeText(u"[{\"op\":\"replace\",\"path\":\"/volume\",\"value\":3}]"_s);
    EXPECT_EQ(draft.edited().root()["volume"].text(), "3");
    EXPECT_EQ(table()->model()->rowCount(), 1);
    EXPECT_TRUE(text()->toPlainText().startsWith(u"[{"_s)) << "as it was typed";

    typeText(u"[{\"op\":\"replace\",\"path\":\"/volume\"}]"_s);
    EXPECT_TRUE(drive::says(&editor, u"Not taken yet: Operation 1"_s));
    EXPECT_EQ(draft.edited().root()["volume"].text(), "3");
    EXPECT_TRUE(draft.unfinishedPatch());
    EXPECT_FALSE(table()->isEnabled()) << "what is typed is newer than the list";

    typeText(u"[]"_s);
    EXPECT_TRUE(table()->isEnabled());
    EXPECT_FALSE(draft.isTouched());
}

TEST_F(PatchEditorTest, DiscardingForgetsAWrongText)
{
    typeText(u"[{"_s);
    ASSERT_FALSE(editor.problem().isEmpty());
    draft.discard();
    EXPECT_TRUE(editor.problem().isEmpty());
    EXPECT_EQ(text()->toPlainText(), u"[]"_s);
}

TEST_F(PatchEditorTest, SecretsAreMaskedAndTheTextIsNotEditedThen)
{
    ASSERT_TRUE(draft.setValue(pointer("/password"), u"\"s3cret\""_s));
    EXPECT_FALSE(text()->toPlainText().contains(u"s3cret"_s));
    EXPECT_TRUE(text()->isReadOnly());
    drive::click(drive::button(&editor, u"Show secrets"_s));
    EXPECT_TRUE(text()->toPlainText().contains(u"s3cret"_s));
    EXPECT_FALSE(text()->isReadOnly());
    EXPECT_EQ(cell(0, u"Value"_s), u"\"s3cret\""_s);
}

TEST_F(PatchEditorTest, RowsAreMovedByKeysAndTakenOutByDelete)
{
    draft.setOperations({{.kind = PatchOp::Replace, .path = u"/volume"_s, .value = u"2"_s},
                         {.kind = PatchOp::Replace, .path = u"/volume"_s, .value = u"3"_s}});
    table()->selectRow(0);
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Down, Qt::AltModifier);
    EXPECT_EQ(draft.edited().root()["volume"].text(), "2");
    EXPECT_EQ(table()->currentRow(), 1) << "the row stays chosen";
    QTest::keyClick(table(), Qt::Key_Delete);
    EXPECT_EQ(draft.edited().root()["volume"].text(), "3");
    run(u"Undo the last edit"_s);
    run(u"Undo the last edit"_s);
    EXPECT_EQ(draft.edited().root()["volume"].text(), "3");
    EXPECT_EQ(table()->model()->rowCount(), 2);
    run(u"Redo the edit"_s);
    EXPECT_EQ(draft.edited().root()["volume"].text(), "2");
}

TEST_F(PatchEditorTest, UndoKeysAreTheTextsOwnFirst)
{
    ASSERT_TRUE(draft.setValue(pointer("/volume"), u"2"_s));
    text()->setFocus();
    QTest::keyClick(text(), Qt::Key_End, Qt::ControlModifier);
    QTest::keyClicks(text(), u" "_s);
    QTest::keyClick(text(), Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(draft.isChanged()) << "the blank went";
    EXPECT_FALSE(text()->document()->isUndoAvailable());

    QTest::keyClick(text(), Qt::Key_Z, Qt::ControlModifier);
    EXPECT_FALSE(draft.isChanged());
    QTest::keyClick(text(), Qt::Key_Y, Qt::ControlModifier);
    EXPECT_TRUE(draft.isChanged());
}

TEST_F(PatchEditorTest, TestsOfWhatIsSeenAreInsertedAndOnlyTestsAreNamed)
{
    ASSERT_TRUE(draft.setValue(pointer("/volume"), u"2"_s));
    run(u"Test what I see"_s);
    EXPECT_EQ(cell(0, u"Kind"_s), u"test"_s);
    EXPECT_TRUE(drive::says(&editor, u"1 test(s)"_s) || drive::says(&editor, u"1 test was"_s));

    draft.setOperations(draft.operations().first(1));
    EXPECT_TRUE(drive::says(&editor, u"only test operations"_s));
}

TEST_F(PatchEditorTest, StepsShowTheDocumentAfterEachOperation)
{
    draft.setOperations({{.kind = PatchOp::Replace, .path = u"/volume"_s, .value = u"2"_s},
                         {.kind = PatchOp::Remove, .path = u"/mode"_s}});
    run(u"Step back"_s);
    auto *shown = drive::named<ui::JsonEditor>(&editor, u"Document after the operations so far"_s);
    ASSERT_NE(shown, nullptr);
    EXPECT_TRUE(shown->toPlainText().contains(u"\"mode\""_s));
    EXPECT_TRUE(drive::says(&editor, u"After operation 1 of 2"_s));
    EXPECT_FALSE(shown->toPlainText().contains(u"geheim"_s));
    run(u"Step forward"_s);
    EXPECT_FALSE(shown->toPlainText().contains(u"\"mode\""_s));
    EXPECT_FALSE(action(u"Step forward"_s)->isEnabled());
}

TEST_F(PatchEditorTest, ASavedPatchIsAppliedToWhatIsOpen)
{
    ASSERT_TRUE(library.save(
        u"Describe"_s,
        u"[{\"op\":\"add\",\"path\":\"/description\",\"value\":\"unit ${unitId}\"}]"_s));
    run(u"Saved patches..."_s);
    auto *dialog = drive::dialog<ui::SavedPatchesDialog>(&editor);
    ASSERT_NE(dialog, nullptr);
    drive::click(drive::button(dialog, u"Apply"_s));
    EXPECT_EQ(draft.edited().root()["description"].text(), "unit 1");
    EXPECT_TRUE(drive::says(&editor, u"of Describe"_s));
}

TEST_F(PatchEditorTest, TheOpenPatchIsSavedRenamedAndDeleted)
{
    ASSERT_TRUE(draft.setValue(pointer("/volume"), u"2"_s));
    run(u"Save the patch..."_s);
    auto *dialog = drive::dialog<ui::SavedPatchesDialog>(&editor);
    ASSERT_NE(dialog, nullptr);
    auto *name = drive::named<QLineEdit>(dialog, u"Name for the patch that is open"_s);
    ASSERT_NE(name, nullptr);
    drive::retype(name, u"Louder"_s);
    drive::click(drive::button(dialog, u"Save"_s));
    ASSERT_TRUE(library.contains(u"Louder"_s));

    auto *list = drive::named<QListWidget>(dialog, u"Saved patches"_s);
    ASSERT_NE(list, nullptr);
    drive::click(drive::button(dialog, u"Rename"_s));
    auto *typed = list->findChild<QLineEdit *>();
    ASSERT_NE(typed, nullptr);
    typed->selectAll();
    QTest::keyClicks(typed, u"Loud"_s);
    QTest::keyClick(typed, Qt::Key_Return);
    EXPECT_TRUE(drive::until([&] { return library.contains(u"Loud"_s); }));
    EXPECT_FALSE(library.contains(u"Louder"_s));

    drive::click(drive::button(dialog, u"Delete"_s));
    auto *question = drive::dialog<ui::Question>(dialog);
    ASSERT_NE(question, nullptr);
    drive::click(drive::button(question, u"Delete"_s));
    EXPECT_TRUE(drive::until([&] { return library.patches().isEmpty(); }));
}

TEST_F(PatchEditorTest, ReturnInTheNameSavesAndAppliesNothing)
{
    ASSERT_TRUE(draft.setValue(pointer("/volume"), u"2"_s));
    ASSERT_TRUE(library.save(u"Louder"_s, draft.patchText()));
    run(u"Saved patches..."_s);
    auto *dialog = drive::dialog<ui::SavedPatchesDialog>(&editor);
    ASSERT_NE(dialog, nullptr);
    auto *name = drive::named<QLineEdit>(dialog, u"Name for the patch that is open"_s);
    ASSERT_NE(name, nullptr);
    name->setFocus();
    ASSERT_TRUE(drive::until([&] { return name->hasFocus(); }));
    drive::retype(name, u"Once more"_s);
    drive::press(dialog, Qt::Key_Return);
    EXPECT_TRUE(library.contains(u"Once more"_s));
    EXPECT_TRUE(dialog->isVisible());
    EXPECT_EQ(draft.operations().size(), 1) << "Louder was applied on top";
}

TEST_F(PatchEditorTest, ReadOnlyShowsAndChangesNothing)
{
    ASSERT_TRUE(draft.setValue(pointer("/volume"), u"2"_s));
    editor.setReadOnly(true);
    EXPECT_TRUE(text()->isReadOnly());
    EXPECT_FALSE(action(u"Add an operation"_s)->isEnabled());
    table()->setFocus();
    table()->selectRow(0);
    QTest::keyClick(table(), Qt::Key_Delete);
    EXPECT_EQ(table()->model()->rowCount(), 1);
}

TEST_F(PatchEditorTest, WithoutAResourceItYieldsATemplate)
{
    models::ResourceDraft sample;
    sample.setTemplate(true);
    sample.setBase({}, document(R"({"unitId":"7"})"), editing::unitSchema());
    ui::PatchEditor alone(&sample);
    sample.setOperations(
        {{.kind = PatchOp::Add, .path = u"/description"_s, .value = u"\"${unitId}\""_s}});
    EXPECT_TRUE(alone.problem().isEmpty());
    EXPECT_EQ(drive::cell(alone.table(), 0, u"Effect"_s), u"new: \"7\""_s);
    EXPECT_TRUE(sample.patchText().contains(u"${unitId}"_s));
}

} // namespace
