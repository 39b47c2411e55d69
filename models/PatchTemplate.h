// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Patch.h"

#include <QString>
#include <QStringList>

#include <expected>

namespace models {

/// A JSON Patch with placeholders: `${name}` is that member of the resource, `${/a/b}` what the
/// JSON Pointer (RFC 6901) points to, `$${` a literal `${`. They stand in any JSON string of it but
/// the names of members. A placeholder that is the whole of a value takes the property as it is,
/// number, object or whatever; inside other text, or in "path" and "from" (escaped there), only
/// strings, numbers and booleans fit. Copied cheaply; expanding in several threads at once is safe.
class PatchTemplate
{
public:
    /// Changes nothing.
    PatchTemplate() = default;

    /// The error is a sentence: not JSON, not a patch, a placeholder without an end or a name.
    static std::expected<PatchTemplate, QString> parse(const QString &text);

    /// As written between the braces, each once, in order of appearance.
    const QStringList &names() const { return m_names; }
    int operationCount() const { return m_operationCount; }

    /// The patch for one resource. The error is a sentence that names the operation (from 1) and
    /// the placeholder that the resource has nothing for.
    std::expected<json::Patch, QString> expand(json::Value resource) const;

    /// @p text as a JSON string's contents in which nothing is a placeholder.
    static QString escaped(const QString &text);

private:
    json::Document m_document;
    json::Patch m_patch; // when there are no placeholders
    QStringList m_names;
    int m_operationCount = 0;
    bool m_isPlain = true; // no placeholder, and no escaped one
};

} // namespace models
