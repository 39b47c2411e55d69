// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/FormModel.h"

#include <QScrollArea>
#include <QVector>

class QToolButton;
class QVBoxLayout;

namespace ui {

class FieldEditor;

/// The form of a resource: one FieldEditor a field, groups with a heading and an indent, built from
/// the model alone.
class DetailsForm : public QScrollArea
{
    Q_OBJECT

public:
    explicit DetailsForm(models::FormModel *model, QWidget *parent = nullptr);
    ~DetailsForm() override;

    void setReadOnly(bool readOnly);
    void focusFirst();
    /// What takes the focus, in reading order.
    QList<QWidget *> editors() const;
    /// The first field with an error gets the focus.
    void focusFirstError();

private:
    void forgetEditors();
    void rebuild();
    QWidget *makeHeading(int field);
    FieldEditor *makeEditor(int field);
    void addEntry(int field);
    void removeEntry(int field);

    models::FormModel *m_model;
    QWidget *m_content = nullptr;
    QVector<FieldEditor *> m_editors;
    QVector<QToolButton *> m_removers; // of the entries of lists
    bool m_readOnly = false;
};

} // namespace ui
