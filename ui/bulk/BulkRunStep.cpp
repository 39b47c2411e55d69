// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/BulkRunStep.h"

#include "models/BulkReport.h"
#include "ui/bulk/BulkNumberDialog.h"
#include "ui/bulk/BulkStateProxy.h"
#include "ui/table/TableView.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/CountFilter.h"
#include "ui/widgets/FileDialog.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/Question.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using models::BulkCounts;
using models::BulkResultModel;
using models::BulkRun;
using models::BulkState;
using State = models::BulkRun::State;

namespace {

constexpr int interval = 100; // ms

QString number(int value)
{
    return QLocale().toString(value);
}

/// "40 s", "12 min", "2 h"
QString inWords(qint64 milliseconds)
{
    const qint64 seconds = (milliseconds + 999) / 1000;
    if (seconds < 100)
        return BulkRunStep::tr("%1 s", "seconds").arg(seconds);
    if (seconds < 100 * 60)
        return BulkRunStep::tr("%1 min", "minutes").arg((seconds + 30) / 60);
    return BulkRunStep::tr("%1 h", "hours").arg((seconds + 1800) / 3600);
}

} // namespace

BulkRunStep::BulkRunStep(models::BulkChange *change, QWidget *parent)
    : QWidget(parent)
    , m_change(change)
    , m_headline(new Label({}, this))
    , m_detail(new Label({}, this))
    , m_problem(new Label({}, this))
    , m_progress(new QProgressBar(this))
    , m_filter(new CountFilter(tr("Show only"), this))
    , m_table(new TableView(this))
    , m_soon(this)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(interval);
    if (Theme::instance())
        m_headline->setFont(Theme::instance()->sectionFont());
    m_headline->setWordWrap(true);
    m_detail->setWordWrap(true);
    Theme::setMuted(m_detail);
    m_problem->setWordWrap(true);
    Theme::setTone(m_problem, Theme::Tone::Bad);
    m_progress->setAccessibleName(tr("Answered"));
    m_progress->setTextVisible(false);
    m_progress->setProperty("kind", u"thin"_s);
    for (const BulkState state :
         {BulkState::Failed, BulkState::Unknown, BulkState::Done, BulkState::Waiting})
        m_filter->add(int(state), BulkResultModel::inWords(state));
    m_table->setModel(new BulkStateProxy(&m_model, this));
    m_table->setAccessibleName(tr("Result of each"));
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(BulkResultModel::Message,
                                                      QHeaderView::Stretch);
    m_table->setColumnWidth(BulkResultModel::Id, 190);
    m_table->setColumnWidth(BulkResultModel::State, 120);
    m_table->setColumnWidth(BulkResultModel::Status, 80);
    m_table->setColumnWidth(BulkResultModel::RequestId, 120);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::inner);
    column->addWidget(m_headline);
    column->addWidget(m_progress);
    column->addWidget(m_detail);
    column->addWidget(m_problem);
    column->addWidget(makeButtons());
    column->addWidget(m_filter);
    column->addWidget(m_table, 1);

    m_model.setRun(&change->run());
    connect(m_filter, &CountFilter::chosen, this, [this](int key) {
        m_model.setFilter(key == CountFilter::all ? std::optional<BulkState>() : BulkState(key));
    });
    connect(&m_soon, &QTimer::timeout, this, &BulkRunStep::showProgress);
    connect(&change->run(), &BulkRun::progressChanged, this, [this] {
        if (!m_soon.isActive())
            m_soon.start();
    });
    connect(change, &models::BulkChange::changed, this, &BulkRunStep::refresh);
    refresh();
}

QPushButton *BulkRunStep::addButton(const QString &text, const QString &iconName)
{
    auto *button = new QPushButton(icon(iconName), text, this);
    button->setProperty("kind", u"quiet"_s);
    return button;
}

QWidget *BulkRunStep::makeButtons()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::inner);
    BulkRun *run = &m_change->run();
    m_pause = addButton(tr("Pause"), u"pause"_s);
    m_goOn = addButton(tr("Go on"), u"play"_s);
    m_cancel = addButton(tr("Stop"), u"stop"_s);
    m_retry = addButton(tr("Retry the failed"), u"refresh"_s);
    m_check = addButton(tr("Look up what is not known"), u"search"_s);
    m_sendUnknown = addButton(tr("Send these again..."), u"send"_s);
    m_report = addButton(tr("Save report..."), u"download"_s);
    connect(m_pause, &QPushButton::clicked, run, &BulkRun::pause);
    connect(m_goOn, &QPushButton::clicked, this, [this, run] {
        if (run->state() == State::Paused)
            run->goOn();
        else
            confirmed(run->counts().waiting(), [run] { run->goOn(); });
    });
    connect(m_cancel, &QPushButton::clicked, m_change, &models::BulkChange::cancel);
    connect(m_retry, &QPushButton::clicked, this,
            [this, run] { confirmed(run->counts().failed, [run] { run->retryFailed(); }); });
    connect(m_check, &QPushButton::clicked, run, &BulkRun::checkUnknown);
    connect(m_sendUnknown, &QPushButton::clicked, this, &BulkRunStep::askSendUnknown);
    connect(m_report, &QPushButton::clicked, this, &BulkRunStep::saveReport);
    for (QPushButton *button :
         {m_pause, m_goOn, m_cancel, m_retry, m_check, m_sendUnknown, m_report})
        row->addWidget(button);
    row->addStretch();
    return box;
}

