// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/BulkReport.h"

#include "app/api/csv/CsvWriter.h"
#include "models/WholeFile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QTimeZone>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace models {

namespace {

QByteArray report(const BulkRows &rows, const std::vector<BulkResult> &results)
{
    api::CsvWriter out(api::CsvWriter::Guard::Formulas);
    for (const char *title : {"id", "result", "status", "message", "requestId", "time"})
        out.cell(title);
    out.endRow();
    for (std::size_t i = 0; i < results.size(); ++i) {
        const BulkResult &result = results[i];
        const QString time = result.at > 0
                                 ? QDateTime::fromMSecsSinceEpoch(result.at, QTimeZone::UTC)
                                       .toString(Qt::ISODateWithMs)
                                 : QString();
        const QString status = result.status > 0 ? QString::number(result.status) : QString();
        out.cell((*rows)[i].id.toStdString()).cell(nameOf(result.state).toStdString());
        out.cell(status.toStdString()).cell(result.sentence.toStdString());
        out.cell(result.requestId.toStdString()).cell(time.toStdString()).endRow();
    }
    return QByteArray::fromStdString(out.take());
}

} // namespace

QByteArray bulkReport(const BulkRun &run)
{
    return report(run.rows(), run.results());
}

QFuture<QString> saveBulkReport(const BulkRun &run, const QString &path)
{
    return QtConcurrent::run([rows = run.rows(), results = run.results(), path]() -> QString {
        const QByteArray bytes = report(rows, results);
        const QString error =
            writeWhole(path, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
        return error.isEmpty()
                   ? QString()
                   : QCoreApplication::translate("models::BulkReport", "%1 can't be written: %2")
                         .arg(QDir::toNativeSeparators(path), error);
    });
}

} // namespace models
