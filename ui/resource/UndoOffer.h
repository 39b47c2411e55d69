// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace models {
class ResourceController;
}

namespace ui {

class Banner;

/// Says in a page's banner that edits were discarded, or that a change was taken by the platform,
/// with a button that takes that back, until something else is said there, the resource has other
/// edits, or another one is opened.
class UndoOffer : public QObject
{
    Q_OBJECT

public:
    /// Belongs to @p banner; @p controller may go before it.
    UndoOffer(models::ResourceController *controller, Banner *banner);
    /// A change of one resource went well: @p sentence says which.
    void offerUndo(const QString &sentence);

private:
    void show();
    void withdrawChange();
    void withdraw();

    models::ResourceController *m_controller;
    Banner *m_banner;
    QString m_sentence; ///< of offerUndo()
};

} // namespace ui
