// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/BulkChange.h"

#include "models/BulkPlan.h"
#include "models/Merge.h"
#include "models/ResourceName.h"
#include "models/SchemaTools.h"
#include "models/SpareMemory.h"

#include <QLocale>
#include <QtConcurrentRun>

#include <utility>

using namespace Qt::StringLiterals;

namespace models {

BulkChange::BulkChange(api::Session *session, const api::ResourceType &type,
                       const Abilities &abilities, BulkJournal *journal, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_type(type)
    , m_abilities(abilities)
    , m_requests(type, session->pathValues())
    , m_run(session, journal)
{
    m_requests.setAbilities(abilities);
    m_patchProblem = tr("Write the patch first.");
    connect(&m_preview, &BulkPreview::finished, this, &BulkChange::changed);
    connect(&m_preview, &BulkPreview::reset, this, &BulkChange::changed);
    connect(&m_run, &BulkRun::stateChanged, this, &BulkChange::changed);
    connect(&m_run, &BulkRun::finished, this, [this] {
        if (m_run.counts().over() > 0)
            Q_EMIT resourcesChanged();
    });
}

BulkChange::~BulkChange()
{
    giveBackSpareMemory();
}

QString BulkChange::subject(const api::ResourceType &type, int count)
{
    const QString what = models::subject(type, count);
    return count == 1 ? tr("1 %1", "one: name of the type").arg(what) : what;
}

const RowSnapshot &BulkChange::rows() const
{
    return m_scope == Scope::Selected ? m_selected : m_matching;
}

void BulkChange::setRows(const RowSnapshot &selected, const RowSnapshot &matching)
{
    m_selected = selected;
    m_matching = matching;
    m_scope = selected.size() > 0 ? Scope::Selected : Scope::Matching;
    dropPreview();
}

int BulkChange::count(Scope scope) const
{
    return scope == Scope::Selected ? m_selected.size() : m_matching.size();
}

void BulkChange::setScope(Scope scope)
{
    if (std::exchange(m_scope, scope) != scope)
        dropPreview();
}

json::Document BulkChange::sample() const
{
    return rows().size() > 0 ? documentOf(rows().rows.front()) : json::Document();
}

QString BulkChange::sampleText() const
{
    const json::Document resource = sample();
    return resource ? QString::fromStdString(serializeMasked(resource.root(), m_type.schema.get(),
                                                             {}, json::Style::Pretty))
                    : QString();
}

void BulkChange::setPatchText(const QString &text)
{
    if (text == m_patchText)
        return;
    m_patchText = text;
    const auto parsed = PatchTemplate::parse(text);
    m_patch = parsed.value_or(PatchTemplate());
    m_patchProblem = text.trimmed().isEmpty() ? tr("Write the patch first.")
                     : !parsed                ? parsed.error()
                     : parsed->operationCount() == 0
                         ? tr("The patch has no operation: it changes nothing.")
                         : QString();
    dropPreview();
}

QString BulkChange::way() const
{
    switch (m_abilities.change()) {
    case Abilities::Change::Patch:
        return tr("Each one is sent as a PATCH of its own; the platform applies it whole or not at "
                  "all.");
    case Abilities::Change::PutItem:
    case Abilities::Change::PutCollection:
        return m_type.canRead
                   ? tr("The platform takes no PATCH here. Each one is read first, patched by the "
                        "console, and sent whole by PUT: what others change in between is lost.")
                   : tr("The platform takes no PATCH here, and no GET of one. Each one is sent "
                        "whole by PUT as the table has it: what others have changed since is "
                        "lost.");
    case Abilities::Change::None:
        return m_abilities.whyNotChange();
    }
    Q_UNREACHABLE_RETURN({});
}

QString BulkChange::whyNotPreview() const
{
    if (m_abilities.change() == Abilities::Change::None)
        return m_abilities.whyNotChange();
    if (rows().size() == 0)
        return tr("There is no row to change.");
    return m_patchProblem;
}

void BulkChange::setSource(ResourceController *source)
{
    m_source = source;
    connect(source, &ResourceController::stateChanged, this, [this] {
        if (m_reading && !m_source->isLoading())
            haveReadAgain();
    });
}

void BulkChange::dropPreview()
{
    m_reading = false;
    m_preview.clear();
}

void BulkChange::startPreview()
{
    if (!whyNotPreview().isEmpty() || isBusy())
        return;
    dropPreview();
    if (!m_source || !m_type.canList)
        return m_preview.start(rows(), RowPatcher(m_patch, m_type));
    m_reading = true;
    m_source->refresh();
    Q_EMIT changed();
}

// What others have changed since the list was read is neither shown as it was, nor filled into
// placeholders, nor kept as what was there before.
void BulkChange::haveReadAgain()
{
    m_reading = false;
    const auto problem = m_source->loadError();
    m_notReadAgain =
        problem
            ? tr("The list could not be read again, and this is what it was: %1").arg(problem->what)
            : QString();
    if (!problem) {
        m_selected = m_source->table().rowsNow(m_selected);
        m_matching = m_source->table().rowsNow(m_matching);
    }
    m_preview.start(rows(), RowPatcher(m_patch, m_type));
    Q_EMIT changed();
}

QString BulkChange::whyNotRun() const
{
    if (isBusy())
        return tr("A run is going on.");
    if (m_preview.isRunning() || m_preview.size() == 0)
        return tr("Look at what it would do first.");
    if (toSend() == 0)
        return tr("It would change nothing.");
    if (m_session->keyState() != api::Session::KeyState::Ready)
        return m_session->keyProblem();
    return {};
}

bool BulkChange::wantsNumber() const
{
    return m_session->profile().safety == api::SafetyLevel::Production;
}

void BulkChange::setSettings(const BulkSettings &settings)
{
    m_settings = settings.bounded();
    m_run.setSettings(m_settings);
}

void BulkChange::start()
{
    if (!whyNotRun().isEmpty())
        return;
    m_called = false;
    // Now: the patch may be another one by the time that the requests are made.
    m_body = m_preview.patcher()->isPlain()
                 ? QByteArray::fromStdString(BulkPlan::plainBody(*m_preview.patcher()))
                 : QByteArray();
    m_making = new QFutureWatcher<BulkRows>(this);
    connect(m_making, &QFutureWatcher<BulkRows>::finished, this, &BulkChange::haveRows);
    BulkPlan plan{.requests = m_requests,
                  .type = m_type,
                  .patcher = *m_preview.patcher(),
                  .snapshot = m_preview.snapshot(),
                  .wanted = m_preview.rowsThat(BulkOutcome::Changes)};
    m_preview.clear(); // it has told what it had to; of ten thousand it weighs some megabytes
    m_making->setFuture(QtConcurrent::run([plan = std::move(plan)] {
        BulkRows rows = plan.rows();
        trimMemory(); // before the window has much to do
        return rows;
    }));
    Q_EMIT changed();
}

void BulkChange::haveRows()
{
    const BulkRows rows = m_making->result();
    m_making->deleteLater();
    m_making = nullptr;
    if (m_called)
        return Q_EMIT changed();
    BulkJob job;
    job.resource = m_type.key;
    job.idProperty = m_type.idProperty;
    job.title = tr("Change of %1").arg(subject(m_type, int(rows->size())));
    job.body = m_body;
    job.settings = m_settings;
    m_run.start(job, rows);
}

void BulkChange::open(qint64 job)
{
    m_run.open(job);
}

bool BulkChange::isBusy() const
{
    return isMaking() || m_run.isBusy();
}

void BulkChange::cancel()
{
    m_called = isMaking();
    m_run.cancel();
}

QString BulkChange::workInProgress() const
{
    if (!isBusy())
        return {};
    const BulkCounts &counts = m_run.counts();
    return tr("%1 of %2 are changed; the rest would not be. It can go on later.")
        .arg(QLocale().toString(counts.done), subject(m_type, counts.total));
}

} // namespace models
