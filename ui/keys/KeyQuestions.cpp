// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/KeyQuestions.h"

#include "models/KeyWords.h"
#include "ui/keys/PassphraseFields.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

namespace {

void makeTitle(Label *label)
{
    if (Theme::instance())
        label->setFont(Theme::instance()->titleFont());
}

} // namespace

RenameKeyDialog::RenameKeyDialog(auth::KeyStore *store, const auth::KeyEntry &entry,
                                 QWidget *parent)
    : KeyDialog(tr("Rename a key pair"), tr("Rename key pair"), Kind::Primary, parent)
    , m_id(entry.id)
    , m_task(store)
    , m_name(addLine(tr("Name"), entry.name))
{
    m_name->setMaxLength(100);
    m_name->selectAll();
    m_name->setFocus();
    watchKeychain(store);
    connect(m_name, &QLineEdit::textEdited, this, [this] { showProblem({}); });
    connect(&m_task, &models::KeyTask::finished, this, [this](const models::KeyOutcome &outcome) {
        setBusy(false);
        if (outcome)
            accept();
        else
            showProblem(outcome.error().message);
    });
}

void RenameKeyDialog::go()
{
    setBusy(true, tr("Renaming..."));
    m_task.rename(m_id, m_name->text());
}

RemoveKeyDialog::RemoveKeyDialog(const models::KeyContext &context, const auth::KeyEntry &entry,
                                 QWidget *parent)
    : KeyDialog(tr("Remove a key pair"), tr("Remove key pair"), Kind::Destructive, parent)
    , m_id(entry.id)
    , m_task(context.store)
{
    watchKeychain(context.store);
    makeTitle(addSentence(tr("Remove the key pair %1?").arg(entry.name)));
    leaveButton()->setText(tr("Keep"));
    const bool linked = entry.place == auth::KeyPlace::LinkedFile;
    addSentence(linked ? tr("The console forgets it; the linked file itself stays where it is.")
                       : tr("The private key is deleted from this computer. Without a copy "
                            "elsewhere there is no way back."),
                true);
    const QList<api::Profile> users =
        models::KeyWords::users(context.profiles->profiles(), entry.id);
    if (users.isEmpty()) {
        leaveButton()->setFocus();
    } else {
        Theme::setTone(addSentence(tr("In use by %1: without it these profiles can't sign any "
                                      "request.")
                                       .arg(models::KeyWords::names(users))),
                       Theme::Tone::Warn);
    }
    if (!users.isEmpty() && entry.state == auth::KeyState::Active) {
        QLineEdit *typed = addLine(tr("Type the name to go on: %1").arg(entry.name));
        goButton()->setEnabled(false);
        const QString wanted = entry.name;
        connect(typed, &QLineEdit::textChanged, this, [this, wanted](const QString &text) {
            goButton()->setEnabled(text.trimmed() == wanted);
            if (goButton()->isEnabled())
                takeReturn(); // typed on purpose
        });
        typed->setFocus();
    }
    connect(&m_task, &models::KeyTask::finished, this, [this](const models::KeyOutcome &outcome) {
        setBusy(false);
        if (outcome)
            accept();
        else
            showProblem(outcome.error().message);
    });
}

void RemoveKeyDialog::go()
{
    setBusy(true, tr("Removing..."));
    m_task.remove(m_id);
}

CompromiseKeyDialog::CompromiseKeyDialog(const models::KeyContext &context,
                                         const auth::KeyEntry &entry, QWidget *parent)
    : KeyDialog(tr("Mark as compromised"), tr("Mark as compromised"), Kind::Destructive, parent)
    , m_id(entry.id)
    , m_task(context.store)
{
    watchKeychain(context.store);
    makeTitle(addSentence(tr("Has somebody else got the private key of %1?").arg(entry.name)));
    leaveButton()->setText(tr("Keep"));
    addSentence(tr("It is disabled here at once and for good: nothing is signed with it any more. "
                   "The platform goes on taking its tokens until another public key is uploaded in "
                   "its place."));
    const QList<api::Profile> users =
        models::KeyWords::users(context.profiles->profiles(), entry.id);
    if (!users.isEmpty())
        Theme::setTone(addSentence(tr("In use by %1: the rotation to a new key pair begins right "
                                      "after this.")
                                       .arg(models::KeyWords::names(users))),
                       Theme::Tone::Warn);
    leaveButton()->setFocus();
    connect(&m_task, &models::KeyTask::finished, this, [this](const models::KeyOutcome &outcome) {
        setBusy(false);
        if (outcome)
            accept();
        else
            showProblem(outcome.error().message);
    });
}

void CompromiseKeyDialog::go()
{
    setBusy(true, tr("Disabling..."));
    m_task.setState(m_id, auth::KeyState::Compromised);
}

OpenKeyDialog::OpenKeyDialog(auth::KeyStore *store, const auth::KeyEntry &entry, QWidget *parent)
    : KeyDialog(tr("Open a key pair"), tr("Open"), Kind::Primary, parent)
    , m_id(entry.id)
    , m_ofStore(entry.place == auth::KeyPlace::Passphrase)
    , m_store(store)
    , m_task(store)
    , m_passphrase(new PassphraseFields(this))
    , m_storePassphrase(new PassphraseFields(this))
{
    watchKeychain(store);
    makeTitle(addSentence(entry.name));
    if (!entry.problem.isEmpty())
        addSentence(entry.problem);
    content()->addWidget(m_passphrase);
    content()->addWidget(m_storePassphrase);
    if (m_ofStore) {
        m_passphrase->askForStore(auth::KeyStore::PassphraseNeed::Enter);
    } else {
        m_passphrase->askOnce(tr("Passphrase of this file"),
                              tr("The one that the keychain kept, or that was chosen outside of "
                                 "the console."));
        if (entry.place == auth::KeyPlace::Keychain &&
            store->passphraseNeedForNew() != auth::KeyStore::PassphraseNeed::None)
            m_storePassphrase->askForStore(store->passphraseNeedForNew());
    }
    m_passphrase->focus();
    const auto clearProblem = [this] { showProblem({}); };
    connect(m_passphrase, &PassphraseFields::changed, this, clearProblem);
    connect(m_storePassphrase, &PassphraseFields::changed, this, clearProblem);
    connect(&m_task, &models::KeyTask::finished, this, [this](const models::KeyOutcome &outcome) {
        setBusy(false);
        if (outcome) {
            accept();
            return;
        }
        showProblem(outcome.error().message);
        m_passphrase->focus();
    });
}

void OpenKeyDialog::go()
{
    for (PassphraseFields *fields : {m_passphrase, m_storePassphrase}) {
        if (const QString problem = fields->problem(); !problem.isEmpty()) {
            showProblem(problem);
            fields->focus();
            return;
        }
    }
    setBusy(true, tr("Opening..."));
    if (m_ofStore) {
        m_task.unlock(m_passphrase->passphrase());
        return;
    }
    m_task.setStorePassphrase(m_storePassphrase->passphrase());
    m_task.reopen(m_id, m_passphrase->passphrase());
}

} // namespace ui
