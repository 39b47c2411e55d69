// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

namespace api {

/// Why a text can't be read as CSV, and where: line and column count from 1, the column in
/// characters.
struct CsvError
{
    std::size_t line = 1;
    std::size_t column = 1;
    std::string message; ///< a sentence, in English: who shows it to people translates it

    std::string toString() const
    {
        return "Line " + std::to_string(line) + ", column " + std::to_string(column) + ": " +
               message;
    }
    bool operator==(const CsvError &) const = default;
};

} // namespace api
