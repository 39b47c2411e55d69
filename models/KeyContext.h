// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/api/History.h"
#include "app/api/Profile.h"
#include "app/auth/KeyStore.h"

#include <expected>
#include <functional>
#include <memory>
#include <optional>

namespace models {

class Workspace;

/// What the key pages work with. Everything pointed to outlives those who hold a copy.
struct KeyContext
{
    auth::KeyStore *store = nullptr;
    api::ProfileStore *profiles = nullptr;
    std::shared_ptr<const api::Catalogue> catalogue;
    api::History *history = nullptr; ///< may be null
    /// Where unfinished rotations are noted.
    QString folder;
    bool readOnly = false;
    /// The profile that is open; empty: none.
    std::function<QString()> currentProfile;
    /// A profile as it can be reached now: the embedded sandbox has another port each run. Nothing
    /// while it does not run.
    std::function<std::optional<api::Profile>(const QString &id)> reachable;
    /// Gives the embedded sandbox the public key of its tenant (SPKI PEM); the error is a sentence.
    std::function<std::expected<void, QString>(const QByteArray &pem)> uploadToSandbox;
    /// A profile signs with another key pair from now on.
    std::function<void(const QString &id)> keyOfProfileChanged;

    static KeyContext of(Workspace &workspace);
};

/// What can be done on the key pages.
enum class KeyAction {
    Generate,
    Import,
    Link,
    CopyThumbprint,
    ExportPublic,
    ExportPrivate,
    Rename,
    Retire,
    Activate, ///< a retired or next one
    Compromise,
    Remove,
    Upload,
    Rotate,
    EnterPassphrase, ///< the user's, or that of one file whose keychain is gone
};

/// Why @p action can't be done with the pair that is chosen, as a sentence; empty: it can.
QString whyNot(KeyAction action, const KeyContext &context,
               const std::optional<auth::KeyEntry> &entry);

} // namespace models
