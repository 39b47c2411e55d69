// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace models {

/// By its first bytes a WAV, MP3 or Ogg sound. What calls itself one may be anything: a play list,
/// for instance, would make a player fetch other addresses.
bool isSound(const QByteArray &firstBytes);
bool isSoundFile(const QString &file);

} // namespace models
