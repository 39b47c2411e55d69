// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSet>
#include <QString>

#include <optional>

namespace api {
struct Profile;
class ProfileStore;
} // namespace api
namespace auth {
class KeyStore;
}

namespace models {

/// Profiles that name a key file: each becomes a linked key of the key store, and the profile names
/// that instead. Nothing is copied or deleted. A file that can't be read without a passphrase, or
/// not at all, stays with its profile, which asks for the one or says the other.
class KeyFileLinks : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it. Begins at once, and again whenever a profile changes.
    KeyFileLinks(api::ProfileStore *profiles, auth::KeyStore *keys, QObject *parent = nullptr);

    bool isRunning() const { return !m_running.isEmpty(); }

Q_SIGNALS:
    void finished(); ///< nothing is under way any more

private:
    void linkAll();
    void link(const api::Profile &profile);
    void findExisting(const QString &profileId, const QString &file);
    void adopt(const QString &profileId, const QString &file, const std::optional<QString> &keyId);

    api::ProfileStore *m_profiles;
    auth::KeyStore *m_keys;
    QSet<QString> m_running; // ids of profiles
    QSet<QString> m_tried;   // profile and file: once a run
};

} // namespace models
