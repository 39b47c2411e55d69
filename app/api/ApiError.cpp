// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/ApiError.h"

namespace api {

QString ApiError::toString() const
{
    QStringList parts;
    for (const QString &part : {what, meaning, advice}) {
        if (!part.isEmpty())
            parts += part;
    }
    return parts.join(u' ');
}

} // namespace api
