// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

#include <QIcon>
#include <QPixmap>
#include <QString>

namespace ui {

/// The line icon of that name (resources/icons), tinted from the palette when it is painted: it
/// follows the scheme and the disabled state by itself. An unknown name gives the icon "resource".
QIcon icon(const QString &name, Colour tint = Colour::Text);

/// One picture of it, @p size in device-independent pixels.
QPixmap iconPixmap(const QString &name, Colour tint, int size, qreal devicePixelRatio);

} // namespace ui
