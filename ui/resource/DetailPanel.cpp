// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/DetailPanel.h"

#include "models/ResourceName.h"
#include "ui/patch/PatchEditor.h"
#include "ui/resource/BeforeAfter.h"
#include "ui/resource/ConflictDialog.h"
#include "ui/resource/DetailsForm.h"
#include "ui/resource/JsonEditor.h"
#include "ui/resource/ReviewDialog.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/Placeholder.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

DetailPanel::DetailPanel(models::ResourceController *controller, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_form(&controller->draft())
    , m_stack(new QStackedWidget(this))
    , m_nothing(new Placeholder(this))
    , m_banner(new Banner(this))
    , m_tabs(new QTabWidget(this))
    , m_details(new DetailsForm(&m_form, this))
    , m_jsonPage(new QWidget(this))
    , m_json(new JsonEditor(m_jsonPage))
    , m_jsonError(new Label({}, m_jsonPage))
    , m_cutNote(new QWidget(m_jsonPage))
    , m_secretNote(new QWidget(m_jsonPage))
    , m_patchEditor(new PatchEditor(&controller->draft(), this, this))
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_nothing->setContent(controller->resource().icon, tr("Nothing is open"),
                          tr("Choose a row to see all of it here."));

    makeJsonPage();
    m_tabs->addTab(m_details, tr("Details"));
    m_tabs->addTab(m_jsonPage, tr("JSON"));
    m_tabs->addTab(m_patchEditor, tr("Patch"));
    // A patch of what can't be changed would only puzzle.
    m_tabs->setTabVisible(m_tabs->indexOf(m_patchEditor), controller->canEverSend());
    m_tabs->setDocumentMode(true);

    auto *open = new QWidget(this);
    auto *openColumn = new QVBoxLayout(open);
    openColumn->setContentsMargins(0, 0, 0, 0);
    openColumn->setSpacing(0);
    openColumn->addWidget(makeHeader());
    openColumn->addWidget(m_banner);
    openColumn->addWidget(m_tabs, 1);
    openColumn->addWidget(makeFooter());
    m_stack->addWidget(m_nothing);
    m_stack->addWidget(open);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);

    m_form.setValueSource([controller](const QString &property) {
        return controller->table().distinctValues(property);
    });
    // Parsing a long text at every key would be felt: it waits for a short pause.
    m_parseSoon.setSingleShot(true);
    m_parseSoon.setInterval(120);
    connect(&m_parseSoon, &QTimer::timeout, this, &DetailPanel::takeJson);
    connect(m_json, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_json->isReadOnly() && !m_takingJson && (m_json->isEdited() || isJsonWrong()))
            m_parseSoon.start();
    });
    connect(&controller->draft(), &models::ResourceDraft::reset, this, &DetailPanel::showDraft);
    connect(&controller->draft(), &models::ResourceDraft::changed, this, &DetailPanel::refresh);
    connect(&controller->draft(), &models::ResourceDraft::unfinishedChanged, this,
            &DetailPanel::refresh);
    connect(controller, &models::ResourceController::savingChanged, this, &DetailPanel::refresh);
    connect(controller, &models::ResourceController::stateChanged, this, &DetailPanel::refresh);
    connect(controller, &models::ResourceController::abilitiesChanged, this, &DetailPanel::refresh);
    connect(controller, &models::ResourceController::conflictChanged, this,
            &DetailPanel::showConflict);
    connect(m_patchEditor, &PatchEditor::aboutToStep, this, &DetailPanel::takeTyped);
    connect(m_patchEditor, &PatchEditor::problemChanged, this, &DetailPanel::refresh);
    connect(controller, &models::ResourceController::leaving, this, &DetailPanel::takeTyped);
    connect(&m_form, &models::FormModel::fieldChanged, this, &DetailPanel::refresh);
    connect(&m_form, &models::FormModel::reset, this, &DetailPanel::orderTabs);
    orderTabs();
    showDraft();
}

DetailPanel::~DetailPanel()
{
    takeTyped();
}

