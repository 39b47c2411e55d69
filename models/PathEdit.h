// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ApiDocuments.h"

#include <QString>

#include <expected>

namespace models {

/// The decisions of a dialog that puts a path right which the console only assumes: of a resource
/// type with all below it, or of one operation.
class PathEdit
{
public:
    PathEdit(ApiDocuments *documents, const api::ResourceType &type);
    PathEdit(ApiDocuments *documents, const api::Operation &operation);

    QString title() const { return m_title; }       ///< "Devices", "GET /…"
    QString original() const { return m_original; } ///< that the console ships with
    QString current() const { return m_current; }
    /// What is affected, as a sentence.
    QString explanation() const;
    /// Why @p path can't be used, as a sentence; empty: it can.
    QString whyNot(const QString &path) const;
    bool changes(const QString &path) const { return path.trimmed() != m_current; }
    std::expected<void, QString> apply(const QString &path) const;

private:
    ApiDocuments *m_documents;
    std::optional<api::Method> m_method; ///< none: a resource type
    QString m_title;
    QString m_original;
    QString m_current;
};

} // namespace models
