// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/KeyTask.h"
#include "ui/keys/KeyDialog.h"

class QComboBox;
class QPlainTextEdit;

namespace ui {

class PassphraseFields;

/// Makes a key pair: name, use, length; says where its passphrase will lie, and which two openssl
/// commands it replaces.
class GenerateKeyDialog : public KeyDialog
{
    Q_OBJECT

public:
    /// @p store outlives it.
    explicit GenerateKeyDialog(auth::KeyStore *store, QWidget *parent = nullptr);

Q_SIGNALS:
    void generated(const QString &id);

protected:
    void go() override;
    void stop() override;

private:
    void finish(const models::KeyOutcome &outcome);
    void refresh();

    auth::KeyStore *m_store;
    models::KeyTask m_task;
    QLineEdit *m_name;
    QComboBox *m_use;
    QComboBox *m_bits;
    Label *m_useHint;
    PassphraseFields *m_passphrase;
    QPlainTextEdit *m_commands;
};

} // namespace ui
