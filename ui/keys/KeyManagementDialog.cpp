// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/KeyManagementDialog.h"

#include "ui/keys/KeysPage.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/DialogButtons.h"
#include "ui/widgets/Label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

KeyManagementDialog::KeyManagementDialog(const models::KeyContext &context, QSettings *settings,
                                         QWidget *parent)
    : QDialog(parent)
    , m_page(new KeysPage(context, settings, this))
    , m_said(new Label({}, this))
{
    setWindowTitle(tr("Manage keys"));
    resize(1040, 620);
    auto *close = new QPushButton(tr("Close"), this);
    Theme::setMuted(m_said);
    m_said->setElided(Qt::ElideRight);
    auto *bottom = new QHBoxLayout;
    bottom->setContentsMargins(space::panel, space::inner, space::panel, space::inner);
    bottom->setSpacing(space::inner);
    bottom->addWidget(m_said, 1);
    bottom->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_page, 1);
    column->addLayout(bottom);
    DialogButtons::useWithoutDefault(this);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_page, &Page::said, m_said, &Label::setText);
}

} // namespace ui
