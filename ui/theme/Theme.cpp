// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Theme.h"

#include "ui/theme/IndicatorStyle.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QPalette>
#include <QStyle>
#include <QStyleHints>
#include <QWidget>

#include <array>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

struct Shades
{
    QRgb light;
    QRgb dark;
};

// In the order of Colour.
constexpr std::array<Shades, 17> shades{{
    {0xFFF5F6F8, 0xFF16191F}, // Window
    {0xFFFFFFFF, 0xFF1C2027}, // Surface
    {0xFFECEEF2, 0xFF21262E}, // Raised
    {0xFFD5D9E0, 0xFF343B46}, // Line
    {0xFF1B1F27, 0xFFE6E9EF}, // Text
    {0xFF566070, 0xFFA0A9B8}, // Muted
    {0xFF1F5FBF, 0xFF7FB0FF}, // Accent
    {0xFFDCE8FA, 0xFF24395C}, // Selection
    {0xFF19703D, 0xFF6FD195}, // Ok
    {0xFFDDF3E4, 0xFF17382A}, // OkSoft
    {0xFF855600, 0xFFF0C060}, // Warn
    {0xFFFCEFD0, 0xFF3A2F14}, // WarnSoft
    {0xFFB3261E, 0xFFFF8F87}, // Bad
    {0xFFFBE2E0, 0xFF432220}, // BadSoft
    {0xFF9C2C80, 0xFFF09AD8}, // JwtHeader
    {0xFF1F5FBF, 0xFF7FB0FF}, // JwtPayload
    {0xFF0B6E66, 0xFF5FD4C8}, // JwtSignature
}};

Theme *theInstance = nullptr;

QColor shade(Colour colour, bool dark)
{
    const Shades &both = shades.at(std::size_t(colour));
    return QColor::fromRgba(dark ? both.dark : both.light);
}

QPalette paletteFor(bool dark)
{
    const auto of = [dark](Colour colour) { return shade(colour, dark); };
    QPalette palette;
    palette.setColor(QPalette::Window, of(Colour::Window));
    palette.setColor(QPalette::Base, of(Colour::Surface));
    palette.setColor(QPalette::AlternateBase, of(Colour::Surface));
    palette.setColor(QPalette::Button, of(Colour::Raised));
    palette.setColor(QPalette::ToolTipBase, of(Colour::Raised));
    for (auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                      QPalette::ToolTipText, QPalette::HighlightedText})
        palette.setColor(role, of(Colour::Text));
    palette.setColor(QPalette::PlaceholderText, of(Colour::Muted));
    palette.setColor(QPalette::Highlight, of(Colour::Selection));
    palette.setColor(QPalette::Link, of(Colour::Accent));
    palette.setColor(QPalette::LinkVisited, of(Colour::Accent));
    palette.setColor(QPalette::Accent, of(Colour::Accent));
    palette.setColor(QPalette::BrightText, of(Colour::Bad));
    palette.setColor(QPalette::Light, of(Colour::Surface));
    palette.setColor(QPalette::Midlight, of(Colour::Raised));
    palette.setColor(QPalette::Mid, of(Colour::Line));
    palette.setColor(QPalette::Dark, of(Colour::Line));
    palette.setColor(QPalette::Shadow, of(Colour::Line));
    for (auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        QColor faded = of(Colour::Muted);
        faded.setAlphaF(0.65F);
        palette.setColor(QPalette::Disabled, role, faded);
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, of(Colour::Raised));
    return palette;
}

