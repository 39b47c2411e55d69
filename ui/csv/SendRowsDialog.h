// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/api/Profile.h"
#include "models/csv/CsvRowsModel.h"

#include <QDialog>

namespace ui {

/// Says what sending the rows of a file does, and to whom; in production the number of them is
/// typed.
class SendRowsDialog : public QDialog
{
    Q_OBJECT

public:
    /// @p way: how they are sent and what that means, as sentences.
    SendRowsDialog(const api::ResourceType &type, const api::Profile &profile,
                   const models::CsvRowsModel &rows, const QString &way, QWidget *parent);
};

} // namespace ui
