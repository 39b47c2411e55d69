// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ResourceController.h"
#include "ui/widgets/DialogButtons.h"

#include <QDialog>

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace ui {

class JsonEditor;

/// The exact requests that are about to be sent, and to whom. Accepting it sends nothing by itself.
class ReviewDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ReviewDialog(models::ResourceController *controller, QWidget *parent = nullptr);
    /// Of a command: @p verb is what its button says.
    ReviewDialog(const QString &title, const api::Profile &profile,
                 const models::RequestPreview &request, const QString &verb,
                 DialogButtons::Kind kind, QWidget *parent = nullptr);

protected:
    /// For reviews of another kind: begin(), what is to be seen, end().
    explicit ReviewDialog(QWidget *parent);
    QVBoxLayout *begin(const QString &title, const api::Profile &profile);
    struct Buttons
    {
        DialogButtons *row;
        QPushButton *no;
        QPushButton *yes;
    };
    /// The second one is the default, and has the focus; where it is destructive, the first one.
    Buttons end(QVBoxLayout *column, const QString &no, const QString &yes,
                DialogButtons::Kind kind = DialogButtons::Kind::Primary);
    void addRequest(QVBoxLayout *column, const models::RequestPreview &request);

private:
    void addDifferences(QVBoxLayout *column, models::ResourceDraft *draft);

    QLineEdit *m_line = nullptr;
    JsonEditor *m_body = nullptr;
};

} // namespace ui
