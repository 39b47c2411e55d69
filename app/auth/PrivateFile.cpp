// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/PrivateFile.h"

#include "app/auth/KeySentences.h"

#include <QFileInfo>
#include <QTemporaryFile>

#include <filesystem>
#include <system_error>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace auth {

std::expected<void, QString> writePrivateFile(const QString &path, QByteArrayView contents)
{
    const QFileInfo info(path);
    if (info.isDir())
        return std::unexpected(KeySentences::tr("it is a folder"));
    // A link is followed: replacing it would leave the old key where it points.
    const QString target =
        info.isSymLink() && info.exists() ? info.canonicalFilePath() : info.absoluteFilePath();

    // Not QSaveFile: its temporary file is made with the permissions of any file, and someone could
    // open it before they are narrowed. QTemporaryFile is made with 0600.
    QTemporaryFile file(target + QStringLiteral(".XXXXXX"));
    if (!file.open())
        return std::unexpected(file.errorString());
    const QString temporary = file.fileName();
    if (!file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) ||
        file.write(contents.data(), contents.size()) != contents.size() || !file.flush())
        return std::unexpected(file.errorString());
#ifdef Q_OS_UNIX
    if (::fsync(file.handle()) != 0)
        return std::unexpected(qt_error_string());
#endif
    file.close();
    if (file.error() != QFileDevice::NoError)
        return std::unexpected(file.errorString());

    std::error_code failure;
    std::filesystem::rename(temporary.toStdU16String(), target.toStdU16String(), failure);
    if (failure)
        return std::unexpected(QString::fromLocal8Bit(failure.message()));
    file.setAutoRemove(false);
    return {};
}

} // namespace auth
