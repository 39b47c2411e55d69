// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/KeyTask.h"
#include "ui/keys/KeyDialog.h"

namespace ui {

class PassphraseFields;

/// Writes a private key to a file, only ever encrypted, after saying what that means.
class ExportKeyDialog : public KeyDialog
{
    Q_OBJECT

public:
    /// @p store outlives it.
    ExportKeyDialog(auth::KeyStore *store, const auth::KeyEntry &entry, QWidget *parent = nullptr);

Q_SIGNALS:
    void exported(const QString &path);

protected:
    void go() override;

private:
    void writeTo(const QString &path);
    void finish(const models::KeyOutcome &outcome);

    const auth::KeyEntry m_entry;
    models::KeyTask m_task;
    PassphraseFields *m_opens;
    PassphraseFields *m_passphrase;
    PassphraseFields *m_store;
    QString m_path;
};

} // namespace ui
