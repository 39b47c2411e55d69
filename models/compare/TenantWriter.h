// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compare/Tenant.h"

#include <QSaveFile>

namespace models {

/// Writes the file of a tenant part by part: whole or not at all, mode 0600, secrets left out. One
/// thread at a time. After an error the rest does nothing.
class TenantWriter
{
    Q_DECLARE_TR_FUNCTIONS(models::TenantWriter)

public:
    TenantWriter(const QString &path, const QString &domain, const QDateTime &at);

    void write(const TenantPart &part, const api::SchemaPtr &schema);
    /// The error is a sentence.
    std::expected<void, QString> commit();

private:
    void put(std::string_view text);

    QSaveFile m_file;
    bool m_good = false;
    bool m_some = false;
};

} // namespace models
