// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Workspace.h"

#include "app/auth/PrivateFile.h"
#include "app/auth/RsaKeyPair.h"
#include "app/sandbox/Sandbox.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QPointer>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QThreadPool>
#include <QtConcurrentRun>

namespace models {

using namespace Qt::StringLiterals;

namespace {

const QString sandboxDomain = u"customer47.sandbox.localhost"_s;

bool isWritable(const QString &folder)
{
    QFile probe(QDir(folder).filePath(u".write-probe"_s));
    if (!probe.open(QIODevice::WriteOnly))
        return false;
    const bool written = probe.write("x") == 1 && probe.flush();
    probe.close();
    probe.remove();
    return written;
}

} // namespace

/// The sandbox with its key. In a read-only workspace both live in a folder that goes with the
/// process.
struct Workspace::EmbeddedSandbox
{
    std::unique_ptr<QTemporaryDir> temporary;
    QString keyFile;
    QString dataFolder;
    QByteArray publicPem; ///< of its own pair
    std::unique_ptr<sandbox::Sandbox> server;

    /// @p onTrouble is called in the server's thread.
    std::expected<void, QString> start(std::shared_ptr<const api::Catalogue> catalogue,
                                       std::function<void(const QString &)> onTrouble);
};

std::expected<void, QString>
Workspace::EmbeddedSandbox::start(std::shared_ptr<const api::Catalogue> catalogue,
                                  std::function<void(const QString &)> onTrouble)
{
    auto key = auth::RsaKeyPair::fromFile(keyFile);
    if (!key) {
        if (QFileInfo::exists(keyFile)) { // never overwritten: it may be somebody's
            const auto code = key.error().code;
            if (code != auth::KeyError::Code::NotAKey && code != auth::KeyError::Code::Truncated)
                return std::unexpected(key.error().message);
            const QString stamp = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s);
            if (!QFile::rename(keyFile, u"%1.damaged-%2"_s.arg(keyFile, stamp)))
                return std::unexpected(key.error().message);
        }
        auto made = auth::RsaKeyPair::generate(auth::minimumBits).result();
        if (!made)
            return std::unexpected(made.error().message);
        if (const auto written = made->writePrivate(keyFile); !written)
            return std::unexpected(written.error().message);
        key = std::move(made);
    }
    sandbox::SandboxOptions options;
    options.onTrouble = std::move(onTrouble);
    options.dataFolder = dataFolder;
    options.domain = sandboxDomain;
    publicPem = key->publicKey().pem();
    options.publicKeyPem = publicPem;
    server = std::make_unique<sandbox::Sandbox>(std::move(catalogue), options);
    return server->start();
}

QString Workspace::defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
}

std::expected<std::unique_ptr<Workspace>, Workspace::OpenError>
Workspace::open(const QString &folder, Access access)
{
    std::unique_ptr<QLockFile> lock;
    if (access == Access::ReadWrite) {
        if (!auth::makePrivateFolder(folder) || !isWritable(folder)) {
            return std::unexpected(
                OpenError{OpenError::Code::NotWritable,
                          tr("The data folder %1 can't be written to. Free some space, correct its "
                             "permissions, or choose another folder.")
                              .arg(QDir::toNativeSeparators(folder))});
        }
        lock = std::make_unique<QLockFile>(QDir(folder).filePath(u"console.lock"_s));
        lock->setStaleLockTime(0); // another process holds it as long as it lives
        if (!lock->tryLock(0)) {
            return std::unexpected(
                OpenError{OpenError::Code::InUse,
                          tr("Another console is using the data folder %1. Open it without "
                             "saving, or choose another folder.")
                              .arg(QDir::toNativeSeparators(folder))});
        }
    }
    auto catalogue = api::Catalogue::shipped();
    if (!catalogue) {
        const auto &problems = catalogue.error();
        return std::unexpected(
            OpenError{OpenError::Code::Catalogue,
                      tr("The description of the API that ships with the console can't be read: %1")
                          .arg(problems.isEmpty() ? QString() : problems.first().message)});
    }
    return std::unique_ptr<Workspace>(
        new Workspace(folder, access, std::move(lock),
                      std::make_shared<const api::Catalogue>(std::move(*catalogue))));
}

