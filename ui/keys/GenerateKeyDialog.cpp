// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/GenerateKeyDialog.h"

#include "models/KeyWords.h"
#include "ui/keys/KeyWidgets.h"
#include "ui/keys/PassphraseFields.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

GenerateKeyDialog::GenerateKeyDialog(auth::KeyStore *store, QWidget *parent)
    : KeyDialog(tr("Generate a key pair"), tr("Generate key pair"), Kind::Primary, parent)
    , m_store(store)
    , m_task(store)
    , m_name(addLine(tr("Name")))
    , m_use(keywidgets::useBox(this))
    , m_bits(new QComboBox(this))
    , m_useHint(nullptr)
    , m_passphrase(new PassphraseFields(this))
    , m_commands(keywidgets::fixedText(this))
{
    m_name->setPlaceholderText(tr("Care homes, API"));
    m_name->setMaxLength(100);
    addField(tr("Use"), m_use);
    m_useHint = addSentence({}, true);
    for (const int bits : {2048, 3072, 4096})
        m_bits->addItem(bits == 2048 ? tr("%1 bits - what the platform asks for").arg(bits)
                        : bits == 4096
                            ? tr("%1 bits - takes some seconds, and signs slower").arg(bits)
                            : tr("%1 bits").arg(bits),
                        bits);
    addField(tr("Length"), m_bits);
    content()->addWidget(m_passphrase);
    addField(tr("Takes the place of these two commands, and leaves no unencrypted file behind"),
             m_commands);
    m_commands->setFixedHeight(3 * m_commands->fontMetrics().lineSpacing() + 4);

    connect(m_use, &QComboBox::currentIndexChanged, this, &GenerateKeyDialog::refresh);
    connect(m_bits, &QComboBox::currentIndexChanged, this, &GenerateKeyDialog::refresh);
    connect(store, &auth::KeyStore::changed, this, [this] {
        if (!isBusy())
            m_passphrase->askForStore(m_store->passphraseNeedForNew());
        fit();
    });
    connect(m_passphrase, &PassphraseFields::changed, this, [this] { showProblem({}); });
    connect(m_name, &QLineEdit::textChanged, this, [this] { showProblem({}); });
    connect(&m_task, &models::KeyTask::finished, this, &GenerateKeyDialog::finish);
    connect(&m_task, &models::KeyTask::cancelled, this, [this] {
        setBusy(false);
        leaveButton()->setText(tr("Cancel"));
        leaveButton()->setEnabled(true);
        showProblem(tr("Cancelled; nothing was kept."));
    });
    m_passphrase->askForStore(store->passphraseNeedForNew());
    watchKeychain(store);
    m_useHint->reserveLines(2);
    refresh();
    m_name->setFocus();
}

void GenerateKeyDialog::refresh()
{
    m_useHint->setText(models::KeyWords::useInFull(keywidgets::useOf(m_use)));
    m_commands->setPlainText(
        u"openssl genrsa -out private.pem %1\nopenssl rsa -in private.pem -pubout -out public.pem"_s
            .arg(m_bits->currentData().toInt()));
    fit();
}

void GenerateKeyDialog::go()
{
    if (m_name->text().trimmed().isEmpty()) {
        showProblem(tr("Give the key pair a name."));
        m_name->setFocus();
        return;
    }
    if (const QString problem = m_passphrase->problem(); !problem.isEmpty()) {
        showProblem(problem);
        m_passphrase->focus();
        return;
    }
    setBusy(true, tr("Generating..."));
    leaveButton()->setText(tr("Stop"));
    m_task.setStorePassphrase(m_passphrase->passphrase());
    m_task.generate({m_name->text(), keywidgets::useOf(m_use), m_bits->currentData().toInt()});
}

void GenerateKeyDialog::stop()
{
    leaveButton()->setText(tr("Stopping..."));
    leaveButton()->setEnabled(false);
    m_task.cancel();
}

void GenerateKeyDialog::finish(const models::KeyOutcome &outcome)
{
    setBusy(false);
    leaveButton()->setText(tr("Cancel"));
    leaveButton()->setEnabled(true);
    if (!outcome) {
        m_passphrase->askForStore(m_store->passphraseNeedForNew());
        showProblem(outcome.error().message);
        return;
    }
    m_passphrase->clear();
    Q_EMIT generated(*outcome);
    accept();
}

} // namespace ui
