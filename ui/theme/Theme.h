// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>

class QApplication;
class QWidget;

namespace ui {

/// Colours by meaning: the only place where a widget gets one from. Values in Theme.cpp.
enum class Colour {
    Window,
    Surface,
    Raised,
    Line,
    Text,
    Muted,
    Accent,
    Selection,
    Ok,
    OkSoft,
    Warn,
    WarnSoft,
    Bad,
    BadSoft,
    JwtHeader,
    JwtPayload,
    JwtSignature,
};

/// Steps of the one spacing scale, in device-independent pixels.
namespace space {
constexpr int tight = 4;    ///< between icon and text
constexpr int inner = 8;    ///< inside a group
constexpr int field = 12;   ///< between fields
constexpr int panel = 16;   ///< around a panel
constexpr int section = 24; ///< between sections
} // namespace space

/// Light and dark palette, style and fonts of the whole program; follows the system's scheme while
/// running.
class Theme : public QObject
{
    Q_OBJECT

public:
    enum class Scheme { System, Light, Dark };
    Q_ENUM(Scheme)

    /// Made by install(); null before.
    static Theme *instance();
    /// Sets style, palette and style sheet of @p application.
    static Theme *install(QApplication &application);

    void setScheme(Scheme scheme);
    Scheme scheme() const { return m_scheme; }
    bool isDark() const { return m_dark; }

    QColor colour(Colour colour) const;
    /// The system's fixed font at the size of the interface font.
    QFont fixedFont() const;
    QFont titleFont() const;   ///< +2 pt, semi-bold
    QFont sectionFont() const; ///< semi-bold
    int rowHeight() const;     ///< of tables

    /// How the text of a label or button is coloured; kept when the scheme changes.
    enum class Tone { Plain, Muted, Ok, Warn, Bad };
    static void setTone(QWidget *widget, Tone tone);
    static void setMuted(QWidget *widget) { setTone(widget, Tone::Muted); }

Q_SIGNALS:
    void changed();

private:
    explicit Theme(QApplication &application);
    void apply();

    QApplication &m_application;
    Scheme m_scheme = Scheme::System;
    bool m_dark = false;
    bool m_applying = false;
};

/// Shorthand for Theme::instance()->colour(); a fixed light palette where no theme is installed
/// (tests).
QColor colour(Colour colour);

} // namespace ui
