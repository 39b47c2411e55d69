// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/BulkPreviewStep.h"

#include "ui/bulk/BulkStateProxy.h"
#include "ui/table/TableView.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/CountFilter.h"
#include "ui/widgets/Label.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QProgressBar>
#include <QSpinBox>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using models::BulkOutcome;
using models::BulkPreview;
using models::BulkPreviewModel;

namespace {

constexpr int shownReasons = 4;
constexpr BulkOutcome outcomes[] = {BulkOutcome::Changes, BulkOutcome::Same,
                                    BulkOutcome::DoesNotApply, BulkOutcome::DoesNotFit};

} // namespace

BulkPreviewStep::BulkPreviewStep(models::BulkChange *change, QWidget *parent)
    : QWidget(parent)
    , m_change(change)
    , m_model(&change->preview(), change->type().schema)
    , m_summary(new Label({}, this))
    , m_reasons(new Label({}, this))
    , m_progress(new QProgressBar(this))
    , m_filter(new CountFilter(tr("Show only"), this))
    , m_table(new TableView(this))
    , m_concurrency(new QSpinBox(this))
    , m_rate(new QDoubleSpinBox(this))
{
    m_summary->setWordWrap(true);
    m_reasons->setWordWrap(true);
    Theme::setTone(m_reasons, Theme::Tone::Warn);
    m_progress->setAccessibleName(tr("Looked at"));
    m_progress->setTextVisible(false);
    m_progress->setProperty("kind", u"thin"_s);
    for (const BulkOutcome outcome : outcomes)
        m_filter->add(int(outcome), BulkPreviewModel::inWords(outcome));
    auto *proxy = new BulkStateProxy(&m_model, this);
    m_table->setModel(proxy);
    m_table->setAccessibleName(tr("What would become of each"));
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setColumnWidth(BulkPreviewModel::Id, 190);
    m_table->setColumnWidth(BulkPreviewModel::Outcome, 170);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::inner);
    column->addWidget(m_summary);
    column->addWidget(m_reasons);
    column->addWidget(m_filter);
    column->addWidget(m_progress);
    column->addWidget(m_table, 1);
    column->addWidget(makeSettings());

    connect(m_filter, &CountFilter::chosen, this, [this](int key) {
        m_model.setFilter(key == CountFilter::all ? std::optional<BulkOutcome>()
                                                  : BulkOutcome(key));
    });
    connect(&change->preview(), &BulkPreview::progress, this, [this](int looked, int total) {
        m_progress->setRange(0, total);
        m_progress->setValue(looked);
    });
    connect(change, &models::BulkChange::changed, this, &BulkPreviewStep::refresh);
    refresh();
}

QWidget *BulkPreviewStep::makeSettings()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::inner);
    m_concurrency->setRange(1, models::BulkSettings::maximumConcurrency);
    m_concurrency->setValue(models::BulkSettings().concurrency);
    m_concurrency->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_concurrency->setAccessibleName(tr("Requests at once"));
    m_rate->setRange(0, 10'000);
    m_rate->setDecimals(1);
    m_rate->setSpecialValueText(tr("no limit"));
    m_rate->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_rate->setAccessibleName(tr("Requests a second at most"));
    auto *atOnce = new Label(tr("Requests at once"), box);
    atOnce->setBuddy(m_concurrency);
    auto *rate = new Label(tr("Requests a second at most"), box);
    rate->setBuddy(m_rate);
    row->addWidget(atOnce);
    row->addWidget(m_concurrency);
    row->addSpacing(space::panel);
    row->addWidget(rate);
    row->addWidget(m_rate);
    row->addStretch();
    return box;
}

models::BulkSettings BulkPreviewStep::settings() const
{
    return {.concurrency = m_concurrency->value(), .perSecond = m_rate->value()};
}

void BulkPreviewStep::refresh()
{
    const BulkPreview &preview = m_change->preview();
    m_progress->setVisible(preview.isRunning() || m_change->isReading());
    m_filter->setCount(CountFilter::all, preview.size());
    for (const BulkOutcome outcome : outcomes)
        m_filter->setCount(int(outcome), preview.count(outcome));
    if (m_change->isReading()) {
        m_progress->setRange(0, 0); // nobody knows how long
        m_summary->setText(tr("Reading the list again..."));
    } else if (preview.isRunning()) {
        m_summary->setText(tr("Trying the patch on each..."));
    } else if (preview.size() > 0) {
        const QString subject = models::BulkChange::subject(m_change->type(), m_change->toSend());
        const int left = preview.size() - m_change->toSend();
        m_summary->setText(
            left == 0 ? tr("%1 will be changed.").arg(subject)
                      : tr("%1 will be changed; %Ln are left out.", nullptr, left).arg(subject));
    } else {
        m_summary->setText({});
    }
    QStringList reasons;
    if (!m_change->notReadAgain().isEmpty())
        reasons << m_change->notReadAgain();
    int shown = 0;
    for (const BulkPreview::Reason &reason : preview.reasons()) {
        if (++shown > shownReasons) {
            reasons << tr("... and %n other reason(s)", nullptr,
                          int(preview.reasons().size()) - shownReasons);
            break;
        }
        reasons << tr("%1 times: %2", "number and reason")
                       .arg(QLocale().toString(reason.rows), reason.sentence);
    }
    m_reasons->setText(reasons.join(u'\n'));
    m_reasons->setVisible(!reasons.isEmpty());
}

} // namespace ui
