// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/http/Server.h"
#include "app/json/Document.h"
#include "app/sandbox/Store.h"
#include "app/sandbox/files/FileStore.h"

#include <QString>

#include <functional>
#include <memory>

namespace sandbox {

/// The file behind each item of a resource type: uploaded ones as they came; for an item that the
/// sandbox made, sound that is calculated (see ToneFile), as long as the item says. Belongs to the
/// store's thread.
class FileService
{
public:
    FileService(std::shared_ptr<Store> store, const QString &dataFolder,
                std::function<qint64()> clock);

    /// 200, 206 or 416 by the Range header (with If-Range); 404 without item or file.
    http::Response download(const api::ResourceType &resource, const QString &domain,
                            const QString &id, const http::Request &request) const;
    /// Takes what the request's sink holds; makes the item when there is none.
    http::Response upload(const api::ResourceType &resource, const QString &domain,
                          const QString &id, const http::Request &request) const;
    /// The item goes with its file.
    http::Response remove(const api::ResourceType &resource, const QString &domain,
                          const QString &id) const;
    /// The item went: so does its file.
    void forget(const api::ResourceType &resource, const QString &domain, const QString &id) const;

    std::shared_ptr<http::BodySink> sink() const { return m_files->begin(); }

private:
    StoreResult<json::Document> item(const api::ResourceType &resource, const QString &domain,
                                     const QString &id) const;
    std::string itemAfterUpload(const api::ResourceType &resource, json::Value before,
                                const FileName &file, qint64 bytes,
                                std::string_view contentType) const;
    std::optional<double> lengthOf(const FileName &name) const; ///< seconds of a sound

    std::shared_ptr<Store> m_store;
    std::shared_ptr<FileStore> m_files;
    std::function<qint64()> m_clock;
};

} // namespace sandbox
