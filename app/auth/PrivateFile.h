// SPDX-License-Identifier: GPL-3.0-or-later
// Inside app/auth: writing a secret to disk.
#pragma once

#include <QByteArrayView>
#include <QString>

#include <expected>

namespace auth {

/// Writes @p contents to @p path, replacing a file that is there: whole or not at all, readable by
/// the owner alone from the first byte. The error is the system's reason.
std::expected<void, QString> writePrivateFile(const QString &path, QByteArrayView contents);

} // namespace auth
