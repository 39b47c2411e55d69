// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/SnippetMenu.h"

#include "models/Snippets.h"
#include "ui/theme/Icons.h"
#include "ui/widgets/SecretClipboard.h"

#include <QClipboard>
#include <QGuiApplication>

namespace ui {

using namespace Qt::StringLiterals;

SnippetMenu::SnippetMenu(QWidget *parent)
    : QMenu(tr("Copy as"), parent)
    , m_token(new QAction(tr("With the token in it"), this))
{
    setIcon(ui::icon(u"copy"_s));
    for (const models::Snippets::Language &language : models::Snippets::languages()) {
        QAction *action = addAction(language.title);
        connect(action, &QAction::triggered, this,
                [this, key = language.key] { Q_EMIT chosen(key, withToken()); });
    }
    addSeparator();
    m_token->setCheckable(true);
    m_token->setToolTip(tr("Else the code reads it from the environment variable TOKEN"));
    addAction(m_token);
}

void SnippetMenu::copy(const QString &text, bool secret)
{
    if (secret)
        SecretClipboard::copySecret(text);
    else
        QGuiApplication::clipboard()->setText(text);
}

} // namespace ui
