// SPDX-License-Identifier: GPL-3.0-or-later
// The building blocks on their own: table with its layout, placeholder, banner, form.
#include "models/ResourceTableModel.h"
#include "tests/ui/support/Drive.h"
#include "ui/resource/DetailsForm.h"
#include "ui/resource/JsonEditor.h"
#include "ui/table/TableLayout.h"
#include "ui/table/TableView.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/CountFilter.h"
#include "ui/widgets/FileDialog.h"
#include "ui/widgets/Placeholder.h"

#include <QAbstractFileIconProvider>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {

json::Document document(const char *text)
{
    return *json::Document::parse(text);
}

class DeviceTable : public testing::Test
{
protected:
    void SetUp() override
    {
        ui::Theme::install(*qApp);
        auto catalogue = api::Catalogue::shipped();
        ASSERT_TRUE(catalogue);
        m_model.setResource(*catalogue->resource(u"provisioning/device"_s));
        m_model.setDocument(document(R"({"success": true, "devices": [
            {"deviceId": "+46701740605", "description": "Flat 12", "building": "North"},
            {"deviceId": "+46701740606", "description": "Flat 13"}]})"));
        m_view.setModel(&m_model);
        m_view.resize(900, 300);
    }
    QAction *entry(QMenu &menu, const QString &text)
    {
        for (QAction *action : menu.actions()) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }
    int column(const QString &property) const
    {
        for (int i = 0; i < m_model.columns().size(); ++i) {
            if (m_model.columns().at(i).property == property)
                return i;
        }
        return -1;
    }

    QTemporaryDir m_folder;
    QSettings m_settings{m_folder.filePath(u"window.ini"_s), QSettings::IniFormat};
    models::ResourceTableModel m_model;
    ui::TableView m_view;
};

TEST_F(DeviceTable, HidesWhatNoSchemaKnowsUntilItIsWanted)
{
    ui::TableLayout layout(&m_view, &m_model, &m_settings, u"provisioning/device"_s);
    layout.restore();
    drive::show(&m_view);
    EXPECT_FALSE(m_view.isColumnHidden(column(u"description"_s)));
    ASSERT_GE(column(u"building"_s), 0);
    EXPECT_TRUE(m_view.isColumnHidden(column(u"building"_s)));

    QMenu menu;
    layout.fillMenu(&menu);
    QAction *building = entry(menu, m_model.columns().at(column(u"building"_s)).title);
    ASSERT_NE(building, nullptr);
    building->trigger();
    EXPECT_FALSE(m_view.isColumnHidden(column(u"building"_s)));
}

TEST_F(DeviceTable, RemembersWhatWasChosen)
{
    int width = 0; // that the catalogue asks for
    {
        ui::TableLayout layout(&m_view, &m_model, &m_settings, u"provisioning/device"_s);
        layout.restore();
        drive::show(&m_view);
        width = m_view.columnWidth(column(u"deviceId"_s));
        QMenu menu;
        layout.fillMenu(&menu);
        entry(menu, u"Description"_s)->trigger();
        m_view.horizontalHeader()->resizeSection(column(u"deviceId"_s), 222);
        EXPECT_TRUE(drive::until([&] { return !m_settings.allKeys().isEmpty(); }));
    }
    ui::TableView again;
    again.setModel(&m_model);
    ui::TableLayout layout(&again, &m_model, &m_settings, u"provisioning/device"_s);
    layout.restore();
    EXPECT_TRUE(again.isColumnHidden(column(u"description"_s)));
    EXPECT_EQ(again.columnWidth(column(u"deviceId"_s)), 222);

    layout.reset();
    EXPECT_FALSE(again.isColumnHidden(column(u"description"_s)));
    EXPECT_EQ(again.columnWidth(column(u"deviceId"_s)), width);
}

TEST_F(DeviceTable, TheLastColumnCantBeHidden)
{
    ui::TableLayout layout(&m_view, &m_model, nullptr, u"provisioning/device"_s);
    layout.restore();
    for (int i = 1; i < m_model.columns().size(); ++i)
        m_view.setColumnHidden(i, true);
    QMenu menu;
    layout.fillMenu(&menu);
    EXPECT_FALSE(menu.actions().first()->isEnabled());
}

