// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Server.h"
#include "app/sandbox/Store.h"

#include <QFile>
#include <QString>
#include <QTemporaryDir>

#include <memory>
#include <optional>

namespace sandbox {

/// Which file: that of an item of a resource type.
struct FileName
{
    QString resource; ///< key
    QString domain;
    QString id;
};

/// Uploaded files in a folder beside the storage, or for a sandbox in memory in one that goes with
/// it. Belongs to the store's thread.
class FileStore
{
public:
    /// What all files together may have.
    static constexpr qint64 maximumBytes = 2LL * 1024 * 1024 * 1024;

    /// A body on its way to a file that is not there for others yet.
    class Upload final : public http::BodySink
    {
    public:
        explicit Upload(FileStore &store);
        ~Upload() override;
        void write(std::string_view piece) override;
        qint64 bytes() const { return m_bytes; }
        const QString &problem() const { return m_problem; } ///< a sentence; empty: none

    private:
        friend class FileStore;
        void open();

        std::weak_ptr<FileStore *> m_store;
        QFile m_file;
        qint64 m_bytes = 0;
        QString m_problem;
    };

    /// @p dataFolder: empty for a sandbox in memory. The folder is made at the first upload.
    explicit FileStore(const QString &dataFolder);

    std::shared_ptr<Upload> begin();
    /// @p upload becomes the file, in place of one that is there.
    StoreResult<void> keep(Upload &upload, const FileName &name);
    void remove(const FileName &name);
    /// Open for reading; null when there is none.
    std::unique_ptr<QFile> open(const FileName &name) const;

private:
    QString path(const FileName &name) const;
    StoreResult<QString> folder();
    void measure();

    QString m_folder; ///< empty until the first upload of a sandbox in memory
    std::unique_ptr<QTemporaryDir> m_temporary;
    qint64 m_used = -1; ///< bytes; -1: not measured yet
    int m_uploads = 0;
    std::shared_ptr<FileStore *> m_alive; ///< uploads may outlive the store by a moment
};

} // namespace sandbox
