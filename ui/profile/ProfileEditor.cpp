// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/ProfileEditor.h"

#include "ui/profile/CallbackKeyField.h"
#include "ui/profile/ProfileChip.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/DialogButtons.h"
#include "ui/widgets/FileDialog.h"
#include "ui/widgets/Label.h"

#include <QComboBox>
#include <QDir>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

ProfileEditor::ProfileEditor(api::ProfileStore *store, const api::Profile &profile, QWidget *parent,
                             models::KeyChoices *keys)
    : QDialog(parent)
    , m_store(store)
    , m_keys(keys)
    , m_profile(profile)
    , m_banner(new Banner(this))
    , m_safety(new QComboBox(this))
    , m_whyNotSave(new Label({}, this))
    , m_save(new QPushButton(this))
    , m_remove(new QPushButton(tr("Remove profile"), this))
{
    const bool isNew = profile.id.isEmpty();
    setWindowTitle(isNew ? tr("Connect your own domain") : tr("Edit profile"));
    setMinimumWidth(520);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::field);
    column->addWidget(m_banner);

    m_fields.insert(u"name"_s, makeField(tr("Name"), tr("How you call it: \"Care homes, test\"."),
                                         profile.name));
    m_fields.insert(u"domain"_s,
                    makeField(tr("Domain"),
                              tr("Your tenant: customer47.prod-eu-north-1.iotcomms.io. It is the "
                                 "subject of every token."),
                              profile.domain));
    m_fields.insert(u"baseUrl"_s,
                    makeField(tr("Base URL"),
                              tr("https://api.<region>.iotcomms.io; filled in from the "
                                 "domain where that is possible."),
                              profile.baseUrl.toString()));
    m_fields.insert(
        u"keyFile"_s,
        makeFileField(tr("Private key"),
                      tr("The PEM file whose public half the platform has. It stays where "
                         "it is."),
                      profile.keyFile));
    makeKeyChoice();
    makeCallbackChoice();
    m_fields.insert(
        u"caFile"_s,
        makeFileField(tr("Extra certificate authority (optional)"),
                      tr("A PEM file, for a server whose certificate your system does not "
                         "know."),
                      profile.caFile));
    makeSafety();
    makeButtons();

    orderTabs();
    const bool fixed = profile.embeddedSandbox;
    for (const QString &name : {u"domain"_s, u"baseUrl"_s, u"keyFile"_s, u"caFile"_s})
        m_fields[name].line->setEnabled(!fixed);
    if (fixed)
        m_banner->showMessage(Banner::Level::Info,
                              tr("The embedded sandbox brings its own domain, server and key."));
    for (auto it = m_fields.cbegin(); it != m_fields.cend(); ++it) {
        connect(it->line, &QLineEdit::textChanged, this,
                [this, name = it.key()] { forgetProblem(name); });
    }
    connect(m_fields[u"domain"_s].line, &QLineEdit::editingFinished, this,
            &ProfileEditor::correctDomain);
    connect(m_fields[u"baseUrl"_s].line, &QLineEdit::editingFinished, this,
            &ProfileEditor::correctBaseUrl);
    // Reading a key at every keystroke would be felt: it waits for a short pause.
    m_checkSoon.setSingleShot(true);
    m_checkSoon.setInterval(250);
    connect(&m_checkSoon, &QTimer::timeout, this, &ProfileEditor::checkKey);
    connect(m_fields[u"keyFile"_s].line, &QLineEdit::textChanged, this, &ProfileEditor::keyEdited);
    connect(&m_keyCheck, &models::KeyFileCheck::finished, this, &ProfileEditor::haveChecked);
    connect(store, &api::ProfileStore::changed, this, &ProfileEditor::follow);
    if (m_keyChoice)
        fillKeyChoice(profile.keyId);
    else if (!profile.keyFile.isEmpty() && !fixed)
        checkKey();
    refreshSave();
}