TEST_F(DeviceTable, TheWidestColumnOfProseTakesTheRoomThatIsLeft)
{
    ui::TableLayout layout(&m_view, &m_model, nullptr, u"provisioning/device"_s);
    layout.restore();
    m_view.resize(1300, 200);
    drive::show(&m_view);
    const int narrow = m_view.columnWidth(column(u"description"_s));
    const int other = m_view.columnWidth(column(u"deviceCLI"_s));
    m_view.resize(1600, 200);
    EXPECT_TRUE(drive::until([&] {
        return m_view.columnWidth(column(u"description"_s)) >= narrow + 300 &&
               m_view.horizontalHeader()->length() == m_view.viewport()->width();
    }));
    EXPECT_EQ(m_view.columnWidth(column(u"deviceCLI"_s)), other);

    m_view.setColumnHidden(column(u"description"_s), true);
    m_view.resize(1300, 200);
    EXPECT_TRUE(drive::until([&] {
        return m_view.horizontalHeader()->length() == m_view.viewport()->width();
    })) << "another one takes it";
}

TEST_F(DeviceTable, EnterAndDoubleClickOpenARow)
{
    drive::show(&m_view);
    QSignalSpy opened(&m_view, &ui::TableView::rowActivated);
    drive::clickRow(&m_view, 1);
    EXPECT_EQ(opened.size(), 0);
    QTest::keyClick(&m_view, Qt::Key_Return);
    ASSERT_EQ(opened.size(), 1);
    EXPECT_EQ(opened[0][0].toModelIndex().row(), 1);
    drive::clickRow(&m_view, 0); // the first half of a double click
    QTest::mouseDClick(m_view.viewport(), Qt::LeftButton, {},
                       m_view.visualRect(m_model.index(0, 0)).center());
    EXPECT_EQ(opened.size(), 2);
}

TEST_F(DeviceTable, AClickOnAHeaderAsksForSortingAndShiftForOneMoreColumn)
{
    drive::show(&m_view);
    QSignalSpy clicked(&m_view, &ui::TableView::headerClicked);
    QHeaderView *header = m_view.horizontalHeader();
    const QPoint middle(header->sectionViewportPosition(0) + header->sectionSize(0) / 2,
                        header->height() / 2);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, middle);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, Qt::ShiftModifier, middle);
    ASSERT_EQ(clicked.size(), 2);
    EXPECT_EQ(clicked[0][0].toInt(), 0);
    EXPECT_FALSE(clicked[0][1].toBool());
    EXPECT_TRUE(clicked[1][1].toBool());
}

TEST(PlaceholderWidget, OffersOneThingToDoOrNone)
{
    ui::Placeholder placeholder;
    placeholder.setContent(u"device"_s, u"There are no devices yet"_s, u"Make one."_s, u"New"_s);
    drive::show(&placeholder);
    QSignalSpy triggered(&placeholder, &ui::Placeholder::actionTriggered);
    drive::click(drive::button(&placeholder, u"New"_s));
    EXPECT_EQ(triggered.size(), 1);
    EXPECT_EQ(placeholder.title(), u"There are no devices yet"_s);

    placeholder.setContent(u"device"_s, u"Loading"_s, {});
    EXPECT_TRUE(drive::seen<QPushButton>(&placeholder).isEmpty());
    EXPECT_FALSE(drive::says(&placeholder, u"Make one."_s));
}

TEST(BannerWidget, ComesWithAMessageAndGoesWhenPutAside)
{
    QWidget page;
    ui::Banner banner(&page);
    drive::show(&page);
    EXPECT_FALSE(banner.isVisible());
    banner.showMessage(ui::Banner::Level::Warn, u"The clock is off."_s);
    banner.addAction(u"Fix"_s);
    EXPECT_TRUE(drive::says(&banner, u"The clock is off."_s));
    EXPECT_TRUE(drive::until([&] { return drive::button(&banner, u"Fix"_s) != nullptr; }));

    // A new message has no part of the old one
    banner.showMessage(ui::Banner::Level::Info, u"All is well."_s);
    EXPECT_EQ(drive::button(&banner, u"Fix"_s), nullptr);
    QSignalSpy dismissed(&banner, &ui::Banner::dismissed);
    drive::click(drive::button(&banner, u"Hide this message"_s));
    EXPECT_EQ(dismissed.size(), 1);
    EXPECT_FALSE(banner.isVisible());
}

