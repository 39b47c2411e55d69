// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/KeyFileLinks.h"

#include "app/api/Profile.h"
#include "app/auth/KeyStore.h"

#include <QtConcurrentRun>

#include <algorithm>

namespace models {

namespace {

constexpr int longestName = 100; // of a key in the store

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
        if (!profile.embeddedSandbox && profile.keyId.isEmpty() && !profile.keyFile.isEmpty())
            link(profile);
    }
}

void KeyFileLinks::link(const api::Profile &profile)
{
    const QString attempt = profile.id + u'|' + profile.keyFile;
    if (m_running.contains(profile.id) || m_tried.contains(attempt))
        return;
    m_tried.insert(attempt);
    m_running.insert(profile.id);
    const QString name = profile.name.simplified().left(longestName);
    m_keys->link(profile.keyFile, {}, name, auth::KeyUse::ApiAccess)
        .then(this, [this, id = profile.id,
                     file = profile.keyFile](const auth::KeyResult<QString> &linked) {
            if (linked)
                adopt(id, file, *linked);
            else if (linked.error().code == auth::KeyStoreError::Code::AlreadyThere)
                findExisting(id, file);
            else
                adopt(id, file, std::nullopt);
        });
}

/// Another profile has the same file, or the pair was imported before.
void KeyFileLinks::findExisting(const QString &profileId, const QString &file)
{
    QtConcurrent::run([file] { return auth::RsaKeyPair::fromFile(file); })
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
        if (m_profiles->save(*profile))
            m_tried.remove(profileId + u'|' + file);
    }
    linkAll(); // one whose file was changed meanwhile
    if (m_running.isEmpty())
        Q_EMIT finished();
}

} // namespace models
