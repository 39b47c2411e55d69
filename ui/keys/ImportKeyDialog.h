// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/KeyTask.h"
#include "models/KeyTextCheck.h"
#include "ui/keys/KeyDialog.h"

#include <QTimer>

class QComboBox;

namespace ui {

class KeyDropEdit;
class PassphraseFields;

/// Takes a private key that exists: pasted, from a file, dropped. Looks at it first, says what it
/// is or what exactly is wrong, and asks for its passphrase only when it has one. Or links a file,
/// which then stays where it is.
class ImportKeyDialog : public KeyDialog
{
    Q_OBJECT

public:
    enum class Mode { Import, Link };

    /// @p store outlives it.
    ImportKeyDialog(auth::KeyStore *store, Mode mode, QWidget *parent = nullptr);
    ~ImportKeyDialog() override;

    /// As if the file had been chosen.
    void takeFile(const QString &path);

Q_SIGNALS:
    void imported(const QString &id);

protected:
    void go() override;
    void stop() override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void makeSource();
    void chooseFile();
    void pasted();
    void look();
    void haveLooked();
    void take();
    void showFinding();
    void forgetText();
    QString whyNot() const;
    void finish(const models::KeyOutcome &outcome);

    auth::KeyStore *m_store;
    const Mode m_mode;
    models::KeyTask m_task;
    KeyDropEdit *m_paste = nullptr; ///< null when linking
    QLineEdit *m_file = nullptr;
    Label *m_finding = nullptr;
    PassphraseFields *m_keyPassphrase;
    QLineEdit *m_name;
    QComboBox *m_use;
    PassphraseFields *m_storePassphrase;
    QTimer m_lookSoon;
    models::KeyTextCheck m_check;
    bool m_takeWhenLooked = false;
};

} // namespace ui
