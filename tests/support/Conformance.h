// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QString>

/// The published test data: $IOTCOMMS_CONFORMANCE, or ../shared/conformance beside the checkout.
/// Empty when neither is there; the test then says plainly that it was skipped.
inline QString conformanceFile(const QString &relativePath)
{
    QString folder = qEnvironmentVariable("IOTCOMMS_CONFORMANCE");
    if (folder.isEmpty())
        folder = QStringLiteral(CONSOLE_SOURCE_DIR "/../shared/conformance");
    const QString path = QDir(folder).filePath(relativePath);
    return QFile::exists(path) ? path : QString();
}
