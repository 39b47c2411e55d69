// SPDX-License-Identifier: GPL-3.0-or-later
// Small things that the tests of the editing models share.
#pragma once

#include "app/api/Schema.h"
#include "app/json/Document.h"
#include "app/json/Pointer.h"
#include "tests/support/Print.h"

#include <QString>

#include <gtest/gtest.h>

namespace editing {

inline json::Document document(std::string_view text)
{
    const auto parsed = json::Document::parse(text);
    EXPECT_TRUE(parsed) << text;
    return parsed.value_or(json::Document());
}

inline json::Pointer pointer(std::string_view text)
{
    const auto parsed = json::Pointer::parse(text);
    EXPECT_TRUE(parsed) << text;
    return parsed.value_or(json::Pointer());
}

inline api::SchemaPtr schemaOf(api::Schema::Type type)
{
    api::Schema schema;
    schema.type = type;
    return std::make_shared<api::Schema>(schema);
}

inline api::SchemaPtr withText(api::Schema schema)
{
    schema.type = api::Schema::Type::String;
    return std::make_shared<api::Schema>(schema);
}

inline api::Schema object(QList<api::Property> properties)
{
    api::Schema schema;
    schema.type = api::Schema::Type::Object;
    schema.properties = std::move(properties);
    return schema;
}

/// A made-up unit: every kind of field, two levels of nesting.
inline api::SchemaPtr unitSchema()
{
    using Type = api::Schema::Type;
    const auto text = [](auto change) {
        api::Schema schema;
        change(schema);
        return withText(schema);
    };
    api::Schema port;
    port.type = Type::Integer;
    port.minimum = 1;
    port.maximum = 65535;
    const auto inner =
        object({{.name = QStringLiteral("host"), .schema = schemaOf(Type::String)},
                {.name = QStringLiteral("port"), .schema = std::make_shared<api::Schema>(port)}});
    const auto outer =
        object({{.name = QStringLiteral("domain"), .schema = schemaOf(Type::String)},
                {.name = QStringLiteral("proxy"), .schema = std::make_shared<api::Schema>(inner)}});
    return std::make_shared<api::Schema>(object({
        {.name = QStringLiteral("unitId"),
         .schema = text([](api::Schema &s) { s.pattern = QStringLiteral("^[0-9+]+$"); }),
         .required = true},
        {.name = QStringLiteral("deviceCLI"), .schema = schemaOf(Type::String)},
        {.name = QStringLiteral("authType"), .schema = text([](api::Schema &s) {
                                                 s.enumeration = {QStringLiteral("credentials"),
                                                                  QStringLiteral("disabled")};
                                             })},
        {.name = QStringLiteral("mode"), .schema = text([](api::Schema &s) {
                                             s.enumeration = {QStringLiteral("day"),
                                                              QStringLiteral("night")};
                                             s.openEnumeration = false;
                                         })},
        {.name = QStringLiteral("password"),
         .schema = text([](api::Schema &s) { s.secret = true; })},
        {.name = QStringLiteral("description"),
         .schema = text([](api::Schema &s) { s.maxLength = 1000; })},
        {.name = QStringLiteral("enabled"), .schema = schemaOf(Type::Boolean)},
        {.name = QStringLiteral("volume"), .schema = schemaOf(Type::Number)},
        {.name = QStringLiteral("numbers"), .schema = schemaOf(Type::Array)},
        {.name = QStringLiteral("labels"), .schema = schemaOf(Type::Object)},
        {.name = QStringLiteral("authorized"), .schema = std::make_shared<api::Schema>(outer)},
        {.name = QStringLiteral("createdAt"),
         .schema = text([](api::Schema &s) { s.readOnly = true; })},
    }));
}

} // namespace editing
