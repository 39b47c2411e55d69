// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/BulkPreview.h"

#include <QHash>
#include <QThread>
#include <QtConcurrentRun>

#include <algorithm>
#include <numeric>

namespace models {

namespace {

constexpr int partSize = 5000; // rows; smaller ones are not worth a thread of their own

} // namespace

BulkPreview::BulkPreview(QObject *parent)
    : QObject(parent)
    , m_tick(this)
{
    m_tick.setInterval(50);
    connect(&m_tick, &QTimer::timeout, this,
            [this] { Q_EMIT progress(looked(), m_snapshot.size()); });
}

BulkPreview::~BulkPreview()
{
    clear();
}

void BulkPreview::clear()
{
    m_tick.stop();
    if (m_control)
        m_control->stop = true;
    m_control.reset();
    if (m_watcher) {
        m_watcher->disconnect(this);
        m_watcher->deleteLater();
        m_watcher = nullptr;
    }
    m_snapshot = {};
    m_patcher.reset();
    m_rows.clear();
    m_reasons.clear();
    m_counts = {};
    Q_EMIT reset();
}

int BulkPreview::looked() const
{
    return m_control ? m_control->looked.load() : size();
}

void BulkPreview::start(const RowSnapshot &rows, const RowPatcher &patcher)
{
    clear();
    m_snapshot = rows;
    m_patcher = patcher;
    m_control = std::make_shared<Control>();
    m_watcher = new QFutureWatcher<Looked>(this);
    connect(m_watcher, &QFutureWatcher<Looked>::finished, this, &BulkPreview::haveLooked);
    m_watcher->setFuture(QtConcurrent::run(
        [rows, patcher, control = m_control] { return look(rows, patcher, *control); }));
    m_tick.start();
}

BulkPreview::Looked BulkPreview::look(const RowSnapshot &rows, const RowPatcher &patcher,
                                      Control &control)
{
    QList<QFuture<Looked>> others;
    const int threads =
        std::clamp(rows.size() / partSize, 1, std::max(1, QThread::idealThreadCount()));
    const int each = (rows.size() + threads - 1) / threads;
    for (int i = 1; i < threads; ++i) {
        const int from = i * each;
        const int to = std::min(rows.size(), from + each);
        others << QtConcurrent::run([&rows, &patcher, &control, from, to] {
            return lookAtPart(rows, patcher, control, from, to);
        });
    }
    QList<Looked> parts{lookAtPart(rows, patcher, control, 0, std::min(rows.size(), each))};
    for (QFuture<Looked> &other : others)
        parts << other.takeResult();
    return joined(parts);
}

BulkPreview::Looked BulkPreview::lookAtPart(const RowSnapshot &rows, const RowPatcher &patcher,
                                            Control &control, int from, int to)
{
    Looked looked;
    looked.rows.reserve(std::size_t(to - from));
    QHash<QString, int> known;
    for (int i = from; i < to && !control.stop; ++i) {
        const RowPatcher::Trial trial = patcher.tryOn(rows.rows[std::size_t(i)]);
        Row row{.outcome = trial.outcome, .reason = -1};
        if (!trial.reason.isEmpty()) {
            const auto found = known.constFind(trial.reason);
            row.reason = found == known.cend() ? int(looked.reasons.size()) : *found;
            if (found == known.cend()) {
                known.insert(trial.reason, row.reason);
                looked.reasons.append({trial.outcome, trial.reason, 0});
            }
            ++looked.reasons[row.reason].rows;
        }
        looked.rows.push_back(row);
        ++control.looked;
    }
    return looked;
}

BulkPreview::Looked BulkPreview::joined(const QList<Looked> &parts)
{
    Looked all;
    QList<Reason> reasons;
    QHash<QString, int> known;
    for (const Looked &part : parts) {
        QList<int> place;
        for (const Reason &reason : part.reasons) {
            const auto found = known.constFind(reason.sentence);
            place << (found == known.cend() ? int(reasons.size()) : *found);
            if (found == known.cend()) {
                known.insert(reason.sentence, place.last());
                reasons.append({reason.outcome, reason.sentence, 0});
            }
            reasons[place.last()].rows += reason.rows;
        }
        for (Row row : part.rows) {
            row.reason = row.reason < 0 ? -1 : place.at(row.reason);
            all.rows.push_back(row);
        }
    }
    QList<int> order(reasons.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, std::ranges::greater(),
                             [&](int reason) { return reasons.at(reason).rows; });
    QList<int> renumbered(reasons.size());
    for (int i = 0; i < order.size(); ++i) {
        renumbered[order.at(i)] = i;
        all.reasons << reasons.at(order.at(i));
    }
    for (Row &row : all.rows)
        row.reason = row.reason < 0 ? -1 : renumbered.at(row.reason);
    return all;
}

void BulkPreview::haveLooked()
{
    m_tick.stop();
    Looked looked = m_watcher->future().takeResult();
    m_watcher->deleteLater();
    m_watcher = nullptr;
    m_control.reset();
    m_rows = std::move(looked.rows);
    m_reasons = std::move(looked.reasons);
    for (const Row &row : m_rows)
        ++m_counts[std::size_t(row.outcome)];
    Q_EMIT progress(size(), size());
    Q_EMIT finished();
}

std::vector<int> BulkPreview::rowsThat(BulkOutcome outcome) const
{
    std::vector<int> rows;
    for (int i = 0; i < size(); ++i) {
        if (row(i).outcome == outcome)
            rows.push_back(i);
    }
    return rows;
}

QString BulkPreview::idOf(int index) const
{
    return m_patcher ? m_patcher->idOf(valueOf(index)) : QString();
}

} // namespace models
