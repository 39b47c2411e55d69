// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/KeyWidgets.h"

#include "models/KeyWords.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QTextOption>

namespace ui::keywidgets {

using namespace Qt::StringLiterals;

QComboBox *useBox(QWidget *parent)
{
    auto *box = new QComboBox(parent);
    for (const auth::KeyUse use : {auth::KeyUse::ApiAccess, auth::KeyUse::CallbackSigning})
        box->addItem(models::KeyWords::use(use), int(use));
    return box;
}

auth::KeyUse useOf(const QComboBox *box)
{
    return auth::KeyUse(box->currentData().toInt());
}

QPlainTextEdit *fixedText(QWidget *parent)
{
    auto *text = new QPlainTextEdit(parent);
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setWordWrapMode(QTextOption::WrapAnywhere); // in a narrow panel a line was cut
    if (Theme::instance())
        text->setFont(Theme::instance()->fixedFont());
    return text;
}

Look lookOf(auth::KeyState state)
{
    switch (state) {
    case auth::KeyState::Active:
        return {u"ok"_s, Colour::Ok, Theme::Tone::Ok};
    case auth::KeyState::Next:
        return {u"clock"_s, Colour::Warn, Theme::Tone::Warn};
    case auth::KeyState::Retired:
        return {u"stop"_s, Colour::Muted, Theme::Tone::Muted};
    case auth::KeyState::Compromised:
        break;
    }
    return {u"error"_s, Colour::Bad, Theme::Tone::Bad};
}

} // namespace ui::keywidgets
