// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/changes/StagedView.h"

#include "ui/changes/StagedReviewDialog.h"
#include "ui/table/TableView.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/Placeholder.h"
#include "ui/widgets/Question.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using models::StagedModel;

StagedView::StagedView(models::Workspace *workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_model(&workspace->drafts(), workspace->session()->profile().id, workspace->catalogue())
    , m_stack(new QStackedWidget(this))
    , m_table(new TableView(m_stack))
    , m_nothing(new Placeholder(m_stack))
    , m_summary(new Label({}, this))
    , m_review(new QAction(icon(u"review"_s), tr("Review and send the checked..."), this))
    , m_discard(new QAction(icon(u"undo"_s), tr("Discard the checked..."), this))
{
    connect(m_review, &QAction::triggered, this, &StagedView::review);
    connect(m_discard, &QAction::triggered, this, &StagedView::askDiscard);
    m_commands << m_review << m_discard;
    makeTable();
    m_nothing->setContent(u"review"_s, tr("Nothing is staged"),
                          tr("Edits of any resource collect here until they are sent. They survive "
                             "a crash."));
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_nothing);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_stack, 1);
    column->addWidget(makeBar());
    connect(&m_model, &StagedModel::checkedChanged, this, &StagedView::showState);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &StagedView::showState);
    showState();
}

StagedView::~StagedView()
{
    delete m_table; // it looks at the model
}

void StagedView::makeTable()
{
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Staged changes"));
    m_table->setColumnWidth(StagedModel::Resource, 170);
    m_table->setColumnWidth(StagedModel::Id, 200);
    m_table->setColumnWidth(StagedModel::SavedAt, 140);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(StagedModel::Changes, QHeaderView::Stretch);
    connect(m_table, &TableView::rowActivated, this, &StagedView::open);
}

QWidget *StagedView::makeBar()
{
    auto *bar = new QWidget(this);
    bar->setBackgroundRole(QPalette::Button);
    bar->setAutoFillBackground(true);
    m_reviewButton = new QPushButton(m_review->text(), bar);
    m_reviewButton->setProperty("kind", u"primary"_s);
    m_discardButton = new QPushButton(m_discard->text(), bar);
    auto *all = new QPushButton(tr("Check all"), bar);
    auto *none = new QPushButton(tr("Check none"), bar);
    for (QPushButton *button : {all, none})
        button->setProperty("kind", u"quiet"_s);
    connect(all, &QPushButton::clicked, this, [this] { m_model.setAllChecked(true); });
    connect(none, &QPushButton::clicked, this, [this] { m_model.setAllChecked(false); });
    connect(m_reviewButton, &QPushButton::clicked, m_review, &QAction::trigger);
    connect(m_discardButton, &QPushButton::clicked, m_discard, &QAction::trigger);
    m_summary->setElided(Qt::ElideRight);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(space::panel, space::inner, space::panel, space::inner);
    row->setSpacing(space::inner);
    row->addWidget(all);
    row->addWidget(none);
    row->addWidget(m_summary, 1);
    row->addWidget(m_discardButton);
    row->addWidget(m_reviewButton);
    return bar;
}

void StagedView::showState()
{
    const int rows = m_model.rowCount();
    const int checked = int(m_model.checked().size());
    m_stack->setCurrentWidget(rows > 0 ? static_cast<QWidget *>(m_table) : m_nothing);
    m_summary->setText(rows > 0 ? tr("%n of %1 checked", nullptr, checked).arg(rows) : QString());
    m_review->setEnabled(checked > 0);
    m_discard->setEnabled(checked > 0);
    m_reviewButton->setEnabled(checked > 0);
    m_discardButton->setEnabled(checked > 0);
}

void StagedView::focusTable()
{
    if (!m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_model.index(0, 0));
    m_table->setFocus(Qt::OtherFocusReason);
}

void StagedView::review()
{
    const QList<models::StoredDraft> drafts = m_model.checked();
    if (drafts.isEmpty() || !m_workspace->session())
        return;
    auto *dialog =
        new StagedReviewDialog(m_workspace->session(), &m_workspace->drafts(), drafts, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &StagedReviewDialog::said, this, &StagedView::said);
    connect(dialog, &StagedReviewDialog::compareWanted, this,
            [this](const QString &resource, const QString &id) {
                Q_EMIT openWanted(resource, id, false);
            });
    connect(m_workspace, &models::Workspace::sessionClosing, dialog, [dialog] { delete dialog; });
    dialog->open();
}

void StagedView::askDiscard()
{
    const QList<models::StoredDraft> drafts = m_model.checked();
    if (drafts.isEmpty())
        return;
    auto *question = new Question(
        {tr("Discard what is staged"),
         tr("%n staged change(s) that were not sent are forgotten.", nullptr, int(drafts.size())),
         tr("Discard %n change(s)", nullptr, int(drafts.size())), tr("Keep them")},
        window());
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &QDialog::accepted, this, [this, drafts] { discard(drafts); });
    question->open();
}

void StagedView::discard(const QList<models::StoredDraft> &drafts)
{
    for (const models::StoredDraft &draft : drafts)
        m_workspace->drafts().settle(draft);
    Q_EMIT said(tr("%n staged change(s) discarded", nullptr, int(drafts.size())));
}

void StagedView::open()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid())
        return;
    const models::StoredDraft &draft = m_model.draftAt(current.row());
    Q_EMIT openWanted(draft.resource, draft.id, draft.isNew);
}

} // namespace ui
