// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/ResourceService.h"

#include "app/json/Writer.h"
#include "app/sandbox/Envelope.h"
#include "app/sandbox/ItemRules.h"
#include "app/sandbox/Replies.h"

#include <stdexcept>
#include <utility>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

constexpr int pageItems = 1000;

http::Response storageProblem(const QString &sentence)
{
    return refusal(500, sentence.toStdString());
}

http::Response notFound(const api::ResourceType &resource, const QString &id)
{
    return refusal(404,
                   (u"There is no "_s + resource.name + u" \""_s + id + u"\"."_s).toStdString());
}

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

std::string itemName(const api::ResourceType &resource)
{
    return memberName(resource.name, "item");
}

http::Response reply(const api::ResourceType &resource, const api::Operation *operation,
                     const std::expected<QByteArray, http::Response> &written)
{
    if (!written)
        return written.error();
    return jsonReply(200, Envelope::ofItem(operation, itemName(resource)).wrapped(view(*written)));
}

/// Gives a list piece by piece; holds one page at a time.
class ListStream
{
public:
    ListStream(std::weak_ptr<Store> store, Store::Collection collection, Store::Page first,
               std::string start, std::string after)
        : m_store(std::move(store))
        , m_collection(collection)
        , m_page(std::move(first))
        , m_pending(std::move(start))
        , m_after(std::move(after))
    {
    }

    std::string operator()()
    {
        if (!m_pending.empty())
            return std::exchange(m_pending, {});
        if (m_isDone)
            return {};
        if (m_page.isLast)
            return end();
        const auto store = m_store.lock();
        if (!store)
            throw std::runtime_error("the sandbox stops"); // the server breaks the connection
        auto next = store->page(m_collection, m_page.last, pageItems);
        if (!next)
            throw std::runtime_error(next.error().toStdString());
        m_page = std::move(*next);
        if (m_page.items.isEmpty())
            return end();
        std::string piece = "," + m_page.items.toStdString();
        m_page.items.clear();
        return piece;
    }

private:
    std::string end()
    {
        m_isDone = true;
        return m_after;
    }

    std::weak_ptr<Store> m_store;
    Store::Collection m_collection;
    Store::Page m_page;
    std::string m_pending;
    std::string m_after;
    bool m_isDone = false;
};

} // namespace

std::string memberName(const QString &title, std::string_view fallback)
{
    std::string name;
    bool startsWord = false;
    for (const QChar c : title) {
        if (c.unicode() > 0x7f || !c.isLetterOrNumber()) {
            startsWord = !name.empty();
            continue;
        }
        const QChar letter = name.empty() ? c.toLower() : startsWord ? c.toUpper() : c;
        name.push_back(letter.toLatin1());
        startsWord = false;
    }
    return name.empty() || name == "success" ? std::string(fallback) : name;
}

ResourceService::ResourceService(std::shared_ptr<Store> store)
    : m_store(std::move(store))
{
}

http::Response ResourceService::list(const api::ResourceType &resource, const QString &domain,
                                     Asked operation) const
{
    const auto collection = m_store->collection(resource.key, domain);
    if (!collection)
        return storageProblem(collection.error());
    const auto envelope = Envelope::ofList(operation, memberName(resource.plural, "items"));
    std::string body = envelope.before();
    Store::Page page{.items = {}, .last = 0, .isLast = false};
    bool isFirst = true;
    while (!page.isLast && body.size() < static_cast<std::size_t>(wholeListBytes)) {
        auto next = m_store->page(*collection, page.last, pageItems);
        if (!next)
            return storageProblem(next.error());
        page = std::move(*next);
        if (page.items.isEmpty())
            break;
        if (!std::exchange(isFirst, false))
            body += ',';
        body.append(page.items.constData(), static_cast<std::size_t>(page.items.size()));
    }
    if (page.isLast) {
        body += envelope.after();
        return jsonReply(200, std::move(body));
    }
    page.items.clear();
    http::Response response = jsonReply(200, {});
    response.stream =
        ListStream(m_store, *collection, std::move(page), std::move(body), envelope.after());
    return response;
}

http::Response ResourceService::read(const api::ResourceType &resource, const QString &domain,
                                     const QString &id, Asked operation) const
{
    const auto collection = m_store->collection(resource.key, domain);
    if (!collection)
        return storageProblem(collection.error());
    const auto json = m_store->read(*collection, id);
    if (!json)
        return storageProblem(json.error());
    return *json ? reply(resource, operation, **json) : notFound(resource, id);
}

http::Response ResourceService::create(const api::ResourceType &resource, const QString &domain,
                                       std::string_view body, Asked operation) const
{
    return reply(resource, operation, write(resource, domain, body, Mode::Create));
}

http::Response ResourceService::put(const api::ResourceType &resource, const QString &domain,
                                    std::string_view body, Asked operation) const
{
    return reply(resource, operation, write(resource, domain, body, Mode::Put));
}

