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
    /// @p names: what people call them, in the order of @p ids; may be empty, or hold empty ones.
    DeleteDialog(const api::ResourceType &type, const QStringList &ids, const api::Profile &profile,
                 QWidget *parent = nullptr, const QStringList &names = {});

    /// More than these are counted, not listed, and need no name.
    static constexpr int maximumListed = 200;
};

} // namespace ui
