// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/CommandPalette.h"

#include "tests/ui/support/Drive.h"
#include "ui/widgets/Page.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QPointer>
#include <QSignalSpy>

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {

class Palette : public testing::Test
{
protected:
    void SetUp() override
    {
        m_disabled.setEnabled(false);
        m_palette = new ui::CommandPalette({&m_devices, &m_trunks, &m_disabled}, &m_parent);
        m_palette->setAttribute(Qt::WA_DeleteOnClose);
        m_palette->open();
        ASSERT_TRUE(QTest::qWaitForWindowActive(m_palette));
    }
    QLineEdit *text() { return drive::named<QLineEdit>(m_palette, u"Find anything"_s); }
    QStringList matches()
    {
        QStringList texts;
        const QListView *list = drive::seen<QListView>(m_palette).value(0);
        for (int row = 0; list && row < list->model()->rowCount(); ++row)
            texts << list->model()->index(row, 0).data().toString();
        return texts;
    }

    QWidget m_parent;
    QAction m_devices{u"Go to &Devices"_s};
    QAction m_trunks{u"Go to Trunks"_s};
    QAction m_disabled{u"Delete..."_s};
    QSignalSpy m_goneToDevices{&m_devices, &QAction::triggered};
    QSignalSpy m_goneToTrunks{&m_trunks, &QAction::triggered};
    QSignalSpy m_deleted{&m_disabled, &QAction::triggered};
    QPointer<ui::CommandPalette> m_palette;
};

TEST_F(Palette, ListsEverythingUntilSomethingIsTyped)
{
    EXPECT_EQ(matches(), (QStringList{u"Go to Devices"_s, u"Go to Trunks"_s, u"Delete..."_s}));
    EXPECT_TRUE(text()->hasFocus());
}

TEST_F(Palette, FindsByWordsInAnyOrderAndCase)
{
    QTest::keyClicks(text(), u"TRUNK go"_s);
    EXPECT_EQ(matches(), QStringList{u"Go to Trunks"_s});
    drive::retype(text(), u"no such thing"_s);
    EXPECT_TRUE(matches().isEmpty());
}

TEST_F(Palette, APageOfJustThatNameComesBeforeLongerNames)
{
    QAction longer(u"Go to API tokens"_s);
    QAction exact(u"Go to Tokens"_s);
    longer.setProperty(ui::pageNameProperty, u"API tokens"_s);
    exact.setProperty(ui::pageNameProperty, u"Tokens"_s);
    auto *palette = new ui::CommandPalette({&longer, &exact}, &m_parent);
    palette->setAttribute(Qt::WA_DeleteOnClose);
    palette->open();
    QTest::keyClicks(drive::named<QLineEdit>(palette, u"Find anything"_s), u"tokens"_s);
    const QListView *list = drive::seen<QListView>(palette).value(0);
    ASSERT_NE(list, nullptr);
    ASSERT_EQ(list->model()->rowCount(), 2);
    EXPECT_EQ(list->model()->index(0, 0).data().toString(), u"Go to Tokens"_s);
    EXPECT_EQ(list->currentIndex().row(), 0);
    palette->close();
}

TEST_F(Palette, EnterRunsTheFirstMatchAndCloses)
{
    QTest::keyClicks(text(), u"trunks"_s);
    QTest::keyClick(text(), Qt::Key_Return);
    EXPECT_TRUE(drive::until([this] { return m_goneToTrunks.size() == 1; }));
    EXPECT_TRUE(drive::until([this] { return !m_palette; }));
    EXPECT_EQ(m_goneToDevices.size(), 0);
}

TEST_F(Palette, ArrowsChooseAnother)
{
    QTest::keyClick(text(), Qt::Key_Down);
    QTest::keyClick(text(), Qt::Key_Return);
    EXPECT_TRUE(drive::until([this] { return m_goneToTrunks.size() == 1; }));
}

TEST_F(Palette, ADisabledActionDoesNotRun)
{
    QTest::keyClicks(text(), u"delete"_s);
    ASSERT_EQ(matches().size(), 1);
    QTest::keyClick(text(), Qt::Key_Return);
    QCoreApplication::processEvents();
    EXPECT_EQ(m_deleted.size(), 0);
    EXPECT_TRUE(m_palette && m_palette->isVisible());
}

TEST_F(Palette, NothingFoundRunsNothing)
{
    QTest::keyClicks(text(), u"no such thing"_s);
    QTest::keyClick(text(), Qt::Key_Return);
    QCoreApplication::processEvents();
    EXPECT_TRUE(m_palette && m_palette->isVisible());
    EXPECT_EQ(m_goneToDevices.size() + m_goneToTrunks.size() + m_deleted.size(), 0);
}

TEST_F(Palette, EscapeClosesAndRunsNothing)
{
    drive::press(m_palette, Qt::Key_Escape);
    EXPECT_TRUE(drive::until([this] { return !m_palette; }));
    EXPECT_EQ(m_goneToDevices.size() + m_goneToTrunks.size() + m_deleted.size(), 0);
}

} // namespace
