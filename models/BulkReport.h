// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/BulkRun.h"

#include <QByteArray>
#include <QFuture>
#include <QString>

namespace models {

/// The results of a run as CSV (RFC 4180, UTF-8): id, result, status, message, requestId, time.
/// What a spreadsheet would run as a formula begins with an apostrophe.
QByteArray bulkReport(const BulkRun &run);

/// bulkReport() of the run as it is now, in a file that is replaced whole or not at all. Made in a
/// worker. What went wrong, as a sentence; empty: nothing.
QFuture<QString> saveBulkReport(const BulkRun &run, const QString &path);

} // namespace models