Workspace::Workspace(const QString &folder, Access access, std::unique_ptr<QLockFile> lock,
                     std::shared_ptr<const api::Catalogue> catalogue)
    : m_folder(folder)
    , m_access(access)
    , m_lock(std::move(lock))
    , m_documents(
          std::make_unique<ApiDocuments>(folder, access == Access::ReadOnly, std::move(catalogue)))
    , m_profiles(std::make_unique<api::ProfileStore>(folder))
{
    const QString writable = access == Access::ReadWrite ? folder : QString();
    m_history = std::make_unique<api::History>(writable);
    m_changes = std::make_unique<api::ChangeLog>(writable);
    m_drafts = std::make_unique<DraftStore>(writable);
    m_bulkJournal = std::make_unique<BulkJournal>(writable);
    m_bulkJournal->opened(this, [this](const std::expected<QString, QString> &opened) {
        const QString sentence = opened ? *opened : opened.error();
        if (!sentence.isEmpty())
            Q_EMIT notice(sentence);
    });
    connect(m_bulkJournal.get(), &BulkJournal::failed, this, &Workspace::notice);
    m_notices << m_documents->notices();
    connect(m_documents.get(), &ApiDocuments::catalogueChanged, this, &Workspace::passCatalogueOn);
    connect(m_documents.get(), &ApiDocuments::failed, this, [this](const QString &sentence) {
        if (!m_session) // later the page of the documents says it
            Q_EMIT notice(sentence);
    });
    connect(m_history.get(), &api::History::failed, this, &Workspace::notice);
    connect(m_changes.get(), &api::ChangeLog::failed, this, &Workspace::notice);
    if (isReadOnly())
        m_profiles->keepInMemory();
    if (const auto loaded = m_profiles->load(); !loaded)
        m_notices << loaded.error();
    if (const QString skipped = m_drafts->notice(); !skipped.isEmpty())
        m_notices << skipped;
    if (isReadOnly())
        m_notices << tr(
            "Nothing is written to this data folder: changed profiles, the request history, unsent "
            "edits and what the sandbox is told last until the console is closed.");
    auth::KeyStoreSetup setup;
    setup.readOnly = isReadOnly();
    m_keys = std::make_unique<auth::KeyStore>(folder, setup);
    m_keyChoices = std::make_unique<KeyChoices>(m_keys.get());
    m_keyLinks = std::make_unique<KeyFileLinks>(m_profiles.get(), m_keys.get());
    connect(m_keyLinks.get(), &KeyFileLinks::adopted, this, &Workspace::haveAdopted);
    // Not from within: whoever removed the pair is still at it.
    connect(m_keys.get(), &auth::KeyStore::changed, this, &Workspace::forgetRemovedKey,
            Qt::QueuedConnection);
    ensureSandboxProfile();
}

Workspace::~Workspace()
{
    m_session.reset(); // before the history that it writes to
    // Keys may still be read for those who are gone; QCA, which does it, goes soon after us.
    QThreadPool::globalInstance()->waitForDone();
}

void Workspace::ensureSandboxProfile()
{
    for (const api::Profile &profile : m_profiles->profiles()) {
        if (profile.embeddedSandbox)
            return;
    }
    api::Profile profile;
    profile.name = tr("Sandbox");
    profile.domain = sandboxDomain;
    profile.baseUrl = QUrl(u"http://127.0.0.1"_s);
    profile.safety = api::SafetyLevel::Sandbox;
    profile.embeddedSandbox = true;
    const auto saved = m_profiles->save(profile);
    if (!saved)
        m_notices << saved.error();
}

void Workspace::use(const QString &profileId)
{
    auto profile = m_profiles->profile(profileId);
    if (!profile) {
        for (const api::Profile &each : m_profiles->profiles()) {
            if (each.embeddedSandbox)
                profile = each;
        }
    }
    if (!profile) { // the profile file can't be written and holds none
        profile.emplace();
        profile->id = u"sandbox"_s;
        profile->name = tr("Sandbox");
        profile->domain = sandboxDomain;
        profile->safety = api::SafetyLevel::Sandbox;
        profile->embeddedSandbox = true;
    }
    m_wantedId = profile->id;
    if (m_profiles->currentId() != profile->id) {
        if (const auto set = m_profiles->setCurrent(profile->id); !set)
            Q_EMIT notice(set.error());
    }
    if (profile->embeddedSandbox)
        startSandbox(*profile);
    else
        openSession(*profile);
}

void Workspace::allowClockOffset()
{
    if (!m_session)
        return;
    m_session->allowClockOffset(true);
    if (auto profile = m_profiles->profile(m_session->profile().id)) {
        profile->allowClockOffset = true;
        if (const auto saved = m_profiles->save(*profile); !saved)
            Q_EMIT notice(saved.error());
    }
}

