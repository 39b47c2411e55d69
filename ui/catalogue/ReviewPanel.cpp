// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/ReviewPanel.h"

#include "ui/table/TableView.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/IconProxy.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/LoadingBar.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using models::ImportRemarksModel;
using models::ImportReview;

ReviewPanel::ReviewPanel(ImportReview *review, QWidget *parent)
    : QWidget(parent)
    , m_review(review)
    , m_title(new Label({}, this))
    , m_summary(new Label({}, this))
    , m_begin(new Label({}, this))
    , m_banner(new Banner(this))
    , m_loading(new LoadingBar(this))
    , m_prefix(new QLineEdit(this))
    , m_again(new QPushButton(tr("Read again"), this))
    , m_prefixProblem(new Label({}, this))
    , m_kind(new QComboBox(this))
    , m_table(new TableView(this))
    , m_apply(new QPushButton(tr("Add to the console"), this))
    , m_discard(new QPushButton(this))
{
    m_banner->setLasting(true);
    m_apply->setProperty("kind", u"primary"_s);
    m_discard->setProperty("kind", u"quiet"_s);
    m_prefixRow = makePrefix();
    makeTable();
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::inner);
    buttons->addWidget(m_kind);
    buttons->addStretch();
    buttons->addWidget(m_discard);
    buttons->addWidget(m_apply);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::field, space::panel, space::field);
    column->setSpacing(space::inner);
    column->addWidget(makeFacts());
    column->addWidget(m_banner);
    column->addWidget(m_prefixRow);
    column->addWidget(m_prefixProblem);
    column->addWidget(m_table, 1);
    column->addLayout(buttons);
    column->addStretch();

    connect(m_apply, &QPushButton::clicked, review, &ImportReview::apply);
    connect(m_discard, &QPushButton::clicked, review, &ImportReview::discard);
    connect(review, &ImportReview::changed, this, &ReviewPanel::refresh);
    refresh();
}

QWidget *ReviewPanel::makeFacts()
{
    auto *facts = new QWidget(this);
    if (Theme::instance())
        m_title->setFont(Theme::instance()->sectionFont());
    m_title->setElided(Qt::ElideMiddle);
    m_summary->setWordWrap(true);
    m_begin->setWordWrap(true);
    Theme::setMuted(m_begin);
    auto *column = new QVBoxLayout(facts);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::tight);
    column->addWidget(m_title);
    column->addWidget(m_summary);
    column->addWidget(m_begin);
    return facts;
}

QWidget *ReviewPanel::makePrefix()
{
    auto *row = new QWidget(this);
    auto *caption = new Label(tr("Paths begin at"), row);
    caption->setBuddy(m_prefix);
    m_prefix->setAccessibleName(caption->text());
    m_prefix->setPlaceholderText(u"/"_s);
    m_prefix->setMaximumWidth(260);
    if (Theme::instance())
        m_prefix->setFont(Theme::instance()->fixedFont());
    m_again->setProperty("kind", u"quiet"_s);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::inner);
    line->addWidget(caption);
    line->addWidget(m_prefix, 1);
    line->addWidget(m_again);
    line->addStretch(1);
    m_prefixProblem->setWordWrap(true);
    m_prefixProblem->hide();
    Theme::setTone(m_prefixProblem, Theme::Tone::Bad);
    const auto reread = [this] { m_review->setPrefix(m_prefix->text()); };
    connect(m_again, &QPushButton::clicked, this, reread);
    connect(m_prefix, &QLineEdit::returnPressed, this, reread);
    connect(m_prefix, &QLineEdit::textChanged, this, [this](const QString &text) {
        const QString why = ImportReview::whyNotPrefix(text);
        m_prefixProblem->setText(why);
        m_prefixProblem->setVisible(!why.isEmpty());
        m_prefix->setAccessibleDescription(why);
        m_again->setEnabled(why.isEmpty() && text.trimmed() != m_review->report().prefix);
    });
    return row;
}

void ReviewPanel::makeTable()
{
    m_table->setModel(new IconProxy(&m_review->remarks(), ImportRemarksModel::IconRole, m_table));
    m_table->setAccessibleName(tr("What the document brings"));
    m_table->setColumnWidth(ImportRemarksModel::What, 160);
    m_table->setColumnWidth(ImportRemarksModel::Subject, 360);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_kind->setAccessibleName(tr("Show"));
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_kind, &QComboBox::activated, this, [this] {
        const QVariant kind = m_kind->currentData();
        m_review->remarks().setKind(
            kind.isValid() ? std::optional(ImportRemarksModel::Kind(kind.toInt())) : std::nullopt);
    });
}

void ReviewPanel::refreshKinds()
{
    m_kind->clear();
    m_kind->addItem(tr("All (%1)").arg(m_review->report().remarks.size()));
    for (const ImportRemarksModel::Kind kind : ImportRemarksModel::kinds()) {
        if (const int count = m_review->remarks().count(kind); count > 0)
            m_kind->addItem(
                //: %1: "New table", %2: how many
                tr("%1 (%2)").arg(ImportRemarksModel::nameOf(kind)).arg(count), int(kind));
    }
    m_review->remarks().setKind({});
}

void ReviewPanel::showReport()
{
    const api::ImportReport &report = m_review->report();
    const QString title = report.title.isEmpty() ? report.name : report.title;
    m_title->setText(report.version.isEmpty()
                         ? u"%1 (%2)"_s.arg(title, report.format)
                         : u"%1 %2 (%3)"_s.arg(title, report.version, report.format));
    m_summary->setText(report.summary());
    m_begin->setText(report.operations > 0 ? report.whereItsPathsBegin() : QString());
    const QStringList notes = m_review->notes();
    if (notes.isEmpty())
        m_banner->dismiss();
    else
        m_banner->showMessage(Banner::Level::Warn, notes.join(u' '));
    m_prefix->setText(report.prefix);
    m_again->setEnabled(false);
    refreshKinds();
    m_apply->setFocus();
}

void ReviewPanel::refresh()
{
    using State = ImportReview::State;
    const State state = m_review->state();
    const bool ready = state == State::Ready || state == State::Applying;
    setVisible(state != State::Idle);
    m_loading->setLoading(state == State::Fetching || state == State::Reading ||
                          state == State::Applying);
    m_table->setVisible(ready);
    m_kind->setVisible(ready);
    m_apply->setVisible(ready);
    m_prefixRow->setVisible(ready && m_review->report().operations > 0);
    m_apply->setEnabled(m_review->whyNotApply().isEmpty());
    m_apply->setToolTip(plainToolTip(m_review->whyNotApply()));
    m_discard->setText(ready ? tr("Put aside") : state == State::Failed ? tr("Close") : tr("Stop"));
    m_discard->setEnabled(state != State::Applying);
    if (ready) {
        if (!std::exchange(m_shown, true))
            showReport();
        return;
    }
    m_shown = false;
    m_title->setText(m_review->name());
    m_begin->setText({});
    if (state == State::Failed) {
        m_summary->setText({});
        m_banner->showMessage(Banner::Level::Bad, m_review->failure());
        return;
    }
    m_banner->dismiss();
    const QLocale locale;
    m_summary->setText(
        state == State::Fetching
            ? tr("Fetching the document: %1").arg(locale.formattedDataSize(m_review->fetched()))
            : tr("Reading the document..."));
}

} // namespace ui
