// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/DetailsForm.h"

#include "ui/resource/FieldEditor.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QHBoxLayout>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepestIndent = 3;

int groupDepth(const QString &group)
{
    return group.isEmpty() ? 0 : int(qMin(group.count(" / "_L1) + 1, qsizetype(deepestIndent)));
}

QHBoxLayout *indented(QWidget *widget, int by)
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(by, 0, 0, 0);
    row->addWidget(widget);
    return row;
}

} // namespace

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
    m_removers.clear();
    m_content = new QWidget;
    m_content->setBackgroundRole(QPalette::Base);
    m_content->setAutoFillBackground(true);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(space::panel, space::field, space::panel, space::panel);
    column->setSpacing(space::field);

    QString group;
    for (int i = 0; i < m_model->fields().size(); ++i) {
        const models::FormField &field = m_model->fields().at(i);
        const int indent = space::panel * groupDepth(field.group);
        if (field.group != group) {
            group = field.group;
            column->addSpacing(space::inner);
            if (!group.isEmpty())
                column->addLayout(indented(makeHeading(i), indent - space::panel));
        }
        m_editors << makeEditor(i);
        column->addLayout(indented(m_editors.constLast(), indent));
    }
    column->addStretch();
    setWidget(m_content); // deletes the old one
}

QWidget *DetailsForm::makeHeading(int field)
{
    const models::FormField &first = m_model->fields().at(field);
    auto *heading = new QWidget(m_content);
    auto *row = new QHBoxLayout(heading);
    row->setContentsMargins(0, 0, 0, 0);
    auto *title = new Label(first.group, heading);
    if (Theme::instance())
        title->setFont(Theme::instance()->sectionFont());
    row->addWidget(title);
    if (!first.entry.isRoot()) {
        auto *remover = new QToolButton(heading);
        remover->setIcon(icon(u"delete"_s, Colour::Muted));
        remover->setIconSize({14, 14});
        remover->setToolTip(tr("Remove this entry"));
        remover->setAccessibleName(tr("Remove %1").arg(first.group));
        remover->setFocusPolicy(Qt::StrongFocus);
        remover->setEnabled(!m_readOnly && !first.readOnly);
        // The button goes with the form that the click rebuilds.
        connect(
            remover, &QToolButton::clicked, this, [this, field] { removeEntry(field); },
            Qt::QueuedConnection);
        row->addWidget(remover);
        m_removers << remover;
    }
    row->addStretch();
    return heading;
}

FieldEditor *DetailsForm::makeEditor(int field)
{
    auto *editor = new FieldEditor(m_model->fields().at(field), m_content);
    editor->setReadOnly(m_readOnly || m_model->fields().at(field).readOnly);
    editor->setSuggestions([this, field] { return m_model->suggestions(field); });
    connect(editor, &FieldEditor::edited, this,
            [this, field](const QString &text) { m_model->setText(field, text); });
    connect(editor, &FieldEditor::left, this, [this, field] { m_model->leaveField(field); });
    connect(editor, &FieldEditor::clearWanted, this, [this, field] { m_model->clearField(field); });
    // What changes the set of fields rebuilds the form that the click comes from.
    const bool isList = m_model->fields().at(field).kind == models::FormField::Kind::Entries;
    connect(
        editor, &FieldEditor::revertWanted, this, [this, field] { m_model->revertField(field); },
        isList ? Qt::QueuedConnection : Qt::AutoConnection);
    connect(
        editor, &FieldEditor::entryWanted, this, [this, field] { addEntry(field); },
        Qt::QueuedConnection);
    return editor;
}

void DetailsForm::addEntry(int field)
{
    const int first = m_model->addEntry(field);
    if (first < 0 || first >= m_editors.size())
        return;
    m_content->layout()->activate();
    m_editors.at(first)->editor()->setFocus(Qt::OtherFocusReason);
    ensureWidgetVisible(m_editors.at(first));
}

void DetailsForm::removeEntry(int field)
{
    const int place = verticalScrollBar()->value();
    m_model->removeEntry(field);
    m_content->layout()->activate();
    verticalScrollBar()->setValue(place);
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
    for (QToolButton *remover : std::as_const(m_removers))
        remover->setEnabled(!readOnly);
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
