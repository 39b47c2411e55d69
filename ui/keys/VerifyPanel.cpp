// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/VerifyPanel.h"

#include "models/KeyWords.h"
#include "ui/keys/PassphraseFields.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ErrorDetails.h"
#include "ui/widgets/Label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using models::KeyProbe;

namespace {

struct Look
{
    QString icon;
    Colour colour;
    Theme::Tone tone;
};

Look lookOf(KeyProbe::Verdict verdict)
{
    switch (verdict) {
    case KeyProbe::Verdict::Accepted:
        return {u"ok"_s, Colour::Ok, Theme::Tone::Ok};
    case KeyProbe::Verdict::Refused:
        return {u"error"_s, Colour::Bad, Theme::Tone::Bad};
    case KeyProbe::Verdict::Unclear:
    case KeyProbe::Verdict::NotSent:
        return {u"warning"_s, Colour::Warn, Theme::Tone::Warn};
    case KeyProbe::Verdict::None:
        break;
    }
    return {u"info"_s, Colour::Muted, Theme::Tone::Muted};
}

} // namespace

VerifyPanel::VerifyPanel(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_words(new Label({}, this))
    , m_details(new QPushButton(tr("Details"), this))
    , m_passphrase(new PassphraseFields(this))
{
    m_words->setWordWrap(true);
    m_words->reserveLines(2);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::inner);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_words, 1);
    row->addWidget(m_details, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::inner);
    column->addLayout(row);
    column->addWidget(m_passphrase);
    connect(m_details, &QPushButton::clicked, this, [this] {
        auto *details = new ErrorDetails(*m_error, this);
        details->setAttribute(Qt::WA_DeleteOnClose);
        details->open();
    });
}

void VerifyPanel::show(const KeyProbe &probe)
{
    const Look look = lookOf(probe.verdict());
    QString words = probe.sentence();
    if (probe.isRunning())
        words = probe.isWaitingForKeychain() ? models::KeyWords::keychainAsks()
                                             : tr("Asking the platform...");
    else if (probe.verdict() == KeyProbe::Verdict::None)
        words = tr("Verify sends one request, a GET that changes nothing, signed with this key "
                   "pair, and says whether the platform took it.");
    m_icon->setPixmap(iconPixmap(look.icon, look.colour, 18, devicePixelRatioF()));
    m_words->setText(words);
    m_words->setAccessibleName(words);
    Theme::setTone(m_words, look.tone);
    m_error = probe.details();
    m_details->setVisible(m_error.has_value() && !probe.isRunning());
    if (probe.wantsPassphrase())
        m_passphrase->askOnce(tr("Passphrase of the linked file"));
    else if (!probe.isRunning())
        m_passphrase->askNothing();
}

QString VerifyPanel::passphrase() const
{
    return m_passphrase->passphrase();
}

} // namespace ui
