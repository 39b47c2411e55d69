// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/History.h"
#include "app/api/SavedRequest.h"

namespace models {

/// What would be sent of @p typed with these values.
api::Request requestOf(const api::SavedRequest &typed, const QHash<QString, QString> &values);

/// What keeps @p typed from being sent, each a sentence; empty: nothing.
QStringList problemsOf(const api::SavedRequest &typed, const QHash<QString, QString> &values);

/// A request of the history as one to be sent again: secrets are missing where it says
/// "[redacted]", and what the client adds by itself is left out.
api::SavedRequest savedRequestOf(const api::HistoryEntry &entry);

} // namespace models
