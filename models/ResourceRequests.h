// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Request.h"
#include "models/Abilities.h"
#include "models/RequestPreview.h"
#include "models/ResourceDraft.h"

#include <QHash>
#include <QString>
#include <QUrl>

namespace models {

/// Makes the requests on one resource type, as the catalogue describes it, and reads the replies.
class ResourceRequests
{
public:
    /// @p pathValues: what the session puts into paths ({domain}).
    ResourceRequests(const api::ResourceType &type, const QHash<QString, QString> &pathValues);

    /// What the platform allows by now; at first all that the catalogue describes.
    void setAbilities(const Abilities &abilities) { m_abilities = abilities; }
    const Abilities &abilities() const { return m_abilities; }

    QString itemPath(const QString &id) const;
    QString collectionPath() const;
    api::Request list() const;
    api::Request read(const QString &id) const;
    api::Request remove(const QString &id) const;
    /// PATCH of the draft's operations, or PUT of the whole where PATCH is not possible.
    api::Request change(const ResourceDraft &draft) const;
    api::Request create(const ResourceDraft &draft) const;

    /// What would be sent for @p draft, its secrets masked.
    RequestPreview preview(const ResourceDraft &draft, const QUrl &baseUrl) const;

    /// One item out of a reply: a bare one is known by its id. Absent when there is none.
    json::Document item(const json::Document &body) const;
    /// Empty when it has none.
    QString idOf(json::Value item) const;
    /// The id that the platform gave, from the reply to a creation.
    QString createdId(const json::Document &body) const;

private:
    api::ResourceType m_type;
    QHash<QString, QString> m_pathValues;
    Abilities m_abilities;
};

} // namespace models
