// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/UploadPanel.h"

#include "models/KeyUpload.h"
#include "ui/keys/KeyWidgets.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

UploadPanel::UploadPanel(const models::KeyContext &context, QSettings *settings, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_settings(settings)
    , m_sentence(new Label({}, this))
    , m_pem(keywidgets::fixedText(this))
    , m_copy(new QPushButton(tr("Copy public key"), this))
    , m_portal(new QWidget(this))
{
    m_sentence->setWordWrap(true);
    m_pem->setAccessibleName(tr("Public key"));
    // Nine lines of a key of 2048 bits.
    m_pem->setFixedHeight(10 * m_pem->fontMetrics().lineSpacing() + 2 * space::inner);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::inner);
    column->addWidget(m_sentence);
    column->addWidget(m_pem);
    column->addWidget(m_copy, 0, Qt::AlignLeft);
    auto *portal = new QVBoxLayout(m_portal);
    portal->setContentsMargins(0, space::tight, 0, 0);
    portal->setSpacing(space::tight);
    makePortal(portal);
    column->addWidget(m_portal);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_pem->toPlainText() + u'\n');
        Q_EMIT said(tr("The public key was copied."));
    });
}

void UploadPanel::makePortal(QVBoxLayout *column)
{
    auto *caption = new Label(tr("Portal"), m_portal);
    m_address = new QLineEdit(m_portal);
    m_address->setAccessibleName(tr("Address of the portal"));
    m_address->setPlaceholderText(u"https://developer...."_s);
    caption->setBuddy(m_address);
    auto *open = new QPushButton(tr("Open portal"), m_portal);
    m_hint = new Label({}, m_portal);
    m_hint->setWordWrap(true);
    m_hint->reserveLines(2);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::inner);
    row->addWidget(m_address, 1);
    row->addWidget(open);
    auto *path = new Label(tr("There: %1").arg(models::keyupload::pathOnPortal()), m_portal);
    path->setWordWrap(true);
    column->addWidget(caption);
    column->addLayout(row);
    column->addWidget(m_hint);
    column->addWidget(path);
    connect(open, &QPushButton::clicked, this, &UploadPanel::openPortal);
    connect(m_address, &QLineEdit::textChanged, this, &UploadPanel::showHint);
}

void UploadPanel::show(const QString &keyId, const QString &profileId)
{
    const auto profile = m_context.profiles->profile(profileId);
    const auto pem = m_context.store->publicPem(keyId);
    m_pem->setPlainText(pem ? QString::fromLatin1(*pem).trimmed() : pem.error().message);
    m_sandbox = profile && profile->embeddedSandbox;
    m_portal->setVisible(!m_sandbox);
    m_sentence->setText(
        m_sandbox ? tr("The embedded sandbox takes the public key at once.")
                  : tr("Copy the public key, open the portal, and upload it there. The private key "
                       "stays on this computer."));
    if (m_profileId == profileId)
        return;
    m_profileId = profileId;
    const QString kept = m_settings ? m_settings->value(settingOf()).toString() : QString();
    m_address->setText(!kept.isEmpty() ? kept
                       : profile       ? models::keyupload::portalOf(*profile).url.toString()
                                       : QString());
    showHint();
}

QString UploadPanel::settingOf() const
{
    return u"keys/portal/%1"_s.arg(m_profileId);
}

void UploadPanel::showHint()
{
    const auto profile = m_context.profiles->profile(m_profileId);
    const auto known =
        profile ? models::keyupload::portalOf(*profile) : models::keyupload::Portal();
    QString words;
    Theme::Tone tone = Theme::Tone::Muted;
    if (m_address->text().trimmed().isEmpty()) {
        words = tr("The portal of this region is not known. Type its address; it is remembered.");
    } else if (!models::keyupload::portalFromText(m_address->text())) {
        words = tr("This is no https address.");
        tone = Theme::Tone::Bad;
    } else if (m_address->text() == known.url.toString() && known.assumed) {
        words = tr("Assumed: no public page names the portal of this region. Correct the address "
                   "where it is another one; it is remembered.");
        tone = Theme::Tone::Warn;
    }
    m_hint->setText(words);
    m_address->setAccessibleDescription(words);
    Theme::setTone(m_hint, tone);
}

void UploadPanel::openPortal()
{
    const auto url = models::keyupload::portalFromText(m_address->text());
    if (!url) {
        m_address->setFocus();
        return;
    }
    if (m_settings)
        m_settings->setValue(settingOf(), url->toString());
    if (!QDesktopServices::openUrl(*url))
        Q_EMIT said(tr("No browser could be opened. Copy the address instead."));
}

} // namespace ui
