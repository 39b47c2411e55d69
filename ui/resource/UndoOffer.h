// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace models {
class ResourceController;
}

namespace ui {

class Banner;

/// Says in a page's banner that edits were discarded, with a button that brings them back, until
/// something else is said there or the resource has other edits.
class UndoOffer : public QObject
{
    Q_OBJECT

public:
    /// Belongs to @p banner; @p controller may go before it.
    UndoOffer(models::ResourceController *controller, Banner *banner);

private:
    void show();
    void withdraw();

    models::ResourceController *m_controller;
    Banner *m_banner;
};

} // namespace ui
