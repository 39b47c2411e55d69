// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/calls/CallBook.h"

#include "app/json/Writer.h"
#include "app/sandbox/ItemRules.h"
#include "app/sandbox/demo/Making.h"

#include <QDateTime>

#include <algorithm>
#include <initializer_list>

namespace sandbox {

namespace {

json::Document parsed(const QByteArray &text)
{
    return json::Document::parse({text.constData(), static_cast<std::size_t>(text.size())})
        .value_or(json::Document());
}

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

qint64 msOf(std::string_view dateTime)
{
    return QDateTime::fromString(toQString(dateTime), Qt::ISODate).toMSecsSinceEpoch();
}

/// The item of a call or recording that was cut off at @p endMs.
std::string cutOff(json::Value item, std::string_view ended, qint64 endMs)
{
    const qint64 start = msOf((item["answeredAt"] ? item["answeredAt"] : item["startedAt"]).text());
    const int seconds = static_cast<int>(std::max<qint64>(0, endMs / 1000 - start / 1000));
    const bool isRecording = static_cast<bool>(item["recordingId"]);
    json::Writer writer;
    writer.beginObject();
    for (const auto [name, value] : item.members()) {
        if (name == "state")
            writer.name(name).string(ended);
        else
            writer.name(name).value(value);
    }
    writer.name("duration").integer(seconds);
    if (isRecording)
        writer.name("bytes").integer(recordingBytes(seconds));
    else
        writer.name("endedAt")
            .string(dateTimeText(endMs))
            .name("reason")
            .string("The sandbox was stopped");
    writer.endObject();
    return writer.take();
}

} // namespace

CallBook::CallBook(std::shared_ptr<Store> store, std::shared_ptr<const Cast> cast, QString domain)
    : m_store(std::move(store))
    , m_cast(std::move(cast))
    , m_domain(std::move(domain))
{
}

StoreResult<Store::Collection> CallBook::collection(const Part &part)
{
    return m_store->collection(part->type->key, m_domain);
}

StoreResult<void> CallBook::insert(const Part &part, Shelf &shelf, qint64 maximum,
                                   const QString &id, const QByteArray &json)
{
    if (!part)
        return {};
    if (shelf.count < 0) {
        const auto found = collection(part);
        const auto count = found ? m_store->count(*found) : std::unexpected(found.error());
        if (!count)
            return std::unexpected(count.error());
        shelf = {*found, *count};
    }
    if (shelf.count >= maximum) {
        const qint64 surplus = maximum / 10;
        if (auto done = m_store->removeOldest(shelf.collection, surplus); !done)
            return done;
        shelf.count -= surplus;
    }
    const auto inserted = m_store->insert(shelf.collection, id, json);
    if (!inserted)
        return std::unexpected(inserted.error());
    ++shelf.count;
    return {};
}

StoreResult<void> CallBook::replace(const Part &part, const QString &id, const QByteArray &json)
{
    if (!part)
        return {};
    const auto found = collection(part);
    if (!found)
        return std::unexpected(found.error());
    // One that was deleted meanwhile stays so.
    const auto updated = m_store->update(*found, id, json);
    return updated ? StoreResult<void>() : std::unexpected(updated.error());
}

StoreResult<void> CallBook::add(const Call &call)
{
    return insert(m_cast->calls(), m_calls, maximumCalls, toQString(call.id), call.toJson());
}

StoreResult<void> CallBook::update(const Call &call)
{
    return replace(m_cast->calls(), toQString(call.id), call.toJson());
}

StoreResult<void> CallBook::addRecording(const Call &call, const Recording &recording)
{
    return insert(m_cast->recordings(), m_recordings, maximumRecordings, toQString(recording.id),
                  call.recordingJson(recording));
}

StoreResult<void> CallBook::updateRecording(const Call &call, const Recording &recording)
{
    return replace(m_cast->recordings(), toQString(recording.id), call.recordingJson(recording));
}

StoreResult<void> CallBook::removeRecording(const Recording &recording)
{
    if (!m_cast->recordings())
        return {};
    const auto found = collection(m_cast->recordings());
    const auto removed =
        found ? m_store->remove(*found, toQString(recording.id)) : std::unexpected(found.error());
    if (!removed)
        return std::unexpected(removed.error());
    if (*removed && m_recordings.count > 0)
        --m_recordings.count;
    return {};
}

StoreResult<json::Document> CallBook::recording(const QString &id)
{
    if (!m_cast->recordings())
        return json::Document();
    const auto found = collection(m_cast->recordings());
    if (!found)
        return std::unexpected(found.error());
    const auto text = m_store->read(*found, id);
    if (!text)
        return std::unexpected(text.error());
    return *text ? parsed(**text) : json::Document();
}

StoreResult<json::Document> CallBook::anyEndpoint(quint64 random)
{
    if (!m_cast->endpoints())
        return json::Document();
    const auto found = collection(m_cast->endpoints());
    if (!found)
        return std::unexpected(found.error());
    const auto text = m_store->anyItem(*found, random);
    if (!text)
        return std::unexpected(text.error());
    return *text ? parsed(**text) : json::Document();
}

StoreResult<qint64> CallBook::newestStart()
{
    const auto found = collection(m_cast->calls());
    const auto text = found ? m_store->newest(*found) : std::unexpected(found.error());
    if (!text)
        return std::unexpected(text.error());
    return *text ? msOf(parsed(**text).root()["startedAt"].text()) : 0;
}

StoreResult<void> CallBook::endAll(const Part &part, std::string_view state, std::string_view ended,
                                   qint64 nowMs)
{
    if (!part)
        return {};
    const auto found = collection(part);
    if (!found)
        return std::unexpected(found.error());
    const QByteArray fragment =
        "\"state\":\"" + QByteArray(state.data(), qsizetype(state.size())) + '"';
    const auto items = m_store->containing(*found, fragment);
    if (!items)
        return std::unexpected(items.error());
    constexpr qint64 longest = 120'000; // nobody knows when the sandbox stopped
    for (const QByteArray &text : *items) {
        const json::Document item = parsed(text);
        const qint64 end = std::min(nowMs, msOf(item.root()["startedAt"].text()) + longest);
        const auto id = itemId(*part->type, item.root());
        if (!id)
            continue;
        const std::string after = cutOff(item.root(), ended, end);
        if (auto done = m_store->update(*found, *id, QByteArray::fromStdString(after)); !done)
            return std::unexpected(done.error());
    }
    return {};
}

StoreResult<void> CallBook::endInterrupted(qint64 nowMs)
{
    auto done = endAll(m_cast->calls(), "ringing", "missed", nowMs);
    if (done)
        done = endAll(m_cast->calls(), "answered", "ended", nowMs);
    return done ? endAll(m_cast->recordings(), "recording", "stored", nowMs) : done;
}

StoreResult<void> CallBook::log(qint64 nowMs, const std::string &id, const std::string &source,
                                const std::string &text)
{
    const Part &part = m_cast->log();
    if (!part)
        return {};
    const json::Value names = part->recipe.option("entry");
    json::Writer writer;
    writer.beginObject();
    const auto write = [&](std::string_view what, const std::string &value) {
        if (const std::string_view name = names[what].text(); !name.empty())
            writer.name(name).string(value);
    };
    const std::string idName = part->type->idProperty.toStdString();
    if (!idName.empty())
        writer.name(idName).string(id);
    write("time", dateTimeText(nowMs));
    write("level", "info");
    write("source", source);
    write("text", text);
    writer.endObject();
    return insert(part, m_log, maximumLogEntries, QString::fromStdString(id),
                  QByteArray::fromStdString(writer.take()));
}

} // namespace sandbox
