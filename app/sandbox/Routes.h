// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"

#include <QHash>
#include <QString>

#include <memory>
#include <optional>
#include <string_view>

namespace sandbox {

/// What a request is about.
struct Route
{
    enum class Kind {
        Collection, ///< the list of a resource type
        Item,       ///< one item, by id
        File,       ///< the file behind one item
        Bulk,       ///< a bulk job of a resource type, by id
        Command,    ///< an operation of the catalogue that belongs to no resource type
    };
    Kind kind = Kind::Command;
    const api::Operation *operation = nullptr;
    const api::ResourceType *resource = nullptr; ///< null for a command
    std::optional<QString> domain;               ///< of the path; absent when it names none
    QString id;                                  ///< of the item or the bulk job
    /// Values of further parameters of a resource type's path, which make lists of their own.
    QString scope;
};

/// Finds what the catalogue knows about a path. Nothing here names a resource type.
class Routes
{
public:
    explicit Routes(std::shared_ptr<const api::Catalogue> catalogue);

    /// @p path as sent, percent-encoded. Nothing when the catalogue has no such operation.
    std::optional<Route> find(api::Method method, const QString &path) const;
    /// "GET,OPTIONS,PUT": what the catalogue allows on that path; empty when it is unknown.
    QByteArray allowed(const QString &path) const;

    /// False for a path that no URI may have: foreign bytes, broken percent-encoding, or encoded
    /// text that is not UTF-8 or holds control characters.
    static bool isSound(std::string_view path);

private:
    struct Target
    {
        Route::Kind kind = Route::Kind::Command;
        const api::ResourceType *resource = nullptr;
        QString idParameter;
    };
    const Target *target(const api::Operation &operation) const;
    static QString scope(const api::Catalogue::Match &match, const QString &idParameter);

    std::shared_ptr<const api::Catalogue> m_catalogue;
    QHash<QString, Target> m_files;   // by shape of the path
    QHash<QString, Target> m_targets; // by shape of the path
};

} // namespace sandbox
