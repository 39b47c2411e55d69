// SPDX-License-Identifier: GPL-3.0-or-later
// Every control says what it is to a screen reader.
#include "tests/ui/support/SandboxWindow.h"
#include "ui/profile/ProfileEditor.h"
#include "ui/resource/DeleteDialog.h"
#include "ui/resource/ResourcePage.h"
#include "ui/shell/CommandPalette.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace {

/// Parts that Qt makes for itself: the line of an editable or a spin box, the list that a box drops
/// down, the arrows of a tab bar.
bool isPartOfAnother(const QWidget *widget)
{
    for (const QWidget *above = widget->parentWidget(); above; above = above->parentWidget()) {
        if (above->inherits("QComboBox") || above->inherits("QAbstractSpinBox") ||
            above->inherits("QTabBar") || above->inherits("QLineEdit"))
            return true;
    }
    return widget->inherits("QTableCornerButton") || widget->inherits("QHeaderView");
}

template <typename Control>
int expectNames(QWidget *window)
{
    int controls = 0;
    for (Control *control : window->findChildren<Control *>()) {
        if (isPartOfAnother(control) || control->focusPolicy() == Qt::NoFocus ||
            control->isHidden())
            continue;
        ++controls;
        EXPECT_FALSE(drive::nameOf(control).isEmpty())
            << control->metaObject()->className() << " in "
            << control->parentWidget()->metaObject()->className();
    }
    return controls;
}

int expectAllNamed(QWidget *window)
{
    return expectNames<QLineEdit>(window) + expectNames<QPushButton>(window) +
           expectNames<QToolButton>(window) + expectNames<QComboBox>(window) +
           expectNames<QAbstractItemView>(window) + expectNames<QPlainTextEdit>(window) +
           expectNames<QAbstractButton>(window);
}

class AccessibleNames : public SandboxWindow
{
};

TEST_F(AccessibleNames, OfTheWindowAndTheDetailPanel)
{
    ASSERT_NO_FATAL_FAILURE(prepareSandbox());
    ASSERT_NO_FATAL_FAILURE(open());
    EXPECT_GT(expectAllNamed(&window()), 15);
    ASSERT_NO_FATAL_FAILURE(openDevice(0));
    for (const QString &tab : {u"Details"_s, u"JSON"_s, u"Patch"_s}) {
        ASSERT_NO_FATAL_FAILURE(openTab(tab));
        EXPECT_GT(expectAllNamed(detail()), 4);
    }
    drive::click(drive::button(&window(), u"New device"_s));
    EXPECT_GT(expectAllNamed(detail()), 4);
}

TEST_F(AccessibleNames, OfTheDialogsThatThePageOpens)
{
    ASSERT_NO_FATAL_FAILURE(prepareSandbox());
    ASSERT_NO_FATAL_FAILURE(open());
    drive::clickRow(table(), 0);
    for (const QString &command : {u"Change many..."_s, u"Import CSV..."_s, u"Compare..."_s}) {
        SCOPED_TRACE(command.toStdString());
        for (QAction *action : window().currentPage()->commands()) {
            if (action->text() == command)
                action->trigger();
        }
        auto *dialog = drive::dialog(&window());
        ASSERT_NE(dialog, nullptr);
        EXPECT_GT(expectAllNamed(dialog), 4); // on the steps that are still to come, too
        dialog->reject();
        ASSERT_TRUE(drive::until([&] { return drive::seen<QDialog>(&window()).isEmpty(); }));
    }
}

TEST_F(AccessibleNames, OfEveryFieldTellWhichOneItIs)
{
    ASSERT_NO_FATAL_FAILURE(prepareSandbox());
    ASSERT_NO_FATAL_FAILURE(open());
    ASSERT_NO_FATAL_FAILURE(openDevice(0));
    QStringList names;
    for (QLineEdit *line : drive::seen<QLineEdit>(detail())) {
        if (!isPartOfAnother(line))
            names << drive::nameOf(line);
    }
    EXPECT_TRUE(names.contains(u"Description"_s)) << qPrintable(names.join(u", "_s));
    EXPECT_EQ(names.removeDuplicates(), 0) << qPrintable(names.join(u", "_s));
}

TEST(AccessibleDialogs, OfTheProfileEditor)
{
    QTemporaryDir folder;
    api::ProfileStore store(folder.path());
    api::Profile existing;
    existing.id = u"one"_s;
    existing.name = u"Care homes"_s;
    ui::ProfileEditor editor(&store, existing);
    drive::show(&editor);
    EXPECT_GT(expectAllNamed(&editor), 8);
}

TEST(AccessibleDialogs, OfTheDeleteDialog)
{
    api::ResourceType type;
    type.name = u"Device"_s;
    type.plural = u"Devices"_s;
    api::Profile profile;
    profile.name = u"Care homes"_s;
    profile.safety = api::SafetyLevel::Production;
    ui::DeleteDialog dialog(type, {u"a"_s, u"b"_s}, profile);
    drive::show(&dialog);
    EXPECT_GT(expectAllNamed(&dialog), 3);
}

} // namespace
