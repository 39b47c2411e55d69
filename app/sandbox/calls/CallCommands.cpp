// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/calls/CallCommands.h"

#include "app/json/Writer.h"
#include "app/sandbox/Replies.h"

#include <algorithm>
#include <array>
#include <format>
#include <utility>

namespace sandbox {

namespace {

http::Response answered(const StoreResult<void> &done)
{
    return done ? success() : refusal(500, done.error().toStdString());
}

/// The member at a dotted path.
json::Value at(json::Value value, std::string_view dotted)
{
    while (value && !dotted.empty()) {
        const auto dot = std::min(dotted.find('.'), dotted.size());
        value = value[dotted.substr(0, dot)];
        dotted.remove_prefix(std::min(dot + 1, dotted.size()));
    }
    return value;
}

/// What @p how says under @p name, else @p usual.
std::string_view option(json::Value how, std::string_view name, std::string_view usual)
{
    const std::string_view text = how[name].text();
    return text.empty() ? usual : text;
}

/// A call's ids by the names that bodies give them.
bool hasId(Call &call, std::string_view name, std::string_view id)
{
    if (name == "callId")
        return call.id == id;
    if (name == "sessionId")
        return call.sessionId == id;
    if (name == "connectionId")
        return call.connectionId == id;
    if (name == "participantId")
        return call.participantId == id;
    if (name == "recordingId")
        return call.recording(id) != nullptr;
    // Recordings have reply ids of their own.
    return call.replyId == id || std::ranges::any_of(call.recordings, [id](const Recording &each) {
               return each.replyId == id;
           });
}

constexpr std::array<std::string_view, 6> idNames{"callId",       "sessionId",     "replyId",
                                                  "connectionId", "participantId", "recordingId"};

} // namespace

CallCommands::CallCommands(std::shared_ptr<CallLife> life, std::function<qint64()> clock)
    : m_life(std::move(life))
    , m_clock(std::move(clock))
{
}

std::optional<http::Response> CallCommands::run(const api::Operation &operation,
                                                json::Value body) const
{
    if (operation.sandbox.isEmpty() || !m_life->book().hasCalls())
        return std::nullopt;
    const auto how = json::Document::parse({operation.sandbox.constData(),
                                            static_cast<std::size_t>(operation.sandbox.size())})
                         .value_or(json::Document());
    if (how.root()["does"].text().empty())
        return std::nullopt;
    const Order order{operation, how.root(), body, m_clock()};
    http::Response response = carriedOut(order);
    if (response.status == 200) {
        if (auto logged = log(order); !logged)
            return refusal(500, logged.error().toStdString());
    }
    return response;
}

http::Response CallCommands::carriedOut(const Order &order) const
{
    using Behaviour = http::Response (CallCommands::*)(const Order &) const;
    static constexpr std::array<std::pair<std::string_view, Behaviour>, 10> behaviours{{
        {"command", &CallCommands::command},
        {"hang-up", &CallCommands::hangUp},
        {"answer", &CallCommands::answer},
        {"ring", &CallCommands::ring},
        {"place", &CallCommands::place},
        {"start-recording", &CallCommands::startRecording},
        {"stop-recording", &CallCommands::stopRecording},
        {"cancel-recording", &CallCommands::cancelRecording},
        {"store-recording", &CallCommands::storeRecording},
        {"note", &CallCommands::note},
    }};
    const std::string_view does = order.how["does"].text();
    const auto found =
        std::ranges::find(behaviours, does, [](const auto &each) { return each.first; });
    if (found == behaviours.end())
        return refusal(501, std::format("The sandbox knows nothing called \"{}\".", does));
    return (this->*found->second)(order);
}

CallCommands::Found CallCommands::find(const Order &order) const
{
    std::string named;
    for (const std::string_view name : idNames) {
        if (!order.body[name].text().empty())
            named.append(named.empty() ? "" : ", ").append(name);
    }
    if (named.empty())
        return std::unexpected(refusal(400, "The request names no call."));
    Call *const call = m_life->find([&order](Call &each) {
        return std::ranges::all_of(idNames, [&](std::string_view name) {
            const std::string_view id = order.body[name].text();
            return id.empty() || hasId(each, name, id);
        });
    });
    if (!call) {
        return std::unexpected(
            refusal(404, std::format("No session is going on that has this {}.", named)));
    }
    const json::Value kinds = order.how["kinds"];
    if (kinds.size() > 0 && std::ranges::none_of(kinds.elements(), [call](json::Value kind) {
            return kind.text() == call->kind;
        })) {
        return std::unexpected(
            refusal(409, std::format("This is not for calls of the kind \"{}\".", call->kind)));
    }
    return call;
}

http::Response CallCommands::command(const Order &order) const
{
    const Found call = find(order);
    if (!call)
        return call.error();
    if ((*call)->state != Call::State::Answered)
        return refusal(409, "The call is not answered yet.");
    const std::string_view text =
        option(order.how, "noted", at(order.body, option(order.how, "note", "command")).text());
    return answered(m_life->noteCommand(**call, text, order.nowMs));
}

http::Response CallCommands::hangUp(const Order &order) const
{
    const Found call = find(order);
    if (!call)
        return call.error();
    const std::string reason =
        std::format("{} over the API", option(order.how, "reason", "Hung up"));
    return answered(m_life->end(**call, reason, order.nowMs));
}

http::Response CallCommands::answer(const Order &order) const
{
    const Found call = find(order);
    if (!call)
        return call.error();
    if ((*call)->state != Call::State::Ringing)
        return refusal(409, "The call is answered already.");
    return answered(m_life->answer(**call, order.nowMs));
}

http::Response CallCommands::ring(const Order &order) const
{
    const Found call = find(order);
    if (!call)
        return call.error();
    if ((*call)->state != Call::State::Ringing)
        return refusal(409, "The call is answered already.");
    return success();
}

http::Response CallCommands::place(const Order &order) const
{
    const std::string_view from = at(order.body, option(order.how, "from", "from")).text();
    const std::string_view to = at(order.body, option(order.how, "to", "to")).text();
    const auto call = m_life->place(order.how["kind"].text(), from, to, order.nowMs);
    if (!call)
        return refusal(500, call.error().toStdString());
    json::Writer writer;
    writer.beginObject().name("success").boolean(true);
    writer.name("callId").string(call->id);
    writer.name("sessionId").string(call->sessionId);
    writer.endObject();
    return jsonReply(200, writer.take());
}

http::Response CallCommands::startRecording(const Order &order) const
{
    const Found call = find(order);
    if (!call)
        return call.error();
    if ((*call)->state != Call::State::Answered)
        return refusal(409, "The call is not answered yet.");
    return answered(m_life->startRecording(**call, order.nowMs));
}

http::Response CallCommands::endRecording(const Order &order, bool isKept) const
{
    const Found call = find(order);
    if (!call)
        return call.error();
    const std::string_view id = order.body["recordingId"].text();
    const auto recording = std::ranges::find_if((*call)->recordings, [id](const Recording &each) {
        return each.state == Recording::State::Recording && (id.empty() || each.id == id);
    });
    if (recording == (*call)->recordings.end())
        return refusal(409, "Nothing of this call is being recorded.");
    return answered(m_life->stopRecording(**call, *recording, isKept, order.nowMs));
}

http::Response CallCommands::stopRecording(const Order &order) const
{
    return endRecording(order, true);
}

http::Response CallCommands::cancelRecording(const Order &order) const
{
    return endRecording(order, false);
}

http::Response CallCommands::storeRecording(const Order &order) const
{
    // One whose call is over is stored already.
    const std::string_view id = order.body["recordingId"].text();
    const auto stored =
        m_life->book().recording(QString::fromUtf8(id.data(), static_cast<qsizetype>(id.size())));
    if (!stored)
        return refusal(500, stored.error().toStdString());
    if (stored->root()["state"].text() == toText(Recording::State::Stored)) {
        const bool isRight = stored->root()["replyId"].text() == order.body["replyId"].text();
        return isRight ? success() : refusal(404, "The recording has another replyId.");
    }
    return endRecording(order, true);
}

http::Response CallCommands::note(const Order &) const
{
    return success();
}

StoreResult<void> CallCommands::log(const Order &order) const
{
    std::string text = order.operation.summary.toStdString();
    std::string_view separator = ": ";
    for (const json::Value name : order.how["log"].elements()) {
        const std::string_view value = at(order.body, name.text()).text();
        if (value.empty())
            continue;
        text.append(separator).append(value);
        separator = ", ";
    }
    return m_life->book().log(order.nowMs, m_life->newId(order.nowMs),
                              order.operation.service.toStdString(), text);
}

} // namespace sandbox