void DetailPanel::makeJsonPage()
{
    m_jsonError->setWordWrap(true);
    m_jsonError->setContentsMargins(space::panel, space::inner, space::panel, space::inner);
    m_jsonError->hide();
    Theme::setTone(m_jsonError, Theme::Tone::Bad);

    auto *why = new Label(tr("Very long lines are shown cut, and the text can't be edited."), this);
    why->setWordWrap(true);
    Theme::setMuted(why);
    auto *whole = new QPushButton(tr("Edit it whole, slowly"), this);
    connect(whole, &QPushButton::clicked, this, [this] {
        const QScopedValueRollback guard(m_takingJson, true);
        m_json->setWhole(true);
        refresh();
        m_json->setFocus();
    });
    auto *note = new QHBoxLayout(m_cutNote);
    note->setContentsMargins(space::panel, space::inner, space::panel, space::inner);
    note->addWidget(why, 1);
    note->addWidget(whole);
    m_cutNote->hide();

    makeSecretNote();
    auto *column = new QVBoxLayout(m_jsonPage);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_secretNote);
    column->addWidget(m_cutNote);
    column->addWidget(
        new BeforeAfter(
            &m_controller->draft(), m_json, [this] { return isMasked(); }, m_jsonPage),
        1);
    column->addWidget(m_jsonError);
}

// Whoever looks over a shoulder sees no password until somebody asks for it.
void DetailPanel::makeSecretNote()
{
    m_secretWords = new Label({}, m_secretNote);
    m_secretWords->setWordWrap(true);
    Theme::setMuted(m_secretWords);
    m_reveal = new QPushButton(tr("Show secrets"), m_secretNote);
    connect(m_reveal, &QPushButton::clicked, this, [this] {
        takeTyped();
        if (isJsonWrong())
            return; // masked, it could not be completed
        m_isRevealed = !m_isRevealed;
        m_origin = {};
        refresh();
    });
    auto *row = new QHBoxLayout(m_secretNote);
    row->setContentsMargins(space::panel, space::inner, space::panel, space::inner);
    row->addWidget(m_secretWords, 1);
    row->addWidget(m_reveal);
    m_secretNote->hide();
}

// Looked for once in each state of the draft: it may be long.
bool DetailPanel::hasSecrets() const
{
    const models::TextOrigin now = m_controller->draft().textOrigin();
    if (m_secretsOf.edited.root().handle() != now.edited.root().handle()) {
        m_secretsOf = now;
        m_hasSecrets = m_controller->draft().hasSecrets();
    }
    return m_hasSecrets && now.edited;
}

bool DetailPanel::isMasked() const
{
    return !m_isRevealed && hasSecrets() && !isJsonWrong();
}

QWidget *DetailPanel::makeHeader()
{
    auto *header = new QWidget(this);
    m_title = new Label({}, header);
    m_subtitle = new Label({}, header);
    m_title->setElided(Qt::ElideMiddle);
    m_subtitle->setElided(Qt::ElideRight);
    Theme::setMuted(m_subtitle);
    if (Theme::instance())
        m_title->setFont(Theme::instance()->titleFont());
    auto *close = new QToolButton(header);
    close->setIcon(icon(u"close"_s, Colour::Muted));
    close->setToolTip(tr("Close (Esc)"));
    close->setAccessibleName(tr("Close this resource"));
    connect(close, &QToolButton::clicked, this, &DetailPanel::closeWanted);

    m_menuButton = new QToolButton(header);
    m_menuButton->setText(tr("Actions"));
    m_menuButton->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    m_menuButton->setAccessibleName(tr("Actions on this resource"));
    m_menuButton->hide();

    auto *row = new QHBoxLayout;
    row->addWidget(m_title, 1);
    row->addWidget(m_menuButton);
    row->addWidget(close);
    auto *column = new QVBoxLayout(header); // an id below has the whole width
    column->setContentsMargins(space::panel, space::field, space::inner, space::inner);
    column->setSpacing(2);
    column->addLayout(row);
    column->addWidget(m_subtitle);
    return header;
}

