// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/CopyAsButton.h"

#include "models/Snippets.h"

#include <QMenu>

namespace ui {

CopyAsButton::CopyAsButton(QWidget *parent)
    : QPushButton(tr("Copy as"), parent)
{
    auto *menu = new QMenu(this);
    for (const models::Snippets::Language &language : models::Snippets::languages()) {
        connect(menu->addAction(language.title), &QAction::triggered, this,
                [this, key = language.key] { Q_EMIT chosen(key); });
    }
    setMenu(menu);
    setAccessibleName(tr("Copy the request as code"));
}

} // namespace ui