// What a palette can't say: flat borders in `line`, the focus ring, quiet tool buttons, the primary
// button.
QString styleSheetFor(bool dark)
{
    const auto hex = [dark](Colour colour) { return shade(colour, dark).name(); };
    QString sheet = uR"(
QLabel[tone="muted"], QPushButton[tone="muted"] { color: @muted; }
QLabel[tone="ok"] { color: @ok; }
QLabel[tone="warn"] { color: @warn; }
QLabel[tone="bad"] { color: @bad; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QToolTip { background: @raised; color: @text; border: 1px solid @line; padding: 4px; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QAbstractSpinBox {
  background: @surface; color: @text; border: 1px solid @line; border-radius: 4px; padding: 3px 6px;
  selection-background-color: @selection; selection-color: @text; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border: 1px solid @accent; }
QLineEdit[invalid="true"], QComboBox[invalid="true"], QPlainTextEdit[invalid="true"] {
  border: 1px solid @bad; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { background: @window; }
QLineEdit:read-only { background: @window; border-color: @window; }
QLineEdit:read-only:focus { border: 1px solid @accent; }
QComboBox:disabled { border-color: @window; }
QComboBox::down-arrow:disabled { image: none; }
QPlainTextEdit[flat="true"], QPlainTextEdit[flat="true"]:focus { border: none; border-radius: 0;
  padding: 0; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url(:/icons/chevron-down-@scheme.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @line; }
QPushButton { background: @surface; color: @text; border: 1px solid @line; border-radius: 4px;
  padding: 4px 12px; }
QPushButton:hover { background: @raised; }
QPushButton:pressed, QPushButton:checked { background: @selection; }
QPushButton:focus { border: 1px solid @accent; }
QPushButton:disabled { color: @disabled; background: @window; }
QPushButton[kind="primary"] { background: @primary; color: @onPrimary; border: 1px solid @primary; }
QPushButton[kind="primary"]:hover { background: @primaryHover; }
QPushButton[kind="primary"]:focus { border: 2px solid @text; padding: 3px 11px; }
QPushButton[kind="primary"]:disabled { background: @raised; color: @disabled; border-color: @line; }
QPushButton[kind="destructive"] { color: @bad; border: 1px solid @bad; }
QPushButton[kind="destructive"]:focus { border: 2px solid @bad; padding: 3px 11px; }
QPushButton[kind="destructive"]:disabled { color: @disabled; border-color: @line; }
QToolButton { background: transparent; color: @text; border: 1px solid transparent;
  border-radius: 4px; padding: 3px; }
QToolButton:hover { background: @selection; }
QToolButton:checked { background: @selection; }
QToolButton:focus { border: 1px solid @accent; }
QToolButton::menu-indicator { image: none; }
QProgressBar[kind="thin"] { background: @line; border: none; border-radius: 4px; min-height: 8px;
  max-height: 8px; }
QProgressBar[kind="thin"]::chunk { background: @accent; border-radius: 4px; }
QMenu { background: @surface; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 4px 24px 4px 12px; border-radius: 3px; }
QMenu::item:selected { background: @selection; color: @text; }
QMenu::item:disabled { color: @disabled; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QTableView, QTreeView, QListView { background: @surface; border: none; outline: 0;
  selection-background-color: @selection; selection-color: @text; }
QHeaderView { background: @raised; border: none; }
QHeaderView::section { background: @raised; color: @muted; border: none; padding: 4px 8px;
  border-bottom: 1px solid @line; }
QTableCornerButton::section { background: @raised; border: none; }
QTabWidget::pane { border: none; border-top: 1px solid @line; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: @muted; padding: 7px 12px; border: none;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:focus { color: @accent; }
QSplitter::handle { background: @line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: @line; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSlider::groove:horizontal { background: @line; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: @accent; border-radius: 2px; }
QSlider::handle:horizontal { background: @accent; width: 14px; margin: -5px 0; border-radius: 7px; }
QSlider::handle:horizontal:focus { border: 2px solid @text; }
QSlider::handle:horizontal:disabled, QSlider::sub-page:horizontal:disabled { background: @line; }
QGroupBox { border: none; margin-top: 20px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
QCheckBox:focus, QRadioButton:focus { color: @accent; }
)"_s;
    const std::array<std::pair<const char *, QString>, 16> values{{
        {"@primaryHover", dark ? shade(Colour::Accent, true).lighter(112).name()
                               : shade(Colour::Accent, false).darker(112).name()},
        {"@primary", hex(Colour::Accent)},
        {"@onPrimary", dark ? hex(Colour::Window) : u"#ffffff"_s},
        {"@scheme", dark ? u"dark"_s : u"light"_s},
        {"@surface", hex(Colour::Surface)},
        {"@window", hex(Colour::Window)},
        {"@raised", hex(Colour::Raised)},
        {"@line", hex(Colour::Line)},
        {"@text", hex(Colour::Text)},
        {"@muted", hex(Colour::Muted)},
        {"@accent", hex(Colour::Accent)},
        {"@selection", hex(Colour::Selection)},
        {"@ok", hex(Colour::Ok)},
        {"@warn", hex(Colour::Warn)},
        {"@bad", hex(Colour::Bad)},
        {"@disabled", dark ? u"#6c7584"_s : u"#939aa6"_s},
    }};
    for (const auto &[name, value] : values)
        sheet.replace(QLatin1String(name), value);
    return sheet;
}

} // namespace

Theme *Theme::instance()
{
    return theInstance;
}

Theme *Theme::install(QApplication &application)
{
    if (!theInstance)
        theInstance = new Theme(application);
    return theInstance;
}

Theme::Theme(QApplication &application)
    : QObject(&application)
    , m_application(application)
{
#ifndef Q_OS_MACOS
    QApplication::setStyle(new IndicatorStyle);
#endif
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &Theme::apply);
    connect(this, &QObject::destroyed, this, [] { theInstance = nullptr; });
    apply();
}

void Theme::setScheme(Scheme scheme)
{
    m_scheme = scheme;
    apply();
}

void Theme::apply()
{
    if (m_applying) // setting the palette can make the platform report the scheme again
        return;
    m_applying = true;
    m_dark = m_scheme == Scheme::Dark ||
             (m_scheme == Scheme::System &&
              QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark);
    QApplication::setPalette(paletteFor(m_dark));
    m_application.setStyleSheet(styleSheetFor(m_dark));
    m_applying = false;
    Q_EMIT changed();
}

QColor Theme::colour(Colour colour) const
{
    return shade(colour, m_dark);
}

QFont Theme::fixedFont() const
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(QApplication::font().pointSizeF());
    return font;
}

QFont Theme::titleFont() const
{
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() + 2);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont Theme::sectionFont() const
{
    QFont font = QApplication::font();
    font.setWeight(QFont::DemiBold);
    return font;
}

int Theme::rowHeight() const
{
    return qMax(26, QFontMetrics(QApplication::font()).height() + 8);
}

void Theme::setTone(QWidget *widget, Tone tone)
{
    static constexpr std::array<const char *, 5> names{"plain", "muted", "ok", "warn", "bad"};
    const QString name = QLatin1String(names.at(std::size_t(tone)));
    if (widget->property("tone").toString() == name)
        return;
    widget->setProperty("tone", name);
    widget->style()->unpolish(widget); // a property selector is looked at only when polished
    widget->style()->polish(widget);
}

QColor colour(Colour colour)
{
    return theInstance ? theInstance->colour(colour) : shade(colour, false);
}

} // namespace ui