void DetailPanel::setMenu(const QList<QAction *> &actions)
{
    m_menuButton->setVisible(!actions.isEmpty());
    auto *menu = new QMenu(m_menuButton);
    menu->setToolTipsVisible(true);
    menu->addActions(actions);
    delete m_menuButton->menu();
    m_menuButton->setMenu(menu);
}

QWidget *DetailPanel::makeFooter()
{
    m_footer = new QWidget(this);
    m_footer->setBackgroundRole(QPalette::Button);
    m_footer->setAutoFillBackground(true);
    m_staged = new Label({}, m_footer);
    m_staged->setElided(Qt::ElideRight);
    m_review = new QPushButton(tr("Review..."), m_footer);
    m_discard = new QPushButton(tr("Discard"), m_footer);
    m_send = new QPushButton(tr("Send"), m_footer);
    m_send->setProperty("kind", u"primary"_s);
    m_send->setToolTip(tr("Send the staged changes (Ctrl+Return)"));
    if (m_controller->canEverSend())
        makeCommands();
    connect(m_review, &QPushButton::clicked, this, &DetailPanel::review);
    connect(m_discard, &QPushButton::clicked, this, &DetailPanel::discard);
    connect(m_send, &QPushButton::clicked, this, &DetailPanel::send);

    m_problem = new Label({}, m_footer);
    m_problem->setWordWrap(true);
    Theme::setTone(m_problem, Theme::Tone::Warn);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::inner);
    row->addStretch(1);
    row->addWidget(m_discard);
    row->addWidget(m_review);
    row->addWidget(m_send);
    auto *column = new QVBoxLayout(m_footer);
    column->setContentsMargins(space::panel, space::inner, space::panel, space::inner);
    column->setSpacing(space::tight);
    column->addWidget(m_problem);
    column->addWidget(m_staged); // on a line of its own: beside the buttons it was cut
    column->addLayout(row);
    return m_footer;
}

// Not the buttons' own shortcuts: a new text would take those away.
void DetailPanel::focusForm()
{
    m_tabs->setCurrentWidget(m_details);
    m_details->focusFirst();
}

void DetailPanel::showDraft()
{
    m_banner->dismiss();
    m_isRevealed = false;
    forgetJson();
    m_stack->setCurrentIndex(m_controller->draft().isEmpty() ? 0 : 1);
    refreshViews();
    showUnfinished();
    showRestored();
    refresh();
}

void DetailPanel::showRestored()
{
    const QDateTime at = m_controller->restoredAt().toLocalTime();
    m_restored.clear();
    if (!at.isValid() || !m_controller->draft().isTouched())
        return;
    const bool thisYear = at.date().year() == QDate::currentDate().year();
    m_restored =
        tr("Unsent changes from %1 were restored.")
            .arg(QLocale().toString(at, thisYear ? u"d MMM HH:mm"_s : u"d MMM yyyy HH:mm"_s));
    m_banner->showMessage(Banner::Level::Info, m_restored);
    connect(m_banner->addAction(tr("Discard")), &QPushButton::clicked, this, &DetailPanel::discard);
}

// A text that was left half typed is there again as it was, with its error.
void DetailPanel::showUnfinished()
{
    const std::optional<models::UnfinishedText> unfinished = m_controller->draft().unfinished();
    if (!unfinished)
        return;
    m_isRevealed = true; // it was typed here
    {
        const QScopedValueRollback guard(m_takingJson, true);
        m_json->setDocumentText(unfinished->text);
        m_origin = unfinished->origin;
    }
    takeText(unfinished->text);
}

void DetailPanel::showTitle()
{
    const models::ResourceDraft &draft = m_controller->draft();
    const QString type = m_controller->resource().name;
    const QString name = m_controller->nameOfOpen();
    if (draft.isNew()) {
        m_title->setText(tr("New %1").arg(models::inSentence(type)));
        m_subtitle->setText(tr("Not yet on the platform"));
    } else {
        m_title->setText(name.isEmpty() ? draft.id() : name);
        m_subtitle->setText(name.isEmpty() ? type : draft.id());
    }
}

