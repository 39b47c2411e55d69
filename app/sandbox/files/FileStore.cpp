// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/files/FileStore.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sandbox::FileStore", text);
}

constexpr auto onlyOwner = QFile::ReadOwner | QFile::WriteOwner;

} // namespace

FileStore::Upload::Upload(FileStore &store)
    : m_store(store.m_alive)
{
}

FileStore::Upload::~Upload()
{
    if (m_file.isOpen())
        m_file.remove();
}

void FileStore::Upload::open()
{
    const auto store = m_store.lock();
    if (!store) {
        m_problem = tr("The sandbox was stopped.");
        return;
    }
    const auto folder = (*store)->folder();
    if (!folder) {
        m_problem = folder.error();
        return;
    }
    m_file.setFileName(QDir(*folder).filePath(u"upload-%1.part"_s.arg(++(*store)->m_uploads)));
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        m_problem = tr("The file can't be stored: %1.").arg(m_file.errorString());
    else
        m_file.setPermissions(onlyOwner);
}

void FileStore::Upload::write(std::string_view piece)
{
    m_bytes += static_cast<qint64>(piece.size());
    if (m_problem.isEmpty() && !m_file.isOpen())
        open();
    if (!m_problem.isEmpty())
        return;
    const auto store = m_store.lock();
    if (!store || (*store)->m_used + m_bytes > maximumBytes) {
        m_problem = tr("The sandbox's files have as many bytes as they may. Delete some first.");
        return;
    }
    const auto size = static_cast<qint64>(piece.size());
    if (m_file.write(piece.data(), size) != size)
        m_problem = tr("The file can't be stored: %1.").arg(m_file.errorString());
}

FileStore::FileStore(const QString &dataFolder)
    : m_folder(dataFolder.isEmpty() ? QString() : QDir(dataFolder).filePath(u"sandbox-files"_s))
    , m_alive(std::make_shared<FileStore *>(this))
{
}

StoreResult<QString> FileStore::folder()
{
    if (m_folder.isEmpty()) {
        m_temporary = std::make_unique<QTemporaryDir>();
        if (!m_temporary->isValid())
            return std::unexpected(
                tr("The file can't be stored: %1.").arg(m_temporary->errorString()));
        m_folder = m_temporary->path();
    }
    if (!QDir(m_folder).exists() &&
        (!QDir().mkpath(m_folder) ||
         !QFile::setPermissions(m_folder, onlyOwner | QFile::ExeOwner))) {
        return std::unexpected(
            tr("The folder %1 can't be made.").arg(QDir::toNativeSeparators(m_folder)));
    }
    if (m_used < 0)
        measure();
    return m_folder;
}

/// Also drops what a crash left half-written.
void FileStore::measure()
{
    m_used = 0;
    QDirIterator files(m_folder, QDir::Files);
    while (files.hasNext()) {
        const QFileInfo file = files.nextFileInfo();
        if (file.suffix() == "part"_L1)
            QFile::remove(file.filePath());
        else
            m_used += file.size();
    }
}

/// Ids are anything: a hash of them is a file name everywhere.
QString FileStore::path(const FileName &name) const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &part : {name.resource, name.domain, name.id}) {
        const QByteArray text = part.toUtf8();
        hash.addData(QByteArray::number(text.size()) + ':' + text);
    }
    return QDir(m_folder).filePath(QString::fromLatin1(hash.result().toHex()));
}

std::shared_ptr<FileStore::Upload> FileStore::begin()
{
    return std::make_shared<Upload>(*this);
}

StoreResult<void> FileStore::keep(Upload &upload, const FileName &name)
{
    if (!upload.m_problem.isEmpty())
        return std::unexpected(upload.m_problem);
    if (!upload.m_file.isOpen())
        return std::unexpected(tr("The file is empty."));
    if (!upload.m_file.flush())
        return std::unexpected(
            tr("The file can't be stored: %1.").arg(upload.m_file.errorString()));
    upload.m_file.close();
    remove(name);
    if (!upload.m_file.rename(path(name))) {
        const QString cause = upload.m_file.errorString();
        upload.m_file.remove();
        return std::unexpected(tr("The file can't be stored: %1.").arg(cause));
    }
    m_used += upload.bytes();
    return {};
}

void FileStore::remove(const FileName &name)
{
    if (m_folder.isEmpty())
        return;
    const QString file = path(name);
    const qint64 size = QFileInfo(file).size();
    if (QFile::remove(file) && m_used >= 0)
        m_used -= size;
}

std::unique_ptr<QFile> FileStore::open(const FileName &name) const
{
    if (m_folder.isEmpty())
        return nullptr;
    auto file = std::make_unique<QFile>(path(name));
    return file->open(QIODevice::ReadOnly) ? std::move(file) : nullptr;
}

} // namespace sandbox
