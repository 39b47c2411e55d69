// SPDX-License-Identifier: GPL-3.0-or-later
// How the two shells of Windows and its C run time take a command line apart, as documented: what
// a program started from them would see.
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QString>

namespace windows {

/// The arguments that a program gets from the line that was typed at cmd's prompt, with TOKEN set
/// to @p token. Empty: cmd would have taken some mark for its own.
QByteArrayList fromCmd(const QByteArray &typed, const QByteArray &token);

/// The same for one command line of PowerShell with its older way of passing arguments.
QByteArrayList fromPowerShell(const QByteArray &typed, const QByteArray &token);

} // namespace windows
