// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/OpenApiDocument.h"

#include <QSet>
#include <QString>

namespace api {

/// Looks at the surface of a document's schemas without reading them whole: which members does this
/// object have, and what is inside the envelope of a reply? Follows `$ref`, `allOf` and a lone
/// alternative for a few steps.
class SchemaOutline
{
public:
    explicit SchemaOutline(OpenApiDocument &document);

    /// The JSON schema of a 2xx reply, of a request; absent when there is none.
    Located reply(const Located &operation);
    Located request(const Located &operation);

    /// What api::unwrap() would leave of a reply of that schema.
    Located unwrapped(const Located &schema);
    /// The schema of one row of a list's reply; absent when it has none.
    Located row(const Located &schema);
    /// Of an object, in the document's order; at most 200.
    QStringList properties(const Located &schema);
    bool isReadOnly(const Located &schema, const QString &property);

private:
    struct Member
    {
        std::string_view name;
        json::Value value;
        QString where; ///< of what it is a member of

        Located schema() const { return OpenApiDocument::inside({{}, where}, name, value); }
    };
    void collect(const Located &schema, QList<Member> &members, int depth);
    QList<Member> members(const Located &schema);
    Located jsonOf(const Located &content);
    QString typeOf(const Located &schema, int depth = 0);
    Located items(const Located &schema, int depth = 0);
    bool isRowList(const Located &schema);

    OpenApiDocument &m_document;
    int m_left = 0; ///< schemas that collect() may still look at
};

} // namespace api
