// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/KeyUpload.h"

#include "models/KeyWords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace models::keyupload {

Portal portalOf(const api::Profile &profile)
{
    static const QString before = u"api."_s;
    static const QString after = u".iotcomms.io"_s;
    // The one region whose portal is documented.
    static const QString confirmed = u"prod-eu-north-1"_s;
    const QString host = profile.baseUrl.host();
    if (!host.startsWith(before) || !host.endsWith(after) ||
        host.size() <= before.size() + after.size())
        return {};
    const QString region = host.sliced(before.size()).chopped(after.size());
    if (region.contains(u'.'))
        return {};
    return {QUrl(u"https://developer.%1%2"_s.arg(region, after)), region != confirmed};
}

std::optional<QUrl> portalFromText(const QString &typed)
{
    const QString text = typed.trimmed();
    const QUrl url(text.contains("://"_L1) ? text : u"https://"_s + text, QUrl::StrictMode);
    if (text.isEmpty() || !url.isValid() || url.scheme() != "https"_L1 || url.host().isEmpty() ||
        !url.userInfo().isEmpty())
        return std::nullopt;
    return url;
}

QString pathOnPortal()
{
    return u"CONFIGURATIONS / API ACCESS / UPLOAD JWT PUBLIC KEY"_s;
}

QString profileFor(const KeyContext &context, const QString &keyId)
{
    const QString current = context.currentProfile();
    const QList<api::Profile> users = KeyWords::users(context.profiles->profiles(), keyId);
    for (const api::Profile &profile : users) {
        if (profile.id == current)
            return current;
    }
    return users.isEmpty() ? current : users.first().id;
}

std::expected<void, QString> useInProfile(const KeyContext &context, const QString &keyId,
                                          const QString &profileId)
{
    auto profile = context.profiles->profile(profileId);
    if (!profile)
        return std::unexpected(
            QCoreApplication::translate("models::keyupload", "This profile was removed."));
    profile->keyId = keyId;
    profile->keyFile.clear();
    if (const auto saved = context.profiles->save(*profile); !saved)
        return std::unexpected(saved.error());
    context.keyOfProfileChanged(profileId);
    return {};
}

std::expected<void, QString> toSandbox(const KeyContext &context, const QString &keyId)
{
    const auto pem = context.store->publicPem(keyId);
    if (!pem)
        return std::unexpected(pem.error().message);
    return context.uploadToSandbox(*pem);
}

} // namespace models::keyupload
