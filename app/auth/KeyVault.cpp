// SPDX-License-Identifier: GPL-3.0-or-later
// What is there: the list, the folder, and the doors to single entries. KeyVaultChanges.cpp writes,
// KeyVaultOpening.cpp decrypts.
#include "app/auth/KeyVault.h"

#include "app/auth/KeyReader.h"
#include "app/auth/KeyStoreSentences.h"
#include "app/auth/KeychainSecretStore.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace auth {

namespace {

using Code = KeyStoreError::Code;
using Sentences = KeyStoreSentences;

constexpr qint64 staleAfter = 60 * 60; // seconds; no write takes that long

std::unexpected<KeyStoreError> fail(Code code, const QString &message)
{
    return std::unexpected(KeyStoreError{code, message, std::nullopt});
}

/// What writers left behind that were killed.
void removeTemporaries(const QDir &folder)
{
    const QDateTime limit = QDateTime::currentDateTimeUtc().addSecs(-staleAfter);
    for (const QFileInfo &info : folder.entryInfoList({u"*.pem.??????"_s}, QDir::Files)) {
        if (info.lastModified() < limit)
            QFile::remove(info.filePath());
    }
}

} // namespace

KeyVault::KeyVault(QString folder, KeyStoreSetup setup, std::function<void()> changed,
                   std::function<void(bool)> waits)
    : m_folder(std::move(folder))
    , m_setup(std::move(setup))
    , m_keychain(m_setup.keychain ? m_setup.keychain : std::make_shared<KeychainSecretStore>())
    , m_changed(std::move(changed))
    , m_waits(std::move(waits))
{
    if (!m_setup.readOnly)
        removeTemporaries(QDir(m_folder));
    scan(Links::Leave);
}

KeyVault::~KeyVault() = default;

void KeyVault::close()
{
    m_closing = true;
    m_keychain->close();
}

QString KeyVault::path(const QString &id) const
{
    return m_folder + u'/' + id + u".pem"_s;
}

KeyVault::Item KeyVault::readItem(const QString &id, Links links) const
{
    Item item{.id = id, .file = {}, .pair = {}, .problem = {}};
    const auto text = keyreader::readFile(path(id));
    if (!text) {
        item.problem = text.error().message;
        return item;
    }
    auto file = KeyFileFormat::read({text->constData(), qsizetype(text->size())});
    if (!file) {
        item.problem = file.error().newerVersion
                           ? Sentences::newerFile(path(id), *file.error().newerVersion)
                           : Sentences::damagedFile(path(id), file.error().reason);
        return item;
    }
    if (links == Links::LookAt && file->place == KeyPlace::LinkedFile &&
        !QFileInfo(file->linkedPath).isFile())
        item.problem = Sentences::linkedMissing(file->linkedPath);
    item.file = std::move(*file);
    return item;
}

void KeyVault::scan(Links links)
{
    std::vector<Item> found;
    const QDir folder(m_folder);
    const QFileInfo itself(m_folder);
    const bool readable = itself.isDir() && itself.isReadable() && itself.isExecutable();
    for (const QFileInfo &info :
         folder.entryInfoList({u"*.pem"_s}, QDir::Files | QDir::Hidden | QDir::System, QDir::Name))
        found.push_back(readItem(info.completeBaseName(), links));
    {
        const std::scoped_lock lock(m_mutex);
        for (Item &item : found) { // what is open stays open
            const auto old = std::ranges::find(m_items, item.id, &Item::id);
            if (old != m_items.end() && old->pair && item.file &&
                item.file->publicKey == old->pair->publicKey() &&
                item.file->state != KeyState::Compromised)
                item.pair = old->pair;
        }
        m_items = std::move(found);
        m_folderProblem =
            itself.exists() && !readable ? Sentences::folderUnreadable(m_folder) : QString();
    }
    m_changed();
}

QString KeyVault::folderProblem() const
{
    const std::scoped_lock lock(m_mutex);
    return m_folderProblem;
}

KeyResult<void> KeyVault::refresh()
{
    scan(Links::LookAt);
    const QFuture<SecretResult<QString>> answer = m_keychain->availability();
    if (m_closing)
        return fail(Code::Closing, Sentences::closing());
    noteKeychain(answer.result());
    return {};
}

void KeyVault::noteKeychain(const SecretResult<QString> &availability)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (availability)
            m_keychainError.reset();
        else
            m_keychainError = availability.error();
    }
    m_changed();
}

KeyEntry KeyVault::entryOf(const Item &item) const
{
    KeyEntry entry;
    entry.id = item.id;
    entry.problem = item.problem;
    if (!item.file) {
        entry.name = item.id + u".pem"_s;
        entry.understood = false;
        return entry;
    }
    entry.name = item.file->name;
    entry.use = item.file->use;
    entry.state = isCondemned(item.id) ? KeyState::Compromised : item.file->state;
    entry.place = item.file->place;
    entry.bits = item.file->publicKey.bits();
    entry.created = item.file->created;
    entry.thumbprint = item.file->publicKey.thumbprint();
    entry.backend = item.file->backend;
    entry.linkedPath = item.file->linkedPath;
    entry.unlocked = item.pair.has_value();
    if (entry.problem.isEmpty() && !entry.unlocked && entry.place == KeyPlace::Keychain &&
        m_keychainError)
        entry.problem = Sentences::pairWithoutKeychain(entry.backend);
    return entry;
}

