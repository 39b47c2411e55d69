// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/CallbackKey.h"
#include "app/auth/RsaKeyPair.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace auth {

class Jwt;

/// A domain with a key that a token may have been made for; or a pair for callbacks, a type of its
/// own, that says of a token only whether the callback with it is genuine.
struct TokenCandidate
{
    enum class KeyState { Active, Next, Retired, Compromised };
    QString name; ///< of the profile
    QString domain;
    std::optional<RsaPublicKey> key;
    QString keyName; ///< may be empty
    KeyState state = KeyState::Active;
    /// Never together with a key.
    std::optional<CallbackPublicKey> callbackKey = {};

    bool isCallback() const { return callbackKey.has_value(); }
    /// RFC 7638; empty without any key.
    QString thumbprint() const;
    bool hasSigned(const Jwt &token) const;
};

/// Which of many keys a token was signed with.
struct KeySearch
{
    std::vector<int> signers; ///< candidates whose key verifies the signature
    /// Of these the one to choose: its domain is sub, and its key active, where there is one; -1:
    /// none fits.
    int best = -1;
    QString sentence;
};
/// Tries the key of every candidate, each key once. Needs no event loop: run it in a worker when
/// there are hundreds.
KeySearch tryEveryKey(const QByteArray &token, const std::vector<TokenCandidate> &candidates);

} // namespace auth
