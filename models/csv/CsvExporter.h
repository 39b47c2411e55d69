// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/csv/CsvExport.h"

#include <QObject>

namespace models {

/// Writes CSV exports in a worker.
class CsvExporter : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// @p ids: only those rows; none: all of them.
    void start(const QString &path, const api::ResourceType &type, const RowSnapshot &snapshot,
               const QSet<QString> &ids, const CsvExport::Dialect &dialect);

Q_SIGNALS:
    void written(const QString &path, int rows);
    void failed(const QString &sentence);
};

} // namespace models