// Reading order: some of these were made before others that stand above them.
void ProfileEditor::orderTabs()
{
    QWidget *previous = nullptr;
    for (const QString &name : {u"name"_s, u"domain"_s, u"baseUrl"_s, u"keyFile"_s, u"caFile"_s}) {
        const Field &field = m_fields[name];
        const bool isKey = name == "keyFile"_L1;
        for (QWidget *next :
             {static_cast<QWidget *>(isKey ? m_keyChoice : nullptr),
              static_cast<QWidget *>(isKey ? m_manageKeys : nullptr),
              static_cast<QWidget *>(field.line), static_cast<QWidget *>(field.choose),
              isKey && m_callbackKey ? m_callbackKey->box() : nullptr}) {
            if (previous && next)
                setTabOrder(previous, next);
            previous = next ? next : previous;
        }
    }
    for (QWidget *next : {static_cast<QWidget *>(m_safety), static_cast<QWidget *>(m_remove),
                          static_cast<QWidget *>(m_cancel), static_cast<QWidget *>(m_save)}) {
        setTabOrder(previous, next);
        previous = next;
    }
    m_fields[u"name"_s].line->setFocus();
}

ProfileEditor::~ProfileEditor()
{
    // A line that has the focus finishes its editing while it is destroyed: too late to correct it.
    for (const Field &field : std::as_const(m_fields))
        field.line->disconnect(this);
}

ProfileEditor::Field ProfileEditor::makeField(const QString &label, const QString &help,
                                              const QString &text)
{
    auto *caption = new Label(label, this);
    auto *line = new QLineEdit(text, this);
    auto *hint = new Label(help, this);
    hint->setWordWrap(true);
    Theme::setMuted(hint);
    caption->setBuddy(line);
    line->setAccessibleName(label);
    line->setAccessibleDescription(help);
    auto *unit = new QVBoxLayout;
    unit->setSpacing(space::tight);
    unit->addWidget(caption);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::inner);
    row->addWidget(line);
    unit->addLayout(row);
    unit->addWidget(hint);
    static_cast<QVBoxLayout *>(layout())->addLayout(unit);
    return {line, hint, nullptr, help};
}

