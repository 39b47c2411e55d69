// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QSet>
#include <QString>
#include <QtCrypto>

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
/// not at all, stays with its profile, which asks for the one or says the other; so does one whose
/// pair the key store has for callbacks.
class KeyFileLinks : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it. Begins at once, and again whenever a profile changes.
    KeyFileLinks(api::ProfileStore *profiles, auth::KeyStore *keys, QObject *parent = nullptr);

    /// @p passphrase opens the profile's key file: it is linked, too.
    void linkWith(const QString &profileId, const QCA::SecureArray &passphrase);

    bool isRunning() const { return !m_running.isEmpty(); }

Q_SIGNALS:
    void finished(); ///< nothing is under way any more
    /// The profile now names @p keyId instead of @p file.
    void adopted(const QString &profileId, const QString &file, const QString &keyId);

private:
    void linkAll();
    void link(const api::Profile &profile, const QCA::SecureArray &passphrase = {});
    void findExisting(const QString &profileId, const QString &file,
                      const QCA::SecureArray &passphrase);
    void adopt(const QString &profileId, const QString &file, const std::optional<QString> &keyId);

    api::ProfileStore *m_profiles;
    auth::KeyStore *m_keys;
    QSet<QString> m_running;                  // ids of profiles
    QSet<QString> m_tried;                    // profile and file: once a run
    QHash<QString, QCA::SecureArray> m_opens; // by profile, as long as another try runs
};

} // namespace models
