// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/PatchEntry.h"

#include <QList>
#include <QString>

#include <expected>

namespace models {

/// Why a text is no JSON Patch, and where.
struct PatchTextError
{
    QString sentence;
    int line = 1;       ///< from 1
    int operation = -1; ///< from 0; -1: none of them
};

/// The operations in a text that people edit. @p maximumBytes: more is refused.
std::expected<QList<PatchEntry>, PatchTextError> entriesFrom(const QString &text,
                                                             qsizetype maximumBytes);

/// In which line (from 1) each operation of a patch begins; also of a text that is half typed.
QList<int> operationLines(const QString &text);

} // namespace models
