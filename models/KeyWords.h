// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Profile.h"
#include "app/auth/KeyEntry.h"

#include <QCoreApplication>
#include <QList>
#include <QString>

namespace models {

/// What is said of a key pair, in tables, details and dialogs alike.
class KeyWords
{
    Q_DECLARE_TR_FUNCTIONS(models::KeyWords)

public:
    static QString use(auth::KeyUse use);       ///< "API access"
    static QString shortUse(auth::KeyUse use);  ///< "API"
    static QString useInFull(auth::KeyUse use); ///< a sentence: what it can and can't do
    static QString state(auth::KeyState state); ///< "active"
    /// "unused" for an active one that no profile has yet: nothing is signed with it.
    static QString unused();
    static QString place(const auth::KeyEntry &entry); ///< "keychain"
    /// A sentence: where the private part lies, and who can open it. @p folder: KeyStore::folder().
    static QString placeInFull(const auth::KeyEntry &entry, const QString &folder);
    /// The first characters of a thumbprint, enough to tell two apart by eye.
    static QString shortThumbprint(const QString &thumbprint);
    static QString created(const QDateTime &time); ///< local date, "2026-11-23"

    /// The profiles that sign, or check callbacks, with the pair.
    static QList<api::Profile> users(const QList<api::Profile> &profiles, const QString &keyId);
    static QString names(const QList<api::Profile> &profiles); ///< "Care homes, Sandbox"
    /// A sentence for KeyStore::isWaitingForKeychain().
    static QString keychainAsks();
};

} // namespace models
