// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/changes/StagedReviewDialog.h"

#include "models/PatchModel.h"
#include "ui/changes/ResultProxy.h"
#include "ui/profile/ProfileChip.h"
#include "ui/request/CopyAsButton.h"
#include "ui/request/SnippetMenu.h"
#include "ui/resource/JsonEditor.h"
#include "ui/table/TableView.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/DialogButtons.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/TypedConfirmation.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using models::StagedReview;
using State = StagedReview::State;

StagedReviewDialog::StagedReviewDialog(api::Session *session, models::DraftStore *store,
                                       const QList<models::StoredDraft> &drafts, QWidget *parent)
    : QDialog(parent)
    , m_review(session, store, drafts)
    , m_table(new TableView(this))
    , m_summary(new Label({}, this))
    , m_note(new Label({}, this))
    , m_line(new QLineEdit(this))
    , m_body(new JsonEditor(this))
    , m_differences(new TableView(this))
    , m_buttons(new DialogButtons(this))
    , m_send(new QPushButton(this))
    , m_leave(new QPushButton(tr("Keep editing"), this))
    , m_copy(new CopyAsButton(this))
    , m_compare(new QPushButton(tr("Open to compare"), this))
    , m_typed(new TypedConfirmation(this))
    , m_production(session->profile().safety == api::SafetyLevel::Production)
{
    setWindowTitle(tr("Review what is staged"));
    resize(980, 660);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::field);
    column->addLayout(DialogButtons::head(this,
                                          m_production
                                              ? tr("These requests will be sent to production")
                                              : tr("These requests will be sent"),
                                          new ProfileChip(session->profile(), this), false));
    makeTable(column);
    makeRequest(column);
    makeButtons(column);
    connect(&m_review, &StagedReview::changed, this, &StagedReviewDialog::showState);
    connect(&m_review, &StagedReview::changed, this, &StagedReviewDialog::showRow);
    connect(&m_review, &StagedReview::finished, this, [this] {
        const int done = m_review.count(State::Done);
        if (done > 0)
            Q_EMIT said(tr("%n change(s) sent", nullptr, done));
        if (done == m_review.rowCount())
            accept();
    });
    connect(session, &QObject::destroyed, this, &QDialog::reject);
    m_table->setCurrentIndex(m_table->model()->index(0, 0));
    showState();
    showRow();
    m_table->setFocus();
}

StagedReviewDialog::~StagedReviewDialog()
{
    // Views before the models that they look at.
    delete m_table;
    delete m_differences;
}

void StagedReviewDialog::makeTable(QVBoxLayout *column)
{
    auto *results = new ResultProxy(m_table);
    results->setSourceModel(&m_review);
    m_table->setModel(results);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAccessibleName(tr("Requests"));
    m_table->setColumnWidth(StagedReview::Resource, 130);
    m_table->setColumnWidth(StagedReview::Id, 130);
    m_table->setColumnWidth(StagedReview::Request, 330);
    m_table->setColumnWidth(StagedReview::Changes, 90);
    m_table->horizontalHeader()->setStretchLastSection(true);
    Theme::setMuted(m_summary);
    column->addWidget(m_table, 2);
    column->addWidget(m_summary);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &StagedReviewDialog::showRow);
}

void StagedReviewDialog::makeRequest(QVBoxLayout *column)
{
    m_note->setWordWrap(true);
    Theme::setTone(m_note, Theme::Tone::Warn);
    m_line->setReadOnly(true);
    m_line->setFrame(false);
    m_line->setAccessibleName(tr("Request"));
    if (Theme::instance())
        m_line->setFont(Theme::instance()->fixedFont());
    m_body->setReadOnly(true);
    m_body->setFrameShape(QFrame::StyledPanel);
    m_body->setAccessibleName(tr("Body of the request"));
    m_differences->setAccessibleName(tr("Differences"));
    connect(m_copy, &CopyAsButton::chosen, this, &StagedReviewDialog::copyAs);
    connect(m_compare, &QPushButton::clicked, this, &StagedReviewDialog::compare);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::inner);
    row->addWidget(m_line, 1);
    row->addWidget(m_compare);
    row->addWidget(m_copy);
    auto *halves = new QSplitter(Qt::Horizontal, this);
    halves->setChildrenCollapsible(false);
    halves->addWidget(m_differences);
    halves->addWidget(m_body);
    halves->setStretchFactor(0, 3);
    halves->setStretchFactor(1, 2);
    column->addWidget(m_note);
    column->addLayout(row);
    column->addWidget(halves, 3);
}

