// SPDX-License-Identifier: GPL-3.0-or-later
// The same requests by other tools.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <expected>

namespace bench {

struct Job
{
    QString baseUrl;
    QString collection; ///< path, percent-encoded
    QStringList ids;
    QByteArray token;
    QByteArray body;
    int connections = 8;
    QString folder; ///< for files of theirs
};

/// Requests a second; the error is a sentence, such as that the tool is not there.
std::expected<double, QString> wrk(const Job &job);
/// One after the other, as newman does it. Installed by npm when it is not there.
std::expected<double, QString> newman(const Job &job, int count);

} // namespace bench
