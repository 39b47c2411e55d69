// SPDX-License-Identifier: GPL-3.0-or-later
// Inside app/auth: writing a secret to disk.
#pragma once

#include <QByteArrayView>
#include <QString>

#include <expected>
#include <functional>
#include <optional>

namespace auth {

/// What writing and removing a private file consist of; Write occurs once for every 1,024 bytes.
enum class WriteStep { Folder, Create, Restrict, Write, Sync, Close, Rename, Remove };

/// Called before every step; what it returns is that step's error. For tests, which may also end
/// the program in it.
using WriteHook = std::function<std::optional<QString>(WriteStep)>;

/// Writes @p contents to @p path, replacing a file that is there: whole or not at all, readable by
/// the owner alone from the first byte. The error is the system's reason.
std::expected<void, QString> writePrivateFile(const QString &path, QByteArrayView contents,
                                              const WriteHook &hook = {});
/// Removes @p path; one that is not there is no error.
std::expected<void, QString> removePrivateFile(const QString &path, const WriteHook &hook = {});
/// Makes the folder @p path and what is missing above it; a new folder is its owner's alone. One
/// that is there stays as it is.
std::expected<void, QString> makePrivateFolder(const QString &path, const WriteHook &hook = {});
/// Takes the rights of group and others from a folder of ours; where that is not permitted it stays
/// as it is (the files in it have 0600 in any case).
void closeToOthers(const QString &folder);

} // namespace auth
