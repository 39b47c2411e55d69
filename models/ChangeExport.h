// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/api/ChangeLog.h"

#include <QList>
#include <QString>

#include <functional>
#include <memory>
#include <string>

namespace models {

/// Changes as a JSON array: time (ISO 8601, UTC), profile, resource, id, kind, method, requestId,
/// patch, before, after. Secrets are masked by the schemas of @p catalogue, and by their names.
std::string changesAsJson(const QList<api::ChangeEntry> &entries, const api::Catalogue &catalogue);

/// The same as CSV (RFC 4180, UTF-8, a header line). A text that a spreadsheet would run as a
/// formula gets an apostrophe before it.
std::string changesAsCsv(const QList<api::ChangeEntry> &entries, const api::Catalogue &catalogue);

enum class ChangeFormat { Json, Csv };

/// The changes of @p rows into the file @p path (0600), made and written in a worker; @p done gets
/// a sentence, empty when all went well, in the life of @p context.
void exportChanges(api::ChangeLog *log, const QList<qint64> &rows,
                   std::shared_ptr<const api::Catalogue> catalogue, ChangeFormat format,
                   const QString &path, QObject *context,
                   std::function<void(const QString &problem)> done);

} // namespace models
