// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that writes. The order of the steps is such that a program that ends between two of
// them leaves a store that works: a passphrase is kept and read back before the file that needs it
// takes its name, and forgotten only after that file is gone.
#include "app/auth/KeyReader.h"
#include "app/auth/KeySentences.h"
#include "app/auth/KeyStoreSentences.h"
#include "app/auth/KeyText.h"
#include "app/auth/KeyVault.h"

#include <QFileInfo>
#include <QUuid>

#include <algorithm>
#include <utility>

namespace auth {

namespace {

using Code = KeyStoreError::Code;
using Sentences = KeyStoreSentences;

constexpr int mostNameCharacters = 100;

std::unexpected<KeyStoreError> fail(Code code, const QString &message)
{
    return std::unexpected(KeyStoreError{code, message, std::nullopt});
}

std::unexpected<KeyStoreError> fail(const KeyError &error)
{
    return std::unexpected(KeyStoreError{Code::Key, error.message, error.code});
}

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace

KeyResult<QString> KeyVault::checkedName(const QString &name) const
{
    if (m_setup.readOnly)
        return fail(Code::ReadOnly, Sentences::readOnly());
    const QString simple = name.simplified();
    if (simple.isEmpty())
        return fail(Code::Invalid, Sentences::nameMissing());
    if (simple.size() > mostNameCharacters)
        return fail(Code::Invalid, Sentences::nameTooLong(mostNameCharacters));
    return simple;
}

KeyResult<void> KeyVault::write(const Item &item)
{
    const auto written = makePrivateFolder(m_folder, m_setup.writeHook).and_then([&] {
        closeToOthers(m_folder);
        return writePrivateFile(path(item.id), item.file->write(), m_setup.writeHook);
    });
    if (!written)
        return fail(Code::NotWritten, Sentences::notWritten(path(item.id), written.error()));
    keep(item);
    return {};
}

/// Encrypts @p pair for the store that can keep a passphrase now, and notes that in @p file.
KeyResult<void> KeyVault::seal(const QString &id, KeyFileFormat &file, const RsaKeyPair &pair)
{
    const auto keychain = m_keychain->availability().result();
    if (m_closing)
        return fail(Code::Closing, Sentences::closing());
    noteKeychain(keychain);
    if (!keychain && m_passphrase.isLocked())
        return fail(Code::StoreLocked, keychain.error().message);
    SecretStore &store = keychain ? *m_keychain : static_cast<SecretStore &>(m_passphrase);
    const QString name = id + u'/' + newId().left(8);
    QFuture<SecretResult<QCA::SecureArray>> creation = store.create(name);
    await(creation);
    if (m_closing || creation.resultCount() == 0)
        return fail(Code::Closing, Sentences::closing());
    const auto secret = creation.result();
    if (!secret)
        return fail(Code::KeychainGone, secret.error().message);
    const auto pem = pair.encryptedPrivatePem(*secret);
    if (!pem) {
        if (keychain)
            forgetSecret(name);
        return fail(pem.error());
    }
    file.place = keychain ? KeyPlace::Keychain : KeyPlace::Passphrase;
    file.backend = keychain.value_or(QString());
    file.secret = keychain ? name : QString();
    file.linkedPath.clear();
    file.encryptedPem = *pem;
    return {};
}

/// Best effort: an entry that stays behind opens nothing any more.
void KeyVault::forgetSecret(const QString &name)
{
    {
        const std::scoped_lock lock(m_mutex);
        // A copied file names the same entry.
        const bool used = std::ranges::any_of(
            m_items, [&](const Item &item) { return item.file && item.file->secret == name; });
        if (used || name.isEmpty())
            return;
    }
    await(m_keychain->remove(name));
}

KeyFileFormat KeyVault::newFile(const Plan &plan, const RsaKeyPair &pair) const
{
    KeyFileFormat file(pair.publicKey());
    file.name = plan.name;
    file.use = plan.use;
    file.state = plan.state;
    file.created = m_setup.now ? m_setup.now() : QDateTime::currentDateTimeUtc();
    return file;
}

KeyResult<QString> KeyVault::add(const Plan &plan, const RsaKeyPair &pair)
{
    if (const auto existing = entryWith(pair.thumbprint()))
        return fileAnew(plan, *existing, pair);
    Item item{.id = newId(), .file = newFile(plan, pair), .pair = pair, .problem = {}};
    if (const auto sealed = seal(item.id, *item.file, pair); !sealed)
        return std::unexpected(sealed.error());
    if (const auto written = write(item); !written) {
        forgetSecret(item.file->secret);
        return std::unexpected(written.error());
    }
    m_justMade = item.id;
    return item.id;
}

/// A pair that is listed already: only one that could not be opened any more is taken.
KeyResult<QString> KeyVault::fileAnew(const Plan &plan, const KeyEntry &existing,
                                      const RsaKeyPair &pair)
{
    if (existing.use != plan.use)
        return fail(Code::AlreadyThere, Sentences::alreadyThereOtherUse(existing.name));
    if (existing.problem.isEmpty())
        return fail(Code::AlreadyThere, Sentences::alreadyThere(existing.name));
    if (existing.state == KeyState::Compromised)
        return fail(Code::Disabled, Sentences::compromised(existing.name));
    const auto item = findToChange(existing.id);
    if (!item)
        return std::unexpected(item.error());
    return reseal(*item, pair).transform([&] { return existing.id; });
}

KeyResult<void> KeyVault::reseal(Item item, const RsaKeyPair &pair)
{
    const QString oldSecret = item.file->secret;
    if (const auto sealed = seal(item.id, *item.file, pair); !sealed)
        return sealed;
    item.pair = pair;
    item.problem.clear();
    if (const auto written = write(item); !written) {
        forgetSecret(item.file->secret);
        return written;
    }
    forgetSecret(oldSecret);
    return {};
}

KeyResult<QString> KeyVault::generate(const Plan &plan, int bits,
                                      const std::function<bool()> &cancelled)
{
    m_justMade.clear();
    const auto name = checkedName(plan.name);
    if (!name)
        return name;
    const auto pair = RsaKeyPair::generate(bits).result();
    if (!pair)
        return fail(pair.error());
    if (cancelled() || m_closing)
        return fail(Code::Closing, Sentences::closing());
    return add({*name, plan.use, plan.state}, *pair);
}

void KeyVault::takeBack(const QString &id)
{
    if (m_justMade == id)
        remove(id);
}

KeyResult<QString> KeyVault::import(const Plan &plan, const QCA::SecureArray &text,
                                    const QCA::SecureArray &passphrase)
{
    m_justMade.clear();
    const auto name = checkedName(plan.name);
    if (!name)
        return name;
    const auto pair = KeyText::privateKey({text.constData(), qsizetype(text.size())}, passphrase);
    if (!pair)
        return fail(pair.error());
    return add({*name, plan.use, plan.state}, *pair);
}

KeyResult<QString> KeyVault::link(const Plan &plan, const QString &path,
                                  const QCA::SecureArray &passphrase)
{
    m_justMade.clear();
    const auto name = checkedName(plan.name);
    if (!name)
        return name;
    const auto pair = KeyText::fromFile(path, passphrase);
    if (!pair)
        return fail(pair.error());
    if (const auto existing = entryWith(pair->thumbprint()))
        return fail(Code::AlreadyThere, existing->use == plan.use
                                            ? Sentences::alreadyThere(existing->name)
                                            : Sentences::alreadyThereOtherUse(existing->name));
    Item item{.id = newId(),
              .file = newFile({*name, plan.use, plan.state}, *pair),
              .pair = *pair,
              .problem = {}};
    item.file->place = KeyPlace::LinkedFile;
    item.file->linkedPath = QFileInfo(path).absoluteFilePath();
    if (const auto written = write(item); !written)
        return std::unexpected(written.error());
    m_justMade = item.id;
    return item.id;
}

/// The entry as its file says now: another program may have changed it.
KeyResult<KeyVault::Item> KeyVault::findToChange(const QString &id) const
{
    if (m_setup.readOnly)
        return fail(Code::ReadOnly, Sentences::readOnly());
    const auto known = find(id);
    if (!known)
        return known;
    if (!QFileInfo::exists(path(id)))
        return fail(Code::NotFound, Sentences::fileGone(path(id)));
    Item item = readItem(id, Links::LookAt);
    if (!item.file)
        return fail(Code::NotUnderstood, item.problem);
    if (item.file->publicKey == known->file->publicKey)
        item.pair = known->pair;
    if (item.problem.isEmpty())
        item.problem = known->problem;
    return item;
}

KeyResult<void> KeyVault::rename(const QString &id, const QString &name)
{
    const auto wanted = checkedName(name);
    if (!wanted)
        return std::unexpected(wanted.error());
    auto item = findToChange(id);
    if (!item)
        return std::unexpected(item.error());
    item->file->name = *wanted;
    return write(*item);
}

KeyResult<void> KeyVault::setState(const QString &id, KeyState state)
{
    auto item = findToChange(id);
    if (!item)
        return std::unexpected(item.error());
    if (item->file->state == KeyState::Compromised && state != KeyState::Compromised)
        return fail(Code::Disabled, Sentences::compromised(item->file->name));
    item->file->state = state;
    if (state == KeyState::Compromised)
        item->pair.reset();
    return write(*item);
}

KeyResult<void> KeyVault::remove(const QString &id)
{
    const auto item = findToChange(id);
    if (!item && item.error().code == Code::NotFound) {
        scan(Links::LookAt); // someone else removed it: no longer listed
        return std::unexpected(item.error());
    }
    if (!item)
        return std::unexpected(item.error());
    if (const auto removed = removePrivateFile(path(id), m_setup.writeHook); !removed)
        return fail(Code::NotWritten, Sentences::notRemoved(path(id), removed.error()));
    {
        const std::scoped_lock lock(m_mutex);
        std::erase_if(m_items, [&](const Item &each) { return each.id == id; });
    }
    m_changed();
    forgetSecret(item->file->secret);
    return {};
}

KeyResult<void> KeyVault::reopen(const QString &id, const QCA::SecureArray &passphrase)
{
    const auto known = find(id);
    if (!known)
        return std::unexpected(known.error());
    if (known->file->state == KeyState::Compromised)
        return fail(Code::Disabled, Sentences::compromised(known->file->name));
    if (known->file->place == KeyPlace::LinkedFile)
        return pair(id, passphrase).transform([](const RsaKeyPair &) {});
    const auto opened = decrypt(*known, passphrase);
    if (!opened)
        return fail(opened.error());
    noteOpened(id, *opened);
    return fileOpened(id, *opened);
}

/// Where nobody can keep a passphrase, the pair that was opened is open for this run: no failure.
KeyResult<void> KeyVault::fileOpened(const QString &id, const RsaKeyPair &pair)
{
    if (m_setup.readOnly)
        return {};
    const auto change = findToChange(id);
    if (!change)
        return std::unexpected(change.error());
    if (change->file->state == KeyState::Compromised) // another program found it out
        return fail(Code::Disabled, Sentences::compromised(change->file->name));
    const auto filed = reseal(*change, pair);
    if (!filed &&
        (filed.error().code == Code::StoreLocked || filed.error().code == Code::KeychainGone))
        return {};
    return filed;
}

} // namespace auth
