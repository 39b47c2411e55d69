// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/http/Server.h"
#include "app/json/Document.h"
#include "app/sandbox/calls/CallLife.h"

#include <functional>
#include <memory>
#include <optional>

namespace sandbox {

/// The operations that do something to calls: `does` in their x-console-sandbox.
///
///     command          notes on an answered call the member `note` of the body (`command`), or
///                      the text `noted`
///     hang-up          ends a call
///     answer           answers a ringing call
///     ring             accepts a ringing call, which goes on ringing
///     place            begins a call; `kind`, `from` and `to`: members of the body
///     start-recording  records an answered call
///     stop-recording   stops what is recorded of a call
///     cancel-recording stops it, and nothing is kept
///     store-recording  stops it where it runs; it is stored
///     note             nothing, but is logged
///
/// The call is the one that has all of callId, sessionId, replyId, connectionId, participantId and
/// recordingId that the body names; `kinds` narrows that. `log`: the
/// members of the body that the log entry shows.
class CallCommands
{
public:
    CallCommands(std::shared_ptr<CallLife> life, std::function<qint64()> clock);

    /// The reply; nothing when the operation does none of these.
    std::optional<http::Response> run(const api::Operation &operation, json::Value body) const;

private:
    struct Order
    {
        const api::Operation &operation;
        json::Value how;  ///< x-console-sandbox
        json::Value body; ///< of the request
        qint64 nowMs;
    };
    using Found = std::expected<Call *, http::Response>;

    http::Response carriedOut(const Order &order) const;
    Found find(const Order &order) const;
    http::Response command(const Order &order) const;
    http::Response hangUp(const Order &order) const;
    http::Response answer(const Order &order) const;
    http::Response ring(const Order &order) const;
    http::Response place(const Order &order) const;
    http::Response startRecording(const Order &order) const;
    http::Response endRecording(const Order &order, bool isKept) const;
    http::Response stopRecording(const Order &order) const;
    http::Response cancelRecording(const Order &order) const;
    http::Response storeRecording(const Order &order) const;
    http::Response note(const Order &order) const;
    StoreResult<void> log(const Order &order) const;

    std::shared_ptr<CallLife> m_life;
    std::function<qint64()> m_clock;
};

} // namespace sandbox
