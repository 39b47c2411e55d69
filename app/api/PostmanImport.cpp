// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/PostmanImport.h"

#include "app/api/CollectionFile.h"
#include "app/api/Redaction.h"
#include "app/api/TypedAddress.h"
#include "app/json/Document.h"
#include "app/json/Writer.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace api {

namespace {

constexpr int mostItems = 50'000;

QString textOf(json::Value value)
{
    return QString::fromUtf8(value.text());
}

/// Either a text or an object with the text in "content".
QString description(json::Value value)
{
    return value.isObject() ? textOf(value["content"]) : textOf(value);
}

/// Of an address: {{x}} is {x} here.
QString ourVariables(QString text)
{
    static const QRegularExpression doubled(u"\\{\\{\\s*([\\w.$-]+)\\s*\\}\\}"_s);
    return text.replace(doubled, u"{\\1}"_s);
}

class Reader
{
    Q_DECLARE_TR_FUNCTIONS(api::PostmanImport)

public:
    PostmanImport run(json::Value root)
    {
        PostmanImport result;
        result.folder = std::make_unique<CollectionItem>();
        m_top = result.folder.get();
        m_top->name = textOf(root["info"]["name"]);
        if (m_top->name.isEmpty())
            m_top->name = tr("Imported collection");
        m_top->description = description(root["info"]["description"]);
        readVariables(root["variable"]);
        noteAuth(root["auth"]);
        m_top->extra = keep(root, {"info", "item", "variable", "auth"});
        readItems(root["item"], *m_top, 0);
        result.report = report();
        return result;
    }

private:
    enum class Count { Auth, NoAuth, Body, Host, Secret, Script, Example, Bad, Deep, Method };

    /// What we don't use goes along with its item, without what is secret in it.
    QByteArray keep(json::Value object, std::initializer_list<std::string_view> used)
    {
        json::Writer out;
        out.beginObject();
        bool any = false;
        for (const auto [name, value] : object.members()) {
            const bool empty = (value.isArray() || value.isObject()) && value.size() == 0;
            if (empty || std::ranges::contains(used, name))
                continue;
            if (name == "event")
                ++m_counts[int(Count::Script)];
            if (name == "response")
                ++m_counts[int(Count::Example)];
            out.name(name).value(value);
            any = true;
        }
        out.endObject();
        if (!any)
            return {};
        const QByteArray clean = redacted(QByteArray::fromStdString(out.take()));
        const auto parsed = json::Document::parse({clean.constData(), std::size_t(clean.size())});
        return parsed && parsed->root().isObject() ? clean : QByteArray();
    }

    void readVariables(json::Value list)
    {
        for (const json::Value each : list.elements()) {
            const QString name = textOf(each["key"].isString() ? each["key"] : each["id"]);
            const bool secret = each["type"].text() == "secret";
            QString value = each["value"].isObject() || each["value"].isArray()
                                ? QString()
                                : textOf(each["value"]);
            if (name.isEmpty())
                continue;
            if (secret && !value.isEmpty()) {
                value.clear();
                ++m_counts[int(Count::Secret)];
            }
            m_top->variables.append({name, value, each["disabled"].boolean() != true});
        }
        if (dropSecrets(m_top->variables))
            ++m_counts[int(Count::Secret)];
    }

    void addVariable(const QString &name, const QString &value)
    {
        if (!value.isEmpty() && std::ranges::none_of(m_top->variables, [&](const NamedValue &each) {
                return each.name == name;
            }))
            m_top->variables.append({name, value, true});
    }

    void noteAuth(json::Value auth)
    {
        if (!auth.isObject())
            return;
        const std::string_view type = auth["type"].text();
        if (type == "noauth")
            ++m_counts[int(Count::NoAuth)];
        else if (type != "bearer") {
            ++m_counts[int(Count::Auth)];
            m_schemes.insert(QString::fromUtf8(type).left(40));
        } else {
            for (const json::Value each : auth["bearer"].elements()) {
                if (each["key"].text() == "token" && !textOf(each["value"]).contains(u"{{"_s) &&
                    !each["value"].text().empty())
                    ++m_counts[int(Count::Secret)];
            }
        }
    }

