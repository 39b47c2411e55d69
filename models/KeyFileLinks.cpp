// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/KeyFileLinks.h"

#include "app/api/Profile.h"
#include "app/auth/KeyStore.h"
#include "app/auth/KeyText.h"

#include <QtConcurrentRun>

#include <algorithm>

namespace models {

namespace {

constexpr int longestName = 100; // of a key in the store

bool isCandidate(const api::Profile &profile)
{
    return !profile.embeddedSandbox && profile.keyId.isEmpty() && !profile.keyFile.isEmpty();
}

} // namespace

KeyFileLinks::KeyFileLinks(api::ProfileStore *profiles, auth::KeyStore *keys, QObject *parent)
    : QObject(parent)
    , m_profiles(profiles)
    , m_keys(keys)
{
    connect(profiles, &api::ProfileStore::changed, this, &KeyFileLinks::linkAll);
    linkAll();
}

void KeyFileLinks::linkAll()
{
    for (const api::Profile &profile : m_profiles->profiles()) {
        if (isCandidate(profile))
            link(profile);
    }
}

void KeyFileLinks::linkWith(const QString &profileId, const QCA::SecureArray &passphrase)
{
    if (m_running.contains(profileId)) {
        m_opens.insert(profileId, passphrase);
        return;
    }
    const auto profile = m_profiles->profile(profileId);
    if (profile && isCandidate(*profile))
        link(*profile, passphrase);
}

void KeyFileLinks::link(const api::Profile &profile, const QCA::SecureArray &passphrase)
{
    const QString attempt = profile.id + u'|' + profile.keyFile;
    if (m_running.contains(profile.id) || (passphrase.isEmpty() && m_tried.contains(attempt)))
        return;
    m_tried.insert(attempt);
    m_running.insert(profile.id);
    const QString name = profile.name.simplified().left(longestName);
    m_keys->link(profile.keyFile, passphrase, name, auth::KeyUse::ApiAccess)
        .then(this, [this, id = profile.id, file = profile.keyFile,
                     passphrase](const auth::KeyResult<QString> &linked) {
            if (linked)
                adopt(id, file, *linked);
            else if (linked.error().code == auth::KeyStoreError::Code::AlreadyThere)
                findExisting(id, file, passphrase);
            else
                adopt(id, file, std::nullopt);
        });
}

/// Another profile has the same file, or the pair was imported before.
void KeyFileLinks::findExisting(const QString &profileId, const QString &file,
                                const QCA::SecureArray &passphrase)
{
    QtConcurrent::run([file, passphrase] { return auth::KeyText::fromFile(file, passphrase); })
        .then(this, [this, profileId,
                     file](const std::expected<auth::RsaKeyPair, auth::KeyError> &pair) {
            const QList<auth::KeyEntry> entries = m_keys->entries();
            const auto same = std::ranges::find_if(entries, [&](const auth::KeyEntry &entry) {
                return pair && entry.understood && entry.use == auth::KeyUse::ApiAccess &&
                       entry.thumbprint == pair->thumbprint();
            });
            adopt(profileId, file, same == entries.end() ? std::nullopt : std::optional(same->id));
        });
}

void KeyFileLinks::adopt(const QString &profileId, const QString &file,
                         const std::optional<QString> &keyId)
{
    m_running.remove(profileId);
    auto profile = m_profiles->profile(profileId);
    // Somebody may have edited it meanwhile.
    if (keyId && profile && profile->keyId.isEmpty() && profile->keyFile == file) {
        profile->keyId = *keyId;
        profile->keyFile.clear();
        // Where that can't be written, the file goes on being used, and is not tried again.
        if (m_profiles->save(*profile)) {
            m_tried.remove(profileId + u'|' + file);
            Q_EMIT adopted(profileId, file, *keyId);
        }
    }
    if (m_opens.contains(profileId))
        linkWith(profileId, m_opens.take(profileId));
    linkAll(); // one whose file was changed meanwhile
    if (m_running.isEmpty())
        Q_EMIT finished();
}

} // namespace models
