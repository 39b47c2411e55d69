// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Question.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/DialogButtons.h"
#include "ui/widgets/Label.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

Question::Question(const Words &words, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(words.title);
    setMinimumWidth(420);
    auto *sentence = new Label(words.sentence, this);
    sentence->setWordWrap(true);
    auto *buttons = new DialogButtons(this);
    buttons->addAccept(words.yes, DialogButtons::Kind::Quiet);
    QPushButton *no = buttons->add(words.no, DialogButtons::Kind::Primary);
    buttons->setDefault(no);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::panel);
    column->addWidget(sentence);
    column->addWidget(buttons);
    connect(no, &QPushButton::clicked, this, &QDialog::reject);
    no->setFocus();
}

} // namespace ui
