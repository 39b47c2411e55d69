// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/json/Document.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QList>
#include <QString>

#include <expected>
#include <string>
#include <vector>

namespace models {

/// The resources of one type, as a list reply or a file had them.
struct TenantPart
{
    QString key; ///< ResourceType::key
    QString idProperty;
    json::Document document; ///< what the rows lie in
    std::vector<json::Value> rows = {};
};

/// All that can be listed of a tenant at one time.
struct Tenant
{
    Q_DECLARE_TR_FUNCTIONS(models::Tenant)

public:
    QString domain;
    QDateTime at; ///< UTC
    QList<TenantPart> parts;

    const TenantPart *part(const QString &key) const;

    /// Reads a file of TenantWriter's. The error is a sentence. Any thread.
    static std::expected<Tenant, QString> read(const QString &path);
    static constexpr qint64 maximumBytes = 1024LL * 1024 * 1024;
    static constexpr int version = 1;
};

} // namespace models
