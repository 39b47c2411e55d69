// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/KeyChoices.h"

#include "app/auth/KeyStore.h"

namespace models {

namespace {

constexpr int shownOfThumbprint = 8;

auth::KeyUse useFor(KeyChoices::For what)
{
    return what == KeyChoices::For::Requests ? auth::KeyUse::ApiAccess
                                             : auth::KeyUse::CallbackSigning;
}

KeyChoice choiceOf(const auth::KeyEntry &entry, KeyChoices::For what)
{
    KeyChoice choice{.id = entry.id, .name = entry.name, .details = entry.problem};
    if (!entry.understood) {
        choice.usable = false;
        return choice;
    }
    choice.name = KeyChoices::tr("%1 (%2)", "name and beginning of the thumbprint")
                      .arg(entry.name, entry.thumbprint.first(qMin<qsizetype>(
                                           shownOfThumbprint, entry.thumbprint.size())));
    if (entry.state == auth::KeyState::Compromised) {
        choice.usable = false;
        choice.details =
            KeyChoices::tr("This key is marked as compromised and signs nothing more.");
    } else if (entry.use != useFor(what)) {
        choice.usable = false;
        choice.details = what == KeyChoices::For::Requests
                             ? KeyChoices::tr("This key is for callbacks and signs no requests.")
                             : KeyChoices::tr("This key is for requests and signs no callbacks.");
    } else if (choice.details.isEmpty()) {
        choice.details =
            KeyChoices::tr("RSA, %1 bits, thumbprint %2").arg(entry.bits).arg(entry.thumbprint);
    }
    return choice;
}

} // namespace

KeyChoices::KeyChoices(auth::KeyStore *store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
    connect(store, &auth::KeyStore::changed, this, &KeyChoices::changed);
}

QList<KeyChoice> KeyChoices::list(For what) const
{
    QList<KeyChoice> choices;
    for (const auth::KeyEntry &entry : m_store->entries()) {
        const bool current =
            entry.state == auth::KeyState::Active || entry.state == auth::KeyState::Next;
        const KeyChoice choice = choiceOf(entry, what);
        if (current && choice.usable)
            choices += choice;
    }
    return choices;
}

KeyChoice KeyChoices::choice(const QString &id, For what) const
{
    if (const auto entry = m_store->entry(id))
        return choiceOf(*entry, what);
    return {.id = id,
            .name = tr("A key that is gone"),
            .details = tr("The key of this profile is not in the key store any more."),
            .usable = false};
}

QString KeyChoices::whyNotForRequests(const QString &thumbprint) const
{
    const auto allowed = m_store->allowsApiUse(thumbprint);
    return allowed ? QString() : allowed.error().message;
}

} // namespace models
