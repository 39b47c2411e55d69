// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ResourceController.h"

#include <QDialog>

namespace ui {

/// The exact requests that are about to be sent, and to whom. Accepting it sends nothing by itself.
class ReviewDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ReviewDialog(models::ResourceController *controller, QWidget *parent = nullptr);
};

} // namespace ui
