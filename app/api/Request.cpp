// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/Request.h"

namespace api {

QByteArray headerValue(const Headers &headers, QByteArrayView name)
{
    QByteArray result;
    bool found = false;
    for (const auto &[headerName, value] : headers) {
        if (headerName.compare(name, Qt::CaseInsensitive) != 0)
            continue;
        if (found)
            result += ", ";
        result += value;
        found = true;
    }
    return result;
}

QByteArray Reply::header(QByteArrayView name) const
{
    return headerValue(headers, name);
}

} // namespace api