    void readItems(json::Value list, CollectionItem &folder, int depth)
    {
        if (depth >= CollectionFile::deepest) {
            ++m_counts[int(Count::Deep)];
            return;
        }
        for (const json::Value each : list.elements()) {
            const bool request = each["request"].isObject() || each["request"].isString();
            if (!each.isObject() || (!request && !each["item"].isArray()) ||
                ++m_items > mostItems) {
                ++m_counts[int(Count::Bad)];
                continue;
            }
            auto item = std::make_unique<CollectionItem>();
            item->name = textOf(each["name"]).left(500);
            item->description = description(each["description"]);
            if (request) {
                readRequest(each, *item);
            } else {
                noteAuth(each["auth"]);
                item->extra = keep(each, {"name", "description", "item", "auth", "id",
                                          "_postman_id", "_postman_isSubFolder"});
                readItems(each["item"], *item, depth + 1);
            }
            folder.add(std::move(item));
        }
    }

    void readRequest(json::Value value, CollectionItem &item)
    {
        const json::Value from = value["request"];
        SavedRequest request;
        QByteArray unused; // of the request itself
        if (from.isString()) {
            takeAddress(textOf(from), request);
        } else {
            if (from["method"].isString())
                request.method = textOf(from["method"]).toUpper().toLatin1();
            if (from["url"].isObject())
                readUrl(from["url"], request);
            else
                takeAddress(textOf(from["url"]), request);
            for (const json::Value header : from["header"].elements()) {
                request.headers.append({textOf(header["key"]), textOf(header["value"]),
                                        header["disabled"].boolean() != true});
            }
            const bool body = readBody(from["body"], request);
            noteAuth(from["auth"]);
            if (item.description.isEmpty())
                item.description = description(from["description"]);
            unused = body ? keep(from, {"method", "url", "header", "body", "auth", "description"})
                          : keep(from, {"method", "url", "header", "auth", "description"});
        }
        if (dropSecrets(request))
            ++m_counts[int(Count::Secret)];
        static constexpr std::array sendable{"GET",    "PUT",     "POST", "PATCH",
                                             "DELETE", "OPTIONS", "HEAD"};
        if (!std::ranges::contains(sendable, request.method))
            ++m_counts[int(Count::Method)];
        const QByteArray ofItem =
            keep(value, {"name", "description", "request", "id", "_postman_id", "uid"});
        if (!ofItem.isEmpty() || !unused.isEmpty()) {
            item.extra = "{\"item\":" + (ofItem.isEmpty() ? QByteArray("{}") : ofItem) +
                         ",\"request\":" + (unused.isEmpty() ? QByteArray("{}") : unused) + '}';
        }
        item.request = std::move(request);
    }

    void takeAddress(const QString &text, SavedRequest &request)
    {
        const TypedAddress address = TypedAddress::of(text);
        if (!address.otherHost.isEmpty())
            m_hosts.insert(address.otherHost.left(200));
        request.path = withPathVariables(ourVariables(address.path));
        request.query = address.query;
        for (NamedValue &item : request.query)
            item.value = ourVariables(item.value);
    }

    /// "/device/:deviceId" is "/device/{deviceId}".
    static QString withPathVariables(const QString &path)
    {
        QStringList segments = path.split(u'/');
        for (QString &segment : segments) {
            static const QRegularExpression named(u"^:([\\w.$-]+)$"_s);
            segment.replace(named, u"{\\1}"_s);
        }
        return segments.join(u'/');
    }

    void readUrl(json::Value url, SavedRequest &request)
    {
        if (!url["path"].isArray()) {
            takeAddress(
                textOf(url["path"].isString() && !url["raw"].isString() ? url["path"] : url["raw"]),
                request);
        } else {
            QStringList segments{QString()};
            for (const json::Value segment : url["path"].elements())
                segments << textOf(segment.isObject() ? segment["value"] : segment);
            request.path = withPathVariables(ourVariables(segments.join(u'/')));
            QStringList host;
            for (const json::Value part : url["host"].elements())
                host << textOf(part);
            if (url["host"].isString())
                host << textOf(url["host"]);
            if (!host.isEmpty())
                m_hosts.insert(host.join(u'.').left(200));
        }
        if (url["query"].isArray()) {
            request.query.clear();
            for (const json::Value each : url["query"].elements()) {
                request.query.append({textOf(each["key"]), ourVariables(textOf(each["value"])),
                                      each["disabled"].boolean() != true});
            }
        }
        for (const json::Value each : url["variable"].elements())
            addVariable(textOf(each["key"]), textOf(each["value"]));
    }

