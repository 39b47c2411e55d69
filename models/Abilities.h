// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"

#include <QList>
#include <QString>

#include <optional>

namespace models {

/// The methods that the platform allows on a path; nothing while that is not known.
using Allowed = std::optional<QList<api::Method>>;

/// A method in the title line of a page.
struct MethodBadge
{
    enum class State {
        Described, ///< by the catalogue; the platform was not asked, or did not say
        Granted,   ///< by the catalogue and the platform
        Refused,   ///< by the platform
        Extra,     ///< allowed by the platform, unknown to the catalogue
    };
    api::Method method = api::Method::Get;
    State state = State::Described;
    bool operator==(const MethodBadge &) const = default;
};

/// What can be done with the rows of a resource type: what the catalogue describes, as far as the
/// platform's answers to OPTIONS allow it. An answer never adds what no description knows, but it
/// chooses among the ways: PUT where PATCH is refused, POST instead of PUT for a new one.
class Abilities
{
public:
    enum class Change { None, Patch, PutItem, PutCollection };

    Abilities() = default;
    /// @p collection and @p item: of the paths of the type; nothing counts as all of the catalogue.
    Abilities(const api::ResourceType &type, const Allowed &collection, const Allowed &item);

    const std::optional<api::Method> &createMethod() const { return m_create; }
    Change change() const { return m_change; }
    bool canPatch() const { return m_change == Change::Patch; }
    bool canDelete() const { return m_delete; }

    /// As sentences; empty when it can be done.
    QString whyNotCreate() const;
    QString whyNotChange() const;
    QString whyNotDelete() const;
    /// Where a change goes as PUT of the whole: that it does, why, and what it means. Else empty.
    QString whyWhole() const;

    /// Each method that the catalogue or the platform knows here, in the usual order.
    QList<MethodBadge> badges() const { return m_badges; }
    /// "The platform does not allow DELETE here", or what else there is to say of a badge.
    static QString explanation(const MethodBadge &badge);

private:
    void decideCreation(const Allowed &collection, const Allowed &item);
    void decideChange(const Allowed &collection, const Allowed &item);
    void makeBadges(const Allowed &collection, const Allowed &item);

    api::ResourceType m_type;
    std::optional<api::Method> m_create;
    Change m_change = Change::None;
    bool m_delete = false;
    QList<MethodBadge> m_badges;
};

} // namespace models
