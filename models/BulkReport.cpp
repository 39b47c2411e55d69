// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/BulkReport.h"

#include "app/api/csv/CsvWriter.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QSaveFile>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace models {

QByteArray bulkReport(const BulkRun &run)
{
    api::CsvWriter out(api::CsvWriter::Guard::Formulas);
    for (const char *title : {"id", "result", "status", "message", "requestId", "time"})
        out.cell(title);
    out.endRow();
    for (int i = 0; i < run.size(); ++i) {
        const BulkResult &result = run.result(i);
        const QString time = result.at > 0
                                 ? QDateTime::fromMSecsSinceEpoch(result.at, QTimeZone::UTC)
                                       .toString(Qt::ISODateWithMs)
                                 : QString();
        const QString status = result.status > 0 ? QString::number(result.status) : QString();
        out.cell(run.row(i).id.toStdString()).cell(nameOf(result.state).toStdString());
        out.cell(status.toStdString()).cell(result.sentence.toStdString());
        out.cell(result.requestId.toStdString()).cell(time.toStdString()).endRow();
    }
    return QByteArray::fromStdString(out.take());
}

std::expected<void, QString> saveBulkReport(const BulkRun &run, const QString &path)
{
    QSaveFile file(path);
    const QByteArray bytes = bulkReport(run);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return std::unexpected(
        QCoreApplication::translate("models::BulkReport", "%1 can't be written: %2")
            .arg(QDir::toNativeSeparators(path), file.errorString()));
}

} // namespace models
