// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/files/FileService.h"

#include "app/http/ByteRange.h"
#include "app/json/Writer.h"
#include "app/sandbox/Replies.h"
#include "app/sandbox/demo/Dice.h"
#include "app/sandbox/demo/Making.h"
#include "app/sandbox/files/MediaType.h"
#include "app/sandbox/files/SoundLength.h"
#include "app/sandbox/files/ToneFile.h"

#include <QFileDevice>

#include <algorithm>
#include <cmath>
#include <format>
#include <stdexcept>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

constexpr std::uint64_t pieceBytes = 64 * 1024;
constexpr int usualSeconds = 5;

http::Response notFound(const api::ResourceType &resource, const QString &id)
{
    return refusal(404, (resource.name + u" \""_s + id + u"\" has no file."_s).toStdString());
}

/// What can be read in parts.
struct Source
{
    std::uint64_t size = 0;
    std::string tag; ///< strong validator, with its quotes
    std::string mediaType;
    std::function<std::string(std::uint64_t offset, std::size_t count)> read;
};

Source stored(std::unique_ptr<QFile> file, std::string mediaType)
{
    const std::shared_ptr<QFile> shared = std::move(file);
    const auto changed = shared->fileTime(QFileDevice::FileModificationTime).toMSecsSinceEpoch();
    return {.size = static_cast<std::uint64_t>(shared->size()),
            .tag = std::format("\"{:x}-{:x}\"", shared->size(), changed),
            .mediaType = std::move(mediaType),
            .read = [shared](std::uint64_t offset, std::size_t count) {
                if (!shared->seek(static_cast<qint64>(offset)))
                    throw std::runtime_error("the file can't be read");
                return shared->read(static_cast<qint64>(count)).toStdString();
            }};
}

Source calculated(std::uint64_t seed, std::uint64_t bytes)
{
    const ToneFile tone(seed, bytes);
    return {.size = tone.size(),
            .tag = std::format("\"{:x}-{:x}\"", tone.size(), seed),
            .mediaType = "audio/wav",
            .read = [tone](std::uint64_t offset, std::size_t count) {
                return tone.read(offset, count);
            }};
}

http::Response sent(Source source, const http::Request &request)
{
    http::Response response;
    response.headers = {{"Content-Type", source.mediaType},
                        {"Accept-Ranges", "bytes"},
                        {"ETag", source.tag},
                        {"Access-Control-Allow-Origin", "*"}};
    const std::string_view condition = request.header("If-Range");
    const bool isSame = condition.empty() || condition == source.tag;
    const auto range = http::requestedRange(isSame ? request.header("Range") : "", source.size);
    if (!range) {
        response.status = 416;
        response.headers = {{"Content-Range", range.error().contentRange}};
        return response;
    }
    std::uint64_t offset = 0;
    std::uint64_t size = source.size;
    if (*range) {
        response.status = 206;
        response.headers.emplace_back("Content-Range", (*range)->contentRange(source.size));
        offset = (*range)->first;
        size = (*range)->size();
    }
    response.streamBytes = size;
    response.stream = [read = std::move(source.read), offset, end = offset + size]() mutable {
        const auto count = std::min(pieceBytes, end - offset);
        std::string piece = count > 0 ? read(offset, static_cast<std::size_t>(count)) : "";
        offset += piece.size();
        return piece;
    };
    return response;
}

/// The media type that the item tells, by its member or its name.
std::string mediaTypeOfItem(const api::FileLink &link, json::Value item, const QString &id)
{
    std::string type = mediaTypeOf(item[link.mediaTypeProperty.toStdString()].text());
    if (type.empty())
        type = mediaTypeOf(item[link.nameProperty.toStdString()].text());
    if (type.empty())
        type = mediaTypeOf(id.toStdString());
    if (type.empty())
        type = link.mediaType.toStdString();
    return type.empty() ? "application/octet-stream" : type;
}

/// The property that says how long a sound plays; null: none does.
const api::Property *playingTime(const api::ResourceType &resource)
{
    if (!resource.schema)
        return nullptr;
    const auto &all = resource.schema->properties;
    const auto found = std::ranges::find_if(all, [](const api::Property &property) {
        return property.schema->renderer == "duration"_L1;
    });
    return found == all.end() ? nullptr : &*found;
}

std::string playingTimeText(double seconds, const api::Schema &schema)
{
    const double value = schema.unit == "ms"_L1 ? seconds * 1000 : seconds;
    return schema.type == api::Schema::Type::Integer ? std::format("{}", std::llround(value))
                                                     : std::format("{:.1f}", value);
}

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

} // namespace

FileService::FileService(std::shared_ptr<Store> store, const QString &dataFolder,
                         std::function<qint64()> clock)
    : m_store(std::move(store))
    , m_files(std::make_shared<FileStore>(dataFolder))
    , m_clock(std::move(clock))
{
}

StoreResult<json::Document> FileService::item(const api::ResourceType &resource,
                                              const QString &domain, const QString &id) const
{
    const auto collection = m_store->collection(resource.key, domain);
    if (!collection)
        return std::unexpected(collection.error());
    const auto text = m_store->read(*collection, id);
    if (!text)
        return std::unexpected(text.error());
    return *text ? json::Document::parse(view(**text)).value_or(json::Document())
                 : json::Document();
}

