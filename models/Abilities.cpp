// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Abilities.h"

#include "models/ResourceName.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace models {

using api::Method;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("models::Abilities", text);
}

bool allows(const Allowed &allowed, Method method)
{
    return !allowed || allowed->contains(method);
}

QString refusal(const QString &methods)
{
    return translated("The platform does not allow %1 here.").arg(methods);
}

QString nameOf(Method method)
{
    return QString::fromLatin1(api::toByteArray(method));
}

} // namespace

Abilities::Abilities(const api::ResourceType &type, const Allowed &collection, const Allowed &item)
    : m_type(type)
{
    decideCreation(collection, item);
    decideChange(collection, item);
    m_delete = type.canDelete && allows(item, Method::Delete);
    makeBadges(collection, item);
}

// The pages of the platform don't agree whether a new one is PUT or POST: what OPTIONS says counts.
// Where the platform makes the id, a PUT on the collection would mean something else.
void Abilities::decideCreation(const Allowed &collection, const Allowed &item)
{
    if (!m_type.createMethod)
        return;
    if (allows(m_type.createOnItemPath ? item : collection, *m_type.createMethod)) {
        m_create = m_type.createMethod;
        return;
    }
    if (m_type.createOnItemPath || m_type.idByPlatform)
        return;
    const Method other = *m_type.createMethod == Method::Put ? Method::Post : Method::Put;
    if (collection && collection->contains(other))
        m_create = other;
}

void Abilities::decideChange(const Allowed &collection, const Allowed &item)
{
    if (!m_type.canPatch && !m_type.canReplace)
        return;
    const bool putsOnCollection =
        m_type.createMethod == Method::Put && !m_type.createOnItemPath && !m_type.idByPlatform;
    if (m_type.canPatch && allows(item, Method::Patch))
        m_change = Change::Patch;
    else if ((m_type.canReplace || item) && allows(item, Method::Put))
        m_change = Change::PutItem;
    else if (putsOnCollection && allows(collection, Method::Put))
        m_change = Change::PutCollection;
    else if (item && item->contains(Method::Patch))
        m_change = Change::Patch;
}

void Abilities::makeBadges(const Allowed &collection, const Allowed &item)
{
    const auto badge = [&](Method method, bool onCollection, bool onItem) {
        const bool said =
            (collection && collection->contains(method)) || (item && item->contains(method));
        using State = MethodBadge::State;
        if (!onCollection && !onItem) {
            if (said)
                m_badges.append({method, State::Extra});
            return;
        }
        const bool asked = (onCollection && collection) || (onItem && item);
        const bool allowed = (onCollection && allows(collection, method)) ||
                             (onItem && allows(item, method)) || said;
        m_badges.append({method, !allowed ? State::Refused
                                 : asked  ? State::Granted
                                          : State::Described});
    };
    const auto creates = [this](Method method) { return m_type.createMethod == method; };
    // An item that is a file is not read and replaced as rows are, but the catalogue describes
    // both.
    const bool reads = m_type.canRead || m_type.sources.contains(u"read"_s);
    const bool replaces = m_type.canReplace || m_type.sources.contains(u"replace"_s);
    badge(Method::Get, m_type.canList, reads);
    badge(Method::Post, creates(Method::Post), false);
    badge(Method::Put, creates(Method::Put) && !m_type.createOnItemPath,
          replaces || (creates(Method::Put) && m_type.createOnItemPath));
    badge(Method::Patch, false, m_type.canPatch);
    badge(Method::Delete, false, m_type.canDelete);
}

QString Abilities::whyNotCreate() const
{
    if (m_create)
        return {};
    if (!m_type.createMethod)
        return translated("No way to create %1 is known.").arg(m_type.plural);
    return refusal(nameOf(*m_type.createMethod));
}

QString Abilities::whyNotChange() const
{
    if (m_change != Change::None)
        return {};
    if (!m_type.canPatch && !m_type.canReplace)
        return translated("No way to change %1 is known.").arg(m_type.plural);
    if (m_type.canPatch && m_type.canReplace)
        return translated("The platform allows neither PATCH nor PUT here.");
    return refusal(nameOf(m_type.canPatch ? Method::Patch : Method::Put));
}

QString Abilities::whyWhole() const
{
    if (m_change != Change::PutItem && m_change != Change::PutCollection)
        return {};
    const QString reason =
        m_type.canPatch
            ? translated("The platform does not allow PATCH here (it says so to OPTIONS), so PUT "
                         "replaces the whole %1.")
            : translated("No description knows PATCH here, so PUT replaces the whole %1.");
    return reason.arg(inSentence(m_type.name)) + u' ' +
           translated("What others change in it between the reading and the sending is "
                      "overwritten.");
}

QString Abilities::whyNotDelete() const
{
    if (m_delete)
        return {};
    return m_type.canDelete ? refusal(nameOf(Method::Delete))
                            : translated("No way to delete %1 is known.").arg(m_type.plural);
}

QString Abilities::explanation(const MethodBadge &badge)
{
    const QString method = nameOf(badge.method);
    switch (badge.state) {
    case MethodBadge::State::Described:
        return translated("The API description knows %1 here; the platform has not said whether "
                          "it allows it.")
            .arg(method);
    case MethodBadge::State::Granted:
        return translated("The platform allows %1 here.").arg(method);
    case MethodBadge::State::Refused:
        return refusal(method);
    case MethodBadge::State::Extra:
        break;
    }
    return translated("The platform allows %1 here, but no API description says what it does.")
        .arg(method);
}

} // namespace models
