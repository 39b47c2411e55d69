// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/PathEdit.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace ui {

class Label;

/// Puts a path right that the console only assumes. Accepted once the path is changed; the
/// catalogue, and with it the window, follows at once.
class EditPathDialog : public QDialog
{
    Q_OBJECT

public:
    /// Of a resource type: its list, its items and all below.
    EditPathDialog(models::ApiDocuments *documents, const api::ResourceType &type,
                   QWidget *parent = nullptr);
    /// Of one operation.
    EditPathDialog(models::ApiDocuments *documents, const api::Operation &operation,
                   QWidget *parent = nullptr);

private:
    EditPathDialog(models::PathEdit edit, QWidget *parent);
    void refresh();
    void apply();

    models::PathEdit m_edit;
    QLineEdit *m_path;
    Label *m_hint;
    QPushButton *m_original;
    QPushButton *m_apply;
};

} // namespace ui