std::expected<void, QString> Workspace::uploadToSandbox(const QByteArray &pem)
{
    if (!m_sandbox)
        return std::unexpected(tr("The sandbox is not running. Choose its profile first."));
    return m_sandbox->server->uploadPublicKey(pem);
}

void Workspace::passCatalogueOn()
{
    if (m_session)
        m_session->setCatalogue(catalogue());
    if (m_sandbox)
        m_sandbox->server->setCatalogue(catalogue());
    Q_EMIT catalogueChanged();
}

// The sandbox starts with the public key of its own pair, and forgets every other one at its end;
// and what it was given last need not be what this profile signs with.
void Workspace::uploadKeyOf(const api::Profile &profile)
{
    QByteArray pem = m_sandbox->publicPem;
    if (!profile.keyId.isEmpty()) {
        const auto key = m_keys->apiPublicKey(profile.keyId);
        if (!key)
            return; // it signs nothing
        pem = key->pem();
    }
    if (const auto uploaded = uploadToSandbox(pem); !uploaded)
        Q_EMIT notice(uploaded.error());
}

/// The open session has read the file before it was linked.
void Workspace::haveAdopted(const QString &profileId, const QString &file, const QString &keyId)
{
    if (!m_session || m_session->profile().id != profileId)
        return;
    const api::Profile &used = m_session->profile();
    if (used.keyId.isEmpty() && used.keyFile == file)
        m_session->takeKeyId(keyId);
}

// The embedded profile signs with the sandbox's own pair again when the one of the store is gone.
void Workspace::forgetRemovedKey()
{
    if (!m_session || !m_session->profile().embeddedSandbox)
        return;
    const QString keyId = m_session->profile().keyId;
    if (!keyId.isEmpty() && !m_keys->entry(keyId))
        use(m_session->profile().id);
}

void Workspace::closeSession()
{
    if (!m_session)
        return;
    Q_EMIT sessionClosing();
    m_session.reset();
}

void Workspace::startSandbox(const api::Profile &profile)
{
    if (m_sandbox && !m_starting) {
        openSession(profile);
        return;
    }
    if (m_starting)
        return;
    m_starting = true;
    closeSession(); // or edits would go on to a profile that is no longer chosen
    auto embedded = std::make_shared<EmbeddedSandbox>();
    if (isReadOnly()) {
        embedded->temporary = std::make_unique<QTemporaryDir>();
        embedded->keyFile = embedded->temporary->filePath(u"sandbox-key.pem"_s);
    } else {
        embedded->keyFile = QDir(m_folder).filePath(u"sandbox-key.pem"_s);
        embedded->dataFolder = m_folder;
    }
    using Started = std::expected<void, QString>;
    auto *watcher = new QFutureWatcher<Started>(this);
    connect(watcher, &QFutureWatcher<Started>::finished, this, [this, watcher, embedded, profile] {
        watcher->deleteLater();
        m_starting = false;
        const Started started = watcher->result();
        if (!started) {
            Q_EMIT startFailed(started.error());
            return;
        }
        m_sandbox = embedded;
        m_sandbox->server->setCatalogue(catalogue()); // documents were read while it started
        if (const QString said = embedded->server->notice(); !said.isEmpty())
            Q_EMIT notice(said);
        if (m_wantedId == profile.id) // nobody has chosen another profile meanwhile
            openSession(profile);
    });
    const auto onTrouble = [self = QPointer(this)](const QString &sentence) {
        QMetaObject::invokeMethod(qApp, [self, sentence] { // in the window's thread
            if (self)
                Q_EMIT self->notice(sentence);
        });
    };
    watcher->setFuture(QtConcurrent::run([embedded, catalogue = catalogue(), onTrouble] {
        return embedded->start(catalogue, onTrouble);
    }));
}

void Workspace::openSession(const api::Profile &profile)
{
    api::Profile used = profile;
    if (used.embeddedSandbox) {
        used.baseUrl = QUrl(m_sandbox->server->baseUrl());
        used.keyFile = m_sandbox->keyFile; // its own, unless one of the store was chosen
        if (!m_keys->entry(used.keyId))
            used.keyId.clear();
        uploadKeyOf(used);
    }
    closeSession();
    m_session = std::make_unique<api::Session>(used, catalogue(), m_history.get(), m_keys.get());
    m_session->setChangeLog(m_changes.get());
    connect(m_session.get(), &api::Session::keyFileUnlocked, this,
            [this, id = used.id](const QCA::SecureArray &passphrase) {
                m_keyLinks->linkWith(id, passphrase);
            });
    Q_EMIT sessionChanged();
}

} // namespace models
