// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/csv/CsvEncoding.h"
#include "models/csv/CsvTable.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QString>

#include <optional>
#include <stop_token>

namespace models {

/// A CSV file as it was read, and how: the dialect is found, or as somebody has said. Any thread.
struct CsvFile
{
    Q_DECLARE_TR_FUNCTIONS(models::CsvFile)

public:
    struct Dialect
    {
        std::optional<api::CsvEncoding> encoding; ///< nothing: found
        std::optional<char> delimiter;            ///< nothing: found
        bool operator==(const Dialect &) const = default;
    };

    QByteArray bytes; ///< kept, to be read again in another dialect
    api::CsvEncoding encoding = api::CsvEncoding::Utf8;
    char delimiter = ',';
    CsvTable table;
    QString problem; ///< a sentence; empty: the table is what is in the file

    /// Reads a file of at most maximumBytes.
    static CsvFile load(const QString &path, const Dialect &dialect,
                        const std::stop_token &stop = {});
    static CsvFile parse(const QByteArray &bytes, const Dialect &dialect,
                         const std::stop_token &stop = {});

    static constexpr qint64 maximumBytes = 256LL * 1024 * 1024;
};

} // namespace models
