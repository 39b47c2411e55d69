// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/BulkRun.h"

#include <QByteArray>
#include <QString>

#include <expected>

namespace models {

/// The results of a run as CSV (RFC 4180, UTF-8): id, result, status, message, requestId, time.
/// What a spreadsheet would run as a formula begins with an apostrophe.
QByteArray bulkReport(const BulkRun &run);

/// bulkReport() in a file, replaced whole or not at all; the error is a sentence.
std::expected<void, QString> saveBulkReport(const BulkRun &run, const QString &path);

} // namespace models
