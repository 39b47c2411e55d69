// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/calls/CallLife.h"

#include <algorithm>

namespace sandbox {

namespace {

constexpr qint64 minuteMs = 60'000;
constexpr qint64 slotMs = 10'000; ///< at most one call begins in each
constexpr int callsInAHundredSlots = 40;
constexpr qint64 runUpMs = 6 * minuteMs; ///< longer than almost every call: some are going on
constexpr qint64 gapMs = 30 * minuteMs;  ///< a longer time without us becomes history

} // namespace

CallLife::CallLife(std::shared_ptr<CallBook> book, std::uint32_t seed, QString domain,
                   int historyHours)
    : m_book(std::move(book))
    , m_seed(seed)
    , m_domain(std::move(domain))
    , m_historyMs(historyHours * 60 * minuteMs)
{
}

Making CallLife::making(std::string_view what, qint64 number) const
{
    const Dice dice(m_seed, stableHash(what), static_cast<std::uint64_t>(number));
    return Making(dice, 0, m_domain.toStdString(), number);
}

std::string CallLife::newId(qint64 nowMs)
{
    return making("id", nowMs * 1000 + ++m_made % 1000).uuid();
}

StoreResult<void> CallLife::begin(qint64 nowMs)
{
    if (!m_book->hasCalls())
        return {};
    if (auto done = m_book->endInterrupted(nowMs); !done)
        return done;
    const auto newest = m_book->newestStart();
    if (!newest)
        return std::unexpected(newest.error());
    const qint64 from = std::max(nowMs - m_historyMs, *newest + minuteMs);
    if (auto done = addHistory(from, nowMs - runUpMs); !done)
        return done;
    findNextStart(std::max(nowMs - runUpMs, *newest + slotMs) / slotMs);
    m_advancedTo = nowMs;
    return advance(nowMs);
}

/// Calls by the look of a quieter time, all of them over.
StoreResult<void> CallLife::addHistory(qint64 fromMs, qint64 toMs)
{
    for (qint64 at = fromMs; at < toMs;) {
        auto call = planned(at);
        if (!call)
            return std::unexpected(call.error());
        if (call->endsAt < toMs) {
            if (auto done = addEnded(std::move(*call)); !done)
                return done;
        }
        at += making("gap", at).dice().between(100, 900) * 1000LL;
    }
    return {};
}

StoreResult<void> CallLife::addEnded(Call call)
{
    if (call.answersAt > 0) {
        call.answeredAt = call.answersAt;
        call.state = Call::State::Ended;
    } else {
        call.state = call.endReason.starts_with("480") ? Call::State::Failed : Call::State::Missed;
    }
    call.endedAt = call.endsAt;
    call.reason = call.endReason;
    if (call.isRecorded) {
        Making ids = making("recording", call.startedAt);
        Recording recording = plannedRecording(call.answeredAt, ids);
        recording.stoppedAt = call.endedAt;
        recording.state = Recording::State::Stored;
        call.recordings.push_back(recording);
        if (auto done = m_book->addRecording(call, recording); !done)
            return done;
    }
    return m_book->add(call);
}

StoreResult<Call> CallLife::planned(qint64 startedAt) const
{
    const Endpoints endpoints = m_book->cast().howEndpointsCall();
    Making made = making("call", startedAt);
    json::Document endpoint;
    for (int i = 0; i < 4; ++i) { // not everything that is provisioned makes calls
        auto any = m_book->anyEndpoint(made.dice().next());
        if (!any)
            return std::unexpected(any.error());
        endpoint = std::move(*any);
        if (!endpoints.kind(endpoint.root()).empty())
            break;
    }
    return plannedCall(startedAt, endpoint.root(), endpoints, made);
}

void CallLife::findNextStart(qint64 slot)
{
    for (;; ++slot) {
        Making made = making("slot", slot);
        if (!made.dice().percent(callsInAHundredSlots))
            continue;
        m_nextStart = slot * slotMs + made.dice().below(slotMs);
        m_nextSlot = slot + 1;
        return;
    }
}

Call *CallLife::nextLive()
{
    const auto next = std::ranges::min_element(m_live, {}, &Call::due);
    return next == m_live.end() ? nullptr : &*next;
}

qint64 CallLife::nextDue() const
{
    if (m_nextStart == 0)
        return 0;
    qint64 due = m_nextStart;
    for (const Call &call : m_live)
        due = std::min(due, call.due());
    return due;
}

StoreResult<void> CallLife::advance(qint64 nowMs)
{
    if (m_nextStart == 0)
        return {};
    const bool wasAway = nowMs - m_advancedTo > gapMs;
    const qint64 resumed = nowMs - runUpMs;
    const qint64 left = m_nextStart;
    if (wasAway)
        findNextStart(resumed / slotMs);
    while (nextDue() <= nowMs) {
        Call *const call = nextLive();
        const bool isLive = call && call->due() <= m_nextStart;
        auto done = isLive ? goOn(*call, call->due()) : start(m_nextStart);
        if (!done)
            return done;
    }
    m_advancedTo = std::max(nowMs, m_advancedTo);
    return wasAway ? addHistory(std::max(left, nowMs - m_historyMs), resumed) : StoreResult<void>();
}

StoreResult<void> CallLife::start(qint64 atMs)
{
    findNextStart(m_nextSlot);
    auto call = planned(atMs);
    if (!call)
        return std::unexpected(call.error());
    m_live.push_back(std::move(*call));
    return m_book->add(m_live.back());
}

StoreResult<void> CallLife::goOn(Call &call, qint64 atMs)
{
    if (call.state == Call::State::Ringing && call.answersAt > 0)
        return answer(call, atMs);
    return end(call, std::string(call.endReason), atMs);
}

StoreResult<void> CallLife::answer(Call &call, qint64 nowMs)
{
    if (call.answersAt != nowMs) { // earlier than it was meant, or at all
        const qint64 talk = call.answersAt > 0 ? call.endsAt - call.answersAt : minuteMs;
        call.answersAt = nowMs;
        call.endsAt = nowMs + talk;
    }
    call.state = Call::State::Answered;
    call.answeredAt = nowMs;
    return call.isRecorded ? startRecording(call, nowMs) : m_book->update(call);
}

StoreResult<void> CallLife::startRecording(Call &call, qint64 nowMs)
{
    const auto number = static_cast<qint64>(call.recordings.size());
    Making ids = making("recording", call.startedAt + number);
    call.recordings.push_back(plannedRecording(nowMs, ids));
    if (auto done = m_book->addRecording(call, call.recordings.back()); !done)
        return done;
    return m_book->update(call);
}

StoreResult<void> CallLife::end(Call &call, std::string_view reason, qint64 nowMs)
{
    for (Recording &each : call.recordings) {
        if (each.state != Recording::State::Recording)
            continue;
        each.stoppedAt = nowMs;
        each.state = Recording::State::Stored;
        if (auto done = m_book->updateRecording(call, each); !done)
            return done;
    }
    call.state = call.state == Call::State::Answered ? Call::State::Ended
                 : reason.starts_with("480")         ? Call::State::Failed
                                                     : Call::State::Missed;
    call.endedAt = nowMs;
    call.reason = reason;
    auto done = m_book->update(call);
    const std::string id = call.id;
    std::erase_if(m_live, [&id](const Call &each) { return each.id == id; });
    return done;
}

Call *CallLife::find(const std::function<bool(Call &)> &fits)
{
    const auto found = std::ranges::find_if(m_live, fits);
    return found == m_live.end() ? nullptr : &*found;
}

StoreResult<Call> CallLife::place(std::string_view kind, std::string_view from, std::string_view to,
                                  qint64 nowMs)
{
    Making made = making("placed", nowMs * 1000 + ++m_made % 1000);
    Call call = plannedCall(nowMs, {}, {}, made);
    if (!kind.empty())
        call.kind = kind;
    call.isInbound = kind == "alarm"; // those come from units
    if (!from.empty())
        call.from = from;
    if (!to.empty())
        call.to = to;
    call.answersAt = nowMs + 3000;
    call.endsAt = call.answersAt + 90'000;
    call.endReason = "Hung up by the other side";
    m_live.push_back(call);
    if (auto done = m_book->add(call); !done)
        return std::unexpected(done.error());
    return call;
}

StoreResult<void> CallLife::noteCommand(Call &call, std::string_view command, qint64 nowMs)
{
    call.lastCommand = command;
    call.lastCommandAt = nowMs;
    return m_book->update(call);
}

StoreResult<void> CallLife::stopRecording(Call &call, Recording &recording, bool isKept,
                                          qint64 nowMs)
{
    recording.stoppedAt = nowMs;
    recording.state = isKept ? Recording::State::Stored : Recording::State::Failed;
    if (isKept)
        return m_book->updateRecording(call, recording);
    if (auto done = m_book->removeRecording(recording); !done)
        return done;
    const std::string id = recording.id;
    std::erase_if(call.recordings, [&id](const Recording &each) { return each.id == id; });
    return m_book->update(call);
}

} // namespace sandbox