TEST(FormWidget, EditsTheDraftAndMarksTheField)
{
    // Given a form of a small resource
    ui::Theme::install(*qApp);
    auto catalogue = api::Catalogue::shipped();
    ASSERT_TRUE(catalogue);
    models::ResourceDraft draft;
    models::FormModel model(&draft);
    ui::DetailsForm form(&model);
    form.resize(400, 700);
    draft.setIdProperty(u"deviceId"_s, false);
    draft.setBase(u"7"_s, document(R"({"deviceId": "7", "description": "Flat 12", "extra": 1})"),
                  catalogue->resource(u"provisioning/device"_s)->schema);
    drive::show(&form);

    // When a field is typed into
    auto *description = drive::named<QLineEdit>(&form, u"Description"_s);
    ASSERT_NE(description, nullptr);
    drive::retype(description, u"Flat 13"_s);
    // Then the draft has it, and the field can be undone
    EXPECT_EQ(draft.changeCount(), 1);
    EXPECT_TRUE(draft.text().contains("Flat 13"_L1));
    drive::click(drive::button(&form, u"Undo the change of Description"_s));
    EXPECT_EQ(draft.changeCount(), 0);
    EXPECT_EQ(description->text(), u"Flat 12"_s);

    // And the id of what exists can't be changed, while members that no schema knows can
    EXPECT_TRUE(drive::named<QLineEdit>(&form, u"Device ID (required)"_s)->isReadOnly());
    bool unknown = false;
    for (QWidget *each : drive::seen<QWidget>(&form))
        unknown |= drive::nameOf(each).contains("not in the API description"_L1);
    EXPECT_TRUE(unknown);
}

TEST(CountFilter, WhatCountsNothingCanBeChosenOnlyWhileItIs)
{
    ui::CountFilter filter(u"Rows"_s);
    filter.add(1, u"failed"_s);
    filter.setCount(1, 2);
    QPushButton *all = filter.findChildren<QPushButton *>().at(0);
    QPushButton *failed = filter.findChildren<QPushButton *>().at(1);
    EXPECT_EQ(failed->text(), u"Failed 2"_s);
    failed->click();
    filter.setCount(1, 0);
    EXPECT_TRUE(failed->isEnabled()) << "it is what is shown";
    all->click();
    EXPECT_FALSE(failed->isEnabled());
}

TEST(FileDialog, OpensNoFileToFindOutItsKind)
{
    // Given a file whose contents say more than its name
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("plain")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("%PDF-1.4");
    file.close();
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    ui::FileDialog dialog(nullptr, {}, folder.path());
    dialog.show();
    EXPECT_EQ(QDir(dialog.directory()).canonicalPath(), QDir(folder.path()).canonicalPath());
    ASSERT_NE(dialog.iconProvider(), nullptr);
    EXPECT_EQ(dialog.iconProvider()->type(QFileInfo(file.fileName())), QStringLiteral("File"));
    EXPECT_FALSE(dialog.iconProvider()->icon(QFileInfo(file.fileName())).isNull());
}

TEST(FileDialog, ProposesAFileInItsFolder)
{
    QTemporaryDir folder;
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    ui::FileDialog dialog(nullptr, {}, folder.filePath(QStringLiteral("public.pem")));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    EXPECT_EQ(dialog.selectedFiles().value(0), folder.filePath(QStringLiteral("public.pem")));
}

TEST(JsonEditor, ANoBreakSpaceStaysOneAndIsNoEdit)
{
    const QString text = u"{\n  \"room\": \"12\u00a0B\"\n}"_s;
    ui::JsonEditor editor;
    editor.setDocumentText(text);
    EXPECT_EQ(editor.toPlainText(), text);
    EXPECT_FALSE(editor.isEdited());
    editor.insertPlainText(u" "_s);
    EXPECT_TRUE(editor.isEdited());
}

TEST(FileDialog, BeginsWhereAFileWasLastChosenAlsoInTheNextRun)
{
    QTemporaryDir folder;
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    QSettings settings(folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat);
    ui::FileDialog::keepFolderIn(&settings);
    const QString proposed = QStringLiteral("calls.csv");
    {
        ui::FileDialog first(nullptr, {}, proposed);
        EXPECT_EQ(first.directory(), QDir::home());
        Q_EMIT first.filesSelected({folder.filePath(QStringLiteral("a.json"))});
    }
    ui::FileDialog second(nullptr, {}, proposed);
    EXPECT_EQ(second.directory(), QDir(folder.path()));
    EXPECT_EQ(second.selectedFiles().value(0), folder.filePath(proposed));
    ui::FileDialog::keepFolderIn(&settings); // as a new run does
    ui::FileDialog third(nullptr);
    EXPECT_EQ(third.directory(), QDir(folder.path()));
}

} // namespace
