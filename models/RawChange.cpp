// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/RawChange.h"

#include "app/json/Patch.h"
#include "models/ResourceRequests.h"

#include <algorithm>

namespace models {

namespace {

using api::Method;
using Kind = api::ChangeEntry::Kind;

json::Document documentIn(const std::string &text)
{
    return json::Document::parse(text).value_or(json::Document());
}

} // namespace

std::optional<api::ChangeEntry> rawChange(const api::Catalogue &catalogue,
                                          const api::Request &request, const api::Reply &reply)
{
    const bool changes = request.method == Method::Patch || request.method == Method::Put ||
                         request.method == Method::Post || request.method == Method::Delete;
    const auto match = changes ? catalogue.match(request.method, request.path)
                               : std::optional<api::Catalogue::Match>();
    if (!match)
        return std::nullopt;
    const QString &path = match->operation->path;
    const auto type = std::ranges::find_if(catalogue.resources(), [&](const auto &each) {
        return path == each.itemPath || path == each.collectionPath;
    });
    if (type == catalogue.resources().end() || (type->file && type->file->path == path))
        return std::nullopt;
    const bool isItem = path == type->itemPath;
    if (!isItem && type->createMethod != request.method)
        return std::nullopt;

    const ResourceRequests requests(*type, {});
    const json::Document body = documentIn(request.body.toStdString());
    const json::Document answer = reply.document ? reply.document : documentIn(reply.body);
    api::ChangeEntry entry;
    entry.resource = type->key;
    entry.method = api::toByteArray(request.method);
    entry.requestId = reply.requestId;
    entry.kind = request.method == Method::Delete ? Kind::Deleted
                 : isItem                         ? Kind::Updated
                                                  : Kind::Created;
    if (request.method == Method::Patch && json::Patch::fromDocument(body))
        entry.patch = body.serialize();
    if (entry.kind != Kind::Deleted) {
        const json::Document item = requests.item(answer);
        entry.after = item && !requests.idOf(item.root()).isEmpty() ? item
                      : request.method != Method::Patch             ? body
                                                                    : json::Document();
    }
    entry.id = isItem ? match->parameters.value(type->idParameter) : requests.createdId(answer);
    if (entry.id.isEmpty() && body)
        entry.id = requests.idOf(body.root());
    return entry.id.isEmpty() ? std::nullopt : std::optional(entry);
}

void recordRawChange(const api::Session &session, const api::Request &request,
                     const api::Reply &reply)
{
    if (!session.changeLog())
        return;
    auto entry = rawChange(session.catalogue(), request, reply);
    if (!entry)
        return;
    entry->profileId = session.profile().id;
    session.changeLog()->record(std::move(*entry));
}

} // namespace models