http::Response FileService::download(const api::ResourceType &resource, const QString &domain,
                                     const QString &id, const http::Request &request) const
{
    const auto found = item(resource, domain, id);
    if (!found)
        return refusal(500, found.error().toStdString());
    if (!*found)
        return notFound(resource, id);
    const json::Value root = found->root();
    if (auto file = m_files->open({resource.key, domain, id}))
        return sent(stored(std::move(file), mediaTypeOfItem(*resource.file, root, id)), request);
    std::uint64_t bytes = ToneFile::bytesFor(usualSeconds);
    if (const std::string size = resource.file->sizeProperty.toStdString(); !size.empty()) {
        const auto told = root[size].integer();
        if (!told || *told < static_cast<std::int64_t>(ToneFile::headerBytes))
            return refusal(404, "Nothing of it is stored yet.");
        bytes = static_cast<std::uint64_t>(*told);
    }
    return sent(calculated(stableHash(id.toStdString()), bytes), request);
}

http::Response FileService::upload(const api::ResourceType &resource, const QString &domain,
                                   const QString &id, const http::Request &request) const
{
    const auto upload = std::dynamic_pointer_cast<FileStore::Upload>(request.sink);
    if (!upload)
        return refusal(400, "The body is empty: a file has at least one byte.");
    const auto before = item(resource, domain, id);
    if (!before)
        return refusal(500, before.error().toStdString());
    const auto collection = m_store->collection(resource.key, domain);
    if (!collection)
        return refusal(500, collection.error().toStdString());
    if (auto kept = m_files->keep(*upload, {resource.key, domain, id}); !kept)
        return refusal(507, kept.error().toStdString());
    const std::string text = itemAfterUpload(resource, before->root(), {resource.key, domain, id},
                                             upload->bytes(), request.header("Content-Type"));
    const auto json = QByteArray::fromStdString(text);
    const auto saved =
        *before ? m_store->update(*collection, id, json) : m_store->insert(*collection, id, json);
    return saved ? success() : refusal(500, saved.error().toStdString());
}

std::string FileService::itemAfterUpload(const api::ResourceType &resource, json::Value before,
                                         const FileName &file, qint64 bytes,
                                         std::string_view contentType) const
{
    const QString &id = file.id;
    const api::FileLink &link = *resource.file;
    const auto schemaOf = [&resource](const QString &name) {
        return resource.schema && !name.isEmpty() ? resource.schema->at(name) : nullptr;
    };
    std::vector<std::pair<std::string, std::string>> told{
        {resource.idProperty.toStdString(), json::quoted(id.toStdString())}};
    const auto tell = [&told](const QString &name, std::string text) {
        if (!name.isEmpty())
            told.emplace_back(name.toStdString(), std::move(text));
    };
    if (!before && link.nameProperty != resource.idProperty)
        tell(link.nameProperty, json::quoted(id.toStdString()));
    tell(link.sizeProperty, std::to_string(bytes));
    if (const api::Schema *schema = schemaOf(link.mediaTypeProperty)) {
        const std::string suffix = suffixOf(contentType);
        const bool wantsSuffix = schema->enumeration.contains(QString::fromStdString(suffix));
        const std::string type = wantsSuffix || contentType.empty()
                                     ? suffix
                                     : std::string(contentType.substr(0, contentType.find(';')));
        if (!type.empty())
            tell(link.mediaTypeProperty, json::quoted(type));
    }
    if (const api::Schema *schema = schemaOf(resource.timeProperty)) {
        const qint64 now = m_clock();
        tell(resource.timeProperty, schema->type == api::Schema::Type::String
                                        ? json::quoted(dateTimeText(now))
                                        : std::to_string(now));
    }
    const api::Property *playing = playingTime(resource);
    const std::string length = playing ? playing->name.toStdString() : std::string();
    if (const auto seconds = playing ? lengthOf(file) : std::nullopt)
        told.emplace_back(length, playingTimeText(*seconds, *playing->schema));
    json::Writer writer;
    writer.beginObject();
    for (const auto &[name, text] : told)
        writer.name(name).raw(text);
    for (const auto [name, value] : before.members()) {
        const bool isTold =
            std::ranges::any_of(told, [name](const auto &each) { return each.first == name; });
        if (!isTold && name != length) // that of the file before is wrong now
            writer.name(name).value(value);
    }
    writer.endObject();
    return writer.take();
}

std::optional<double> FileService::lengthOf(const FileName &name) const
{
    const auto file = m_files->open(name);
    return file ? soundLength(*file) : std::nullopt;
}

http::Response FileService::remove(const api::ResourceType &resource, const QString &domain,
                                   const QString &id) const
{
    const auto collection = m_store->collection(resource.key, domain);
    if (!collection)
        return refusal(500, collection.error().toStdString());
    const auto removed = m_store->remove(*collection, id);
    if (!removed)
        return refusal(500, removed.error().toStdString());
    if (!*removed)
        return notFound(resource, id);
    forget(resource, domain, id);
    return success();
}

void FileService::forget(const api::ResourceType &resource, const QString &domain,
                         const QString &id) const
{
    m_files->remove({resource.key, domain, id});
}

} // namespace sandbox
