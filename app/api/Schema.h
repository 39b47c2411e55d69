// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace api {

/// Where a fact of the catalogue comes from.
enum class Source {
    Confirmed, ///< seen in the platform's documentation
    Inferred,  ///< our assumption; marked in the window
    Imported,  ///< from a document that the user imported
};

struct Schema;
using SchemaPtr = std::shared_ptr<const Schema>;

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
