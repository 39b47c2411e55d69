// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

namespace ui {

/// "Copy as": a menu of the languages that a request can be written down in. The token is always
/// read from the environment.
class CopyAsButton : public QPushButton
{
    Q_OBJECT

public:
    explicit CopyAsButton(QWidget *parent);

Q_SIGNALS:
    void chosen(const QString &language); ///< models::Snippets::Language::key
};

} // namespace ui
