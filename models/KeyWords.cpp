// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/KeyWords.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace models {

using auth::KeyPlace;
using auth::KeyState;
using auth::KeyUse;

QString KeyWords::use(KeyUse use)
{
    return use == KeyUse::ApiAccess ? tr("API access") : tr("Callback signing");
}

QString KeyWords::shortUse(KeyUse use)
{
    return use == KeyUse::ApiAccess ? tr("API") : tr("Callbacks");
}

QString KeyWords::useInFull(KeyUse use)
{
    return use == KeyUse::ApiAccess
               ? tr("Signs the tokens of API requests; the platform has the public part.")
               : tr("The platform signs its callbacks with it, and we check them with the public "
                    "part. It can never sign an API request.");
}

QString KeyWords::state(KeyState state)
{
    switch (state) {
    case KeyState::Active:
        return tr("active");
    case KeyState::Next:
        return tr("next");
    case KeyState::Retired:
        return tr("retired");
    case KeyState::Compromised:
        break;
    }
    return tr("compromised");
}

QString KeyWords::unused()
{
    return tr("unused", "a key pair that no profile signs with");
}

QString KeyWords::place(const auth::KeyEntry &entry)
{
    switch (entry.place) {
    case KeyPlace::Keychain:
        return tr("keychain");
    case KeyPlace::Passphrase:
        return tr("encrypted file");
    case KeyPlace::LinkedFile:
        break;
    }
    return tr("linked file");
}

QString KeyWords::placeInFull(const auth::KeyEntry &entry, const QString &folder)
{
    const QString file = QDir::toNativeSeparators(folder + u'/' + entry.id + u".pem"_s);
    switch (entry.place) {
    case KeyPlace::Keychain:
        return tr("Encrypted in %1; the passphrase is kept by %2.")
            .arg(file, entry.backend.isEmpty() ? tr("the system's keychain") : entry.backend);
    case KeyPlace::Passphrase:
        return tr("Encrypted in %1; your passphrase opens it, once a run.").arg(file);
    case KeyPlace::LinkedFile:
        break;
    }
    return tr("In the file %1, which stays where it is.")
        .arg(QDir::toNativeSeparators(entry.linkedPath));
}

QString KeyWords::shortThumbprint(const QString &thumbprint)
{
    constexpr int shown = 8;
    return thumbprint.size() <= shown ? thumbprint : thumbprint.first(shown) + u'\u2026';
}

QString KeyWords::created(const QDateTime &time)
{
    return time.isValid() ? time.toLocalTime().date().toString(Qt::ISODate) : QString();
}

QList<api::Profile> KeyWords::users(const QList<api::Profile> &profiles, const QString &keyId)
{
    QList<api::Profile> users;
    for (const api::Profile &profile : profiles) {
        if (!keyId.isEmpty() && (profile.keyId == keyId || profile.callbackKeyId == keyId))
            users << profile;
    }
    return users;
}

QString KeyWords::keychainAsks()
{
    return tr("The system's keychain has not answered yet: it may be asking for its password in a "
              "window of its own. Work on keys goes on as soon as it has answered.");
}

QString KeyWords::names(const QList<api::Profile> &profiles)
{
    QStringList names;
    for (const api::Profile &profile : profiles)
        names << profile.name;
    return names.join(u", "_s);
}

} // namespace models
