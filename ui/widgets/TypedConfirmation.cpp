// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/TypedConfirmation.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/DialogButtons.h"
#include "ui/widgets/Label.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

TypedConfirmation::TypedConfirmation(QWidget *parent)
    : QWidget(parent)
    , m_hint(new Label({}, this))
    , m_typed(new QLineEdit(this))
{
    m_hint->setWordWrap(true);
    m_hint->setBuddy(m_typed);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::tight);
    column->addWidget(m_hint);
    column->addWidget(m_typed);
    setFocusProxy(m_typed);
    connect(m_typed, &QLineEdit::textChanged, this, &TypedConfirmation::typedChanged);
}

TypedConfirmation::TypedConfirmation(const QString &sentence, const QString &wanted,
                                     DialogButtons *buttons, QPushButton *go, QPushButton *stay,
                                     QWidget *parent)
    : TypedConfirmation(parent)
{
    setWanted(sentence, wanted);
    const auto follow = [this, buttons, go, stay] {
        go->setEnabled(isTyped());
        buttons->setDefault(isTyped() ? go : stay); // typed on purpose
    };
    follow();
    connect(this, &TypedConfirmation::typedChanged, go, follow);
}

void TypedConfirmation::setWanted(const QString &sentence, const QString &wanted)
{
    m_hint->setText(sentence);
    m_typed->setAccessibleName(sentence);
    if (m_wanted == wanted)
        return;
    m_wanted = wanted;
    m_typed->clear();
    Q_EMIT typedChanged();
}

bool TypedConfirmation::isTyped() const
{
    return !m_wanted.isEmpty() && m_typed->text().trimmed() == m_wanted;
}

QString TypedConfirmation::idSentence(const QString &id)
{
    return tr("This is production. Type the id to go on: %1").arg(id);
}

QString TypedConfirmation::numberSentence(const QString &number)
{
    return tr("This is production. Type the number to go on: %1").arg(number);
}

} // namespace ui
