// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/calls/CallPlan.h"

#include <array>
#include <format>

namespace sandbox {

namespace {

/// Who answers: numbers in area codes that are not in use.
constexpr std::array<std::string_view, 2> swedishCentres{"+46999112000", "+46999112010"};
constexpr std::array<std::string_view, 2> britishCentres{"+441999112000", "+441999112010"};

struct Manner
{
    std::string_view kind;
    int answered;            ///< of a hundred
    int recorded;            ///< of a hundred that are answered
    int shortest, longest;   ///< seconds of talk
    int fastest, slowest;    ///< seconds until someone answers
    std::string_view hangup; ///< how most of them end
};

constexpr std::array<Manner, 6> manners{{
    {"alarm", 94, 85, 35, 240, 2, 12, "Cleared down by the alarm centre"},
    {"voice", 78, 25, 15, 300, 3, 18, "Hung up by the caller"},
    {"remote", 55, 40, 20, 200, 12, 35, "Hung up by the application"},
    {"ivr", 97, 10, 10, 75, 1, 2, "The dialogue was finished"},
    {"webrtc", 88, 30, 20, 260, 2, 9, "Hung up by the operator"},
    {"conference", 96, 50, 60, 420, 1, 4, "The last participant left"},
}};

const Manner &mannerOf(std::string_view kind)
{
    for (const Manner &each : manners) {
        if (each.kind == kind)
            return each;
    }
    return manners[1];
}

std::string_view centre(bool isSwedish, Making &making)
{
    return isSwedish ? making.dice().pick(swedishCentres) : making.dice().pick(britishCentres);
}

void planTimes(Call &call, const Manner &manner, Making &making)
{
    Dice &dice = making.dice();
    if (dice.percent(manner.answered)) {
        call.answersAt = call.startedAt + dice.between(manner.fastest, manner.slowest) * 1000LL;
        call.endsAt = call.answersAt + dice.between(manner.shortest, manner.longest) * 1000LL;
        call.isRecorded = dice.percent(manner.recorded);
        call.endReason = dice.percent(85) ? manner.hangup : "Hung up by the other side";
        return;
    }
    const bool isFailure = dice.percent(20);
    call.endsAt = call.startedAt + (isFailure ? 2000LL : dice.between(18, 40) * 1000LL);
    call.endReason = isFailure ? "480 Temporarily Unavailable" : "No answer";
}

} // namespace

std::string_view Endpoints::kind(json::Value item) const
{
    for (const json::Value rule : kinds.elements()) {
        bool fits = true;
        for (const auto [name, value] : rule["when"].members())
            fits = fits && item[name].text() == value.text();
        if (fits)
            return rule["kind"].text();
    }
    return {};
}

std::string_view Endpoints::id(json::Value item) const
{
    return item[idProperty].text();
}

std::string_view Endpoints::number(json::Value item) const
{
    const std::string_view number = item[numberProperty].text();
    return number.empty() ? id(item) : number;
}

void identify(Call &call, Making &making)
{
    call.id = making.uuid();
    call.sessionId = making.uuid();
    call.connectionId = making.uuid();
    call.participantId = making.uuid();
    // The platform's are long and opaque.
    call.replyId = "sandbox." + making.lowerHex(120);
}

Recording plannedRecording(qint64 startedAt, Making &making)
{
    Recording recording;
    recording.id = making.uuid();
    recording.replyId = "sandbox." + making.lowerHex(120);
    recording.startedAt = startedAt;
    return recording;
}

Call plannedCall(qint64 startedAt, json::Value endpoint, const Endpoints &endpoints, Making &making)
{
    Call call;
    identify(call, making);
    call.startedAt = startedAt;
    Dice &dice = making.dice();
    const std::string_view kind = endpoint ? endpoints.kind(endpoint) : std::string_view();
    call.kind = kind.empty() ? "ivr" : dice.percent(10) ? "ivr" : std::string(kind);
    const std::string own(endpoint ? endpoints.number(endpoint) : std::string_view());
    const bool isSwedish = own.empty() ? making.place().isSwedish : !own.starts_with("+44");
    if (!kind.empty())
        call.deviceId = endpoints.id(endpoint);
    const std::string other = call.kind == "alarm" || call.kind == "ivr"
                                  ? std::string(centre(isSwedish, making))
                                  : making.mobileNumber();
    const std::string first = own.empty() || kind.empty() ? making.mobileNumber() : own;
    // Alarms come in; of the others some go out.
    call.isInbound = call.kind == "alarm" || call.kind == "remote" || dice.percent(60);
    call.from = call.isInbound ? first : other;
    call.to = call.isInbound ? other : first;
    planTimes(call, mannerOf(call.kind), making);
    return call;
}

} // namespace sandbox
