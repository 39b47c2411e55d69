// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/UploadKeyDialog.h"

#include "models/KeyUpload.h"
#include "ui/keys/UploadPanel.h"
#include "ui/keys/VerifyPanel.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/DialogButtons.h"
#include "ui/widgets/Label.h"

#include <QComboBox>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using models::KeyProbe;

UploadKeyDialog::UploadKeyDialog(const models::KeyContext &context, const QString &keyId,
                                 QSettings *settings, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_keyId(keyId)
    , m_probe(context)
    , m_task(context.store)
    , m_profile(new QComboBox(this))
    , m_panel(new UploadPanel(context, settings, this))
    , m_verdict(new VerifyPanel(this))
    , m_problem(new Label({}, this))
    , m_buttons(new DialogButtons(this))
    , m_upload(new QPushButton(tr("Upload to the sandbox"), this))
    , m_verify(new QPushButton(tr("Verify"), this))
    , m_use(new QPushButton(this))
{
    const auto entry = context.store->entry(keyId);
    setWindowTitle(tr("Upload %1").arg(entry ? entry->name : QString()));
    setMinimumWidth(600);
    for (const api::Profile &profile : context.profiles->profiles())
        m_profile->addItem(profile.name, profile.id);
    m_profile->setCurrentIndex(m_profile->findData(models::keyupload::profileFor(context, keyId)));
    m_profile->setAccessibleName(tr("Profile"));
    auto *caption = new Label(tr("Profile"), this);
    caption->setBuddy(m_profile);
    m_problem->setWordWrap(true);
    m_problem->reserveLines(1);
    Theme::setTone(m_problem, Theme::Tone::Bad);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::field);
    auto *unit = new QVBoxLayout;
    unit->setSpacing(space::tight);
    unit->addWidget(caption);
    unit->addWidget(m_profile);
    column->addLayout(unit);
    column->addWidget(m_panel);
    column->addWidget(m_verdict);
    column->addWidget(m_problem);
    column->addStretch();
    makeButtons();
    connect(m_profile, &QComboBox::currentIndexChanged, this, &UploadKeyDialog::chooseProfile);
    connect(&m_probe, &KeyProbe::finished, this, &UploadKeyDialog::refresh);
    connect(context.store, &auth::KeyStore::waitingChanged, this, &UploadKeyDialog::refresh);
    connect(m_panel, &UploadPanel::said, this, &UploadKeyDialog::said);
    connect(&m_task, &models::KeyTask::finished, this, [this](const models::KeyOutcome &active) {
        if (active)
            return useNow();
        showProblem(active.error().message);
        refresh();
    });
    connect(&m_task, &models::KeyTask::cancelled, this, &UploadKeyDialog::refresh);
    chooseProfile();
}

void UploadKeyDialog::makeButtons()
{
    // What comes with a good answer comes on the other side: nothing changes its meaning under the
    // pointer, nor under Return.
    m_buttons->addApart(m_use);
    QPushButton *close = m_buttons->addReject(tr("Close"));
    m_buttons->add(m_upload);
    m_buttons->add(m_verify);
    QWidget *before = m_use;
    for (QPushButton *button : {close, m_upload, m_verify}) {
        setTabOrder(before, button);
        before = button;
    }
    static_cast<QVBoxLayout *>(layout())->addWidget(m_buttons);
    connect(m_upload, &QPushButton::clicked, this, &UploadKeyDialog::upload);
    connect(m_verify, &QPushButton::clicked, this, &UploadKeyDialog::verify);
    connect(m_use, &QPushButton::clicked, this, &UploadKeyDialog::use);
}

QString UploadKeyDialog::profileId() const
{
    return m_profile->currentData().toString();
}

void UploadKeyDialog::chooseProfile()
{
    m_probe.cancel();
    m_probe.forget();
    showProblem({});
    m_panel->show(m_keyId, profileId());
    refresh();
}

void UploadKeyDialog::upload()
{
    const auto uploaded = models::keyupload::toSandbox(m_context, m_keyId);
    showProblem(uploaded.error_or(QString()));
    if (uploaded)
        verify(); // one click
}

void UploadKeyDialog::verify()
{
    m_probe.start(m_keyId, profileId(), m_verdict->passphrase());
    refresh();
}

void UploadKeyDialog::use()
{
    const auto entry = m_context.store->entry(m_keyId);
    if (!entry || entry->state != auth::KeyState::Next)
        return useNow();
    showProblem({});
    m_task.setState(m_keyId, auth::KeyState::Active);
    refresh();
}

void UploadKeyDialog::useNow()
{
    const auto profile = m_context.profiles->profile(profileId());
    const auto entry = m_context.store->entry(m_keyId);
    const auto used = models::keyupload::useInProfile(m_context, m_keyId, profileId());
    if (!used) {
        showProblem(used.error());
        return;
    }
    if (profile && entry)
        Q_EMIT said(tr("%1 signs with %2 from now on").arg(profile->name, entry->name));
    accept();
}

void UploadKeyDialog::refresh()
{
    const auto profile = m_context.profiles->profile(profileId());
    const bool accepted = m_probe.verdict() == KeyProbe::Verdict::Accepted;
    const bool other = profile && profile->keyId != m_keyId;
    m_verdict->show(m_probe);
    m_upload->setVisible(m_panel->isSandbox());
    const bool busy = m_probe.isRunning() || m_task.isRunning();
    m_profile->setEnabled(!m_task.isRunning());
    m_upload->setEnabled(!busy);
    m_verify->setEnabled(profile && !busy);
    m_use->setVisible(accepted && other && !m_context.readOnly);
    m_use->setEnabled(!m_task.isRunning());
    m_use->setText(profile ? tr("Sign with it in %1").arg(profile->name) : QString());
    QPushButton *primary = m_use->isVisibleTo(this)            ? m_use
                           : m_panel->isSandbox() && !accepted ? m_upload
                                                               : m_verify;
    for (QPushButton *button : {m_upload, m_verify, m_use}) {
        button->setProperty("kind", button == primary ? u"primary"_s : QString());
        button->style()->unpolish(button);
        button->style()->polish(button);
    }
    m_buttons->setDefault(m_panel->isSandbox() && !accepted ? m_upload : m_verify);
    fit();
}

void UploadKeyDialog::showProblem(const QString &sentence)
{
    m_problem->setText(sentence);
    fit();
}

void UploadKeyDialog::fit()
{
    layout()->activate();
    const int needed = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width())
                                                     : layout()->totalSizeHint().height();
    if (isVisible() && height() < needed)
        resize(width(), needed);
}

} // namespace ui
