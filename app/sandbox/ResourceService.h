// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/http/Server.h"
#include "app/json/Document.h"
#include "app/sandbox/Store.h"

#include <QString>

#include <expected>
#include <memory>
#include <optional>
#include <string_view>

namespace sandbox {

/// Lists, reads, creates, replaces, patches and deletes items of any resource type, by what the
/// catalogue says about it. Belongs to the store's thread.
class ResourceService
{
public:
    /// Larger items are refused with 400.
    static constexpr qsizetype maximumItemBytes = 400 * 1024;
    /// Longer ids are refused with 400.
    static constexpr qsizetype maximumIdLength = 512;
    /// A list beyond this size is sent in pieces instead of being held as a whole.
    static constexpr qsizetype wholeListBytes = 4 * 1024 * 1024;

    explicit ResourceService(std::shared_ptr<Store> store);

    /// How a reply is wrapped follows from @p operation; null: as the platform does.
    using Asked = const api::Operation *;

    /// Items in creation order.
    http::Response list(const api::ResourceType &resource, const QString &domain,
                        Asked operation = nullptr) const;
    http::Response read(const api::ResourceType &resource, const QString &domain, const QString &id,
                        Asked operation = nullptr) const;
    /// POST on the collection: 409 when the id is taken.
    http::Response create(const api::ResourceType &resource, const QString &domain,
                          std::string_view body, Asked operation = nullptr) const;
    /// PUT on the collection: creates, or replaces the one with the body's id.
    http::Response put(const api::ResourceType &resource, const QString &domain,
                       std::string_view body, Asked operation = nullptr) const;
    /// PUT on an item: 404 when there is none, unless the catalogue creates that way.
    http::Response replace(const api::ResourceType &resource, const QString &domain,
                           const QString &id, std::string_view body,
                           Asked operation = nullptr) const;
    /// RFC 6902, all or nothing. 409 when a `test` found something else, else 400 with the index
    /// and the pointer of the operation that failed.
    http::Response patch(const api::ResourceType &resource, const QString &domain,
                         const QString &id, std::string_view body, Asked operation = nullptr) const;
    http::Response remove(const api::ResourceType &resource, const QString &domain,
                          const QString &id) const;

    /// put() for one row of a bulk job; the error says why not.
    std::expected<void, QString> putFromBulk(const api::ResourceType &resource,
                                             const QString &domain, std::string_view json) const;

private:
    enum class Mode { Create, Put, Replace };
    using Written = std::expected<QByteArray, http::Response>;
    Written write(const api::ResourceType &resource, const QString &domain, std::string_view body,
                  Mode mode, const QString &pathId = {}) const;
    Written save(const api::ResourceType &resource, const QString &domain, const QString &id,
                 const json::Document &item, Mode mode) const;

    std::shared_ptr<Store> m_store;
};

/// The member of a reply that holds one item, or all: "Event receiver" -> "eventReceiver".
std::string memberName(const QString &title, std::string_view fallback);

} // namespace sandbox