QList<KeyEntry> KeyVault::entries() const
{
    QList<KeyEntry> list;
    {
        const std::scoped_lock lock(m_mutex);
        for (const Item &item : m_items)
            list += entryOf(item);
    }
    std::ranges::stable_sort(list, [](const KeyEntry &left, const KeyEntry &right) {
        if (left.understood != right.understood)
            return left.understood;
        return left.created < right.created;
    });
    return list;
}

std::optional<KeyEntry> KeyVault::entryWith(const QString &thumbprint) const
{
    const std::scoped_lock lock(m_mutex);
    for (const Item &item : m_items) {
        if (item.file && item.file->publicKey.thumbprint() == thumbprint)
            return entryOf(item);
    }
    return std::nullopt;
}

KeyStore::PassphraseNeed KeyVault::passphraseNeed() const
{
    using Need = KeyStore::PassphraseNeed;
    if (!m_passphrase.isLocked())
        return Need::None;
    const std::scoped_lock lock(m_mutex);
    const bool someWait = std::ranges::any_of(m_items, [](const Item &item) {
        return item.file && item.file->place == KeyPlace::Passphrase;
    });
    if (someWait)
        return Need::Enter;
    return m_keychainError ? Need::Choose : Need::None;
}

KeyStore::PassphraseNeed KeyVault::passphraseNeedForNew() const
{
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_keychainError)
            return KeyStore::PassphraseNeed::None;
    }
    return passphraseNeed();
}

KeyResult<void> KeyVault::allowsApiUse(const QString &thumbprint) const
{
    const std::scoped_lock lock(m_mutex);
    for (const Item &item : m_items) { // a copied file may be listed beside the other one
        if (!item.file || item.file->publicKey.thumbprint() != thumbprint)
            continue;
        if (item.file->use != KeyUse::ApiAccess)
            return fail(Code::WrongUse, Sentences::isCallbackPair(item.file->name));
        if (item.file->state == KeyState::Compromised || isCondemned(item.id))
            return fail(Code::Disabled, Sentences::compromised(item.file->name));
    }
    return {};
}

bool KeyVault::isCondemned(const QString &id) const
{
    return m_condemned.contains(id);
}

void KeyVault::condemn(const QString &id)
{
    const std::scoped_lock lock(m_mutex);
    m_condemned.append(id);
    const auto found = std::ranges::find(m_items, id, &Item::id);
    if (found != m_items.end())
        found->pair.reset();
}

void KeyVault::acquit(const QString &id)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_condemned.removeOne(id);
    }
    m_changed();
}

KeyResult<KeyVault::Item> KeyVault::find(const QString &id) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = std::ranges::find(m_items, id, &Item::id);
    if (found == m_items.end())
        return fail(Code::NotFound, Sentences::notFound());
    if (!found->file)
        return fail(Code::NotUnderstood, found->problem);
    Item item = *found;
    if (isCondemned(id)) {
        item.file->state = KeyState::Compromised;
        item.pair.reset();
    }
    return item;
}

KeyResult<RsaPublicKey> KeyVault::publicKey(const QString &id) const
{
    return find(id).transform([](const Item &item) { return item.file->publicKey; });
}

KeyResult<RsaPublicKey> KeyVault::publicKey(const QString &id, KeyUse use) const
{
    const auto item = find(id);
    if (!item)
        return std::unexpected(item.error());
    if (item->file->use == use)
        return item->file->publicKey;
    return fail(Code::WrongUse, use == KeyUse::ApiAccess
                                    ? Sentences::isCallbackPair(item->file->name)
                                    : Sentences::isApiPair(item->file->name));
}

void KeyVault::keep(const Item &item)
{
    {
        const std::scoped_lock lock(m_mutex);
        const auto found = std::ranges::find(m_items, item.id, &Item::id);
        if (found == m_items.end())
            m_items.push_back(item);
        else
            *found = item;
    }
    m_changed();
}

/// A compromised pair is read, for its owner to export, but not kept.
void KeyVault::noteOpened(const QString &id, const RsaKeyPair &pair)
{
    {
        const std::scoped_lock lock(m_mutex);
        const auto found = std::ranges::find(m_items, id, &Item::id);
        if (found == m_items.end() || !found->file)
            return;
        found->problem.clear();
        if (found->file->state != KeyState::Compromised && !isCondemned(id))
            found->pair = pair;
    }
    m_changed();
}

void KeyVault::noteProblem(const QString &id, const QString &problem)
{
    {
        const std::scoped_lock lock(m_mutex);
        const auto found = std::ranges::find(m_items, id, &Item::id);
        if (found == m_items.end() || found->problem == problem)
            return;
        found->problem = problem;
    }
    m_changed();
}

} // namespace auth
