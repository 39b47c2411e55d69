// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Session.h"

#include <QDialog>

namespace ui {

/// Asks for the passphrase of the profile's key; stays open as long as it is the wrong one.
class PassphraseDialog : public QDialog
{
    Q_OBJECT

public:
    explicit PassphraseDialog(api::Session *session, QWidget *parent = nullptr);
};

} // namespace ui
