// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patch/PatchEditor.h"

#include "ui/patch/OperationsTable.h"
#include "ui/patch/PatchText.h"
#include "ui/patch/StepView.h"
#include "ui/patch/UndoKeys.h"
#include "ui/resource/JsonEditor.h"
#include "ui/theme/Icons.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/Placeholder.h"

#include <QAction>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

// Both parts have to fit into a low window, below a banner and above a footer with a sentence.
constexpr int leastList = 96;
constexpr int leastText = 120;

} // namespace

PatchEditor::PatchEditor(models::ResourceDraft *draft, QWidget *parent, QWidget *undoScope)
    : QWidget(parent)
    , m_draft(draft)
    , m_model(draft)
    , m_listStack(new QStackedWidget(this))
    , m_nothing(new Placeholder(this))
    , m_table(new OperationsTable(&m_model, this))
    , m_note(new Label({}, this))
    , m_lower(new QTabWidget(this))
    , m_text(new PatchText(&m_model, this))
{
    makeActions();
    m_step = new StepView(&m_model, m_back, m_forward, this);
    m_keys = new UndoKeys(undoScope ? undoScope : this, m_undo, m_redo);
    connect(m_keys, &UndoKeys::fieldLeft, draft, &models::ResourceDraft::endStep);

    auto *split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(makeUpper());
    split->addWidget(makeLower());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(split);

    connect(&m_model, &models::PatchEntriesModel::stepChanged, this, &PatchEditor::refresh);
    connect(&m_model, &models::PatchEntriesModel::effectsChanged, this, &PatchEditor::refreshNote);
    connect(draft, &models::ResourceDraft::changed, this, [this] {
        m_said.clear();
        refresh();
    });
    connect(draft, &models::ResourceDraft::reset, this, [this] {
        m_said.clear();
        refresh();
    });
    connect(draft, &models::ResourceDraft::unfinishedChanged, this, &PatchEditor::refresh);
    connect(m_text, &PatchText::errorChanged, this, [this] {
        refresh();
        Q_EMIT problemChanged();
    });
    connect(m_text, &PatchText::revealed, &m_model, &models::PatchEntriesModel::setReveals);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &PatchEditor::refresh);
    connect(m_step, &StepView::headingChanged, this, &PatchEditor::nameStep);
    nameStep();
    refresh();
}

PatchEditor::~PatchEditor()
{
    takeTyped();
}

QWidget *PatchEditor::makeUpper()
{
    setWordsForNothing(tr("Nothing is changed"),
                       tr("Edit a field or the JSON, and the operations that will be sent appear "
                          "here. Or write them yourself."));
    connect(m_nothing, &Placeholder::actionTriggered, m_add, &QAction::trigger);
    m_nothing->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
    m_listStack->setMinimumHeight(leastList);
    m_listStack->addWidget(m_nothing);
    m_listStack->addWidget(m_table);
    m_note->setWordWrap(true);
    m_note->setContentsMargins(space::panel, space::tight, space::panel, space::tight);

    auto *upper = new QWidget(this);
    auto *column = new QVBoxLayout(upper);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeToolBar());
    column->addWidget(m_listStack, 1);
    column->addWidget(m_note);
    return upper;
}

QWidget *PatchEditor::makeToolBar()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(space::inner, space::tight, space::inner, space::tight);
    row->setSpacing(2);
    const auto button = [&](QAction *action) {
        auto *made = new QToolButton(bar);
        made->setDefaultAction(action);
        made->setAccessibleName(action->text());
        made->setFocusPolicy(Qt::TabFocus);
        row->addWidget(made);
        return made;
    };
    for (QAction *action : {m_add, m_remove, m_up, m_down, m_test})
        button(action);
    row->addSpacing(space::inner);
    button(m_undo);
    button(m_redo);
    row->addSpacing(space::inner);
    button(m_back);
    button(m_forward);
    row->addStretch(1);
    auto *more = new QToolButton(bar);
    more->setIcon(icon(u"more"_s));
    more->setText(tr("More"));
    more->setToolTip(tr("Import, export, saved patches"));
    more->setAccessibleName(tr("More for patches"));
    more->setPopupMode(QToolButton::InstantPopup);
    more->setMenu(makeMenu());
    row->addWidget(more);
    return bar;
}

