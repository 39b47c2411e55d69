// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/calls/Call.h"

#include "app/json/Writer.h"
#include "app/sandbox/demo/Making.h"
#include "app/sandbox/files/ToneFile.h"

#include <algorithm>

namespace sandbox {

namespace {

void writeTime(json::Writer &writer, std::string_view name, qint64 ms)
{
    if (ms > 0)
        writer.name(name).string(dateTimeText(ms));
}

void writeText(json::Writer &writer, std::string_view name, const std::string &text)
{
    if (!text.empty())
        writer.name(name).string(text);
}

/// "20261127T091411-46812345678.wav"
std::string fileName(qint64 startedAt, std::string_view party)
{
    std::string time = dateTimeText(startedAt);
    std::erase_if(time, [](char c) { return c == ':' || c == '-' || c == 'Z'; });
    std::string name;
    for (const char c : party) { // ids of devices are anything
        const bool isPlain =
            (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
        if (isPlain)
            name.push_back(c);
    }
    return time + '-' + name + ".wav";
}

/// By the seconds that the texts of both times show.
qint64 wholeSeconds(qint64 fromMs, qint64 toMs)
{
    return std::max<qint64>(0, toMs / 1000 - fromMs / 1000);
}

} // namespace

std::string_view toText(Call::State state)
{
    switch (state) {
    case Call::State::Ringing:
        return "ringing";
    case Call::State::Answered:
        return "answered";
    case Call::State::Ended:
        return "ended";
    case Call::State::Missed:
        return "missed";
    case Call::State::Failed:
        break;
    }
    return "failed";
}

std::string_view toText(Recording::State state)
{
    switch (state) {
    case Recording::State::Recording:
        return "recording";
    case Recording::State::Stored:
        return "stored";
    case Recording::State::Failed:
        break;
    }
    return "failed";
}

qint64 recordingBytes(int seconds)
{
    return static_cast<qint64>(ToneFile::bytesFor(seconds));
}

int Recording::seconds(qint64 nowMs) const
{
    const qint64 end = stoppedAt > 0 ? stoppedAt : nowMs;
    return static_cast<int>(wholeSeconds(startedAt, end));
}

Recording *Call::recording(std::string_view wanted)
{
    const auto found = std::ranges::find(
        recordings, wanted, [](const Recording &each) { return std::string_view(each.id); });
    return found == recordings.end() ? nullptr : &*found;
}

QByteArray Call::toJson() const
{
    json::Writer writer;
    writer.beginObject();
    writer.name("callId").string(id);
    writer.name("sessionId").string(sessionId);
    writer.name("replyId").string(replyId);
    writer.name("connectionId").string(connectionId);
    writer.name("participantId").string(participantId);
    writer.name("kind").string(kind);
    writer.name("direction").string(isInbound ? "inbound" : "outbound");
    writer.name("from").string(from).name("to").string(to);
    writeText(writer, "deviceId", deviceId);
    writer.name("state").string(toText(state));
    writeTime(writer, "startedAt", startedAt);
    writeTime(writer, "answeredAt", answeredAt);
    writeTime(writer, "endedAt", endedAt);
    if (endedAt > 0)
        writer.name("duration").integer(answeredAt > 0 ? wholeSeconds(answeredAt, endedAt) : 0);
    writeText(writer, "reason", reason);
    writer.name("recordingIds").beginArray();
    for (const Recording &each : recordings)
        writer.string(each.id);
    writer.endArray();
    writeText(writer, "lastCommand", lastCommand);
    writeTime(writer, "lastCommandAt", lastCommandAt);
    writer.endObject();
    return QByteArray::fromStdString(writer.take());
}

QByteArray Call::recordingJson(const Recording &recording) const
{
    json::Writer writer;
    writer.beginObject();
    writer.name("recordingId").string(recording.id);
    writer.name("callId").string(id);
    writer.name("sessionId").string(sessionId);
    writeText(writer, "deviceId", deviceId);
    writer.name("from").string(from).name("to").string(to);
    writeTime(writer, "startedAt", recording.startedAt);
    if (recording.stoppedAt > 0) {
        const int seconds = recording.seconds(recording.stoppedAt);
        writer.name("duration").integer(seconds);
        writer.name("bytes").integer(recordingBytes(seconds));
    }
    writer.name("format").string("wav");
    writer.name("state").string(toText(recording.state));
    writer.name("replyId").string(recording.replyId);
    writer.name("fileName").string(fileName(recording.startedAt, from));
    writer.endObject();
    return QByteArray::fromStdString(writer.take());
}

} // namespace sandbox
