// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/TenantCompareDialog.h"

#include "ui/profile/ProfileChip.h"
#include "ui/table/TableView.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/DialogButtons.h"
#include "ui/widgets/FileDialog.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/LoadingBar.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using models::TenantComparison;
using models::TenantDiffModel;

namespace {

constexpr int typingPause = 150; // ms

}

TenantCompareDialog::TenantCompareDialog(api::Session *session, models::DraftStore *drafts,
                                         QWidget *parent)
    : QDialog(parent)
    , m_comparison(session, drafts)
    , m_filter(new QLineEdit(this))
    , m_words(new Label({}, this))
    , m_notes(new Label({}, this))
    , m_table(new TableView(this))
    , m_loading(new LoadingBar(m_table))
    , m_swap(new QPushButton(tr("Swap"), this))
    , m_stage(new QPushButton(this))
{
    setWindowTitle(tr("Compare tenants"));
    resize(920, 600);
    auto *grid = new QGridLayout;
    grid->setSpacing(space::inner);
    grid->setColumnStretch(1, 1);
    m_sides = {makeSide(Side::Left, grid), makeSide(Side::Right, grid)};
    m_proxy.setSourceModel(&m_comparison.model());
    m_proxy.setFilterKeyColumn(-1);
    m_proxy.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setPlaceholderText(tr("Filter the differences"));
    m_filter->setAccessibleName(tr("Filter the differences"));
    m_filter->setClearButtonEnabled(true);
    m_table->setModel(&m_proxy);
    m_table->setAccessibleName(tr("Resources that differ"));
    m_table->setColumnWidth(TenantDiffModel::Type, 160);
    m_table->setColumnWidth(TenantDiffModel::Id, 220);
    m_table->setColumnWidth(TenantDiffModel::Difference, 150);
    m_table->horizontalHeader()->setStretchLastSection(true);
    Theme::setMuted(m_words);
    m_notes->setWordWrap(true);

    auto *buttons = new DialogButtons(this);
    buttons->addApart(m_swap);
    QPushButton *close = buttons->addReject(tr("Close"));
    buttons->add(m_stage, DialogButtons::Kind::Primary);
    buttons->setDefault(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::field);
    column->addLayout(
        DialogButtons::head(this, windowTitle(), new ProfileChip(session->profile(), this), false));
    column->addLayout(grid);
    column->addWidget(m_filter);
    column->addWidget(m_words);
    column->addWidget(m_table, 1);
    column->addWidget(m_notes);
    column->addWidget(buttons);

    const QList<QWidget *> order{m_sides[0].live, m_sides[0].file, m_sides[1].live,
                                 m_sides[1].file, m_filter,        m_table};
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order.at(i - 1), order.at(i));
    m_sides[0].live->setFocus();

    // All differences are looked through, and there may be a hundred thousand: once for a word,
    // not for each of its letters.
    m_filterSoon.setSingleShot(true);
    m_filterSoon.setInterval(typingPause);
    connect(m_filter, &QLineEdit::textChanged, &m_filterSoon, qOverload<>(&QTimer::start));
    connect(&m_filterSoon, &QTimer::timeout, this, &TenantCompareDialog::applyFilter);
    connect(m_swap, &QPushButton::clicked, &m_comparison, &TenantComparison::swap);
    connect(m_stage, &QPushButton::clicked, this, &TenantCompareDialog::stage);
    connect(&m_comparison, &TenantComparison::changed, this, &TenantCompareDialog::refresh);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &TenantCompareDialog::refresh);
    refresh();
}

void TenantCompareDialog::applyFilter()
{
    m_filterSoon.stop();
    m_proxy.setFilterFixedString(m_filter->text());
    refresh();
}

auto TenantCompareDialog::makeSide(Side side, QGridLayout *grid) -> SideRow
{
    SideRow row{new Label({}, this), new QPushButton(tr("The tenant now"), this),
                new QPushButton(icon(u"folder"_s), tr("An export..."), this)};
    const QString name = side == Side::Left ? tr("First") : tr("Second");
    row.title->setElided(Qt::ElideMiddle);
    row.live->setProperty("kind", u"quiet"_s);
    row.file->setProperty("kind", u"quiet"_s);
    //: side of a comparison, what to compare with
    row.live->setAccessibleName(tr("%1: %2").arg(name, row.live->text()));
    row.file->setAccessibleName(tr("%1: %2").arg(name, row.file->text()));
    grid->addWidget(new Label(name, this), side, 0);
    grid->addWidget(row.title, side, 1);
    grid->addWidget(row.live, side, 2);
    grid->addWidget(row.file, side, 3);
    connect(row.live, &QPushButton::clicked, this, [this, side] { m_comparison.setLive(side); });
    connect(row.file, &QPushButton::clicked, this, [this, side] { chooseFile(side); });
    return row;
}

void TenantCompareDialog::chooseFile(Side side)
{
    auto *dialog = new FileDialog(this, tr("Choose an export of a tenant"), {},
                                  tr("Tenant exports (*.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, side](const QString &path) { m_comparison.setFile(side, path); });
    dialog->open();
}

/// The selected differences, else all that the filter shows.
std::vector<int> TenantCompareDialog::wanted() const
{
    std::vector<int> changes;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        changes.push_back(m_proxy.mapToSource(index).row());
    if (changes.empty()) {
        for (int row = 0; row < m_proxy.rowCount(); ++row)
            changes.push_back(m_proxy.mapToSource(m_proxy.index(row, 0)).row());
    }
    return changes;
}

void TenantCompareDialog::refresh()
{
    for (const Side side : {Side::Left, Side::Right}) {
        const QString title = m_comparison.title(side);
        m_sides.at(side).title->setText(title.isEmpty() ? tr("nothing yet") : title);
    }
    m_loading->setLoading(m_comparison.isBusy());
    Theme::setTone(m_notes, m_comparison.hasFailed() ? Theme::Tone::Bad : Theme::Tone::Muted);
    m_notes->setText(m_comparison.notes());
    m_notes->setVisible(!m_comparison.notes().isEmpty());
    const auto &diff = m_comparison.model().diff();
    m_words->setText(m_comparison.isBusy() ? tr("Reading and comparing...")
                     : !diff ? tr("Choose what to compare: the tenant as it is now, or files that "
                                  "“Export tenant...” has written.")
                             //: numbers of resources
                             : tr("%1 differ, %2 are equal.")
                                   .arg(QLocale().toString(int(diff->changes.size())),
                                        QLocale().toString(diff->equal)));
    m_swap->setEnabled(!m_comparison.isBusy());
    const qsizetype selected = m_table->selectionModel()->selectedRows().size();
    const int count = selected > 0 ? int(selected) : m_proxy.rowCount();
    m_stage->setText(tr("Stage %n edit(s) that make the first like the second", nullptr, count));
    const bool tooMany = count > models::TenantStaging::mostAtOnce;
    m_stage->setEnabled(count > 0 && !tooMany && !m_comparison.isBusy());
    m_stage->setToolTip(
        plainToolTip(tooMany ? tr("Select at most %1 rows: each edit is reviewed.")
                                   .arg(QLocale().toString(models::TenantStaging::mostAtOnce))
                             : QString()));
}

void TenantCompareDialog::stage()
{
    if (m_filterSoon.isActive())
        applyFilter(); // what is staged is what was typed for
    const QString sentence = m_comparison.stage(wanted());
    Theme::setTone(m_notes, Theme::Tone::Plain);
    m_notes->setText(tr("%1 Review and send them on the page “Changes”.").arg(sentence));
    m_notes->show();
    Q_EMIT said(sentence);
}

} // namespace ui
