// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/BulkReport.h"

#include "models/TableCopy.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QSaveFile>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace models {

namespace {

QString guarded(const QString &text)
{
    static const QString risky = u"=+-@\t\r"_s;
    return csvField(!text.isEmpty() && risky.contains(text.front()) ? u'\'' + text : text);
}

} // namespace

QString bulkReport(const BulkRun &run)
{
    QString text = u"id,result,status,message,requestId,time\r\n"_s;
    for (int i = 0; i < run.size(); ++i) {
        const BulkResult &result = run.result(i);
        const QString time = result.at > 0
                                 ? QDateTime::fromMSecsSinceEpoch(result.at, QTimeZone::UTC)
                                       .toString(Qt::ISODateWithMs)
                                 : QString();
        const QStringList fields{guarded(run.row(i).id),
                                 nameOf(result.state),
                                 result.status > 0 ? QString::number(result.status) : QString(),
                                 guarded(result.sentence),
                                 guarded(result.requestId),
                                 time};
        text += fields.join(u',') + u"\r\n"_s;
    }
    return text;
}

std::expected<void, QString> saveBulkReport(const BulkRun &run, const QString &path)
{
    QSaveFile file(path);
    const QByteArray bytes = bulkReport(run).toUtf8();
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return std::unexpected(
        QCoreApplication::translate("models::BulkReport", "%1 can't be written: %2")
            .arg(QDir::toNativeSeparators(path), file.errorString()));
}

} // namespace models
