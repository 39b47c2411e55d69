// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/DetailsForm.h"

#include "ui/resource/FieldEditor.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QVBoxLayout>

namespace ui {

DetailsForm::DetailsForm(models::FormModel *model, QWidget *parent)
    : QScrollArea(parent)
    , m_model(model)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Details form"));
    connect(model, &models::FormModel::reset, this, &DetailsForm::rebuild);
    connect(model, &models::FormModel::fieldChanged, this, [this](int field) {
        if (field >= 0 && field < m_editors.size())
            m_editors.at(field)->setField(m_model->fields().at(field));
    });
    rebuild();
}

DetailsForm::~DetailsForm()
{
    forgetEditors();
}

// An editor that has the focus says so while it is destroyed: it would speak of a field of the form
// that comes, or to one that is gone.
void DetailsForm::forgetEditors()
{
    for (FieldEditor *editor : std::as_const(m_editors))
        editor->disconnect(this);
    m_editors.clear();
}

void DetailsForm::rebuild()
{
    forgetEditors();
    m_content = new QWidget;
    m_content->setBackgroundRole(QPalette::Base);
    m_content->setAutoFillBackground(true);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(space::panel, space::field, space::panel, space::panel);
    column->setSpacing(space::field);

    QString group;
    for (int i = 0; i < m_model->fields().size(); ++i) {
        const models::FormField &field = m_model->fields().at(i);
        if (field.group != group) {
            group = field.group;
            if (!group.isEmpty()) {
                auto *heading = new Label(group, m_content);
                if (Theme::instance())
                    heading->setFont(Theme::instance()->sectionFont());
                column->addSpacing(space::inner);
                column->addWidget(heading);
            }
        }
        auto *editor = new FieldEditor(field, m_content);
        editor->setReadOnly(m_readOnly || field.readOnly);
        editor->setSuggestions([this, i] { return m_model->suggestions(i); });
        connect(editor, &FieldEditor::edited, this,
                [this, i](const QString &text) { m_model->setText(i, text); });
        connect(editor, &FieldEditor::left, this, [this, i] { m_model->leaveField(i); });
        connect(editor, &FieldEditor::clearWanted, this, [this, i] { m_model->clearField(i); });
        connect(editor, &FieldEditor::revertWanted, this, [this, i] { m_model->revertField(i); });
        column->addWidget(editor);
        m_editors << editor;
    }
    column->addStretch();
    setWidget(m_content); // deletes the old one
}

QList<QWidget *> DetailsForm::editors() const
{
    QList<QWidget *> widgets;
    for (const FieldEditor *editor : m_editors)
        widgets << editor->editor();
    return widgets;
}

void DetailsForm::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    for (int i = 0; i < m_editors.size(); ++i)
        m_editors.at(i)->setReadOnly(readOnly || m_model->fields().at(i).readOnly);
}

void DetailsForm::focusFirst()
{
    for (int i = 0; i < m_editors.size(); ++i) {
        if (m_model->fields().at(i).readOnly)
            continue;
        m_editors.at(i)->editor()->setFocus(Qt::OtherFocusReason);
        ensureWidgetVisible(m_editors.at(i));
        return;
    }
}

void DetailsForm::focusFirstError()
{
    for (int i = 0; i < m_editors.size(); ++i) {
        if (m_model->fields().at(i).error.isEmpty())
            continue;
        m_editors.at(i)->editor()->setFocus(Qt::OtherFocusReason);
        ensureWidgetVisible(m_editors.at(i));
        return;
    }
}

} // namespace ui
