// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/ExportKeyDialog.h"

#include "ui/keys/PassphraseFields.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/FileDialog.h"
#include "ui/widgets/Label.h"

#include <QRegularExpression>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QString fileNameFor(const QString &name)
{
    static const QRegularExpression unsafe(u"[^\\w.-]+"_s,
                                           QRegularExpression::UseUnicodePropertiesOption);
    QString file = name.simplified();
    file.replace(unsafe, u"-"_s);
    return file + u".pem"_s;
}

} // namespace

ExportKeyDialog::ExportKeyDialog(auth::KeyStore *store, const auth::KeyEntry &entry,
                                 QWidget *parent)
    : KeyDialog(tr("Export a private key"), tr("Export private key..."), Kind::Destructive, parent)
    , m_entry(entry)
    , m_task(store)
    , m_opens(new PassphraseFields(this))
    , m_passphrase(new PassphraseFields(this))
    , m_store(new PassphraseFields(this))
{
    auto *question = addSentence(tr("Export the private key of %1?").arg(entry.name));
    if (Theme::instance())
        question->setFont(Theme::instance()->titleFont());
    Label *warning = addSentence(
        entry.use == auth::KeyUse::ApiAccess
            ? tr("Whoever has this file and its passphrase can do at the platform all that you "
                 "can. Keep it where only you get at it, and the passphrase somewhere else.")
            : tr("Whoever has this file and its passphrase can send you callbacks that look like "
                 "the platform's. Keep it where only you get at it, and the passphrase somewhere "
                 "else."));
    Theme::setTone(warning, Theme::Tone::Warn);
    addSentence(
        tr("The file is encrypted: PKCS#8 with AES-256, PBKDF2 with HMAC-SHA-256 in 600,000 "
           "rounds. Any OpenSSL opens it."),
        true);
    content()->addWidget(m_opens);
    content()->addWidget(m_store);
    content()->addWidget(m_passphrase);
    if (entry.place == auth::KeyPlace::Passphrase && !entry.unlocked)
        m_store->askForStore(store->passphraseNeed());
    m_passphrase->askTwice(tr("Passphrase of the exported file"), tr("The same once more"));
    for (PassphraseFields *fields : {m_opens, m_store, m_passphrase})
        connect(fields, &PassphraseFields::changed, this, [this] { showProblem({}); });
    connect(&m_task, &models::KeyTask::finished, this, &ExportKeyDialog::finish);
    connect(&m_task, &models::KeyTask::cancelled, this, [this] { setBusy(false); });
    watchKeychain(store);
    takeReturn(); // the file is asked for before anything is written
    m_passphrase->focus();
}

void ExportKeyDialog::go()
{
    for (PassphraseFields *fields : {m_opens, m_store, m_passphrase}) {
        if (const QString problem = fields->problem(); !problem.isEmpty()) {
            showProblem(problem);
            fields->focus();
            return;
        }
    }
    if (!m_path.isEmpty()) { // chosen before; only a passphrase was wrong
        writeTo(m_path);
        return;
    }
    auto *dialog = new FileDialog(this, windowTitle(), fileNameFor(m_entry.name),
                                  tr("PEM files (*.pem);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"pem"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &ExportKeyDialog::writeTo);
    dialog->open();
}

void ExportKeyDialog::writeTo(const QString &path)
{
    m_path = path;
    setBusy(true, tr("Encrypting..."));
    m_task.setStorePassphrase(m_store->passphrase());
    m_task.exportPrivate(m_entry.id, path, m_passphrase->passphrase(), m_opens->passphrase());
}

void ExportKeyDialog::finish(const models::KeyOutcome &outcome)
{
    setBusy(false);
    if (outcome) {
        for (PassphraseFields *fields : {m_opens, m_store, m_passphrase})
            fields->clear();
        Q_EMIT exported(m_path);
        accept();
        return;
    }
    if (m_entry.place == auth::KeyPlace::LinkedFile &&
        models::KeyTask::wantsFilePassphrase(outcome.error())) {
        m_opens->askOnce(tr("Passphrase of the linked file"));
        m_opens->focus();
    }
    if (outcome.error().code == auth::KeyStoreError::Code::NotWritten)
        m_path.clear();
    showProblem(outcome.error().message);
}

} // namespace ui
