// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <string_view>

namespace fuzzing {

/// @p text with changes that @p orders tells, three bytes each: a place (two bytes) and what to put
/// there; the values 0 to 2 cut the text there, take the byte out, or double it.
inline QByteArray spoiled(QByteArray text, std::string_view orders)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(orders[i]); };
    for (std::size_t i = 0; i + 2 < orders.size() && !text.isEmpty(); i += 3) {
        const qsizetype at = (byte(i) << 8 | byte(i + 1)) % text.size();
        switch (byte(i + 2)) {
        case 0:
            text.truncate(at);
            break;
        case 1:
            text.remove(at, 1);
            break;
        case 2:
            text.insert(at, text[at]);
            break;
        default:
            text[at] = orders[i + 2];
        }
    }
    return text;
}

} // namespace fuzzing
