// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Theme.h"

#include "tests/ui/support/Drive.h"
#include "ui/resource/JsonEditor.h"
#include "ui/shell/Sidebar.h"
#include "ui/table/TableView.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/Placeholder.h"

#include <QApplication>
#include <QSignalSpy>
#include <QVBoxLayout>

#include <gtest/gtest.h>

#include <cmath>

using namespace Qt::StringLiterals;
using ui::Colour;
using ui::Theme;

namespace {

/// Relative luminance, WCAG 2.2.
double luminance(const QColor &colour)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

double contrast(const QColor &one, const QColor &other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

class Schemes : public testing::TestWithParam<Theme::Scheme>
{
protected:
    void SetUp() override { Theme::install(*qApp)->setScheme(GetParam()); }
    void TearDown() override { Theme::instance()->setScheme(Theme::Scheme::System); }

    static void expectReadable(Colour front, Colour back)
    {
        EXPECT_GE(contrast(ui::colour(front), ui::colour(back)), 4.5)
            << "colours " << int(front) << " on " << int(back);
    }
};

TEST_P(Schemes, EveryTextIsReadableOnEveryBackground)
{
    const Colour fronts[] = {Colour::Text,      Colour::Muted,      Colour::Accent,
                             Colour::Ok,        Colour::Warn,       Colour::Bad,
                             Colour::JwtHeader, Colour::JwtPayload, Colour::JwtSignature};
    const Colour backs[] = {Colour::Window, Colour::Surface, Colour::Raised, Colour::Selection};
    for (const Colour front : fronts) {
        for (const Colour back : backs)
            expectReadable(front, back);
    }
}

TEST_P(Schemes, EveryMessageIsReadableOnItsSoftBackground)
{
    for (const Colour back : {Colour::OkSoft, Colour::WarnSoft, Colour::BadSoft})
        expectReadable(Colour::Text, back);
    expectReadable(Colour::Ok, Colour::OkSoft);
    expectReadable(Colour::Warn, Colour::WarnSoft);
    expectReadable(Colour::Bad, Colour::BadSoft);
}

INSTANTIATE_TEST_SUITE_P(LightAndDark, Schemes,
                         testing::Values(Theme::Scheme::Light, Theme::Scheme::Dark),
                         [](const auto &scheme) {
                             return scheme.param == Theme::Scheme::Dark ? "Dark" : "Light";
                         });

TEST(ContrastFormula, AgreesWithTheKnownEnds)
{
    EXPECT_NEAR(contrast(Qt::black, Qt::white), 21.0, 0.001);
    EXPECT_NEAR(contrast(Qt::white, Qt::white), 1.0, 0.001);
}

TEST(ThemeSwitch, RepaintsWhatIsOpen)
{
    // Given an open window in the light scheme
    Theme *theme = Theme::install(*qApp);
    theme->setScheme(Theme::Scheme::Light);
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *banner = new ui::Banner(&window);
    auto *placeholder = new ui::Placeholder(&window);
    auto *editor = new ui::JsonEditor(&window);
    for (QWidget *widget : std::initializer_list<QWidget *>{
             banner, placeholder, editor, new ui::TableView(&window), new ui::Sidebar(&window)})
        column->addWidget(widget);
    banner->showMessage(ui::Banner::Level::Bad, u"It failed."_s);
    placeholder->setContent(u"device"_s, u"Nothing"_s, {});
    editor->setDocumentText(u"{}"_s);
    drive::show(&window);
    const QImage light = window.grab().toImage();

    // When the scheme changes, back and forth
    QSignalSpy changed(theme, &Theme::changed);
    theme->setScheme(Theme::Scheme::Dark);
    const QImage dark = window.grab().toImage();
    // Then colours and pictures are those of the other scheme, and what was shown is still there
    EXPECT_GE(changed.size(), 1);
    EXPECT_TRUE(theme->isDark());
    EXPECT_EQ(theme->colour(Colour::Window), QColor(0x16, 0x19, 0x1F));
    EXPECT_LT(dark.pixelColor(2, 2).lightness(), light.pixelColor(2, 2).lightness());
    EXPECT_EQ(banner->text(), u"It failed."_s);
    EXPECT_EQ(editor->toPlainText(), u"{}"_s);

    theme->setScheme(Theme::Scheme::Light);
    EXPECT_EQ(window.grab().toImage(), light);
    theme->setScheme(Theme::Scheme::System);
}

TEST(ThemeSwitch, KeepsTheToneOfALabel)
{
    Theme *theme = Theme::install(*qApp);
    theme->setScheme(Theme::Scheme::Light);
    QLabel label;
    Theme::setTone(&label, Theme::Tone::Bad);
    drive::show(&label);
    EXPECT_EQ(label.palette().color(QPalette::WindowText), ui::colour(Colour::Bad));
    theme->setScheme(Theme::Scheme::Dark);
    EXPECT_EQ(label.palette().color(QPalette::WindowText), ui::colour(Colour::Bad));
    theme->setScheme(Theme::Scheme::System);
}

} // namespace
