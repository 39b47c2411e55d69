// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace models {

/// A request as it will be sent, for the review.
struct RequestPreview
{
    QString method;
    QString url;
    QString contentType;
    QString body; ///< pretty JSON
    /// A sentence about what is out of the ordinary in it: the whole is replaced; may be empty.
    QString note = {};
};

} // namespace models
