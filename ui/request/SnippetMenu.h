// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace ui {

/// "Copy as": the languages, and whether the token itself goes along.
class SnippetMenu : public QMenu
{
    Q_OBJECT

public:
    explicit SnippetMenu(QWidget *parent = nullptr);

    bool withToken() const { return m_token->isChecked(); }
    /// Puts a request into the clipboard: as a secret when a token is in it.
    static void copy(const QString &text, bool secret);

Q_SIGNALS:
    void chosen(const QString &language, bool withToken);

private:
    QAction *m_token;
};

} // namespace ui
