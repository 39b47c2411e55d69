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

bool ApiError::mayHaveBeenDone() const
{
    switch (code) {
    case Code::NoKey:
    case Code::HostNotFound:
    case Code::TlsFailed:
    case Code::Redirected:
        return false; // before anything was sent, or answered as a whole
    case Code::NotConnected:
        return !neverLeft;
    case Code::TimedOut:
    case Code::Cancelled:
        return true;
    default:
        break;
    }
    // What broke in the middle may have been done; a gateway does not know what is behind it.
    if (httpStatus >= 500)
        return httpStatus != 501 && !asksToWait();
    const bool isSuccess = httpStatus >= 200 && httpStatus < 300;
    return httpStatus == 0 || (isSuccess && code != Code::SuccessFalse); // or can't be read
}

bool ApiError::asksToWait() const
{
    return httpStatus == 429 || (httpStatus == 503 && retryAfter >= 0);
}

} // namespace api
