// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/ApiError.h"

#include <QDialog>

namespace ui {

/// Everything known of a failure, to read and to copy: request id, evidence, the raw (redacted)
/// reply.
class ErrorDetails : public QDialog
{
    Q_OBJECT

public:
    explicit ErrorDetails(const api::ApiError &error, QWidget *parent = nullptr);

    /// What the window shows, as one plain text.
    static QString textOf(const api::ApiError &error);
};

} // namespace ui
