// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"

#include <QList>
#include <QString>

namespace models {

/// Something that can be told to the platform: a command, or a command with one of the values that
/// its main choice has ("devicecommand" with "releaseDoorLock1").
struct ActionEntry
{
    api::Operation operation;
    QString member; ///< of the form, dotted; empty: the command as such
    QString value;
    QString title;    ///< "Release door lock 1", or the command's
    QString keywords; ///< what else people may type to find it
};

/// All commands of a catalogue, each followed by its values.
QList<ActionEntry> actionEntries(const api::Catalogue &catalogue);
/// The commands that are offered on the rows of a resource type.
QList<api::Operation> actionsOn(const api::Catalogue &catalogue, const QString &resourceKey);

/// The operation that @p was is in @p catalogue, also where its path was changed; null: it is gone.
const api::Operation *sameOperation(const api::Catalogue &catalogue, const api::Operation &was);

/// What distinguishes the uses of a command: the first required member with several values, dotted;
/// empty: there is none.
QString mainChoiceOf(const api::Operation &operation);

QString titleOf(const api::Operation &operation);
/// Why a row is not one of those that @p when speaks of, as a sentence; empty when it is.
QString whyNotAmong(const QList<QPair<QString, QStringList>> &when, json::Value row);
/// Why it can't be done with @p row, as a sentence; empty when it can.
QString whyNotOn(const api::Operation &operation, json::Value row);
/// Why the console can't send it at all; empty when it can.
QString whyNotCallable(const api::Operation &operation);
/// "releaseDoorLock1" as "Release door lock 1".
QString spokenName(const QString &name);

} // namespace models
