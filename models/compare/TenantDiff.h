// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compare/Tenant.h"

#include <QHash>

#include <memory>
#include <stop_token>
#include <string_view>

namespace models {

class DraftStore;

/// One resource that is not the same on both sides.
struct TenantChange
{
    enum class Kind : std::uint8_t {
        OnlyLeft,
        OnlyRight,
        Differs,
    };
    int type = 0; ///< index in TenantDiff::types
    Kind kind = Kind::Differs;
    std::string_view id; ///< in the tenants' documents
    json::Value left;
    json::Value right;
    QString members; ///< that differ, as JSON Pointers without their first slash; the first few
};

/// What differs between two tenants, or two times of one: by resource type and id. Secrets, which
/// an export lacks, and what only the platform sets are not compared.
struct TenantDiff
{
    Tenant left;
    Tenant right;
    QList<api::ResourceType> types; ///< those that both sides have
    QStringList missing;            ///< keys of types that only one side has, or no one knows
    std::vector<TenantChange> changes;
    int equal = 0;

    /// In time that grows with the number of resources; equal ones cost next to nothing. Any
    /// thread.
    static std::shared_ptr<const TenantDiff> between(const Tenant &left, const Tenant &right,
                                                     const QList<api::ResourceType> &known,
                                                     const std::stop_token &stop = {});

    /// @p value as it is compared.
    static json::Document comparable(json::Value value, const api::ResourceType &type);
    /// The left resource as it would be were it like the right: secrets and what only the platform
    /// sets stay as they are.
    static json::Document wanted(const TenantChange &change, const api::ResourceType &type);
};

/// Turns differences into staged edits that make the left side like the right one.
struct TenantStaging
{
    int staged = 0;
    int created = 0; ///< of those: new resources
    int left = 0;    ///< would have to be deleted, which is not staged
    int refused = 0; ///< have a staged edit already
    int fixed = 0;   ///< nobody can make or change one of these, such as a call

    /// More are not worth reviewing one by one.
    static constexpr int mostAtOnce = 1000;

    static TenantStaging stage(const TenantDiff &diff, const std::vector<int> &changes,
                               DraftStore &drafts, const QString &profileId);
};

} // namespace models
