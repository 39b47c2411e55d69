// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/BulkPatchStep.h"

#include "ui/patch/PatchEditor.h"
#include "ui/resource/JsonEditor.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QGridLayout>
#include <QLocale>
#include <QRadioButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using Scope = models::BulkChange::Scope;

BulkPatchStep::BulkPatchStep(models::BulkChange *change, QWidget *parent)
    : QWidget(parent)
    , m_change(change)
    , m_selected(new QRadioButton(this))
    , m_matching(new QRadioButton(this))
    , m_editor(new PatchEditor(&m_draft, this))
    , m_sample(new JsonEditor(this))
    , m_problem(new Label({}, this))
{
    m_draft.setTemplate(true);
    makeScope();
    m_sample->setAccessibleName(tr("The first of them, as it is now"));
    m_sample->setReadOnly(true);
    m_sample->setTabChangesFocus(true);
    m_problem->setWordWrap(true);
    m_problem->reserveLines(2);

    auto *explanation = new Label(
        tr("A JSON Patch (RFC 6902): an array of operations, the same for all. A member of each "
           "resource stands in it as ${name}, one further down as ${/a/b}."),
        this);
    explanation->setWordWrap(true);
    m_editor->setWordsForNothing(tr("No operation yet"),
                                 tr("Add one, or write the patch as text below."));
    Theme::setMuted(explanation);
    auto *way = new Label(change->way(), this);
    way->setWordWrap(true);
    Theme::setMuted(way);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::inner);
    column->addWidget(m_selected);
    column->addWidget(m_matching);
    column->addWidget(explanation);
    auto *grid = new QGridLayout;
    grid->setSpacing(space::inner);
    grid->addWidget(Label::section(tr("Patch"), this), 0, 0);
    grid->addWidget(Label::section(tr("The first of them, as it is now"), this), 0, 1);
    grid->addWidget(m_editor, 1, 0);
    grid->addWidget(m_sample, 1, 1);
    grid->setColumnStretch(0, 3);
    grid->setColumnStretch(1, 2);
    column->addLayout(grid, 1);
    column->addWidget(m_problem);
    column->addWidget(way);

    connect(&m_draft, &models::ResourceDraft::changed, this, &BulkPatchStep::takePatch);
    connect(&m_draft, &models::ResourceDraft::unfinishedChanged, this, &BulkPatchStep::takePatch);
    connect(change, &models::BulkChange::changed, this, &BulkPatchStep::refresh);
    refresh();
}

BulkPatchStep::~BulkPatchStep()
{
    m_draft.disconnect(this);
    delete m_editor; // it hands over what was typed: the draft is still needed
}

void BulkPatchStep::setPatchLibrary(models::PatchLibrary *library)
{
    m_editor->setLibrary(library);
}

void BulkPatchStep::makeScope()
{
    const int selected = m_change->count(Scope::Selected);
    const int matching = m_change->count(Scope::Matching);
    m_selected->setText(
        tr("What is selected: %1").arg(models::BulkChange::subject(m_change->type(), selected)));
    m_matching->setText(tr("All that the filter shows, also outside of the window: %1")
                            .arg(models::BulkChange::subject(m_change->type(), matching)));
    m_selected->setEnabled(selected > 0);
    m_selected->setChecked(m_change->scope() == Scope::Selected);
    m_matching->setChecked(m_change->scope() == Scope::Matching);
    connect(m_selected, &QRadioButton::toggled, this, [this](bool isSelected) {
        m_change->setScope(isSelected ? Scope::Selected : Scope::Matching);
    });
}

void BulkPatchStep::focusEditor()
{
    m_editor->setFocus();
}

void BulkPatchStep::takeTyped()
{
    m_editor->takeTyped();
    takePatch();
}

// A patch that does not apply to the first of them may still apply to others: that is for the
// preview to tell.
void BulkPatchStep::takePatch()
{
    const std::optional<QString> &unfinished = m_draft.unfinishedPatch();
    m_change->setPatchText(unfinished                       ? *unfinished
                           : m_draft.operations().isEmpty() ? QString()
                                                            : m_draft.patchText());
    refresh();
}

void BulkPatchStep::takeSample()
{
    const QString sample = m_change->sampleText();
    // Not what the editor has: it cuts long lines.
    if (sample == m_sampleText && !m_draft.isEmpty())
        return;
    m_sampleText = sample;
    m_sample->setDocumentText(sample);
    const std::optional<QString> unfinished = m_draft.unfinishedPatch();
    const QString patch = unfinished.value_or(m_draft.patchText());
    const bool some = unfinished || !m_draft.operations().isEmpty();
    m_draft.setBase({}, m_change->sample(), m_change->type().schema);
    if (some)
        (void)m_draft.setPatchText(patch); // with its error, if it has one
}

void BulkPatchStep::refresh()
{
    const bool written = !m_draft.operations().isEmpty() || m_draft.unfinishedPatch();
    m_problem->setText(m_change->whyNotPreview());
    Theme::setTone(m_problem, written ? Theme::Tone::Bad : Theme::Tone::Muted);
    takeSample();
}

} // namespace ui
