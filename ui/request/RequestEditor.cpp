// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/RequestEditor.h"

#include "ui/request/BodyText.h"
#include "ui/request/PairsEditor.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QTabWidget>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using models::RequestBench;

namespace {

enum Tab { Body, Query, Headers, Variables };

constexpr int shortestText = 44; // two lines: the page fits into a small window with all its notes

} // namespace

RequestEditor::RequestEditor(RequestBench *bench, const api::Session &session, QWidget *parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_session(session)
    , m_method(new QComboBox(this))
    , m_path(new QLineEdit(this))
    , m_send(new QPushButton(this))
    , m_summary(new Label({}, this))
    , m_problems(new Label({}, this))
    , m_hints(new Label({}, this))
    , m_tabs(new QTabWidget(this))
    , m_body(new BodyText(this))
    , m_bodyNote(new Label({}, this))
{
    m_summary->setElided(Qt::ElideRight);
    Theme::setMuted(m_summary);
    m_problems->setWordWrap(true);
    m_hints->setWordWrap(true);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(makeBody(), tr("Body"));
    m_tabs->addTab(new PairsEditor(&bench->query(), tr("Query"), this), tr("Query"));
    auto *headers = new PairsEditor(&bench->headers(), tr("Headers"), this);
    headers->setHint(tr("The token is added by itself."));
    m_tabs->addTab(headers, tr("Headers"));
    auto *variables = new PairsEditor(&bench->variables(), tr("Variables"), this);
    variables->setHint(tr("{name} in path and query, {{name}} anywhere."));
    m_tabs->addTab(variables, tr("Variables"));

    auto *texts = new QVBoxLayout;
    texts->setContentsMargins(space::panel, 0, space::panel, space::tight);
    texts->setSpacing(space::tight);
    texts->addWidget(m_summary);
    texts->addWidget(m_problems);
    texts->addWidget(m_hints);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeLine());
    column->addLayout(texts);
    column->addWidget(m_tabs, 1);

    makeCompleter();
    connect(m_method, &QComboBox::currentTextChanged, this, [this](const QString &method) {
        if (!m_taking)
            m_bench->setMethod(method.toLatin1());
    });
    connect(m_path, &QLineEdit::textEdited, m_bench, &RequestBench::setPath);
    connect(m_path, &QLineEdit::editingFinished, m_bench, &RequestBench::settlePath);
    connect(m_body, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_taking && !m_body->isCut() && (m_body->isEdited() || m_bench->bodyIsText()))
            m_bench->setBody(m_body->toPlainText().toUtf8());
    });
    connect(m_bench, &RequestBench::loaded, this, &RequestEditor::takeOver);
    connect(m_bench, &RequestBench::changed, this, &RequestEditor::refresh);
    connect(m_bench, &RequestBench::sendingChanged, this, &RequestEditor::refresh);
    takeOver();
}

QWidget *RequestEditor::makeLine()
{
    auto *line = new QWidget(this);
    for (const char *method : {"GET", "PUT", "POST", "PATCH", "DELETE", "OPTIONS", "HEAD"})
        m_method->addItem(QString::fromLatin1(method));
    m_method->setAccessibleName(tr("Method"));
    m_path->setAccessibleName(tr("Path"));
    m_path->setPlaceholderText(tr("/service/{domain}/... : type a part of it, and choose"));
    m_path->setClearButtonEnabled(true);
    if (Theme::instance()) {
        m_path->setFont(Theme::instance()->fixedFont());
        m_method->setFont(Theme::instance()->fixedFont());
    }
    m_send->setProperty("kind", u"primary"_s);
    connect(m_send, &QPushButton::clicked, this,
            [this] { m_bench->isSending() ? Q_EMIT cancelWanted() : Q_EMIT sendWanted(); });
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(space::panel, space::inner, space::panel, space::inner);
    row->setSpacing(space::inner);
    row->addWidget(m_method);
    row->addWidget(m_path, 1);
    row->addWidget(m_send);
    return line;
}

QWidget *RequestEditor::makeBody()
{
    auto *pane = new QWidget(this);
    m_body->setAccessibleName(tr("Body of the request"));
    m_body->setTabChangesFocus(true);
    m_body->setMinimumHeight(shortestText);
    m_body->setSource([this](const QString &text, qsizetype position) {
        return m_bench->completionAt(text, position);
    });
    m_bodyNote->setWordWrap(true);
    m_bodyNote->setContentsMargins(space::panel, space::tight, space::panel, space::tight);
    Theme::setTone(m_bodyNote, Theme::Tone::Warn);
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_body, 1);
    column->addWidget(m_bodyNote);
    return pane;
}

/// The numbers of operations are those of the session's catalogue: of another one, they are others.
void RequestEditor::followCatalogue()
{
    m_operations.setOperations(m_session.catalogue(), m_session.pathValues());
    m_bench->followCatalogue();
}

