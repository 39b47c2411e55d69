// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/RowPatcher.h"
#include "models/RowSnapshot.h"

#include <QFutureWatcher>
#include <QObject>
#include <QTimer>

#include <array>
#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace models {

/// What a patch would do to each of many rows; looked at in workers. Row numbers are those of the
/// snapshot.
class BulkPreview : public QObject
{
    Q_OBJECT

public:
    struct Row
    {
        BulkOutcome outcome = BulkOutcome::Same;
        int reason = -1; ///< in reasons(); -1: none
    };
    struct Reason
    {
        BulkOutcome outcome = BulkOutcome::DoesNotApply;
        QString sentence;
        int rows = 0;
    };

    explicit BulkPreview(QObject *parent = nullptr);
    ~BulkPreview() override;

    /// Drops what was looked at before; finished() comes unless another start() or clear() does.
    void start(const RowSnapshot &rows, const RowPatcher &patcher);
    void clear();
    bool isRunning() const { return m_watcher != nullptr; }
    int looked() const; ///< rows so far

    // After finished(), until the next start():
    int size() const { return int(m_rows.size()); }
    const Row &row(int index) const { return m_rows[std::size_t(index)]; }
    QString idOf(int index) const;
    const json::Value &valueOf(int index) const { return m_snapshot.rows[std::size_t(index)]; }
    std::vector<int> rowsThat(BulkOutcome outcome) const;
    int count(BulkOutcome outcome) const { return m_counts[std::size_t(outcome)]; }
    /// Most frequent first.
    const QList<Reason> &reasons() const { return m_reasons; }
    const std::optional<RowPatcher> &patcher() const { return m_patcher; }
    const RowSnapshot &snapshot() const { return m_snapshot; }

Q_SIGNALS:
    void reset(); ///< empty now
    void progress(int looked, int total);
    void finished();

private:
    struct Looked
    {
        std::vector<Row> rows;
        QList<Reason> reasons;
    };
    /// Shared with the workers; outlives us if need be.
    struct Control
    {
        std::atomic<int> looked = 0;
        std::atomic<bool> stop = false;
    };
    static Looked look(const RowSnapshot &rows, const RowPatcher &patcher, Control &control);
    static Looked lookAtPart(const RowSnapshot &rows, const RowPatcher &patcher, Control &control,
                             int from, int to);
    static Looked joined(const QList<Looked> &parts);
    void haveLooked();

    RowSnapshot m_snapshot;
    std::optional<RowPatcher> m_patcher;
    std::vector<Row> m_rows;
    QList<Reason> m_reasons;
    std::array<int, 4> m_counts{};
    std::shared_ptr<Control> m_control;
    QFutureWatcher<Looked> *m_watcher = nullptr;
    QTimer m_tick;
};

} // namespace models
