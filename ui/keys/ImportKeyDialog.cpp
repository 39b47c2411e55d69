// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/ImportKeyDialog.h"

#include "models/KeyWords.h"
#include "ui/keys/KeyDropEdit.h"
#include "ui/keys/KeyWidgets.h"
#include "ui/keys/PassphraseFields.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/FileDialog.h"
#include "ui/widgets/Label.h"

#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <utility>

namespace ui {

namespace {

constexpr int pause = 200; // ms after the last change of a pasted text

}

ImportKeyDialog::ImportKeyDialog(auth::KeyStore *store, Mode mode, QWidget *parent)
    : KeyDialog(mode == Mode::Import ? tr("Import a key pair") : tr("Link a key file"),
                mode == Mode::Import ? tr("Import key pair") : tr("Link key file"), Kind::Primary,
                parent)
    , m_store(store)
    , m_mode(mode)
    , m_task(store)
    , m_keyPassphrase(new PassphraseFields(this))
    , m_name(nullptr)
    , m_use(keywidgets::useBox(this))
    , m_storePassphrase(new PassphraseFields(this))
{
    setAcceptDrops(true);
    setMinimumWidth(560);
    makeSource();
    content()->addWidget(m_keyPassphrase);
    m_name = addLine(tr("Name"));
    m_name->setMaxLength(100);
    addField(tr("Use"), m_use);
    content()->addWidget(m_storePassphrase);
    if (mode == Mode::Import)
        m_storePassphrase->askForStore(store->passphraseNeedForNew());
    else
        m_storePassphrase->askNothing(
            tr("The file is read where it lies, and never changed or copied. A passphrase that it "
               "has is asked for once a run."));

    m_lookSoon.setSingleShot(true);
    m_lookSoon.setInterval(pause);
    connect(&m_lookSoon, &QTimer::timeout, this, &ImportKeyDialog::look);
    const auto clearProblem = [this] { showProblem({}); };
    connect(m_keyPassphrase, &PassphraseFields::changed, this, clearProblem);
    connect(m_storePassphrase, &PassphraseFields::changed, this, clearProblem);
    connect(m_name, &QLineEdit::textEdited, this, clearProblem);
    connect(store, &auth::KeyStore::changed, this, [this] {
        if (!isBusy() && m_mode == Mode::Import)
            m_storePassphrase->askForStore(m_store->passphraseNeedForNew());
        fit();
    });
    connect(&m_check, &models::KeyTextCheck::finished, this, &ImportKeyDialog::haveLooked);
    connect(&m_task, &models::KeyTask::finished, this, &ImportKeyDialog::finish);
    connect(&m_task, &models::KeyTask::cancelled, this, [this] {
        setBusy(false);
        showProblem(tr("Cancelled; nothing was kept."));
    });
    watchKeychain(store);
    m_finding->reserveLines(2);
    showFinding();
    if (m_paste)
        m_paste->setFocus();
    else
        m_file->setFocus();
}

ImportKeyDialog::~ImportKeyDialog()
{
    forgetText();
}

void ImportKeyDialog::makeSource()
{
    if (m_mode == Mode::Import) {
        m_paste = new KeyDropEdit(this);
        m_paste->setPlaceholderText(QStringLiteral("-----BEGIN PRIVATE KEY-----"));
        m_paste->setFixedHeight(6 * m_paste->fontMetrics().lineSpacing());
        addField(tr("Paste the private key (PEM or JWK), or drop its file here"), m_paste);
        connect(m_paste, &QPlainTextEdit::textChanged, this, &ImportKeyDialog::pasted);
        connect(m_paste, &KeyDropEdit::fileDropped, this, &ImportKeyDialog::takeFile);
    }
    auto *row = new QWidget(this);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::inner);
    m_file = new QLineEdit(row);
    auto *choose = new QPushButton(tr("Choose..."), row);
    choose->setAccessibleName(tr("Choose a key file"));
    line->addWidget(m_file, 1);
    line->addWidget(choose);
    const QString caption = m_mode == Mode::Import ? tr("Or from a file") : tr("Key file");
    addField(caption, row);
    m_file->setAccessibleName(caption);
    row->setFocusProxy(m_file);
    m_finding = addSentence({});
    connect(choose, &QPushButton::clicked, this, &ImportKeyDialog::chooseFile);
    connect(m_file, &QLineEdit::textChanged, this, [this] {
        if (m_paste) {
            const QSignalBlocker quiet(m_paste);
            m_paste->clear();
        }
        m_lookSoon.start();
    });
}

