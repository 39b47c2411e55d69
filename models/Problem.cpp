// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Problem.h"

#include <QCoreApplication>

namespace models {

api::ApiError problem(api::ApiError::Code code, const QString &what, const QString &meaning,
                      const QString &advice)
{
    api::ApiError error;
    error.code = code;
    error.what = what;
    error.meaning = meaning;
    error.advice = advice;
    return error;
}

api::ApiError unusableReply(const api::Reply &reply, const QString &what)
{
    api::ApiError error = problem(
        api::ApiError::Code::NotJson, what, {},
        QCoreApplication::translate("models::Problem", "Look at the reply in the request panel."));
    error.httpStatus = reply.status;
    error.requestId = reply.requestId;
    return error;
}

} // namespace models
