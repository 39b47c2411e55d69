// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string_view>

namespace models {

/// Who may read a file that is made.
enum class Readers {
    AsUsual,   ///< as the system gives to new files; what is there keeps its own
    OwnerOnly, ///< 0600, before anything is in it
};

/// Writes @p bytes to @p path, whole or not at all: what is there stays when it fails. Blocks. What
/// went wrong, in the system's words; empty: nothing.
QString writeWhole(const QString &path, std::string_view bytes, Readers readers = Readers::AsUsual);

} // namespace models
