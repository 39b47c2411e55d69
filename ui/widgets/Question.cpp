// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Question.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QHBoxLayout>
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
    auto *yes = new QPushButton(words.yes, this);
    auto *no = new QPushButton(words.no, this);
    yes->setAutoDefault(true); // Return presses the one that has the focus
    no->setAutoDefault(true);
    no->setDefault(true);
    no->setProperty("kind", u"primary"_s);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(yes);
    buttons->addWidget(no);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::panel);
    column->addWidget(sentence);
    column->addLayout(buttons);
    connect(yes, &QPushButton::clicked, this, &QDialog::accept);
    connect(no, &QPushButton::clicked, this, &QDialog::reject);
    no->setFocus();
}

} // namespace ui
