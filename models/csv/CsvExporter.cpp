// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/csv/CsvExporter.h"

#include <QtConcurrentRun>

namespace models {

namespace {

struct Written
{
    QString error;
    int rows = 0;
};

} // namespace

void CsvExporter::start(const QString &path, const api::ResourceType &type,
                        const RowSnapshot &snapshot, const QSet<QString> &ids,
                        const CsvExport::Dialect &dialect)
{
    QtConcurrent::run([path, type, snapshot, ids, dialect] {
        const auto rows = CsvExport::rowsOf(snapshot, type, ids);
        const auto done = CsvExport::write(path, type, rows, dialect);
        return Written{.error = done ? QString() : done.error(), .rows = int(rows.size())};
    }).then(this, [this, path](const Written &done) {
        if (done.error.isEmpty())
            Q_EMIT written(path, done.rows);
        else
            Q_EMIT failed(done.error);
    });
}

} // namespace models
