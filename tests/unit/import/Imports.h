// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/import/DocumentImport.h"
#include "app/api/import/ResourceDerivation.h"
#include "tests/support/Print.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace imports {

inline const api::Catalogue &shipped()
{
    static const auto catalogue = api::Catalogue::shipped();
    EXPECT_TRUE(catalogue.has_value());
    return *catalogue;
}

/// A document that must be readable.
inline api::ImportedDocument imported(const std::string &text,
                                      const api::Catalogue &base = api::Catalogue())
{
    auto document = api::DocumentImport::read(QStringLiteral("t.json"), text, base);
    if (document)
        return *document;
    ADD_FAILURE() << document.error().where.toStdString() << ": "
                  << document.error().message.toStdString();
    return {};
}

inline api::Catalogue withImport(const std::string &text, const api::Catalogue &base)
{
    api::Catalogue catalogue = base;
    catalogue.add({imported(text, base).contents});
    return catalogue;
}

inline const api::ResourceType *typeWith(const QList<api::ResourceType> &types, const QString &key)
{
    const auto found = std::ranges::find(types, key, &api::ResourceType::key);
    return found == types.cend() ? nullptr : &*found;
}

inline const api::Operation *operationOn(const QList<api::Operation> &operations,
                                         api::Method method, const QString &path)
{
    const auto found = std::ranges::find_if(operations, [&](const api::Operation &each) {
        return each.method == method && each.path == path;
    });
    return found == operations.cend() ? nullptr : &*found;
}

inline QStringList columnsOf(const api::ResourceType &type)
{
    QStringList names;
    for (const api::Column &column : api::withColumns(type).columns)
        names.append(column.property);
    return names;
}

inline bool remarks(const api::ImportReport &report, api::ImportRemark::Kind kind,
                    const QString &part)
{
    return std::ranges::any_of(report.remarks, [&](const api::ImportRemark &remark) {
        return remark.kind == kind &&
               (remark.subject.contains(part) || remark.detail.contains(part));
    });
}

} // namespace imports
