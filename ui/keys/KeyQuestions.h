// SPDX-License-Identifier: GPL-3.0-or-later
// The short questions about one key pair.
#pragma once

#include "models/KeyContext.h"
#include "models/KeyTask.h"
#include "ui/keys/KeyDialog.h"

namespace ui {

class PassphraseFields;

class RenameKeyDialog : public KeyDialog
{
    Q_OBJECT

public:
    RenameKeyDialog(auth::KeyStore *store, const auth::KeyEntry &entry, QWidget *parent = nullptr);

protected:
    void go() override;

private:
    const QString m_id;
    models::KeyTask m_task;
    QLineEdit *m_name;
};

/// Asks before a pair goes; an active one that profiles use goes only when its name is typed.
class RemoveKeyDialog : public KeyDialog
{
    Q_OBJECT

public:
    RemoveKeyDialog(const models::KeyContext &context, const auth::KeyEntry &entry,
                    QWidget *parent = nullptr);

protected:
    void go() override;

private:
    const QString m_id;
    models::KeyTask m_task;
};

/// Says what marking a pair as compromised means, and does it.
class CompromiseKeyDialog : public KeyDialog
{
    Q_OBJECT

public:
    CompromiseKeyDialog(const models::KeyContext &context, const auth::KeyEntry &entry,
                        QWidget *parent = nullptr);

protected:
    void go() override;

private:
    const QString m_id;
    models::KeyTask m_task;
};

/// The way back to a pair: the user's passphrase, or that of one file whose keychain is gone.
class OpenKeyDialog : public KeyDialog
{
    Q_OBJECT

public:
    OpenKeyDialog(auth::KeyStore *store, const auth::KeyEntry &entry, QWidget *parent = nullptr);

protected:
    void go() override;

private:
    const QString m_id;
    const bool m_ofStore; ///< the user's one passphrase rather than the file's
    auth::KeyStore *m_store;
    models::KeyTask m_task;
    PassphraseFields *m_passphrase;
    PassphraseFields *m_storePassphrase;
};

} // namespace ui