void StagedReviewDialog::makeButtons(QVBoxLayout *column)
{
    m_buttons->add(m_leave);
    m_buttons->add(m_send, DialogButtons::Kind::Primary);
    column->addWidget(m_typed);
    column->addWidget(m_buttons);
    connect(m_typed, &TypedConfirmation::typedChanged, this, &StagedReviewDialog::showState);
    connect(m_send, &QPushButton::clicked, this, &StagedReviewDialog::go);
    connect(m_leave, &QPushButton::clicked, this, [this] {
        if (m_review.isRunning())
            m_review.stop();
        else
            reject();
    });
}

int StagedReviewDialog::currentRow() const
{
    return m_table->currentIndex().isValid() ? m_table->currentIndex().row() : -1;
}

void StagedReviewDialog::showRow()
{
    const int row = currentRow();
    if (row < 0)
        return;
    const models::RequestPreview request = m_review.previewAt(row);
    const State state = m_review.stateAt(row);
    const bool explains =
        state == State::Refused || state == State::Failed || state == State::Conflict;
    const auto error = m_review.errorAt(row);
    const QString reason = !explains                         ? QString()
                           : error && state == State::Failed ? error->toString()
                                                             : m_review.sentenceAt(row);
    m_note->setText(reason.isEmpty() ? request.note : reason);
    m_note->setVisible(!m_note->fullText().isEmpty());
    m_line->setText(u"%1 %2"_s.arg(request.method, request.url));
    m_line->setCursorPosition(0);
    m_copy->setEnabled(!request.method.isEmpty());
    m_compare->setVisible(m_review.stateAt(row) == State::Conflict);
    m_body->setDocumentText(request.body);
    models::ResourceDraft *draft = m_review.draftAt(row);
    QAbstractItemModel *old = m_differences->model();
    if (old && old->property("row").toInt() == row)
        return;
    auto *differences = new models::PatchModel(draft, m_differences);
    differences->setProperty("row", row);
    m_differences->setModel(differences);
    m_differences->setColumnWidth(models::PatchModel::Operation, 80);
    m_differences->setColumnWidth(models::PatchModel::Path, 140);
    m_differences->setColumnWidth(models::PatchModel::Before, 140);
    m_differences->horizontalHeader()->setStretchLastSection(true);
    delete old;
}

void StagedReviewDialog::showState()
{
    const int checked = m_review.checkedCount();
    const bool running = m_review.isRunning();
    m_send->setText(running ? tr("Sending...") : tr("Send %n change(s)", nullptr, checked));
    const bool wantsNumber = m_production && checked > 1 && !running;
    const QString number = QString::number(checked);
    if (wantsNumber)
        m_typed->setWanted(TypedConfirmation::numberSentence(number), number);
    m_typed->setVisible(wantsNumber);
    const bool ready = !running && checked > 0 && (!wantsNumber || m_typed->isTyped());
    m_send->setEnabled(ready);
    m_buttons->setDefault(ready && (wantsNumber || !m_production) ? m_send : m_leave);
    const bool begun =
        m_review.count(State::Ready) + m_review.count(State::Refused) != m_review.rowCount();
    m_leave->setText(running ? tr("Stop") : begun ? tr("Close") : tr("Keep editing"));
    QStringList parts{tr("%n of %1 are to be sent", nullptr, checked).arg(m_review.rowCount())};
    if (const int done = m_review.count(State::Done); done > 0)
        parts << tr("%n sent", nullptr, done);
    const int failed = m_review.count(State::Failed) + m_review.count(State::Conflict);
    if (failed > 0)
        parts << tr("%n not sent: they stay staged", nullptr, failed);
    if (const int refused = m_review.count(State::Refused); refused > 0)
        parts << tr("%n can't be sent as they are", nullptr, refused);
    m_summary->setText(parts.join(u", "_s));
}

void StagedReviewDialog::go()
{
    m_typed->setWanted({}, {}); // it was typed for this once: trying again asks anew
    m_review.start();
}

void StagedReviewDialog::copyAs(const QString &language)
{
    if (currentRow() < 0)
        return;
    // What was typed goes along, a password too: it is treated as one in the clipboard.
    const bool secret = m_review.draftAt(currentRow())->hasSecrets();
    SnippetMenu::copy(m_review.snippetAt(currentRow(), language), secret);
    Q_EMIT said(tr("The request was copied; it reads the token from TOKEN."));
}

void StagedReviewDialog::compare()
{
    const int row = currentRow();
    if (row < 0 || m_review.isRunning())
        return;
    const models::StoredDraft &draft = m_review.storedAt(row);
    Q_EMIT compareWanted(draft.resource, draft.id);
    reject();
}

} // namespace ui