QWidget *PatchEditor::makeLower()
{
    m_lower->setMinimumHeight(leastText);
    m_lower->setDocumentMode(true);
    m_lower->addTab(m_text, tr("Text"));
    m_lower->addTab(m_step, QString());
    return m_lower;
}

void PatchEditor::nameStep()
{
    m_lower->setTabText(m_lower->indexOf(m_step), tr("Document after step %1").arg(m_model.step()));
}

void PatchEditor::setWordsForNothing(const QString &title, const QString &sentence)
{
    m_nothing->setContent(u"edit"_s, title, sentence, tr("Add an operation"));
}

void PatchEditor::setLibrary(models::PatchLibrary *library)
{
    m_library = library;
    refresh();
}

void PatchEditor::setReadOnly(bool readOnly)
{
    if (m_readOnly == readOnly)
        return;
    m_readOnly = readOnly;
    m_model.setReadOnly(readOnly);
    m_text->setReadOnly(readOnly);
    refresh();
}

void PatchEditor::takeTyped()
{
    m_text->takeTyped();
}

QString PatchEditor::problem() const
{
    if (m_text->isWrong())
        return m_text->error();
    return m_draft->fault() ? m_draft->fault()->sentence() : QString();
}

void PatchEditor::focusProblem()
{
    if (m_text->isWrong()) {
        m_lower->setCurrentWidget(m_text);
        m_text->editor()->setFocus();
    } else if (m_draft->fault() && m_draft->fault()->row >= 0) {
        m_table->selectRow(m_draft->fault()->row);
        m_table->setFocus();
    }
}

void PatchEditor::refresh()
{
    const int rows = m_model.rowCount();
    m_listStack->setCurrentIndex(rows > 0 ? 1 : 0);
    // A text that is half typed is newer than the list.
    const bool editable = !m_readOnly && !m_draft->isEmpty() && !m_text->isWrong();
    const QList<int> selected = m_table->selectedRows();
    const bool one = selected.size() == 1;
    m_table->setEnabled(!m_text->isWrong());
    m_nothing->setEnabled(editable);
    m_add->setEnabled(editable);
    m_duplicate->setEnabled(editable && one);
    m_remove->setEnabled(editable && !selected.isEmpty());
    m_up->setEnabled(editable && one && selected.first() > 0);
    m_down->setEnabled(editable && one && selected.first() + 1 < rows);
    m_test->setEnabled(editable && rows > 0);
    m_undo->setEnabled(!m_readOnly && m_draft->canUndo());
    m_redo->setEnabled(!m_readOnly && m_draft->canRedo());
    m_back->setEnabled(m_model.step() > 0);
    m_forward->setEnabled(m_model.step() < rows);
    m_import->setEnabled(editable);
    m_export->setEnabled(rows > 0 && problem().isEmpty());
    m_saved->setEnabled(m_library && editable);
    m_saveAs->setEnabled(m_library && rows > 0 && problem().isEmpty());
    m_lower->setTabIcon(0, m_text->isWrong() ? icon(u"error"_s, Colour::Bad) : QIcon());
    refreshNote();
}

void PatchEditor::refreshNote()
{
    const QString wrong = problem();
    const bool isBad = !wrong.isEmpty() || (m_saidBad && !m_said.isEmpty());
    QString text = m_said;
    if (m_text->isWrong())
        text = tr("Not taken yet: %1").arg(wrong);
    else if (!wrong.isEmpty())
        text = tr("Not applied: %1").arg(wrong);
    else if (text.isEmpty() && m_draft->hasOnlyTests() && !m_draft->isNew())
        text = tr("There are only test operations: they check, and change nothing.");
    else if (const QList<int> rows = m_table->selectedRows(); text.isEmpty() && rows.size() == 1)
        text = m_model.index(rows.first(), models::PatchEntriesModel::Effect)
                   .data(Qt::EditRole)
                   .toString(); // the column is narrow
    Theme::setTone(m_note, isBad && !text.isEmpty() ? Theme::Tone::Bad : Theme::Tone::Muted);
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

void PatchEditor::say(const QString &sentence, bool isBad)
{
    m_said = sentence;
    m_saidBad = isBad;
    refreshNote();
}

} // namespace ui
