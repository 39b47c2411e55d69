// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/Workspace.h"

#include <QCoreApplication>
#include <QString>

namespace ui {

/// What to do when the data folder can't be opened.
class OpenFailure
{
    Q_DECLARE_TR_FUNCTIONS(OpenFailure)

public:
    enum class Choice { ReadOnly, OtherFolder, TryAgain, Quit };
    struct Answer
    {
        Choice choice = Choice::Quit;
        QString folder; ///< with OtherFolder
    };

    /// Asks in a dialog; blocks until answered.
    static Answer ask(const models::Workspace::OpenError &error, const QString &folder);
};

} // namespace ui
