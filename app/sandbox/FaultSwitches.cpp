// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/FaultSwitches.h"

#include "app/json/Writer.h"
#include "app/sandbox/Replies.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace sandbox {

namespace {

constexpr int longestLatencyMs = 10 * 60 * 1000;
constexpr int longestRetryAfterSeconds = 24 * 60 * 60;
constexpr int furthestClockOffsetSeconds = 10 * 365 * 24 * 60 * 60;

struct IntegerMember
{
    std::string_view name;
    int Faults::*member;
    int least;
    int most;
};
constexpr std::array integerMembers{
    IntegerMember{"latencyMs", &Faults::latencyMs, 0, longestLatencyMs},
    IntegerMember{"retryAfterSeconds", &Faults::retryAfterSeconds, 0, longestRetryAfterSeconds},
    IntegerMember{"clockOffsetSeconds", &Faults::clockOffsetSeconds, -furthestClockOffsetSeconds,
                  furthestClockOffsetSeconds},
};

struct ShareMember
{
    std::string_view name;
    double Faults::*member;
};
constexpr std::array shareMembers{
    ShareMember{"tooManyRequests", &Faults::tooManyRequests},
    ShareMember{"serverErrors", &Faults::serverErrors},
    ShareMember{"dropped", &Faults::dropped},
    ShareMember{"truncated", &Faults::truncated},
    ShareMember{"stalled", &Faults::stalled},
};

} // namespace

FaultSwitches::FaultSwitches(std::uint32_t seed)
    : m_random(seed)
{
}

void FaultSwitches::set(const Faults &faults)
{
    Faults held = faults;
    for (const auto &member : integerMembers)
        held.*member.member = std::clamp(held.*member.member, member.least, member.most);
    for (const auto &member : shareMembers) {
        double &share = held.*member.member;
        share = std::isnan(share) ? 0 : std::clamp(share, 0.0, 1.0);
    }
    const std::scoped_lock lock(m_mutex);
    m_faults = held;
}

Faults FaultSwitches::faults() const
{
    const std::scoped_lock lock(m_mutex);
    return m_faults;
}

bool FaultSwitches::isDue(double share)
{
    // A switch that is off draws nothing, so that it can't change what the others do. The standard
    // distributions differ from one library to the next; this does not.
    return share > 0 && static_cast<double>(m_random()) < share * 4294967296.0;
}

std::optional<http::Response> FaultSwitches::refusal()
{
    const std::scoped_lock lock(m_mutex);
    if (isDue(m_faults.tooManyRequests)) {
        http::Response response = gatewayError(429, "Too Many Requests");
        response.headers.emplace_back("Retry-After", std::to_string(m_faults.retryAfterSeconds));
        return response;
    }
    if (isDue(m_faults.serverErrors))
        return gatewayError(500, "Internal server error");
    return {};
}

http::Fault FaultSwitches::fault(std::int64_t clockDriftSeconds, std::size_t bodyBytes)
{
    const std::scoped_lock lock(m_mutex);
    http::Fault fault;
    fault.delay = std::chrono::milliseconds(m_faults.latencyMs);
    fault.clockOffset = std::chrono::seconds(m_faults.clockOffsetSeconds + clockDriftSeconds);
    fault.dropBeforeReply = isDue(m_faults.dropped);
    if (isDue(m_faults.truncated))
        fault.truncateBodyAt = bodyBytes / 2;
    else if (isDue(m_faults.stalled))
        fault.stallBodyAt = bodyBytes / 2;
    return fault;
}

std::string FaultSwitches::toJson() const
{
    const Faults now = faults();
    json::Writer writer;
    writer.beginObject();
    for (const auto &member : integerMembers)
        writer.name(member.name).integer(now.*member.member);
    for (const auto &member : shareMembers)
        writer.name(member.name).number(now.*member.member);
    writer.endObject();
    return writer.take();
}

std::expected<Faults, std::string> FaultSwitches::fromJson(json::Value object)
{
    if (!object.isObject())
        return std::unexpected("The fault switches are a JSON object.");
    Faults faults;
    for (const auto [name, value] : object.members()) {
        const auto integer = std::ranges::find(integerMembers, name, &IntegerMember::name);
        const auto share = std::ranges::find(shareMembers, name, &ShareMember::name);
        if (integer != integerMembers.end()) {
            const auto number = value.integer();
            if (!number || *number < integer->least || *number > integer->most) {
                return std::unexpected(std::string(name) + " is a whole number from " +
                                       std::to_string(integer->least) + " to " +
                                       std::to_string(integer->most) + ".");
            }
            faults.*integer->member = static_cast<int>(*number);
        } else if (share != shareMembers.end()) {
            const auto number = value.number();
            if (!number || !(*number >= 0 && *number <= 1))
                return std::unexpected(std::string(name) + " is a share from 0 to 1.");
            faults.*share->member = *number;
        } else {
            return std::unexpected("There is no fault switch of the name " + json::quoted(name) +
                                   ".");
        }
    }
    return faults;
}

} // namespace sandbox