ProfileEditor::Field ProfileEditor::makeFileField(const QString &label, const QString &help,
                                                  const QString &text)
{
    Field field = makeField(label, help, text);
    auto *choose = new QPushButton(tr("Choose..."), this);
    field.choose = choose;
    choose->setAccessibleName(tr("Choose a file: %1").arg(label));
    choose->setEnabled(!m_profile.embeddedSandbox);
    connect(choose, &QPushButton::clicked, this, [this, field, label] {
        auto *dialog = new FileDialog(this, label, {},
                                      tr("PEM files (*.pem *.key *.crt *.cer);;All files (*)"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFile);
        connect(dialog, &QFileDialog::fileSelected, field.line, [field](const QString &path) {
            field.line->setText(QDir::toNativeSeparators(path));
        });
        dialog->open();
    });
    auto *unit = layout()->itemAt(layout()->count() - 1)->layout();
    static_cast<QHBoxLayout *>(unit->itemAt(1)->layout())->addWidget(choose);
    return field;
}

// Above the line of the file, which is there only where a file is chosen.
void ProfileEditor::makeKeyChoice()
{
    if (!m_keys || m_profile.embeddedSandbox)
        return;
    m_keyChoice = new QComboBox(this);
    m_keyChoice->setAccessibleName(tr("Key"));
    m_keyChoice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_keyChoice->setMinimumContentsLength(24);
    m_manageKeys = new QPushButton(tr("Manage keys..."), this);
    m_manageKeys->hide();
    auto *row = new QHBoxLayout;
    row->setSpacing(space::inner);
    row->addWidget(m_keyChoice, 1);
    row->addWidget(m_manageKeys);
    auto *unit = layout()->itemAt(layout()->count() - 1)->layout();
    static_cast<QVBoxLayout *>(unit)->insertLayout(1, row);
    connect(m_keyChoice, &QComboBox::currentIndexChanged, this, &ProfileEditor::keyChosen);
    connect(m_manageKeys, &QPushButton::clicked, this, &ProfileEditor::manageKeysWanted);
    connect(m_keys, &models::KeyChoices::changed, this, [this] { fillKeyChoice(keyId()); });
}

void ProfileEditor::makeCallbackChoice()
{
    if (!m_keys)
        return;
    m_callbackKey = new CallbackKeyField(m_keys, m_profile.callbackKeyId, this);
    static_cast<QVBoxLayout *>(layout())->addWidget(m_callbackKey);
}

// While this is open the key may be rotated, or the clock be allowed for, and neither is undone by
// saving what was there before.
void ProfileEditor::follow()
{
    const auto stored = m_store->profile(m_profile.id);
    if (!stored)
        return;
    const api::Profile before = std::exchange(m_profile, *stored);
    if (m_callbackKey && m_callbackKey->keyId() == before.callbackKeyId)
        m_callbackKey->setKeyId(stored->callbackKeyId);
    if (stored->embeddedSandbox)
        return;
    const QString chosen = m_keyChoice ? keyId() : before.keyId;
    const bool isEdited =
        chosen != before.keyId || (chosen.isEmpty() && keyFile() != before.keyFile);
    const bool isSame = stored->keyId == before.keyId && stored->keyFile == before.keyFile;
    if (isEdited || isSame)
        return;
    m_fields[u"keyFile"_s].line->setText(stored->keyFile);
    if (m_keyChoice)
        fillKeyChoice(stored->keyId);
}

void ProfileEditor::setCanManageKeys(bool can)
{
    if (m_manageKeys)
        m_manageKeys->setVisible(can);
}

void ProfileEditor::fillKeyChoice(const QString &id)
{
    {
        const QSignalBlocker blocker(m_keyChoice);
        m_keyChoice->clear();
        for (const models::KeyChoice &choice : m_keys->list())
            m_keyChoice->addItem(choice.name, choice.id);
        if (!id.isEmpty() && m_keyChoice->findData(id) < 0) // retired, or gone
            m_keyChoice->addItem(m_keys->choice(id).name, id);
        m_keyChoice->addItem(tr("A key file..."), QString());
        m_keyChoice->setCurrentIndex(m_keyChoice->findData(id));
    }
    keyChosen();
}

QString ProfileEditor::keyId() const
{
    return m_keyChoice ? m_keyChoice->currentData().toString() : m_profile.keyId;
}

void ProfileEditor::keyChosen()
{
    const Field &field = m_fields[u"keyFile"_s];
    const bool isFile = keyId().isEmpty();
    field.line->setVisible(isFile);
    field.choose->setVisible(isFile);
    m_saveWhenChecked = false;
    if (isFile) {
        checkKey();
    } else {
        m_keyCheck.cancel();
        const models::KeyChoice choice = m_keys->choice(keyId());
        setHint(u"keyFile"_s, choice.details, !choice.usable);
        m_keyChoice->setAccessibleDescription(choice.details);
    }
    refreshSave();
}

void ProfileEditor::makeSafety()
{
    auto *caption = new Label(tr("Safety"), this);
    caption->setBuddy(m_safety);
    m_safety->setAccessibleName(tr("Safety"));
    m_safety->addItem(tr("Sandbox - sends at once"), int(api::SafetyLevel::Sandbox));
    m_safety->addItem(tr("Test - shows every change before it is sent"),
                      int(api::SafetyLevel::Test));
    m_safety->addItem(tr("Production - also wants the id typed before it deletes"),
                      int(api::SafetyLevel::Production));
    m_safety->setCurrentIndex(m_safety->findData(int(m_profile.safety)));
    auto *unit = new QVBoxLayout;
    unit->setSpacing(space::tight);
    unit->addWidget(caption);
    unit->addWidget(m_safety);
    static_cast<QVBoxLayout *>(layout())->addLayout(unit);
}

void ProfileEditor::makeButtons()
{
    const bool isNew = m_profile.id.isEmpty();
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_save->setText(isNew ? tr("Connect") : tr("Save profile"));
    m_remove->setVisible(!isNew && !m_profile.embeddedSandbox);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &ProfileEditor::save);
    connect(m_remove, &QPushButton::clicked, this, &ProfileEditor::askRemove);
    m_whyNotSave->setWordWrap(true);
    m_whyNotSave->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *buttons = new DialogButtons(this);
    buttons->addApart(m_remove, DialogButtons::Kind::Destructive);
    buttons->addBetween(m_whyNotSave);
    buttons->add(m_cancel);
    buttons->add(m_save, DialogButtons::Kind::Primary);
    buttons->setDefault(m_save);
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->addSpacing(space::inner);
    column->addWidget(buttons);
}

