// SPDX-License-Identifier: GPL-3.0-or-later
// Text from a server is shown as it is, never rendered as markup.
#include "tests/ui/support/SandboxWindow.h"
#include "ui/profile/ProfileEditor.h"
#include "ui/resource/DeleteDialog.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/ErrorDetails.h"
#include "ui/widgets/Label.h"

#include <QLineEdit>
#include <QTextDocument>

using namespace Qt::StringLiterals;

namespace {

const QString markup = u"<img src=x><b>bold</b>"_s;

/// No label of @p window guesses what its text is.
void expectPlainLabels(QWidget *window)
{
    for (const QLabel *label : window->findChildren<QLabel *>()) {
        EXPECT_TRUE(label->text().isEmpty() || label->textFormat() == Qt::PlainText)
            << qPrintable(label->text());
    }
}

/// A tool tip as a person reads it: the tags that it is made of gone.
QString readToolTip(const QString &toolTip)
{
    if (!Qt::mightBeRichText(toolTip))
        return toolTip;
    QTextDocument document;
    document.setHtml(toolTip);
    return document.toPlainText();
}

class LiteralText : public SandboxWindow
{
};

TEST_F(LiteralText, ADeviceMadeOfMarkupIsShownLiterally)
{
    ASSERT_NO_FATAL_FAILURE(prepareSandbox());
    ASSERT_NO_FATAL_FAILURE(open());
    ASSERT_NO_FATAL_FAILURE(putDevice({{u"deviceId"_s, u"<b>7</b>"_s},
                                       {u"deviceType"_s, u"alarmUnit"_s},
                                       {u"description"_s, markup},
                                       {u"<i>more</i>"_s, markup}}));
    const int row = drive::rowWith(table(), u"Description"_s, markup);
    ASSERT_GE(row, 0);

    // In the table's tool tip
    EXPECT_EQ(readToolTip(drive::cell(table(), row, u"Description"_s, Qt::ToolTipRole)), markup);

    // In the detail panel: its title, its fields, the patch
    ASSERT_NO_FATAL_FAILURE(openDevice(row));
    EXPECT_EQ(title(), u"<b>7</b>"_s);
    auto *unknown = drive::seen<QLineEdit>(detail()).last();
    ASSERT_NO_FATAL_FAILURE(drive::retype(unknown, markup + markup));
    for (const QString &tab : {u"Details"_s, u"JSON"_s, u"Patch"_s}) {
        ASSERT_NO_FATAL_FAILURE(openTab(tab));
        expectPlainLabels(&window());
    }
    auto *operations = drive::named<QTableView>(detail(), u"Patch operations"_s);
    ASSERT_NE(operations, nullptr);
    EXPECT_TRUE(
        readToolTip(drive::cell(operations, 0, u"Value"_s, Qt::ToolTipRole)).contains(markup));

    // In the question before it is deleted
    drive::click(drive::button(&window(), u"Delete the selected rows"_s));
    auto *question = drive::dialog<ui::DeleteDialog>(&window());
    ASSERT_NE(question, nullptr);
    expectPlainLabels(question);
    EXPECT_TRUE(drive::says(question, u"Delete the device <b>7</b>?"_s));
    drive::click(drive::button(question, u"Keep"_s));

    // And anywhere else in the window
    expectPlainLabels(&window());
}

TEST(LiteralBanner, AnErrorMadeOfMarkupIsShownLiterally)
{
    ui::Banner banner;
    api::ApiError error;
    error.what = markup;
    banner.showError(u"Changing <b>7</b>"_s, error);
    expectPlainLabels(&banner);
    EXPECT_TRUE(banner.text().contains(markup));

    ui::ErrorDetails details(error);
    expectPlainLabels(&details);
}

TEST(LiteralLabel, ShowsMarkupAlsoWhereItIsCut)
{
    // Given a label without room for its text
    ui::Label label(markup);
    label.setElided(Qt::ElideRight);
    label.resize(60, 20);
    label.show();
    // Then it is cut, the tool tip and the screen reader have all of it, and none of it is markup
    EXPECT_NE(label.text(), markup);
    EXPECT_EQ(readToolTip(label.toolTip()), markup);
    EXPECT_EQ(drive::nameOf(&label), markup);
    expectPlainLabels(&label);
}

TEST(LiteralToolTip, KeepsLineBreaksAndMarkup)
{
    EXPECT_EQ(readToolTip(ui::plainToolTip(markup + u"\n&amp;"_s)), markup + u"\n&amp;"_s);
    EXPECT_TRUE(ui::plainToolTip({}).isEmpty());
}

TEST(LiteralDeleteDialog, ListsIdsMadeOfMarkupLiterally)
{
    api::ResourceType type;
    type.name = u"Device"_s;
    type.plural = u"Devices"_s;
    api::Profile profile;
    profile.name = markup;
    profile.safety = api::SafetyLevel::Production;
    ui::DeleteDialog one(type, {markup}, profile);
    ui::DeleteDialog several(type, {markup, u"<i>"_s}, profile);
    expectPlainLabels(&one);
    expectPlainLabels(&several);
}

} // namespace
