// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/TypedConfirmation.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/DialogButtons.h"
#include "ui/widgets/Label.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

TypedConfirmation::TypedConfirmation(const QString &sentence, const QString &wanted,
                                     DialogButtons *buttons, QPushButton *go, QPushButton *stay,
                                     QWidget *parent)
    : QWidget(parent)
    , m_typed(new QLineEdit(this))
{
    auto *hint = new Label(sentence, this);
    hint->setWordWrap(true);
    hint->setBuddy(m_typed);
    m_typed->setAccessibleName(sentence);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::tight);
    column->addWidget(hint);
    column->addWidget(m_typed);
    setFocusProxy(m_typed);
    go->setEnabled(false);
    buttons->setDefault(stay);
    connect(m_typed, &QLineEdit::textChanged, this,
            [buttons, go, stay, wanted](const QString &text) {
                go->setEnabled(text.trimmed() == wanted);
                buttons->setDefault(go->isEnabled() ? go : stay); // typed on purpose
            });
}

QString TypedConfirmation::productionSentence(int count, const QString &wanted)
{
    return count == 1 ? tr("This is production. Type the id to go on: %1").arg(wanted)
                      : tr("This is production. Type the number to go on: %1").arg(wanted);
}

} // namespace ui