void ProfileEditor::correctDomain()
{
    const Field &field = m_fields[u"domain"_s];
    const api::Corrected corrected = api::correctedDomain(field.line->text());
    field.line->setText(corrected.text);
    setHint(u"domain"_s, corrected.notes.isEmpty() ? field.help : corrected.notes.join(u' '),
            false);
    const Field &base = m_fields[u"baseUrl"_s];
    if (base.line->text().isEmpty())
        base.line->setText(api::suggestedBaseUrl(corrected.text));
}

void ProfileEditor::correctBaseUrl()
{
    const Field &field = m_fields[u"baseUrl"_s];
    if (field.line->text().trimmed().isEmpty())
        return;
    const api::Corrected corrected = api::correctedBaseUrl(field.line->text());
    field.line->setText(corrected.text);
    setHint(u"baseUrl"_s, corrected.notes.isEmpty() ? field.help : corrected.notes.join(u' '),
            false);
}

QString ProfileEditor::keyFile() const
{
    return QDir::fromNativeSeparators(m_fields[u"keyFile"_s].line->text().trimmed());
}

void ProfileEditor::keyEdited()
{
    m_keyCheck.cancel();
    m_saveWhenChecked = false;
    m_checkSoon.start();
    refreshSave();
}

void ProfileEditor::checkKey()
{
    m_checkSoon.stop();
    if (keyFile().isEmpty())
        setHint(u"keyFile"_s, m_fields[u"keyFile"_s].help, false);
    else
        m_keyCheck.start(keyFile());
}

void ProfileEditor::haveChecked()
{
    const QString refusal = whyNotFile();
    setHint(u"keyFile"_s, refusal.isEmpty() ? m_keyCheck.result().sentence : refusal,
            !refusal.isEmpty());
    const bool wanted = std::exchange(m_saveWhenChecked, false);
    refreshSave();
    if (!wanted)
        return;
    if (isKeyRefused())
        m_fields[u"keyFile"_s].line->setFocus();
    else
        save();
}

bool ProfileEditor::isKeyChecked() const
{
    return !keyId().isEmpty() || (!m_keyCheck.isRunning() && m_keyCheck.result().path == keyFile());
}

bool ProfileEditor::isKeyRefused() const
{
    if (const QString id = keyId(); !id.isEmpty())
        return m_keyChoice && id != m_profile.keyId && !m_keys->choice(id).usable;
    const bool isNew = m_profile.id.isEmpty() || keyFile() != m_profile.keyFile;
    return isNew && !keyFile().isEmpty() && isKeyChecked() && !whyNotFile().isEmpty();
}

QString ProfileEditor::whyNotFile() const
{
    const models::KeyFileCheck::Result &result = m_keyCheck.result();
    if (!result.usable)
        return result.sentence;
    return m_keys ? m_keys->whyNotForRequests(result.thumbprint) : QString();
}

// Back from where the file was put right.
bool ProfileEditor::event(QEvent *event)
{
    if (event->type() == QEvent::WindowActivate && isKeyRefused())
        checkKey();
    return QDialog::event(event);
}

