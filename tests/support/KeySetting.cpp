// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/KeySetting.h"

#include "tests/support/Print.h"

#include <QThreadPool>

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<const api::Catalogue> shippedCatalogue()
{
    static const auto catalogue =
        std::make_shared<const api::Catalogue>(api::Catalogue::shipped().value());
    return catalogue;
}

} // namespace

KeySetting::KeySetting(Keychain keychain)
    : m_keychain(std::make_shared<MemorySecretStore>())
    , m_catalogue(shippedCatalogue())
{
    if (keychain == Keychain::Missing)
        m_keychain->goAway();
    restart();
}

// What a worker still writes would be written into a folder that is being removed.
KeySetting::~KeySetting()
{
    QThreadPool::globalInstance()->waitForDone();
}

void KeySetting::restart()
{
    m_store.reset();
    auth::KeyStoreSetup setup;
    setup.keychain = m_keychain;
    m_store = std::make_unique<auth::KeyStore>(folder(), setup);
    EXPECT_TRUE(m_store->refresh().result());
    m_profiles = std::make_unique<api::ProfileStore>(folder());
    EXPECT_TRUE(m_profiles->load());
}

void KeySetting::startPlatform(const QByteArray &pem)
{
    sandbox::SandboxOptions options;
    options.devices = 3;
    options.historyHours = 1;
    options.publicKeyPem = pem;
    m_platform = std::make_unique<sandbox::Sandbox>(m_catalogue, options);
    const auto started = m_platform->start();
    ASSERT_TRUE(started) << started.error().toStdString();
}

models::KeyContext KeySetting::context()
{
    models::KeyContext context;
    context.store = m_store.get();
    context.profiles = m_profiles.get();
    context.catalogue = m_catalogue;
    context.folder = folder();
    context.currentProfile = [this] { return currentProfile; };
    context.reachable = [this](const QString &id) -> std::optional<api::Profile> {
        auto profile = m_profiles->profile(id);
        if (profile && profile->embeddedSandbox) {
            if (!m_platform)
                return std::nullopt;
            profile->baseUrl = QUrl(m_platform->baseUrl());
        }
        return profile;
    };
    context.uploadToSandbox = [this](const QByteArray &pem) -> std::expected<void, QString> {
        if (!m_platform)
            return std::unexpected(u"The sandbox is not running."_s);
        return m_platform->uploadPublicKey(pem);
    };
    context.keyOfProfileChanged = [this](const QString &id) { changedProfiles << id; };
    return context;
}

QString KeySetting::generate(const QString &name, auth::KeyUse use, auth::KeyState state)
{
    const auto made = m_store->generate(name, use, 2048, state).result();
    EXPECT_TRUE(made) << (made ? QString() : made.error().message).toStdString();
    return made.value_or(QString());
}

QString KeySetting::addProfile(const QString &name, const QString &keyId, bool sandbox)
{
    api::Profile profile;
    profile.name = name;
    profile.domain =
        m_platform ? m_platform->domain() : u"customer47.prod-eu-north-1.iotcomms.io"_s;
    profile.baseUrl = QUrl(u"https://api.prod-eu-north-1.iotcomms.io"_s);
    profile.keyId = keyId;
    profile.embeddedSandbox = sandbox;
    const auto saved = m_profiles->save(profile);
    EXPECT_TRUE(saved);
    return saved ? saved->id : QString();
}

auth::KeyEntry KeySetting::entry(const QString &id) const
{
    return m_store->entry(id).value_or(auth::KeyEntry());
}

void KeySetting::setState(const QString &id, auth::KeyState state)
{
    EXPECT_TRUE(m_store->setState(id, state).result());
}
