// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/CompareResourcesDialog.h"

#include "models/ResourceName.h"
#include "ui/profile/ProfileChip.h"
#include "ui/resource/JsonEditor.h"
#include "ui/table/TableView.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/DialogButtons.h"
#include "ui/widgets/Label.h"

#include <QComboBox>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using models::DifferenceModel;

CompareResourcesDialog::CompareResourcesDialog(models::ResourceController *controller,
                                               const QStringList &ids, QWidget *parent)
    : QDialog(parent)
    , m_comparison(controller, ids)
    , m_first(new Label({}, this))
    , m_second(new Label({}, this))
    , m_states(new QComboBox(this))
    , m_count(new Label({}, this))
    , m_table(new TableView(this))
    , m_full(new QPlainTextEdit(this))
    , m_swap(new QPushButton(tr("Swap"), this))
    , m_stage(new QPushButton(this))
{
    const QString name = models::inSentence(controller->resource().name);
    const QString title =
        ids.size() > 1 ? tr("Compare two %1").arg(models::inSentence(controller->resource().plural))
                       : tr("Compare with what the %1 was").arg(name);
    setWindowTitle(title);
    resize(860, 560);
    m_first->setElided(Qt::ElideMiddle);
    m_second->setElided(Qt::ElideMiddle);
    m_states->setAccessibleName(tr("Earlier state"));
    m_states->setVisible(m_comparison.hasEarlierStates());
    m_swap->setVisible(!m_comparison.hasEarlierStates());
    Theme::setMuted(m_count);
    m_table->setModel(&m_comparison.model());
    m_table->setAccessibleName(tr("Differences"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setColumnWidth(DifferenceModel::Where, 240);
    m_table->setColumnWidth(DifferenceModel::First, 280);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_full->setReadOnly(true);
    m_full->setTabChangesFocus(true);
    m_full->setAccessibleName(tr("The selected difference in full"));
    m_full->setMaximumHeight(110);
    if (Theme::instance())
        m_full->setFont(Theme::instance()->fixedFont());

    auto *buttons = new DialogButtons(this);
    buttons->addApart(m_swap);
    QPushButton *close = buttons->addReject(tr("Close"));
    buttons->add(m_stage, DialogButtons::Kind::Primary);
    buttons->setDefault(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::inner);
    column->addLayout(DialogButtons::head(
        this, title, new ProfileChip(controller->session().profile(), this), false));
    column->addWidget(m_first);
    column->addWidget(m_second);
    column->addWidget(m_states);
    column->addWidget(m_count);
    column->addWidget(m_table, 1);
    column->addWidget(m_full);
    column->addWidget(buttons);

    connect(&m_comparison, &models::ResourceComparison::changed, this,
            &CompareResourcesDialog::refresh);
    connect(m_states, &QComboBox::activated, &m_comparison, &models::ResourceComparison::choose);
    connect(m_swap, &QPushButton::clicked, &m_comparison, &models::ResourceComparison::swap);
    connect(m_stage, &QPushButton::clicked, this, [this] {
        m_comparison.stage();
        accept();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &CompareResourcesDialog::showFull);
    refresh();
    m_table->setFocus();
}

void CompareResourcesDialog::showFull()
{
    const QModelIndex index = m_table->currentIndex();
    const auto text = [&](int part) { return index.siblingAtColumn(part).data().toString(); };
    m_full->setPlainText(
        index.isValid()
            ? JsonEditor::cut(tr("%1\nFirst: %2\nSecond: %3", "where, values")
                                  .arg(text(DifferenceModel::Where), text(DifferenceModel::First),
                                       text(DifferenceModel::Second)))
            : QString());
}

void CompareResourcesDialog::refresh()
{
    const QList<QDateTime> times = m_comparison.earlierStates();
    if (m_states->count() != times.size()) {
        m_states->clear();
        for (const QDateTime &time : times)
            m_states->addItem(
                tr("Before the change of %1")
                    .arg(QLocale().toString(time.toLocalTime(), QLocale::LongFormat)));
    }
    m_states->setCurrentIndex(m_comparison.chosen());
    m_states->setEnabled(!times.isEmpty());
    m_first->setText(tr("First: %1").arg(m_comparison.firstTitle()));
    const QString second = m_comparison.secondTitle();
    m_second->setText(second.isEmpty() ? QString() : tr("Second: %1").arg(second));
    const int count = m_comparison.model().rowCount();
    m_count->setText(m_comparison.isLoading() ? tr("Looking into the change log...")
                     : second.isEmpty()
                         ? tr("Nothing of this one was changed through this console: there "
                              "is no earlier state to compare with.")
                     : count == 0 ? tr("They are the same.")
                                  : tr("%n difference(s)", nullptr, count));
    m_stage->setText(m_comparison.hasEarlierStates()
                         ? tr("Stage going back to it")
                         : tr("Stage making the first like the second"));
    const QString whyNot = m_comparison.whyNotStage();
    m_stage->setEnabled(whyNot.isEmpty());
    m_stage->setToolTip(plainToolTip(whyNot));
    if (!m_table->currentIndex().isValid() && count > 0)
        m_table->setCurrentIndex(m_comparison.model().index(0, 0));
    showFull();
}

} // namespace ui
