// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/PathEdit.h"

#include <QCoreApplication>

namespace models {

PathEdit::PathEdit(ApiDocuments *documents, const api::ResourceType &type)
    : m_documents(documents)
    , m_title(type.plural)
    , m_original(documents->originalPath(std::nullopt, type.collectionPath))
    , m_current(type.collectionPath)
{
}

PathEdit::PathEdit(ApiDocuments *documents, const api::Operation &operation)
    : m_documents(documents)
    , m_method(operation.method)
    , m_title(QString::fromLatin1(api::toByteArray(operation.method)) + u' ' + operation.path)
    , m_original(documents->originalPath(operation.method, operation.path))
    , m_current(operation.path)
{
}

QString PathEdit::explanation() const
{
    return m_method
               ? QCoreApplication::translate(
                     "models::PathEdit", "Requests of this operation go to this path from now on.")
               : QCoreApplication::translate(
                     "models::PathEdit",
                     "The list, each item and everything below go to this path from now on.");
}

QString PathEdit::whyNot(const QString &path) const
{
    if (!m_documents->ships(m_method, m_original)) {
        return QCoreApplication::translate(
            "models::PathEdit", "It comes from an imported document. Undo that import, or import "
                                "it again and change where its paths begin.");
    }
    return api::PathOverrides::whyNot(m_original, path.trimmed());
}

std::expected<void, QString> PathEdit::apply(const QString &path) const
{
    if (const QString why = whyNot(path); !why.isEmpty())
        return std::unexpected(why);
    return m_documents->setPath(m_method, m_original, path.trimmed());
}

} // namespace models
