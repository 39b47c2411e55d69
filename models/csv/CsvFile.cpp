// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/csv/CsvFile.h"

#include "app/api/csv/CsvReader.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace models {

namespace {

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

QString sentence(const api::CsvError &error)
{
    return CsvFile::tr("Line %1, column %2: %3 Choose another encoding or delimiter, or mend the "
                       "file.")
        .arg(error.line)
        .arg(error.column)
        .arg(QString::fromStdString(error.message));
}

} // namespace

CsvFile CsvFile::load(const QString &path, const Dialect &dialect, const std::stop_token &stop)
{
    CsvFile file;
    QFile source(path);
    const QString shown = QDir::toNativeSeparators(path);
    // What is no regular file (a pipe, a device) might never end.
    if (!QFileInfo(path).isFile() || !source.open(QIODevice::ReadOnly)) {
        file.problem = tr("%1 can't be read: %2").arg(shown, source.errorString());
        return file;
    }
    if (source.size() > maximumBytes) {
        file.problem = tr("%1 is larger than %2 MB. Split it, and import the parts.")
                           .arg(shown)
                           .arg(maximumBytes / (1024 * 1024));
        return file;
    }
    return parse(source.read(maximumBytes), dialect, stop);
}

CsvFile CsvFile::parse(const QByteArray &bytes, const Dialect &dialect, const std::stop_token &stop)
{
    CsvFile file;
    file.bytes = bytes;
    file.encoding = dialect.encoding.value_or(api::detectedEncoding(viewOf(bytes)));
    const auto text = api::decodedCsv(viewOf(bytes), file.encoding);
    if (!text) {
        file.problem = sentence(text.error());
        return file;
    }
    file.delimiter = dialect.delimiter.value_or(api::detectedDelimiter(*text));
    auto table = CsvTable::read(*text, file.delimiter, stop);
    if (table)
        file.table = std::move(*table);
    else
        file.problem = sentence(table.error());
    return file;
}

} // namespace models
