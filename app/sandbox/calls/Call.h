// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Value.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace sandbox {

/// What was or is recorded of a call.
struct Recording
{
    enum class State { Recording, Stored, Failed };

    std::string id;
    std::string replyId;
    State state = State::Recording;
    qint64 startedAt = 0; ///< ms since 1970
    qint64 stoppedAt = 0; ///< ms since 1970; 0: it runs

    int seconds(qint64 nowMs) const;
};

/// A call of the sandbox: what the items of the resource type with the role "calls" say, and what
/// is to become of it.
struct Call
{
    enum class State { Ringing, Answered, Ended, Missed, Failed };

    std::string id, sessionId, replyId, connectionId, participantId;
    std::string kind; ///< "alarm", "voice", "ivr", ...
    bool isInbound = true;
    std::string from, to, deviceId;
    State state = State::Ringing;
    qint64 startedAt = 0; ///< ms since 1970, as all times here; 0: not yet
    qint64 answeredAt = 0;
    qint64 endedAt = 0;
    std::string reason;
    std::string lastCommand;
    qint64 lastCommandAt = 0;
    std::vector<Recording> recordings;

    qint64 answersAt = 0; ///< plan; 0: never
    qint64 endsAt = 0;    ///< plan
    bool isRecorded = false;
    std::string endReason; ///< plan

    bool isLive() const { return state == State::Ringing || state == State::Answered; }
    /// When something becomes of it next.
    qint64 due() const { return state == State::Ringing && answersAt > 0 ? answersAt : endsAt; }
    Recording *recording(std::string_view id);

    QByteArray toJson() const;
    /// The item of one of its recordings, for the role "recordings".
    QByteArray recordingJson(const Recording &recording) const;
};

std::string_view toText(Call::State state);
std::string_view toText(Recording::State state);

/// Bytes of a generated recording of that length.
qint64 recordingBytes(int seconds);

} // namespace sandbox
