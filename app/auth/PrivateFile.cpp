// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/PrivateFile.h"

#include "app/auth/KeySentences.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryFile>

#include <algorithm>
#include <filesystem>
#include <system_error>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace auth {

namespace {

constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;

using Outcome = std::expected<void, QString>;

constexpr qsizetype chunk = 1024;

Outcome step(const WriteHook &hook, WriteStep which)
{
    if (hook) {
        if (const auto failure = hook(which))
            return std::unexpected(*failure);
    }
    return {};
}

Outcome systemOutcome(const std::error_code &failure)
{
    if (failure)
        return std::unexpected(QString::fromLocal8Bit(failure.message()));
    return {};
}

std::filesystem::path native(const QString &path)
{
    return path.toStdU16String();
}

/// So that a new or removed name outlives a power cut. Not every file system can; then the name
/// is written with the next batch.
void syncFolder([[maybe_unused]] const QString &folder)
{
#ifdef Q_OS_UNIX
    const int handle = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_CLOEXEC);
    if (handle < 0)
        return;
    ::fsync(handle);
    ::close(handle);
#endif
}

Outcome fill(QTemporaryFile &file, QByteArrayView contents, const WriteHook &hook)
{
    if (const auto go = step(hook, WriteStep::Restrict); !go)
        return go;
    if (!file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return std::unexpected(file.errorString());
    for (qsizetype at = 0; at < contents.size(); at += chunk) {
        if (const auto go = step(hook, WriteStep::Write); !go)
            return go;
        const qsizetype size = std::min(chunk, contents.size() - at);
        // Flushed piece by piece: what the disk refuses, it refuses here.
        if (file.write(contents.data() + at, size) != size || !file.flush())
            return std::unexpected(file.errorString());
    }
    if (const auto go = step(hook, WriteStep::Sync); !go)
        return go;
#ifdef Q_OS_UNIX
    if (::fsync(file.handle()) != 0)
        return std::unexpected(qt_error_string());
#endif
    if (const auto go = step(hook, WriteStep::Close); !go)
        return go;
    file.close();
    if (file.error() != QFileDevice::NoError)
        return std::unexpected(file.errorString());
    return {};
}

} // namespace

Outcome writePrivateFile(const QString &path, QByteArrayView contents, const WriteHook &hook)
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
    if (const auto go = step(hook, WriteStep::Create); !go)
        return go;
    if (!file.open())
        return std::unexpected(file.errorString());
    const QString temporary = file.fileName();
    if (const auto filled = fill(file, contents, hook); !filled)
        return filled;

    if (const auto go = step(hook, WriteStep::Rename); !go)
        return go;
    std::error_code failure;
    std::filesystem::rename(native(temporary), native(target), failure);
    if (failure)
        return systemOutcome(failure);
    file.setAutoRemove(false);
    syncFolder(QFileInfo(target).absolutePath());
    return {};
}

Outcome removePrivateFile(const QString &path, const WriteHook &hook)
{
    if (const auto go = step(hook, WriteStep::Remove); !go)
        return go;
    std::error_code failure;
    std::filesystem::remove(native(path), failure);
    syncFolder(QFileInfo(path).absolutePath());
    return systemOutcome(failure);
}

Outcome makePrivateFolder(const QString &path, const WriteHook &hook)
{
    if (QFileInfo(path).isDir())
        return {};
    if (const auto go = step(hook, WriteStep::Folder); !go)
        return go;
    std::error_code failure;
    std::filesystem::create_directories(native(QFileInfo(path).absolutePath()), failure);
    if (!QDir().mkdir(path, ownerOnly) && !QFileInfo(path).isDir())
        return std::unexpected(qt_error_string());
    return {};
}

void closeToOthers(const QString &folder)
{
    constexpr auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                            QFileDevice::ExeGroup | QFileDevice::ReadOther |
                            QFileDevice::WriteOther | QFileDevice::ExeOther;
    if ((QFileInfo(folder).permissions() & others) != 0)
        QFile::setPermissions(folder, ownerOnly);
}

} // namespace auth
