// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Session.h"

#include <QString>

#include <expected>
#include <memory>

namespace cli {

/// How a command gets at a platform: a profile of the console, or its parts.
struct Access
{
    QString profile;
    QString dataFolder; ///< the console's, of the profile
    QString baseUrl;
    QString domain;
    QString keyFile;
    QString caFile;
};

/// A session whose key is ready, with what it stands on.
class OpenSession
{
public:
    /// Waits for the key; takes its passphrase from the environment where it needs one. The error
    /// is a sentence.
    static std::expected<std::unique_ptr<OpenSession>, QString>
    open(const Access &access, std::shared_ptr<const api::Catalogue> catalogue);
    ~OpenSession();

    api::Session &session() { return *m_session; }

private:
    OpenSession() = default;

    std::unique_ptr<auth::KeyStore> m_keys;
    std::unique_ptr<api::Session> m_session;
};

} // namespace cli