void ProfileEditor::refreshSave()
{
    const bool refused = isKeyRefused();
    m_save->setEnabled(!refused && !m_saveWhenChecked);
    m_whyNotSave->setText(refused             ? tr("This key can't be used.")
                          : m_saveWhenChecked ? tr("Looking at the key...")
                                              : QString());
    Theme::setTone(m_whyNotSave, refused ? Theme::Tone::Bad : Theme::Tone::Muted);
    m_save->setAccessibleDescription(m_whyNotSave->fullText());
}

void ProfileEditor::setHint(const QString &name, const QString &text, bool wrong)
{
    const Field &field = m_fields[name];
    field.hint->setText(text);
    field.line->setAccessibleDescription(text);
    Theme::setTone(field.hint, wrong ? Theme::Tone::Bad : Theme::Tone::Muted);
    field.line->setProperty("invalid", wrong);
    field.line->style()->unpolish(field.line);
    field.line->style()->polish(field.line);
}

// What is said of a key file is about the file, and stays until another one was looked at.
void ProfileEditor::forgetProblem(const QString &name)
{
    const Field &field = m_fields[name];
    if (name != "keyFile"_L1 && field.line->property("invalid").toBool())
        setHint(name, field.help, false);
}

api::Profile ProfileEditor::entered() const
{
    api::Profile profile = m_profile;
    profile.name = m_fields[u"name"_s].line->text().trimmed();
    profile.safety = api::SafetyLevel(m_safety->currentData().toInt());
    if (profile.safety != m_profile.safety)
        profile.colour = QColor(); // the new level's
    if (m_callbackKey)
        profile.callbackKeyId = m_callbackKey->keyId();
    if (profile.embeddedSandbox)
        return profile;
    profile.domain = m_fields[u"domain"_s].line->text().trimmed();
    profile.baseUrl = QUrl(m_fields[u"baseUrl"_s].line->text().trimmed(), QUrl::StrictMode);
    profile.keyId = keyId();
    profile.keyFile = profile.keyId.isEmpty() ? keyFile() : QString();
    profile.caFile = QDir::fromNativeSeparators(m_fields[u"caFile"_s].line->text().trimmed());
    return profile;
}

void ProfileEditor::save()
{
    for (auto it = m_fields.cbegin(); it != m_fields.cend(); ++it)
        forgetProblem(it.key());
    if (!m_profile.embeddedSandbox) {
        correctDomain();
        correctBaseUrl();
    }
    const api::Profile profile = entered();
    QWidget *first = nullptr;
    for (const api::ProfileProblem &problem : api::validate(profile)) {
        if (profile.embeddedSandbox && problem.field != "name"_L1)
            continue;
        if (!m_fields.contains(problem.field))
            continue;
        setHint(problem.field, problem.message, true);
        if (!first)
            first = m_fields[problem.field].line;
    }
    if (first) {
        first->setFocus();
        return;
    }
    if (!profile.embeddedSandbox && !isKeyChecked()) {
        m_saveWhenChecked = true;
        checkKey();
        refreshSave();
        return;
    }
    const auto saved = m_store->save(profile);
    if (!saved) {
        m_banner->showMessage(Banner::Level::Bad, saved.error());
        return;
    }
    m_profile = *saved;
    accept();
}

void ProfileEditor::askRemove()
{
    m_banner->showMessage(
        Banner::Level::Warn,
        tr("Remove the profile %1 and its unsent edits? Its key file stays where it is.")
            .arg(m_profile.name));
    QPushButton *confirm = m_banner->addAction(tr("Remove %1").arg(m_profile.name));
    connect(confirm, &QPushButton::clicked, this, [this] {
        const auto removedProfile = m_store->remove(m_profile.id);
        if (!removedProfile) {
            m_banner->showMessage(Banner::Level::Bad, removedProfile.error());
            return;
        }
        Q_EMIT removed(m_profile.id);
        reject();
    });
    confirm->setFocus();
}

} // namespace ui
