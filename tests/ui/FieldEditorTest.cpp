// SPDX-License-Identifier: GPL-3.0-or-later
// One field of a form, and the lists in it, as a person meets them.
#include "ui/resource/FieldEditor.h"

#include "tests/ui/support/Drive.h"
#include "ui/resource/ListEdit.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QComboBox>
#include <QSignalSpy>
#include <QToolButton>

#include <gtest/gtest.h>

using models::FormField;
using namespace Qt::StringLiterals;

namespace {

class Field : public testing::Test
{
protected:
    void SetUp() override
    {
        ui::Theme::install(*qApp);
        field.label = u"Addresses"_s;
        field.present = true;
    }

    FormField field;
};

TEST_F(Field, EntriesOfAListAreAddedMovedAndRemovedByKeyboard)
{
    field.kind = FormField::Kind::List;
    field.text = u"a\nb\nc"_s;
    ui::FieldEditor editor(field);
    drive::show(&editor);
    QWidget *list = editor.editor();
    list->setFocus();

    QTest::keyClick(list, Qt::Key_Down, Qt::AltModifier);
    EXPECT_EQ(editor.text(), u"b\na\nc"_s);
    QTest::keyClick(list, Qt::Key_Down, Qt::AltModifier);
    QTest::keyClick(list, Qt::Key_Down, Qt::AltModifier); // at the end already
    EXPECT_EQ(editor.text(), u"b\nc\na"_s);
    QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier);
    EXPECT_EQ(editor.text(), u"b\na\nc"_s);
    QTest::keyClick(list, Qt::Key_Delete, Qt::AltModifier);
    EXPECT_EQ(editor.text(), u"b\nc"_s);
    QTest::keyClick(list, Qt::Key_Delete, Qt::AltModifier); // c, the last one
    EXPECT_EQ(editor.text(), u"b"_s);
    QTest::keyClick(list, Qt::Key_End);
    QTest::keyClick(list, Qt::Key_Return);
    QTest::keyClicks(list, u"d"_s);
    EXPECT_EQ(editor.text(), u"b\nd"_s);
    QTest::keySequence(list, QKeySequence::Undo);
    EXPECT_NE(editor.text(), u"b\nd"_s);
}

TEST_F(Field, AListThatIsReadOnlyStaysAsItIs)
{
    field.kind = FormField::Kind::List;
    field.text = u"a\nb"_s;
    ui::FieldEditor editor(field);
    editor.setReadOnly(true);
    drive::show(&editor);
    QTest::keyClick(editor.editor(), Qt::Key_Down, Qt::AltModifier);
    QTest::keyClick(editor.editor(), Qt::Key_Delete, Qt::AltModifier);
    EXPECT_EQ(editor.text(), u"a\nb"_s);
}

TEST_F(Field, AnOpenChoiceOffersWhatOthersHaveWithItsOwnValueHighlighted)
{
    field.kind = FormField::Kind::Choice;
    field.choices = {u"day"_s, u"night"_s};
    field.text = u"dusk"_s;
    ui::FieldEditor editor(field);
    editor.setSuggestions([] { return QStringList{u"day"_s, u"night"_s, u"dusk"_s, u"dawn"_s}; });
    drive::show(&editor);
    QSignalSpy edited(&editor, &ui::FieldEditor::edited);
    auto *combo = qobject_cast<QComboBox *>(editor.editor());
    ASSERT_NE(combo, nullptr);

    combo->showPopup();

    EXPECT_EQ(combo->count(), 4);
    EXPECT_EQ(combo->itemText(0), u"day"_s);
    EXPECT_EQ(combo->currentIndex(), 2);
    EXPECT_EQ(editor.text(), u"dusk"_s);
    EXPECT_EQ(edited.size(), 0); // looking changes nothing
    combo->hidePopup();
    combo->setCurrentIndex(3);
    ASSERT_EQ(edited.size(), 1);
    EXPECT_EQ(edited.first().first().toString(), u"dawn"_s);
}

TEST_F(Field, TheUndoArrowHasItsRoomBeforeItIsThere)
{
    field.text = u"a"_s;
    ui::FieldEditor editor(field);
    drive::show(&editor);
    const int before = editor.sizeHint().height();

    field.changed = true;
    editor.setField(field);

    EXPECT_EQ(editor.sizeHint().height(), before);
    EXPECT_EQ(drive::seen<QToolButton>(&editor).size(), 1);
}

TEST_F(Field, AVeryLongValueIsShownCutAndStaysWhole)
{
    field.text = QString(500'000, u'x');
    ui::FieldEditor editor(field);
    drive::show(&editor);
    QSignalSpy edited(&editor, &ui::FieldEditor::edited);

    QTest::keyClicks(editor.editor(), u"y"_s);

    EXPECT_EQ(edited.size(), 0);
    EXPECT_EQ(editor.text().size(), 500'000);
    EXPECT_TRUE(drive::says(&editor, u"shown cut"_s));
    // And a short one is editable again
    field.text = u"short"_s;
    editor.setField(field);
    QTest::keyClicks(editor.editor(), u"y"_s);
    EXPECT_EQ(edited.size(), 1);
    EXPECT_FALSE(drive::says(&editor, u"shown cut"_s));
}

TEST_F(Field, ThePatternIsForTheCuriousOnly)
{
    field.error = u"This is not in the form that is wanted here."_s;
    field.errorDetails = u"Pattern: ^<b>$"_s;
    ui::FieldEditor editor(field);
    drive::show(&editor);

    EXPECT_FALSE(drive::says(&editor, u"^<b>$"_s));
    bool found = false;
    for (const QLabel *label : drive::seen<QLabel>(&editor))
        found = found || label->toolTip().contains("&lt;b&gt;"_L1);
    EXPECT_TRUE(found);
}

} // namespace
