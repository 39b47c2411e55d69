// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/json/Document.h"
#include "models/ResourceTableModel.h"

#include <QStringList>

#include <string_view>

namespace samples {

inline json::Document parse(std::string_view text)
{
    return json::Document::parse(text).value();
}

inline api::SchemaPtr schemaOf(api::Schema::Type type, const QString &renderer = {},
                               bool secret = false)
{
    api::Schema schema;
    schema.type = type;
    schema.renderer = renderer;
    schema.secret = secret;
    return std::make_shared<const api::Schema>(schema);
}

/// Devices, as the shipped catalogue has them in the main, with a column of every kind.
inline api::ResourceType deviceType()
{
    using Type = api::Schema::Type;
    api::Schema authorized;
    authorized.type = Type::Object;
    authorized.properties = {{QStringLiteral("domain"), schemaOf(Type::String), false}};
    api::Schema schema;
    schema.type = Type::Object;
    schema.properties = {
        {QStringLiteral("deviceId"), schemaOf(Type::String, QStringLiteral("phone")), true},
        {QStringLiteral("deviceType"), schemaOf(Type::String, QStringLiteral("tag")), false},
        {QStringLiteral("description"), schemaOf(Type::String), false},
        {QStringLiteral("lines"), schemaOf(Type::Integer), false},
        {QStringLiteral("seenAt"), schemaOf(Type::String, QStringLiteral("time")), false},
        {QStringLiteral("password"), schemaOf(Type::String, {}, true), false},
        {QStringLiteral("authorized"), std::make_shared<const api::Schema>(authorized), false},
    };
    api::ResourceType type;
    type.key = QStringLiteral("provisioning/device");
    type.name = QStringLiteral("Device");
    type.plural = QStringLiteral("Devices");
    type.group = QStringLiteral("Provisioning");
    type.idProperty = QStringLiteral("deviceId");
    type.schema = std::make_shared<const api::Schema>(schema);
    const auto column = [](const char *property, const char *title) {
        api::Column result;
        result.property = QString::fromLatin1(property);
        result.title = QString::fromLatin1(title);
        return result;
    };
    type.columns = {column("deviceId", "Device ID"),
                    column("deviceType", "Type"),
                    column("description", "Description"),
                    column("lines", "Lines"),
                    column("seenAt", "Seen"),
                    column("password", "Password"),
                    column("authorized.domain", "Domain")};
    return type;
}
enum Column { Id, DeviceType, Description, Lines, SeenAt, Password, Domain };

/// One column of a model as it is shown.
inline QStringList shown(const models::ResourceTableModel &model, int column = Id,
                         int role = models::ResourceTableModel::RawRole)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts += model.index(row, column).data(role).toString();
    return texts;
}

} // namespace samples
