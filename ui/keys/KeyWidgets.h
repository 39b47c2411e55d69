// SPDX-License-Identifier: GPL-3.0-or-later
// Small controls that several dialogs of the key pages have.
#pragma once

#include "models/KeyContext.h"
#include "ui/theme/Theme.h"

class QComboBox;
class QPlainTextEdit;

namespace ui::keywidgets {

/// API access or callback signing.
QComboBox *useBox(QWidget *parent);
auth::KeyUse useOf(const QComboBox *box);

/// Text to read and to copy, in the fixed font; Tab leaves it.
QPlainTextEdit *fixedText(QWidget *parent);

/// The icon and the colour of a state.
struct Look
{
    QString icon;
    Colour colour = Colour::Text;
    Theme::Tone tone = Theme::Tone::Plain;
};
Look lookOf(auth::KeyState state);

} // namespace ui::keywidgets