    /// False: a kind of body that we have not, to be kept for its program.
    bool readBody(json::Value body, SavedRequest &request)
    {
        if (!body.isObject() || body["disabled"].boolean() == true)
            return !body.isObject();
        const std::string_view mode = body["mode"].text();
        if (mode == "raw" || mode.empty()) {
            request.body = textOf(body["raw"]).toUtf8();
            return true;
        }
        if (mode == "urlencoded") {
            QByteArrayList parts;
            for (const json::Value each : body["urlencoded"].elements()) {
                if (each["disabled"].boolean() != true) {
                    parts << QUrl::toPercentEncoding(textOf(each["key"])) + '=' +
                                 QUrl::toPercentEncoding(textOf(each["value"]), "{}");
                }
            }
            request.body = parts.join('&');
            request.headers.append(
                {u"Content-Type"_s, u"application/x-www-form-urlencoded"_s, true});
            return true;
        }
        ++m_counts[int(Count::Body)];
        m_modes.insert(QString::fromUtf8(mode).left(40));
        return false;
    }

    QStringList report() const
    {
        QStringList lines;
        const auto say = [&](Count count, const QString &sentence) {
            if (m_counts[int(count)] > 0)
                lines << sentence;
        };
        const auto number = [this](Count count) { return m_counts[int(count)]; };
        say(Count::Auth, tr("%n part(s) are authorised in another way (%1), which is left out: "
                            "requests carry the profile's token.",
                            nullptr, number(Count::Auth))
                             .arg(sorted(m_schemes)));
        say(Count::NoAuth, tr("%n part(s) want no token: the console sends its own all the same.",
                              nullptr, number(Count::NoAuth)));
        say(Count::Secret, tr("%n part(s) held tokens or passwords, which were not taken over.",
                              nullptr, number(Count::Secret)));
        say(Count::Body, tr("%n bodies are of a kind that can't be sent from here (%1). They are "
                            "kept for an export.",
                            nullptr, number(Count::Body))
                             .arg(sorted(m_modes)));
        say(Count::Script, tr("%n script(s) are kept for an export, and are not run.", nullptr,
                              number(Count::Script)));
        say(Count::Example, tr("Example replies of %n request(s) are kept for an export.", nullptr,
                               number(Count::Example)));
        say(Count::Method, tr("%n request(s) have a method that can't be sent from here.", nullptr,
                              number(Count::Method)));
        say(Count::Bad, tr("%n item(s) are neither a folder nor a request, or too many, and were "
                           "left out.",
                           nullptr, number(Count::Bad)));
        say(Count::Deep,
            tr("%n folder(s) lie too deep and are left empty.", nullptr, number(Count::Deep)));
        QSet<QString> hosts = m_hosts;
        hosts.removeIf([](const QString &host) { return host.startsWith(u"{{"_s); });
        if (!hosts.isEmpty())
            lines << tr("Requests go to the profile's host instead of %1.").arg(sorted(hosts));
        return lines;
    }

    static QString sorted(const QSet<QString> &names)
    {
        QStringList list(names.begin(), names.end());
        list.sort();
        return list.mid(0, 5).join(u", "_s);
    }

    CollectionItem *m_top = nullptr;
    std::array<int, 10> m_counts{};
    QSet<QString> m_schemes;
    QSet<QString> m_modes;
    QSet<QString> m_hosts;
    int m_items = 0;
};

QString translated(const char *text)
{
    return QCoreApplication::translate("api::PostmanImport", text);
}

} // namespace

std::expected<PostmanImport, QString> PostmanImport::read(const QByteArray &text)
{
    if (text.size() > largestFile) {
        return std::unexpected(
            translated("This file is larger than 64 MB, which no collection for people is."));
    }
    QByteArrayView start(text);
    if (start.startsWith("\xef\xbb\xbf")) // what some editors put before it
        start = start.sliced(3);
    const auto document = json::Document::parse({start.data(), std::size_t(start.size())});
    if (!document) {
        return std::unexpected(translated("This is no Postman collection: it is not JSON (%1).")
                                   .arg(QString::fromStdString(document.error().toString())));
    }
    const json::Value root = document->root();
    // As the portal's exports and API replies have it.
    const json::Value collection = root["collection"].isObject() ? root["collection"] : root;
    if (collection.isObject() && collection["requests"].isArray()) {
        return std::unexpected(translated("This collection is of Postman's first format. Export it "
                                          "from Postman as \"Collection v2.1\"."));
    }
    if (!collection.isObject() || !collection["info"].isObject() || !collection["item"].isArray()) {
        return std::unexpected(translated("This is JSON, but no Postman collection: it lacks "
                                          "\"info\" or \"item\". Export it from Postman as "
                                          "\"Collection v2.1\"."));
    }
    return Reader().run(collection);
}

} // namespace api
