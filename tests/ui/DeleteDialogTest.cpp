// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/DeleteDialog.h"

#include "models/ResourceName.h"
#include "tests/ui/support/Drive.h"

#include <QApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {

api::ResourceType device()
{
    api::ResourceType type;
    type.name = u"Device"_s;
    type.plural = u"Devices"_s;
    return type;
}

api::Profile profile(api::SafetyLevel safety)
{
    api::Profile made;
    made.name = u"Care homes"_s;
    made.safety = safety;
    return made;
}

class DeleteQuestion : public testing::TestWithParam<api::SafetyLevel>
{
};

TEST_P(DeleteQuestion, AsksOnceAndNamesWhatGoes)
{
    ui::DeleteDialog dialog(device(), {u"+46812345"_s}, profile(GetParam()));
    drive::show(&dialog);
    EXPECT_TRUE(drive::says(&dialog, u"Delete the device +46812345?"_s));
    EXPECT_TRUE(drive::seen<QLineEdit>(&dialog).isEmpty());
    QSignalSpy accepted(&dialog, &QDialog::accepted);
    drive::click(drive::button(&dialog, u"Delete device"_s));
    EXPECT_EQ(accepted.size(), 1);
}

TEST_P(DeleteQuestion, CallsThingsByTheirNamesToo)
{
    ui::DeleteDialog one(device(), {u"7f3a"_s}, profile(GetParam()), nullptr, {u"Lobby"_s});
    drive::show(&one);
    EXPECT_TRUE(drive::says(&one, u"Delete the device Lobby (7f3a)?"_s));

    ui::DeleteDialog two(device(), {u"7f3a"_s, u"8b"_s}, profile(GetParam()), nullptr,
                         {u"Lobby"_s, QString()});
    drive::show(&two);
    const auto *list = drive::named<QPlainTextEdit>(&two, u"What will be deleted"_s);
    ASSERT_NE(list, nullptr);
    EXPECT_EQ(list->toPlainText(), u"Lobby (7f3a)\n8b"_s);
}

TEST_P(DeleteQuestion, KeepsOnEnterAndOnEscape)
{
    // Deleting by a hasty Enter would be the wrong default
    for (const auto key : {Qt::Key_Return, Qt::Key_Escape}) {
        ui::DeleteDialog dialog(device(), {u"+46812345"_s}, profile(GetParam()));
        drive::show(&dialog);
        QSignalSpy accepted(&dialog, &QDialog::accepted);
        QSignalSpy rejected(&dialog, &QDialog::rejected);
        drive::press(&dialog, key);
        EXPECT_EQ(accepted.size(), 0);
        EXPECT_EQ(rejected.size(), 1);
    }
}

INSTANTIATE_TEST_SUITE_P(SandboxAndTest, DeleteQuestion,
                         testing::Values(api::SafetyLevel::Sandbox, api::SafetyLevel::Test));

TEST(DeleteInProduction, WantsTheIdTyped)
{
    ui::DeleteDialog dialog(device(), {u"+46812345"_s}, profile(api::SafetyLevel::Production));
    drive::show(&dialog);
    QAbstractButton *remove = drive::button(&dialog, u"Delete device"_s);
    ASSERT_NE(remove, nullptr);
    EXPECT_FALSE(remove->isEnabled());

    auto *typed = drive::seen<QLineEdit>(&dialog).value(0);
    ASSERT_NE(typed, nullptr);
    for (const QString &wrong : {u"+4681234"_s, u"+468123456"_s, u"1"_s}) {
        drive::retype(typed, wrong);
        EXPECT_FALSE(remove->isEnabled()) << qPrintable(wrong);
    }
    drive::retype(typed, u"+46812345"_s);
    EXPECT_TRUE(remove->isEnabled());
    QSignalSpy accepted(&dialog, &QDialog::accepted);
    drive::click(remove);
    EXPECT_EQ(accepted.size(), 1);
}

TEST(DeleteInProduction, WantsTheNumberTypedForSeveral)
{
    ui::DeleteDialog dialog(device(), {u"a"_s, u"b"_s, u"c"_s},
                            profile(api::SafetyLevel::Production));
    drive::show(&dialog);
    QAbstractButton *remove = drive::button(&dialog, u"Delete 3 devices"_s);
    ASSERT_NE(remove, nullptr);
    EXPECT_FALSE(remove->isEnabled());
    auto *typed = drive::seen<QLineEdit>(&dialog).value(0);
    ASSERT_NE(typed, nullptr);
    drive::retype(typed, u"2"_s);
    EXPECT_FALSE(remove->isEnabled());
    drive::retype(typed, u"3"_s);
    EXPECT_TRUE(remove->isEnabled());
}

TEST(DeleteSeveral, ListsAllButNotWithoutEnd)
{
    QStringList ids;
    for (int i = 0; i < 1000; ++i)
        ids << QString::number(i);
    ui::DeleteDialog dialog(device(), ids, profile(api::SafetyLevel::Sandbox));
    drive::show(&dialog);
    auto *list = drive::named<QPlainTextEdit>(&dialog, u"What will be deleted"_s);
    ASSERT_NE(list, nullptr);
    EXPECT_TRUE(list->isReadOnly());
    EXPECT_EQ(list->blockCount(), 201); // 200 of them, and how many more there are
    EXPECT_TRUE(list->toPlainText().contains("800"_L1));
}

TEST(DeleteSubject, CountsInWords)
{
    EXPECT_EQ(models::subject(device(), 1), u"device"_s);
    EXPECT_EQ(models::subject(device(), 3), u"3 devices"_s);
}

} // namespace
