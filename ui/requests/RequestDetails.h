// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/History.h"

#include <QDialog>

namespace ui {

/// One request and its reply as the history has them: redacted, as plain text.
class RequestDetails : public QDialog
{
    Q_OBJECT

public:
    explicit RequestDetails(const api::HistoryEntry &entry, QWidget *parent = nullptr);
};

} // namespace ui
