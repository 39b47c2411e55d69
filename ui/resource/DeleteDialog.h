// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/api/Profile.h"

#include <QDialog>
#include <QStringList>

namespace ui {

/// Asks before something is deleted; in production it wants the id typed, or the number where there
/// are several.
class DeleteDialog : public QDialog
{
    Q_OBJECT

public:
    DeleteDialog(const api::ResourceType &type, const QStringList &ids, const api::Profile &profile,
                 QWidget *parent = nullptr);

    /// "device" for one, "3 devices" for more.
    static QString subject(const api::ResourceType &type, int count);
};

} // namespace ui