void BulkRunStep::refresh()
{
    const State state = m_change->run().state();
    const BulkCounts &counts = m_change->run().counts();
    const bool isBusy = m_change->isBusy();
    // Who has paused with a key goes on with the same one.
    m_followsPause =
        state != State::Finished && (m_followsPause || m_pause->hasFocus() || m_goOn->hasFocus());
    m_pause->setVisible(state == State::Running);
    m_goOn->setVisible(state == State::Paused || (state == State::Stopped && counts.waiting() > 0));
    m_cancel->setVisible(isBusy || state == State::Paused);
    m_cancel->setEnabled(state != State::Cancelling);
    m_retry->setVisible(!isBusy && counts.failed > 0);
    m_check->setVisible(!isBusy && counts.unknown > 0);
    m_sendUnknown->setVisible(!isBusy && counts.unknown > 0);
    m_report->setVisible(!isBusy && counts.total > 0);
    for (QPushButton *button : {m_pause, m_goOn}) {
        if (m_followsPause && button->isVisible()) {
            m_followsPause = false;
            button->setFocus();
        }
    }
    showProgress();
}

void BulkRunStep::showProgress()
{
    const BulkRun &run = m_change->run();
    const BulkCounts &counts = run.counts();
    m_headline->setText(headline());
    m_detail->setText(detail());
    Theme::setTone(m_problem, Theme::Tone::Bad);
    m_problem->setText(run.problem());
    m_problem->setVisible(!run.problem().isEmpty());
    m_progress->setRange(0, qMax(1, counts.total));
    m_progress->setValue(counts.over());
    m_filter->setCount(CountFilter::all, counts.total);
    m_filter->setCount(int(BulkState::Failed), counts.failed);
    m_filter->setCount(int(BulkState::Unknown), counts.unknown);
    m_filter->setCount(int(BulkState::Done), counts.done);
    m_filter->setCount(int(BulkState::Waiting), counts.waiting());
}

QString BulkRunStep::headline() const
{
    const BulkCounts &counts = m_change->run().counts();
    const QString all = models::BulkChange::subject(m_change->type(), counts.total);
    if (m_change->isMaking())
        return tr("Making the requests...");
    switch (m_change->run().state()) {
    case State::Idle:
    case State::Preparing:
        return tr("Writing down what is to be sent...");
    case State::Running:
        return tr("Changing %1: %2 done").arg(all, number(counts.done));
    case State::Pausing:
        return tr("Pausing...");
    case State::Paused:
        return tr("Paused: %1 of %2 done").arg(number(counts.done), all);
    case State::Cancelling:
        return tr("Stopping...");
    case State::Stopped:
        return tr("Stopped: %1 of %2 done").arg(number(counts.done), all);
    case State::Finished:
        return counts.done == counts.total
                   ? tr("Done: %1 changed").arg(all)
                   : tr("Over: %1 of %2 changed").arg(number(counts.done), all);
    }
    Q_UNREACHABLE_RETURN({});
}

QString BulkRunStep::detail() const
{
    const BulkRun &run = m_change->run();
    const BulkCounts &counts = run.counts();
    QStringList parts;
    if (counts.failed > 0)
        parts << tr("%1 failed").arg(number(counts.failed));
    if (counts.unknown > 0)
        parts << tr("%1 not known").arg(number(counts.unknown));
    if (run.throttled() > 0)
        parts << tr("sent again after the platform asked to wait: %1").arg(number(run.throttled()));
    if (run.state() == State::Running && run.perSecond() > 0)
        parts << tr("%1 a second").arg(QLocale().toString(run.perSecond(), 'f', 0));
    if (const qint64 left = run.remainingMs(); left > 0)
        parts << tr("%1 to go", "time").arg(inWords(left));
    return parts.isEmpty() ? QString() : parts.join(u" · "_s);
}

void BulkRunStep::confirmed(int count, std::function<void()> what)
{
    if (!m_change->wantsNumber())
        return what();
    auto *dialog = new BulkNumberDialog(*m_change, count, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, std::move(what));
    dialog->open();
}

void BulkRunStep::askSendUnknown()
{
    auto *question = new Question(
        {tr("Send again"),
         tr("%n of these may have arrived already: the resources do not tell. Sent again, a patch "
            "that adds or moves something may be done twice, and what is created may come to be "
            "twice.",
            nullptr, m_change->run().counts().unknown),
         tr("Send them again"), tr("Leave them")},
        this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &QDialog::accepted, this, [this] {
        confirmed(m_change->run().counts().unknown, [this] { m_change->run().sendUnknown(); });
    });
    question->open();
}

void BulkRunStep::saveReport()
{
    auto *dialog = new FileDialog(this, tr("Save report"), u"bulk-report.csv"_s, tr("CSV (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        models::saveBulkReport(m_change->run(), path).then(this, [this](const QString &error) {
            if (error.isEmpty() && !m_change->run().problem().isEmpty())
                return; // what has stopped the run is more than that its report is there
            Theme::setTone(m_problem, error.isEmpty() ? Theme::Tone::Ok : Theme::Tone::Bad);
            m_problem->setText(error.isEmpty() ? tr("The report was saved.") : error);
            m_problem->show();
        });
    });
    dialog->open();
}

} // namespace ui
