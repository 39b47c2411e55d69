// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace auth {

/// A piece of two texts that are shown as one.
struct DifferencePiece
{
    enum class Kind { Same, OnlyInToken, OnlyInDomain };
    Kind kind = Kind::Same;
    QString text; ///< harmless
    bool operator==(const DifferencePiece &) const = default;
};

/// Both texts as one row of pieces, the shortest; one piece each when either is too long to
/// compare.
std::vector<DifferencePiece> differenceOf(const QString &inToken, const QString &domain);

} // namespace auth
