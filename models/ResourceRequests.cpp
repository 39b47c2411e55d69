// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ResourceRequests.h"

#include "models/Merge.h"
#include "models/SchemaTools.h"

namespace models {

namespace {

api::Request withBody(api::Method method, const QString &path, const std::string &body)
{
    api::Request request;
    request.method = method;
    request.path = path;
    request.body = QByteArray::fromStdString(body);
    // For PATCH too: the platform documents no media type of its own for it.
    request.contentType = "application/json";
    return request;
}

api::Request reading(const QString &path)
{
    api::Request request;
    request.method = api::Method::Get;
    request.path = path;
    request.allowEmpty = false;
    return request;
}

} // namespace

ResourceRequests::ResourceRequests(const api::ResourceType &type,
                                   const QHash<QString, QString> &pathValues)
    : m_type(type)
    , m_pathValues(pathValues)
    , m_abilities(type, {}, {})
{
}

QString ResourceRequests::itemPath(const QString &id) const
{
    QHash<QString, QString> values = m_pathValues;
    values.insert(m_type.idParameter, id);
    return api::expandPath(m_type.itemPath, values);
}

QString ResourceRequests::collectionPath() const
{
    return api::expandPath(m_type.collectionPath, m_pathValues);
}

api::Request ResourceRequests::list() const
{
    return reading(collectionPath());
}

api::Request ResourceRequests::read(const QString &id) const
{
    return reading(itemPath(id));
}

api::Request ResourceRequests::remove(const QString &id) const
{
    api::Request request;
    request.method = api::Method::Delete;
    request.path = itemPath(id);
    return request;
}

api::Request ResourceRequests::change(const ResourceDraft &draft) const
{
    if (m_abilities.canPatch())
        return withBody(api::Method::Patch, itemPath(draft.id()), draft.patch().serialize());
    const bool onCollection = m_abilities.change() == Abilities::Change::PutCollection;
    return withBody(api::Method::Put, onCollection ? collectionPath() : itemPath(draft.id()),
                    draft.edited().serialize());
}

api::Request ResourceRequests::create(const ResourceDraft &draft) const
{
    const QString path =
        m_type.createOnItemPath ? itemPath(idOf(draft.edited().root())) : collectionPath();
    return withBody(m_abilities.createMethod().value_or(api::Method::Post), path,
                    draft.edited().serialize());
}

RequestPreview ResourceRequests::preview(const ResourceDraft &draft, const QUrl &baseUrl) const
{
    const bool isPatch = !draft.isNew() && m_abilities.canPatch();
    const api::Request request = draft.isNew() ? create(draft) : change(draft);
    const std::string body = isPatch ? maskedPatch(draft.patch(), draft.schema().get())
                                     : serializeMasked(draft.edited().root(), draft.schema().get(),
                                                       {}, json::Style::Pretty);
    return {.method = QString::fromLatin1(api::toByteArray(request.method)),
            .url = baseUrl.toString(QUrl::StripTrailingSlash) + request.path,
            .contentType = QString::fromLatin1(request.contentType),
            .body = QString::fromStdString(body),
            .note = draft.isNew() ? QString() : m_abilities.whyWhole()};
}

json::Document ResourceRequests::item(const json::Document &body) const
{
    const json::Value root = body.root();
    const json::Value found = !idOf(root).isEmpty() || !root.isObject() ? root : api::unwrap(root);
    const json::Value one = found.isArray() && found.size() == 1 ? found.at(0) : found;
    return one.isObject() ? documentOf(one) : json::Document();
}

QString ResourceRequests::idOf(json::Value item) const
{
    const json::Value id = item.isObject() ? item[m_type.idProperty.toStdString()] : json::Value();
    return QString::fromUtf8(id.text());
}

QString ResourceRequests::createdId(const json::Document &body) const
{
    const QString id = idOf(item(body).root());
    if (!id.isEmpty())
        return id;
    const json::Value root = body.root();
    return root.isObject() ? QString::fromUtf8(root["id"].text()) : QString();
}

} // namespace models