void DetailPanel::refresh()
{
    const models::ResourceDraft &draft = m_controller->draft();
    if (draft.isEmpty())
        return;
    showTitle();
    if (!m_restored.isEmpty() && !draft.isTouched()) {
        if (m_banner->text() == m_restored)
            m_banner->dismiss();
        m_restored.clear();
    }

    const QString whyNot = draft.isNew() ? QString() : m_controller->whyNotEdit();
    // A text that is half typed is not lost to a field that is edited meanwhile.
    // What is edited while it is being sent would belong to neither the old state nor the new one.
    const bool saving = m_controller->isSaving();
    const bool isPatchWrong = !m_patchEditor->problem().isEmpty();
    m_details->setReadOnly(!whyNot.isEmpty() || isJsonWrong() || isPatchWrong || saving);
    m_patchEditor->setReadOnly(!whyNot.isEmpty() || isJsonWrong() || saving);
    m_send->setText(draft.isNew() ? tr("Create") : tr("Send"));

    const int count = draft.changeCount();
    const QString problem = m_controller->whyNotSend();
    m_staged->setText(saving                 ? tr("Sending...")
                      : draft.isNew()        ? tr("Not sent yet")
                      : count > 0            ? tr("%n staged", "changes", count)
                      : isJsonWrong()        ? tr("Unfinished JSON text")
                      : isPatchWrong         ? tr("Not applied")
                      : draft.hasOnlyTests() ? tr("Only tests")
                                             : tr("No changes"));
    const bool pending = draft.isNew() || draft.isTouched() || m_form.hasErrors();
    // Edits from before the type could only be read can still be discarded.
    m_footer->setVisible(m_controller->canEverSend() || pending);
    const bool sendable = problem.isEmpty() && !m_form.hasErrors();
    const bool cancellable = saving && !m_controller->isDeleting();
    m_discard->setText(cancellable ? tr("Cancel") : tr("Discard"));
    // A button that is about to be disabled hands the focus on, or it would leap somewhere else.
    if (m_send->hasFocus() || m_discard->hasFocus() || m_review->hasFocus())
        m_tabs->tabBar()->setFocus();
    const bool explain = pending && !saving && !(problem.isEmpty() && !m_form.hasErrors());
    m_problem->setText(m_form.hasErrors() ? tr("A field has an error: correct it first.")
                                          : problem);
    m_problem->setVisible(explain);
    m_discard->setEnabled(cancellable || (pending && !saving));
    m_review->setEnabled(sendable && !isJsonWrong());
    m_send->setEnabled(sendable && !isJsonWrong());
    m_send->setToolTip(plainToolTip(m_form.hasErrors()
                                        ? tr("A field has an error: correct it first.")
                                    : problem.isEmpty() ? tr("Send (Ctrl+Return)")
                                                        : problem));
    m_tabs->setTabIcon(m_tabs->indexOf(m_patchEditor),
                       isPatchWrong ? icon(u"error"_s, Colour::Bad) : QIcon());
    refreshJson();
    const bool masked = isMasked();
    m_secretWords->setText(masked ? tr("Secrets are masked, and the text can't be edited.")
                                  : tr("This text shows secrets."));
    m_reveal->setText(masked ? tr("Show secrets") : tr("Mask secrets"));
    m_reveal->setEnabled(!isJsonWrong());
    m_secretNote->setVisible(hasSecrets());
    m_json->setReadOnly(!whyNot.isEmpty() || saving || masked || isPatchWrong || m_json->isCut());
    m_cutNote->setVisible(m_json->isCut());
}

void DetailPanel::refreshJson()
{
    if (m_takingJson || m_parseSoon.isActive() || isJsonWrong())
        return; // what is being typed is newer than the draft
    const models::TextOrigin now = m_controller->draft().textOrigin();
    const bool shown = m_origin.edited.root().handle() == now.edited.root().handle();
    m_origin = now;
    if (shown)
        return; // as somebody has typed it, or as it was
    const QScopedValueRollback guard(m_takingJson, true);
    m_json->setDocumentText(isMasked() ? m_controller->draft().maskedText()
                                       : m_controller->draft().text());
    showJsonError({}, 0);
}

void DetailPanel::takeJson()
{
    if (!m_json->isCut() && !isMasked())
        takeText(m_json->toPlainText());
}