http::Response ResourceService::replace(const api::ResourceType &resource, const QString &domain,
                                        const QString &id, std::string_view body,
                                        Asked operation) const
{
    return reply(
        resource, operation,
        write(resource, domain, body, resource.createOnItemPath ? Mode::Put : Mode::Replace, id));
}

std::expected<void, QString> ResourceService::putFromBulk(const api::ResourceType &resource,
                                                          const QString &domain,
                                                          std::string_view json) const
{
    const auto written = write(resource, domain, json, Mode::Put);
    if (written)
        return {};
    return std::unexpected(api::errorText(written.error().body));
}

ResourceService::Written ResourceService::write(const api::ResourceType &resource,
                                                const QString &domain, std::string_view body,
                                                Mode mode, const QString &pathId) const
{
    auto document = parseObject(body);
    if (!document)
        return std::unexpected(document.error());
    const auto bodyId = itemId(resource, document->root());
    const QString idName = resource.idProperty;
    if (const json::Value own = document->root()[idName.toStdString()];
        own && !own.isNull() && !bodyId) {
        return std::unexpected(
            refusal(400, (u"/"_s + idName + u": must be text or a number."_s).toStdString()));
    }
    if (bodyId && !pathId.isEmpty() && *bodyId != pathId) {
        return std::unexpected(
            refusal(400, (idName + u" differs from the one in the path. An id can't be changed."_s)
                             .toStdString()));
    }
    const bool isChosen = bodyId || !pathId.isEmpty();
    if (!isChosen && !resource.idByPlatform)
        return std::unexpected(refusal(400, (u"/"_s + idName + u": is missing."_s).toStdString()));
    if (isChosen && resource.idByPlatform) {
        if (mode == Mode::Create) {
            return std::unexpected(refusal(
                400, (idName + u" is generated by the platform. Leave it out."_s).toStdString()));
        }
        mode = Mode::Replace;
    }
    const QString id = bodyId ? *bodyId : isChosen ? pathId : generatedId(resource);
    if (const QString problem = idProblem(id); !problem.isEmpty()) {
        return std::unexpected(
            refusal(400, (u"/"_s + idName + u": "_s + problem + u'.').toStdString()));
    }
    return save(resource, domain, id, bodyId ? *document : withId(resource, document->root(), id),
                mode);
}

ResourceService::Written ResourceService::save(const api::ResourceType &resource,
                                               const QString &domain, const QString &id,
                                               const json::Document &item, Mode mode) const
{
    if (auto problem = schemaProblem(resource.schema, item.root()))
        return std::unexpected(std::move(*problem));
    const QByteArray json = QByteArray::fromStdString(item.serialize());
    if (json.size() > maximumItemBytes) {
        return std::unexpected(
            refusal(400, "An item may have " + std::to_string(maximumItemBytes) + " bytes."));
    }
    const auto collection = m_store->collection(resource.key, domain);
    if (!collection)
        return std::unexpected(storageProblem(collection.error()));
    if (mode != Mode::Create) {
        const auto updated = m_store->update(*collection, id, json);
        if (!updated)
            return std::unexpected(storageProblem(updated.error()));
        if (*updated)
            return json;
        if (mode == Mode::Replace)
            return std::unexpected(notFound(resource, id));
    }
    const auto inserted = m_store->insert(*collection, id, json);
    if (!inserted)
        return std::unexpected(storageProblem(inserted.error()));
    if (!*inserted) {
        return std::unexpected(
            refusal(409, (resource.name + u" \""_s + id + u"\" exists already."_s).toStdString()));
    }
    return json;
}

http::Response ResourceService::patch(const api::ResourceType &resource, const QString &domain,
                                      const QString &id, std::string_view body,
                                      Asked operation) const
{
    const auto collection = m_store->collection(resource.key, domain);
    if (!collection)
        return storageProblem(collection.error());
    const auto stored = m_store->read(*collection, id);
    if (!stored)
        return storageProblem(stored.error());
    if (!*stored)
        return notFound(resource, id);
    const auto before = json::Document::parse(view(**stored));
    if (!before)
        return storageProblem(u"The stored item is damaged."_s);
    const auto after = applyPatch(*before, body);
    if (!after)
        return after.error();
    if (!after->root().isObject())
        return refusal(400, "The patch leaves something that is not an object.");
    if (itemId(resource, after->root()) != id) {
        return refusal(
            400, (u"/"_s + resource.idProperty + u": an id can't be changed."_s).toStdString());
    }
    return reply(resource, operation, save(resource, domain, id, *after, Mode::Replace));
}

http::Response ResourceService::remove(const api::ResourceType &resource, const QString &domain,
                                       const QString &id) const
{
    const auto collection = m_store->collection(resource.key, domain);
    if (!collection)
        return storageProblem(collection.error());
    const auto removed = m_store->remove(*collection, id);
    if (!removed)
        return storageProblem(removed.error());
    return *removed ? success() : notFound(resource, id);
}

} // namespace sandbox
