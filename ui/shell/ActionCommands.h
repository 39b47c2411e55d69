// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/Actions.h"

#include <QAction>
#include <QObject>

namespace ui {

/// The commands of the platform, and the values of their main choice, as entries of the command
/// palette: "Release door lock 1" is found there wherever a person is.
class ActionCommands : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// One entry for each that can be sent; made anew for each palette.
    QList<QAction *> make(const api::Catalogue &catalogue);

Q_SIGNALS:
    void chosen(const models::ActionEntry &entry);

private:
    QList<QAction *> m_actions;
};

} // namespace ui
