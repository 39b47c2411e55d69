// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <expected>
#include <string_view>

namespace cli {

/// What a command ends with (design, section 10).
enum ExitCode { Done = 0, Refused = 1, WrongUsage = 2 };

/// One line on standard output.
void print(std::string_view text);
/// On standard output, exactly.
void printBytes(std::string_view bytes);
/// One line on standard error, after the program's name; secrets in it are taken out.
void say(const QString &sentence);
/// say(), and Refused.
int refuse(const QString &sentence);

/// A whole file, or standard input for "-". The error is a sentence. @p limit in bytes.
std::expected<QByteArray, QString> readInput(const QString &path,
                                             qint64 limit = 1024LL * 1024 * 1024);

} // namespace cli
