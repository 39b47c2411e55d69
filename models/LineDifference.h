// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <utility>

namespace models {

/// Which lines of two texts differ. Lines count from 1.
struct LineDifference
{
    QList<int> before; ///< lines that are only in the first, rising
    QList<int> after;  ///< lines that are only in the second, rising
    /// Lines that belong together, rising in both.
    QList<std::pair<int, int>> same;

    /// A comma at the end of a line, which JSON puts there when something follows, is no
    /// difference.
    static LineDifference of(const QString &before, const QString &after);

    /// The line of the other text that stands beside one, as near as can be said.
    int besideAfter(int line) const;  ///< of the first text
    int besideBefore(int line) const; ///< of the second text
};

} // namespace models
