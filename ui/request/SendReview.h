// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/RequestBench.h"

#include <QDialog>

namespace ui {

/// A request that changes something, shown once more before it goes to a real domain.
class SendReview : public QDialog
{
    Q_OBJECT

public:
    SendReview(const models::RequestBench::Preview &request, const api::Profile &profile,
               QWidget *parent = nullptr);
};

} // namespace ui
