// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/BulkChange.h"

#include <QDialog>

namespace ui {

/// In production: how many will be changed is typed before it begins.
class BulkNumberDialog : public QDialog
{
    Q_OBJECT

public:
    BulkNumberDialog(const models::BulkChange &change, QWidget *parent);
};

} // namespace ui
