// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace api {

/// Where a fact of the catalogue comes from.
enum class Source {
    Confirmed, ///< seen in the platform's documentation
    Inferred,  ///< our assumption; marked in the window
    Imported,  ///< from a document that the user imported
};

struct Schema;

/// A shared, immutable schema, as a shared_ptr would hold it. One of an imported document is read
/// when it is first looked at (in any thread): a large document has far more than are ever shown.
class SchemaPtr
{
public:
    using Maker = std::function<std::shared_ptr<const Schema>()>;

    SchemaPtr() = default;
    SchemaPtr(std::nullptr_t) {}
    SchemaPtr(std::shared_ptr<const Schema> schema)
        : m_schema(std::move(schema))
    {
    }
    SchemaPtr(std::shared_ptr<Schema> schema)
        : m_schema(std::move(schema))
    {
    }
    /// @p make is called at most once and must not answer null.
    static SchemaPtr later(Maker make)
    {
        SchemaPtr schema;
        schema.m_later = std::make_shared<Later>();
        schema.m_later->make = std::move(make);
        return schema;
    }

    const Schema *get() const
    {
        if (!m_later)
            return m_schema.get();
        std::call_once(m_later->once, [later = m_later.get()] {
            later->schema = later->make();
            later->make = nullptr;
        });
        return m_later->schema.get();
    }
    const Schema *operator->() const { return get(); }
    const Schema &operator*() const { return *get(); }
    explicit operator bool() const { return m_schema || m_later; }
    bool operator==(const SchemaPtr &other) const = default;

private:
    struct Later
    {
        std::once_flag once;
        Maker make;
        std::shared_ptr<const Schema> schema;
    };
    std::shared_ptr<const Schema> m_schema;
    std::shared_ptr<Later> m_later; ///< null: m_schema counts
};

struct Property
{
    QString name;
    SchemaPtr schema; ///< never null
    bool required = false;
};

/// The part of an OpenAPI 3.1 schema object that the console uses. Never null pointers inside;
/// `$ref`s are resolved, a circular one ends in a schema of type Any.
struct Schema
{
    enum class Type { Any, Null, Boolean, Integer, Number, String, Array, Object };
    Type type = Type::Any;
    bool nullable = false;
    QString title;       ///< for labels; empty: made from the name
    QString description; ///< plain text
    QString format;      ///< "date-time", "password", "uri", "int64", ...
    QString pattern;     ///< ECMA regular expression, as written
    /// Values as JSON texts unquoted for strings. An open enumeration offers them and takes others.
    QStringList enumeration;
    bool openEnumeration = true;
    std::optional<double> minimum;
    std::optional<double> maximum;
    std::optional<int> minLength;
    std::optional<int> maxLength;
    QString defaultText; ///< JSON text; empty when there is none
    QString exampleText; ///< JSON text; empty when there is none
    bool readOnly = false;
    bool writeOnly = false;
    /// format password or writeOnly with x-console-secret: masked in forms, redacted in history.
    bool secret = false;
    QString renderer; ///< x-console-renderer: "phone", "tag", "time", "duration", "sip", "mac", ...
    QString unit;     ///< x-console-unit of a duration: "s" or "ms"; empty: seconds
    Source source = Source::Confirmed;
    QString sourceNote; ///< x-console-basis: where it was read, or what the assumption rests on

    QList<Property> properties; ///< Object: in the document's order
    bool additionalProperties = true;
    SchemaPtr items; ///< Array: null means anything

    const Property *property(const QString &name) const;
    /// The schema at a dotted path of members ("authorized.domain"); null when none is known there.
    const Schema *at(const QString &dotted) const;
};

} // namespace api