void RequestEditor::makeCompleter()
{
    using models::OperationListModel;
    m_operations.setOperations(m_session.catalogue(), m_session.pathValues());
    auto *completer = new QCompleter(&m_operations, this);
    completer->setCompletionRole(OperationListModel::PathRole);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setMaxVisibleItems(12);
    completer->popup()->setAccessibleName(tr("Paths of the catalogue"));
    completer->popup()->setFont(m_path->font());
    completer->popup()->installEventFilter(this);
    completer->popup()->setFrameShape(QFrame::StyledPanel);
    if (auto *list = qobject_cast<QListView *>(completer->popup()))
        list->setSpacing(space::tight / 2);
    m_path->setCompleter(completer);
    connect(
        completer, qOverload<const QModelIndex &>(&QCompleter::activated), this,
        [this](const QModelIndex &index) {
            m_bench->choose(index.data(OperationListModel::NumberRole).toLongLong());
        },
        Qt::QueuedConnection); // the field takes the text first
}

/// Ctrl+Return sends what is typed, also while the list of paths is open.
bool RequestEditor::eventFilter(QObject *watched, QEvent *event)
{
    const QCompleter *completer = m_path->completer();
    if (completer && watched == completer->popup() && event->type() == QEvent::KeyPress) {
        const auto *press = static_cast<QKeyEvent *>(event);
        const bool enter = press->key() == Qt::Key_Return || press->key() == Qt::Key_Enter;
        if (enter && (press->modifiers() & Qt::ControlModifier)) {
            completer->popup()->hide();
            Q_EMIT sendWanted();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void RequestEditor::focusPath()
{
    m_path->setFocus(Qt::ShortcutFocusReason);
    m_path->selectAll();
}

/// The bench has another request: shows it.
void RequestEditor::takeOver()
{
    const QScopedValueRollback guard(m_taking, true);
    const QString method = QString::fromLatin1(m_bench->method());
    if (m_method->findText(method) < 0)
        m_method->addItem(method);
    m_method->setCurrentText(method);
    if (m_path->text() != m_bench->path())
        m_path->setText(m_bench->path());
    m_body->setDocumentText(m_bench->bodyIsText() ? QString::fromUtf8(m_bench->body()) : QString());
    m_body->setReadOnly(m_body->isCut());
    if (!m_bench->body().isEmpty())
        m_tabs->setCurrentIndex(Body);
    else if (m_bench->query().rowCount() > 0)
        m_tabs->setCurrentIndex(Query);
    refresh();
}

void RequestEditor::refresh()
{
    const api::Operation *operation = m_bench->operation();
    m_summary->setText(operation ? operation->summary : QString());
    m_summary->setVisible(operation && !operation->summary.isEmpty());
    refreshNotes();
    m_body->setErrorLine(m_bench->bodyErrorLine());
    QString bodyNote = m_bench->bodyNote();
    if (m_body->isCut())
        bodyNote =
            tr("Long lines are shown cut, and can't be edited here. The body is sent whole.");
    else if (!m_bench->bodyIsText())
        bodyNote = tr("The body is not text and is sent as it is. Typing here replaces it.");
    m_bodyNote->setText(bodyNote);
    m_bodyNote->setVisible(!bodyNote.isEmpty());
    const bool sending = m_bench->isSending();
    m_send->setIcon(icon(sending ? u"stop"_s : u"send"_s));
    m_send->setText(sending ? tr("Cancel") : tr("Send"));
    m_send->setEnabled(sending || m_bench->canSend());
    m_send->setToolTip(sending ? QString()
                               : tr("Ctrl+Return")); // plain words: nothing to be taken for markup
    refreshTabs();
}

void RequestEditor::refreshNotes()
{
    using Level = RequestBench::Level;
    QStringList problems;
    QStringList hints;
    bool warns = false;
    for (const RequestBench::Note &note : m_bench->notes()) {
        (note.level == Level::Bad ? problems : hints) << note.text;
        warns = warns || note.level == Level::Warn;
    }
    m_problems->setText(problems.join(u'\n'));
    m_problems->setVisible(!problems.isEmpty());
    // Nothing was done wrong before something was typed.
    Theme::setTone(m_problems, m_bench->path().isEmpty() ? Theme::Tone::Muted : Theme::Tone::Bad);
    m_hints->setText(hints.join(u'\n'));
    m_hints->setVisible(!hints.isEmpty());
    Theme::setTone(m_hints, warns ? Theme::Tone::Warn : Theme::Tone::Muted);
}

void RequestEditor::refreshTabs()
{
    const auto title = [](const QString &name, const models::PairsModel &pairs) {
        return pairs.pairs().isEmpty() ? name : tr("%1 (%2)").arg(name).arg(pairs.rowCount());
    };
    m_tabs->setTabText(Query, title(tr("Query"), m_bench->query()));
    m_tabs->setTabText(Headers, title(tr("Headers"), m_bench->headers()));
    m_tabs->setTabText(Variables, title(tr("Variables"), m_bench->variables()));
}

} // namespace ui