void ImportKeyDialog::chooseFile()
{
    auto *dialog = new FileDialog(this, windowTitle(), {},
                                  tr("Keys (*.pem *.key *.jwk *.json *.p8);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ImportKeyDialog::takeFile);
    dialog->open();
}

void ImportKeyDialog::takeFile(const QString &path)
{
    m_file->setText(QDir::toNativeSeparators(path));
    if (m_name->text().isEmpty())
        m_name->setText(QFileInfo(path).completeBaseName());
    look();
}

void ImportKeyDialog::pasted()
{
    const QSignalBlocker quiet(m_file);
    m_file->clear();
    m_lookSoon.start();
}

// Shows what was found before until something else is.
void ImportKeyDialog::look()
{
    m_lookSoon.stop();
    const QString path = QDir::fromNativeSeparators(m_file->text().trimmed());
    if (!path.isEmpty())
        m_check.lookAtFile(path);
    else
        m_check.lookAtText(m_paste ? QCA::SecureArray(m_paste->toPlainText().trimmed().toUtf8())
                                   : QCA::SecureArray());
}

void ImportKeyDialog::haveLooked()
{
    const bool wanted = std::exchange(m_takeWhenLooked, false);
    if (wanted)
        setBusy(false);
    showFinding();
    if (wanted)
        take();
}

void ImportKeyDialog::showFinding()
{
    using Tone = Theme::Tone;
    const auth::KeyText &inspected = m_check.result().inspected;
    const QString &unreadable = m_check.result().unreadable;
    QString words;
    Tone tone = Tone::Muted;
    if (!unreadable.isEmpty()) {
        words = unreadable;
        tone = Tone::Bad;
    } else if (inspected.problem) {
        words = inspected.problem->message;
        tone = Tone::Bad;
    } else if (inspected.isEncrypted) {
        words = tr("An encrypted private key: enter its passphrase.");
    } else if (inspected.isPrivate) {
        words = tr("RSA private key, %1 bits, thumbprint %2.")
                    .arg(inspected.bits)
                    .arg(inspected.thumbprint);
        tone = Tone::Ok;
    } else {
        words = m_mode == Mode::Import
                    ? tr("PKCS#8, PKCS#1, encrypted or not, or a JSON Web Key.")
                    : tr("The PEM file stays where it is; the console remembers its path.");
    }
    m_finding->setText(words);
    m_finding->setAccessibleName(words);
    Theme::setTone(m_finding, tone);
    if (inspected.isEncrypted)
        m_keyPassphrase->askOnce(tr("Passphrase of this key"));
    else
        m_keyPassphrase->askNothing();
    goButton()->setEnabled(!isBusy() && unreadable.isEmpty() && !inspected.problem);
    fit();
}

QString ImportKeyDialog::whyNot() const
{
    const auth::KeyText &inspected = m_check.result().inspected;
    const QString &unreadable = m_check.result().unreadable;
    if (!unreadable.isEmpty())
        return unreadable;
    if (inspected.problem)
        return inspected.problem->message;
    if (!inspected.isPrivate)
        return m_mode == Mode::Import ? tr("Paste a private key, or choose its file.")
                                      : tr("Choose the key file.");
    if (inspected.isEncrypted && !m_keyPassphrase->problem().isEmpty())
        return tr("Enter the passphrase of this key.");
    if (m_name->text().trimmed().isEmpty())
        return tr("Give the key pair a name.");
    return m_storePassphrase->problem();
}

// The file may be another one than a moment ago.
void ImportKeyDialog::go()
{
    m_takeWhenLooked = true;
    setBusy(true, tr("Looking at the key..."));
    look();
}

void ImportKeyDialog::stop()
{
    if (!m_takeWhenLooked)
        return; // the store is at work, and ends it in a moment
    m_takeWhenLooked = false;
    m_check.cancel();
    setBusy(false);
}

void ImportKeyDialog::take()
{
    if (const QString sentence = whyNot(); !sentence.isEmpty()) {
        showProblem(sentence);
        if (m_name->text().trimmed().isEmpty() && m_check.result().inspected.isPrivate)
            m_name->setFocus();
        return;
    }
    const models::NewKey wanted{m_name->text(), keywidgets::useOf(m_use)};
    const QString passphrase = m_keyPassphrase->passphrase();
    setBusy(true, m_mode == Mode::Import ? tr("Importing...") : tr("Linking..."));
    if (m_mode == Mode::Link) {
        m_task.linkFile(wanted, QDir::fromNativeSeparators(m_file->text().trimmed()), passphrase);
        return;
    }
    m_task.setStorePassphrase(m_storePassphrase->passphrase());
    m_task.importText(wanted, m_check.result().text, passphrase);
}

void ImportKeyDialog::finish(const models::KeyOutcome &outcome)
{
    setBusy(false);
    if (outcome) {
        forgetText();
        Q_EMIT imported(*outcome);
        accept();
        return;
    }
    if (m_mode == Mode::Import)
        m_storePassphrase->askForStore(m_store->passphraseNeedForNew());
    showProblem(outcome.error().message);
    if (models::KeyTask::wantsFilePassphrase(outcome.error()))
        m_keyPassphrase->focus();
}

// A text that was pasted is not kept by a window that nobody sees.
void ImportKeyDialog::forgetText()
{
    m_check.cancel();
    m_check.forget();
    m_keyPassphrase->clear();
    m_storePassphrase->clear();
    if (m_paste) {
        const QSignalBlocker quiet(m_paste);
        m_paste->clear();
    }
}

void ImportKeyDialog::dragEnterEvent(QDragEnterEvent *event)
{
    if (!KeyDropEdit::fileOf(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void ImportKeyDialog::dropEvent(QDropEvent *event)
{
    const QString path = KeyDropEdit::fileOf(event->mimeData());
    if (path.isEmpty())
        return;
    event->acceptProposedAction();
    takeFile(path);
}

} // namespace ui
