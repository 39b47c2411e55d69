// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/api/ChangeLog.h"
#include "app/api/History.h"
#include "app/api/Profile.h"
#include "app/api/Session.h"
#include "app/auth/KeyStore.h"
#include "models/ApiDocuments.h"
#include "models/BulkJournal.h"
#include "models/DraftStore.h"
#include "models/KeyChoices.h"
#include "models/KeyFileLinks.h"

#include <QLockFile>
#include <QObject>

#include <expected>
#include <memory>

namespace models {

/// A data folder in use: profiles, keys, history, drafts, the embedded sandbox, and the session of
/// the profile that is open. One console a folder: a second one is told so, and may read only.
class Workspace : public QObject
{
    Q_OBJECT

public:
    enum class Access {
        ReadWrite,
        ReadOnly, ///< nothing is written: history, drafts and the sandbox's data live in memory
    };
    struct OpenError
    {
        enum class Code { InUse, NotWritable, Catalogue };
        Code code = Code::NotWritable;
        QString message; ///< a sentence
    };

    /// Makes the folder (0700) when it is missing.
    static std::expected<std::unique_ptr<Workspace>, OpenError>
    open(const QString &folder, Access access = Access::ReadWrite);
    /// Where the console keeps its data unless told otherwise.
    static QString defaultFolder();
    ~Workspace() override;

    QString folder() const { return m_folder; }
    bool isReadOnly() const { return m_access == Access::ReadOnly; }
    /// What ships with the console, and the imported documents once they are read: see
    /// catalogueChanged().
    const std::shared_ptr<const api::Catalogue> &catalogue() const
    {
        return m_documents->catalogue();
    }
    ApiDocuments &documents() { return *m_documents; }
    api::ProfileStore &profiles() { return *m_profiles; }
    api::History &history() { return *m_history; }
    api::ChangeLog &changes() { return *m_changes; }
    DraftStore &drafts() { return *m_drafts; }
    BulkJournal &bulkJournal() { return *m_bulkJournal; }
    /// The key pairs in the folder's "keys"; the embedded sandbox's own is not among them.
    auth::KeyStore &keys() { return *m_keys; }
    KeyChoices &keyChoices() { return *m_keyChoices; }

    /// Takes the place of the embedded sandbox's public key (SPKI PEM), as an upload on the portal
    /// does; the error is a sentence.
    std::expected<void, QString> uploadToSandbox(const QByteArray &pem);

    /// Null until sessionChanged() was sent for the first time.
    api::Session *session() const { return m_session.get(); }
    /// Opens a profile: at once, or for the sandbox as soon as it runs. Unknown id: the sandbox's.
    void use(const QString &profileId);
    /// The session signs by the server's clock from now on, and its profile remembers it.
    void allowClockOffset();
    bool isStarting() const { return m_starting; }
    /// Things to say once the window is there: a damaged file put aside, nothing being saved.
    QStringList notices() const { return m_notices; }

Q_SIGNALS:
    /// The session is about to be another one; whoever holds it lets go.
    void sessionClosing();
    void sessionChanged();
    /// Resource types and operations have come, gone or changed; the session knows them already.
    void catalogueChanged();
    void startFailed(const QString &sentence);
    /// Something to tell a person, in words.
    void notice(const QString &sentence);

private:
    Workspace(const QString &folder, Access access, std::unique_ptr<QLockFile> lock,
              std::shared_ptr<const api::Catalogue> catalogue);
    void ensureSandboxProfile();
    void startSandbox(const api::Profile &profile);
    void uploadKeyOf(const api::Profile &profile);
    void forgetRemovedKey();
    void openSession(const api::Profile &profile);
    void closeSession();
    void passCatalogueOn();
    void haveAdopted(const QString &profileId, const QString &file, const QString &keyId);

    struct EmbeddedSandbox;
    QString m_folder;
    Access m_access;
    std::unique_ptr<QLockFile> m_lock;
    std::unique_ptr<ApiDocuments> m_documents;
    std::unique_ptr<api::ProfileStore> m_profiles;
    std::unique_ptr<api::History> m_history;
    std::unique_ptr<api::ChangeLog> m_changes;
    std::unique_ptr<DraftStore> m_drafts;
    std::unique_ptr<BulkJournal> m_bulkJournal;
    std::unique_ptr<auth::KeyStore> m_keys;
    std::unique_ptr<KeyChoices> m_keyChoices;
    std::unique_ptr<KeyFileLinks> m_keyLinks;
    std::shared_ptr<EmbeddedSandbox> m_sandbox;
    std::unique_ptr<api::Session> m_session;
    QStringList m_notices;
    QString m_wantedId;
    bool m_starting = false;
};

} // namespace models
