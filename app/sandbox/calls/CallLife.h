// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/calls/CallBook.h"

#include <QString>

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace sandbox {

/// Calls that come and go. When they come follows from the seed and the time alone; nothing
/// happens but in begin() and advance(), by the time that they are given. Belongs to the store's
/// thread.
class CallLife
{
public:
    CallLife(std::shared_ptr<CallBook> book, std::uint32_t seed, QString domain, int historyHours);

    /// Makes the history of the last days where it is missing, and what is going on.
    StoreResult<void> begin(qint64 nowMs);
    /// Lets everything happen that is due.
    StoreResult<void> advance(qint64 nowMs);
    /// When something happens next, ms since 1970; 0: nothing ever does.
    qint64 nextDue() const;

    /// The live call that @p fits, null when there is none; until the next call of anything here.
    Call *find(const std::function<bool(Call &)> &fits);
    /// A call from @p from to @p to (empty: made up) that begins now; the other side answers.
    StoreResult<Call> place(std::string_view kind, std::string_view from, std::string_view to,
                            qint64 nowMs);
    StoreResult<void> answer(Call &call, qint64 nowMs);
    /// A ringing call is missed, an answered one ends; its recordings are stored.
    StoreResult<void> end(Call &call, std::string_view reason, qint64 nowMs);
    StoreResult<void> noteCommand(Call &call, std::string_view command, qint64 nowMs);
    StoreResult<void> startRecording(Call &call, qint64 nowMs);
    /// Stops a running recording; @p isKept false: nothing of it is.
    StoreResult<void> stopRecording(Call &call, Recording &recording, bool isKept, qint64 nowMs);

    CallBook &book() { return *m_book; }
    std::string newId(qint64 nowMs);

private:
    Making making(std::string_view what, qint64 number) const;
    StoreResult<Call> planned(qint64 startedAt) const;
    void findNextStart(qint64 slot);
    StoreResult<void> addHistory(qint64 fromMs, qint64 toMs);
    StoreResult<void> addEnded(Call call);
    StoreResult<void> start(qint64 atMs);
    StoreResult<void> goOn(Call &call, qint64 atMs);
    Call *nextLive();

    std::shared_ptr<CallBook> m_book;
    std::uint32_t m_seed;
    QString m_domain;
    qint64 m_historyMs;
    std::vector<Call> m_live;
    qint64 m_nextSlot = 0;
    qint64 m_nextStart = 0;
    qint64 m_advancedTo = 0;
    qint64 m_made = 0;
};

} // namespace sandbox
