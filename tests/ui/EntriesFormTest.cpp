// SPDX-License-Identifier: GPL-3.0-or-later
// A list of objects in the form, as a person meets it: add one, fill it in, remove one.
#include "models/FormModel.h"
#include "tests/ui/support/Drive.h"
#include "ui/resource/DetailsForm.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QLineEdit>

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {

class EntriesForm : public testing::Test
{
protected:
    void SetUp() override
    {
        ui::Theme::install(*qApp);
        api::Schema text;
        text.type = api::Schema::Type::String;
        api::Schema rule;
        rule.type = api::Schema::Type::Object;
        rule.properties = {{.name = u"code"_s, .schema = std::make_shared<api::Schema>(text)}};
        api::Schema rules;
        rules.type = api::Schema::Type::Array;
        rules.items = std::make_shared<api::Schema>(rule);
        api::Schema whole;
        whole.type = api::Schema::Type::Object;
        whole.properties = {{.name = u"rules"_s, .schema = std::make_shared<api::Schema>(rules)}};
        draft.setBase(u"1"_s, json::Document::parse("{}").value(),
                      std::make_shared<api::Schema>(whole));
        form.resize(400, 600);
        drive::show(&form);
    }

    void press(const QString &name)
    {
        QAbstractButton *button = drive::button(&form, name);
        ASSERT_NE(button, nullptr) << name.toStdString();
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        QCoreApplication::processEvents();
    }
    std::string edited() const { return draft.edited().serialize(); }

    models::ResourceDraft draft;
    models::FormModel model{&draft};
    ui::DetailsForm form{&model};
};

TEST_F(EntriesForm, AddsAnObjectAndPutsTheCursorIntoIt)
{
    ASSERT_NO_FATAL_FAILURE(press(u"Add an entry"_s));
    ASSERT_NO_FATAL_FAILURE(press(u"Add an entry"_s));

    auto *line = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    ASSERT_NE(line, nullptr);
    QTest::keyClicks(line, u"alarm"_s);
    EXPECT_EQ(edited(), R"({"rules":[{},{"code":"alarm"}]})");
    EXPECT_TRUE(drive::says(&form, u"Rules 2"_s));
}

TEST_F(EntriesForm, RemovesTheObjectWhoseButtonIsPressed)
{
    ASSERT_TRUE(draft.setValue(json::Pointer::parse("/rules").value(),
                               uR"([{"code":"a"},{"code":"b"},{"code":"c"}])"_s));

    ASSERT_NO_FATAL_FAILURE(press(u"Remove Rules 2"_s));

    EXPECT_EQ(edited(), R"({"rules":[{"code":"a"},{"code":"c"}]})");
    EXPECT_FALSE(drive::says(&form, u"Rules 3"_s));
}

TEST_F(EntriesForm, OffersNothingWhileItIsReadOnly)
{
    ASSERT_NO_FATAL_FAILURE(press(u"Add an entry"_s));
    form.setReadOnly(true);

    EXPECT_FALSE(drive::button(&form, u"Add an entry"_s)->isEnabled());
    EXPECT_FALSE(drive::button(&form, u"Remove Rules 1"_s)->isEnabled());
}

} // namespace
