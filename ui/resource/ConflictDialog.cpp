// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/ConflictDialog.h"

#include "ui/profile/ProfileChip.h"
#include "ui/table/TableView.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/DialogButtons.h"
#include "ui/widgets/Label.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using models::ThreeWayMerge;

ConflictDialog::ConflictDialog(models::ResourceController *controller, QWidget *parent)
    : QDialog(parent)
    , m_controller(controller)
    , m_summary(new Label({}, this))
    , m_table(new TableView(this))
    , m_values(new QPlainTextEdit(this))
    , m_mine(new QPushButton(tr("Take mine"), this))
    , m_theirs(new QPushButton(tr("Take theirs"), this))
{
    setWindowTitle(tr("Changed by somebody else, too"));
    resize(940, 560);
    const models::ResourceDraft &draft = controller->draft();
    m_shown = controller->theirs();
    m_merge.setDocuments(draft.base(), draft.edited(), m_shown, draft.schema());

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::field);
    column->addLayout(
        DialogButtons::head(this, tr("%1 was changed here and on the platform").arg(draft.id()),
                            new ProfileChip(controller->session().profile(), this), false));
    m_summary->setWordWrap(true);
    column->addWidget(m_summary);
    makeTable();
    column->addWidget(m_table, 2);
    makeChoice(column);
    column->addWidget(m_values, 1);
    auto *buttons = new DialogButtons(this);
    buttons->addReject(tr("Not now"));
    QPushButton *go = buttons->add(tr("Review the result..."), DialogButtons::Kind::Primary);
    buttons->setDefault(go);
    column->addWidget(buttons);

    connect(go, &QPushButton::clicked, this, &ConflictDialog::take);
    connect(&m_merge, &ThreeWayMerge::chosen, this, &ConflictDialog::showSummary);
    connect(controller, &models::ResourceController::conflictChanged, this,
            &ConflictDialog::follow);
    connect(controller, &models::ResourceController::leaving, this, &QDialog::reject);
    connect(controller, &QObject::destroyed, this, &QDialog::reject);
    showSummary();
    m_table->setCurrentIndex(m_merge.index(0, ThreeWayMerge::Mine)); // the space bar chooses
    m_table->setFocus();
}

void ConflictDialog::makeTable()
{
    m_table->setModel(&m_merge);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setAccessibleName(tr("Members that were changed"));
    m_table->setColumnWidth(ThreeWayMerge::Member, 150);
    for (const int column : {ThreeWayMerge::Base, ThreeWayMerge::Mine, ThreeWayMerge::Theirs})
        m_table->setColumnWidth(column, 190);
    m_table->horizontalHeader()->setStretchLastSection(true);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ConflictDialog::showValues);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ConflictDialog::showSummary);
}

void ConflictDialog::makeChoice(QVBoxLayout *column)
{
    auto *allMine = new QPushButton(tr("All mine"), this);
    auto *allTheirs = new QPushButton(tr("All theirs"), this);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::inner);
    for (QPushButton *button : {m_mine, m_theirs})
        row->addWidget(button);
    row->addStretch();
    for (QPushButton *button : {allMine, allTheirs})
        row->addWidget(button);
    column->addLayout(row);
    connect(m_mine, &QPushButton::clicked, this,
            [this] { chooseSelected(ThreeWayMerge::Side::Mine); });
    connect(m_theirs, &QPushButton::clicked, this,
            [this] { chooseSelected(ThreeWayMerge::Side::Theirs); });
    connect(allMine, &QPushButton::clicked, this,
            [this] { m_merge.chooseAll(ThreeWayMerge::Side::Mine); });
    connect(allTheirs, &QPushButton::clicked, this,
            [this] { m_merge.chooseAll(ThreeWayMerge::Side::Theirs); });

    m_values->setReadOnly(true);
    m_values->setTabChangesFocus(true);
    m_values->setAccessibleName(tr("The selected member in full"));
    if (Theme::instance())
        m_values->setFont(Theme::instance()->fixedFont());
}

void ConflictDialog::chooseSelected(ThreeWayMerge::Side side)
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &index : rows)
        m_merge.choose(index.row(), side);
}

// The resource was read once more, or somebody has settled it elsewhere.
void ConflictDialog::follow()
{
    if (!m_controller->hasConflict()) {
        reject();
        return;
    }
    if (m_controller->theirs().root().handle() == m_shown.root().handle())
        return;
    m_shown = m_controller->theirs();
    m_merge.setTheirs(m_shown);
    m_table->setCurrentIndex(m_merge.index(0, 0));
}

void ConflictDialog::showSummary()
{
    const QString open = tr("%n member(s) were changed differently on both sides: choose for each "
                            "which one counts.",
                            nullptr, m_merge.collisions());
    const QString rest = m_merge.mergedByItself() > 0
                             ? tr("%n more do not collide and are merged by themselves.", nullptr,
                                  m_merge.mergedByItself())
                             : QString();
    m_summary->setText(rest.isEmpty() ? open : open + u' ' + rest);
    bool some = false;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &index : rows)
        some = some || m_merge.kindAt(index.row()) == ThreeWayMerge::Kind::Collision;
    m_mine->setEnabled(some);
    m_theirs->setEnabled(some);
    showValues();
}

void ConflictDialog::showValues()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid()) {
        m_values->clear();
        return;
    }
    const int row = current.row();
    m_values->setPlainText(tr("When opened: %1\nMine: %2\nTheirs: %3")
                               .arg(m_merge.fullText(row, ThreeWayMerge::Base),
                                    m_merge.fullText(row, ThreeWayMerge::Mine),
                                    m_merge.fullText(row, ThreeWayMerge::Theirs)));
}

void ConflictDialog::take()
{
    m_controller->disconnect(this); // that it is over now is our own doing
    m_controller->resolveConflict(m_merge.takesTheirs());
    accept();
}

} // namespace ui
