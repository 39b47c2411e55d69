// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ResourceController.h"

#include <QDialog>

class QVBoxLayout;

namespace ui {

/// The exact requests that are about to be sent, and to whom. Accepting it sends nothing by itself.
class ReviewDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ReviewDialog(models::ResourceController *controller, QWidget *parent = nullptr);
    /// Of a command: @p verb is what its button says.
    ReviewDialog(const QString &title, const api::Profile &profile,
                 const models::RequestPreview &request, const QString &verb,
                 QWidget *parent = nullptr);

private:
    QVBoxLayout *begin(const QString &title, const api::Profile &profile);
    void end(QVBoxLayout *column, const QString &no, const QString &yes);
    void addDifferences(QVBoxLayout *column, models::ResourceDraft *draft);
    void addRequest(QVBoxLayout *column, const models::RequestPreview &request);
};

} // namespace ui
