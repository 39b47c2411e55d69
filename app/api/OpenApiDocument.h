// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/json/Document.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>
#include <string_view>

namespace api {

/// A value of a document and the JSON Pointer to it.
struct Located
{
    json::Value value;
    QString where;

    explicit operator bool() const { return static_cast<bool>(value); }
};

/// A document while it is read: typed access that reports what has the wrong type and goes on, and
/// local references.
class OpenApiDocument
{
public:
    OpenApiDocument(QString name, json::Document document, Source source);

    Located root() const { return {m_document.root(), {}}; }
    const QString &name() const { return m_name; }
    Source source() const { return m_source; }

    void report(const QString &where, const QString &message);
    const QList<CatalogueProblem> &problems() const { return m_problems; }

    /// @p value, or what its $ref leads to. Absent and reported when that is not in this document:
    /// nothing is ever fetched.
    Located resolved(Located value);

    /// The member as it is, $ref and all; absent when @p object is no object or lacks it.
    static Located member(const Located &object, std::string_view name);
    /// The same when the value is at hand already.
    static Located inside(const Located &object, std::string_view name, json::Value value);
    static Located element(const Located &array, json::Value value, qsizetype index);
    /// The resolved member of that type; absent when missing, absent and reported when of another.
    Located object(const Located &parent, std::string_view name);
    Located array(const Located &parent, std::string_view name);
    QString string(const Located &parent, std::string_view name);
    /// A string, or an array of strings, as a list; elements of another type are reported.
    QStringList strings(const Located &parent, std::string_view name);
    /// The members of an object whose values are strings, in order; others are reported.
    QList<QPair<QString, QString>> pairs(const Located &parent, std::string_view name);
    std::optional<bool> boolean(const Located &parent, std::string_view name);
    std::optional<double> number(const Located &parent, std::string_view name);

    /// x-console-source of @p object, else @p inherited. An imported document has no say in it.
    Source sourceOf(const Located &object, Source inherited);

private:
    json::Value targetOf(const QString &pointer);
    Located typed(const Located &parent, std::string_view name, json::Type type,
                  const QString &typeName);
    void reportType(const Located &found, const QString &typeName);

    QString m_name;
    json::Document m_document;
    Source m_source;
    QList<CatalogueProblem> m_problems;
    QSet<QString> m_reported;
    QHash<QString, json::Value> m_targets; ///< of references; absent values too
    /// Bytes that string() still hands out: one text may be referred to from thousands of places.
    qsizetype m_textLeft = 64LL * 1024 * 1024;
};

/// Text of a string value, else its JSON text.
QString plainText(json::Value value);

} // namespace api
