// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/BulkPatchStep.h"

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

namespace {

constexpr int pauseInTyping = 150; // ms

QString example()
{
    return u"[\n  { \"op\": \"replace\", \"path\": \"/\", \"value\": \"\" }\n]\n"_s;
}

} // namespace

BulkPatchStep::BulkPatchStep(models::BulkChange *change, QWidget *parent)
    : QWidget(parent)
    , m_change(change)
    , m_selected(new QRadioButton(this))
    , m_matching(new QRadioButton(this))
    , m_editor(new JsonEditor(this))
    , m_sample(new JsonEditor(this))
    , m_problem(new Label({}, this))
    , m_soon(this)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(pauseInTyping);
    makeScope();
    m_editor->setAccessibleName(tr("Patch"));
    m_editor->setDocumentText(example());
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
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    column->addLayout(grid, 1);
    column->addWidget(m_problem);
    column->addWidget(way);

    connect(m_editor, &QPlainTextEdit::textChanged, &m_soon, qOverload<>(&QTimer::start));
    connect(&m_soon, &QTimer::timeout, this, &BulkPatchStep::takeTyped);
    connect(change, &models::BulkChange::changed, this, &BulkPatchStep::refresh);
    refresh();
}

void BulkPatchStep::makeScope()
{
    const int selected = m_change->count(Scope::Selected);
    const int matching = m_change->count(Scope::Matching);
    m_selected->setText(tr("The %1 that are selected")
                            .arg(models::BulkChange::subject(m_change->type(), selected)));
    m_matching->setText(tr("All %1 that the filter shows, also those outside of the window")
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
    m_soon.stop();
    m_change->setPatchText(m_editor->isEdited() ? m_editor->toPlainText() : QString());
    refresh();
}

void BulkPatchStep::refresh()
{
    m_problem->setText(m_change->whyNotPreview());
    Theme::setTone(m_problem, m_editor->isEdited() ? Theme::Tone::Bad : Theme::Tone::Muted);
    if (const QString sample = m_change->sampleText(); sample != m_sample->toPlainText())
        m_sample->setDocumentText(sample);
}

} // namespace ui
