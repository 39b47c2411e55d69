// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Profile.h"
#include "models/KeyChoices.h"
#include "models/KeyFileCheck.h"

#include <QDialog>
#include <QHash>
#include <QTimer>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace ui {

class Banner;
class CallbackKeyField;
class Label;

/// Makes or changes a profile: name, domain, base URL, key, extra authority, safety level.
/// Says at each field what is wrong and what was put right. A key that can't be used is not saved,
/// unless the profile has it already: what else was changed must not be lost with it. What becomes
/// of the stored profile meanwhile - a rotation gives it another key - is followed, unless the
/// person has changed the same.
class ProfileEditor : public QDialog
{
    Q_OBJECT

public:
    /// A profile without an id is a new one. @p keys: those to choose from besides a file; it
    /// outlives the editor, and may be null.
    ProfileEditor(api::ProfileStore *store, const api::Profile &profile, QWidget *parent = nullptr,
                  models::KeyChoices *keys = nullptr);
    ~ProfileEditor() override;

    /// Whether there is a place to manage keys, to which manageKeysWanted() leads; else there is no
    /// button for it.
    void setCanManageKeys(bool can);
    /// The stored profile, after accepted().
    const api::Profile &profile() const { return m_profile; }

protected:
    bool event(QEvent *event) override;

Q_SIGNALS:
    void removed(const QString &id);
    void manageKeysWanted();

private:
    struct Field
    {
        QLineEdit *line;
        Label *hint;
        QPushButton *choose; ///< null: no file
        QString help;
    };
    Field makeField(const QString &label, const QString &help, const QString &text);
    Field makeFileField(const QString &label, const QString &help, const QString &text);
    void makeKeyChoice();
    void makeCallbackChoice();
    void follow();
    void fillKeyChoice(const QString &id);
    void keyChosen();
    QString keyId() const; ///< empty: a file
    void makeSafety();
    void makeButtons();
    void orderTabs();
    void correctDomain();
    void correctBaseUrl();
    void keyEdited();
    void checkKey();
    void haveChecked();
    QString keyFile() const;
    bool isKeyChecked() const; ///< the one that is entered now
    bool isKeyRefused() const;
    /// Why the file that was looked at can't sign here; empty: it can.
    QString whyNotFile() const;
    void refreshSave();
    /// What was wrong with a field is not said of another text.
    void forgetProblem(const QString &field);
    void setHint(const QString &field, const QString &text, bool wrong);
    api::Profile entered() const;
    void save();
    void askRemove();

    api::ProfileStore *m_store;
    models::KeyChoices *m_keys;
    api::Profile m_profile;
    QComboBox *m_keyChoice = nullptr; // null: only files can be chosen
    QPushButton *m_manageKeys = nullptr;
    CallbackKeyField *m_callbackKey = nullptr; // null: no key store
    Banner *m_banner;
    QHash<QString, Field> m_fields;
    QTimer m_checkSoon;
    models::KeyFileCheck m_keyCheck;
    bool m_saveWhenChecked = false;
    QComboBox *m_safety;
    QPushButton *m_cancel = nullptr;
    Label *m_whyNotSave;
    QPushButton *m_save;
    QPushButton *m_remove;
};

} // namespace ui
