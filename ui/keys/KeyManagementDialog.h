// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/KeyContext.h"

#include <QDialog>
#include <QSettings>

namespace ui {

class KeysPage;
class Label;

/// The keys page in a dialog: for where a key pair has to be chosen, and there is none yet.
class KeyManagementDialog : public QDialog
{
    Q_OBJECT

public:
    /// @p settings may be null.
    KeyManagementDialog(const models::KeyContext &context, QSettings *settings,
                        QWidget *parent = nullptr);

    KeysPage *page() const { return m_page; }

private:
    KeysPage *m_page;
    Label *m_said;
};

} // namespace ui
