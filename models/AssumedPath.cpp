// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/AssumedPath.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace models {

bool isUnknownPath(const api::ApiError &error)
{
    return error.httpStatus == 404 ||
           (error.httpStatus == 403 &&
            error.serverText.contains("Missing Authentication Token"_L1, Qt::CaseInsensitive));
}

bool isMissingThing(const api::ApiError &error)
{
    return error.httpStatus == 404 && !error.serverText.isEmpty() &&
           !error.serverText.contains("Missing Authentication Token"_L1, Qt::CaseInsensitive);
}

bool blamesAssumption(const api::ApiError &error, api::Source source)
{
    return source == api::Source::Inferred && isUnknownPath(error);
}

api::ApiError withAssumption(api::ApiError error, api::Source source)
{
    if (!blamesAssumption(error, source))
        return error;
    error.meaning = QCoreApplication::translate(
        "models::AssumedPath", "This part of the API is assumed: no public page describes it, and "
                               "the platform does not seem to have it at this path.");
    error.advice = QCoreApplication::translate(
        "models::AssumedPath", "Change the path to the one that your documentation names, or "
                               "import the platform's API document.");
    return error;
}

} // namespace models