void DetailPanel::takeText(const QString &text)
{
    models::ResourceDraft &draft = m_controller->draft();
    {
        const QScopedValueRollback guard(m_takingJson, true);
        const bool others = draft.edited().root().handle() != m_origin.edited.root().handle();
        m_isRevealed = true; // a secret that is typed here is not masked under the hands
        const auto taken = draft.setText(text, m_origin);
        if (taken) {
            m_origin = others ? models::TextOrigin() : draft.textOrigin();
            m_json->setDocumentText(text); // it is the draft's now
            showJsonError({}, 0);
        } else {
            showJsonError(QString::fromStdString(taken.error().toString()),
                          int(taken.error().line));
        }
    }
    refresh();
}

void DetailPanel::showJsonError(const QString &error, int line)
{
    const bool wrong = !error.isEmpty();
    m_json->setErrorLine(line);
    m_jsonError->setVisible(wrong);
    if (wrong)
        m_jsonError->setText(tr("Not taken yet: %1").arg(error));
    m_tabs->setTabIcon(m_tabs->indexOf(m_jsonPage),
                       wrong ? icon(u"error"_s, Colour::Bad) : QIcon());
}

/// The text is to be made anew from the draft.
void DetailPanel::forgetJson()
{
    m_parseSoon.stop();
    m_origin = {};
    showJsonError({}, 0);
    const QScopedValueRollback guard(m_takingJson, true);
    m_json->setWhole(false);
}

bool DetailPanel::isJsonWrong() const
{
    return m_jsonError->isVisibleTo(m_jsonPage);
}

void DetailPanel::setPatchLibrary(models::PatchLibrary *library)
{
    m_patchEditor->setLibrary(library);
}

void DetailPanel::takeTyped()
{
    m_patchEditor->takeTyped();
    if (!m_parseSoon.isActive())
        return;
    m_parseSoon.stop();
    takeJson();
}

void DetailPanel::send()
{
    takeTyped();
    if (isJsonWrong()) {
        m_tabs->setCurrentWidget(m_jsonPage);
        return;
    }
    if (!m_patchEditor->problem().isEmpty()) {
        m_tabs->setCurrentWidget(m_patchEditor);
        m_patchEditor->focusProblem();
        return;
    }
    m_form.checkAll();
    if (m_form.hasErrors()) {
        m_tabs->setCurrentWidget(m_details);
        m_details->focusFirstError();
        return;
    }
    if (!m_controller->whyNotSend().isEmpty())
        return;
    if (m_controller->session().profile().safety == api::SafetyLevel::Sandbox && !m_reviewsAlways)
        m_controller->send();
    else
        review();
}

void DetailPanel::review()
{
    takeTyped();
    if (!m_review->isEnabled())
        return;
    auto *dialog = new ReviewDialog(m_controller, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, m_controller, &models::ResourceController::send);
    dialog->open();
}

// Somebody else changed the same members: nothing is sent until one side is chosen.
void DetailPanel::showConflict()
{
    refresh(); // what can be sent depends on it
    if (!m_controller->hasConflict()) {
        m_banner->dismiss();
        return;
    }
    m_banner->showMessage(
        Banner::Level::Warn,
        tr("Somebody else changed this meanwhile, and so did you: %1. Nothing was sent.")
            .arg(m_controller->conflictPointers().join(u", "_s)));
    connect(m_banner->addAction(tr("Compare...")), &QPushButton::clicked, this,
            &DetailPanel::compare);
}

void DetailPanel::compare()
{
    takeTyped();
    if (!m_controller->hasConflict())
        return;
    auto *dialog = new ConflictDialog(m_controller, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this] {
        m_banner->dismiss();
        m_tabs->tabBar()->setFocus(); // the button that had it is gone
        review();
    });
    dialog->open();
}

void DetailPanel::discard()
{
    if (m_controller->isSaving()) {
        m_controller->cancelSend();
        return;
    }
    takeTyped(); // so that undoing brings it back, too
    forgetJson();
    m_controller->discard();
    refresh();
}

} // namespace ui
