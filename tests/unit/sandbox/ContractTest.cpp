// SPDX-License-Identifier: GPL-3.0-or-later
// Every operation of the shipped catalogue, called as its document says: the sandbox answers as the
// document says, and refuses what it does not allow. Nothing here names a service.
#include "app/json/Writer.h"
#include "app/sandbox/demo/Sample.h"
#include "tests/support/Print.h"
#include "tests/unit/sandbox/Platform.h"

#include <QDateTime>

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>

using namespace Qt::StringLiterals;
using api::Method;
using platform::Tenant;

namespace {

struct Body
{
    QByteArray bytes;
    QByteArray mediaType;
};

json::Document parsed(const QByteArray &text)
{
    return json::Document::parse(text.toStdString()).value_or(json::Document());
}

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

std::string nameOf(const api::Operation &operation)
{
    return api::toByteArray(operation.method).toStdString() + ' ' + operation.path.toStdString();
}

const api::Body *jsonBody(const QList<api::Body> &bodies)
{
    const auto found = std::ranges::find_if(
        bodies, [](const api::Body &each) { return each.mediaType.contains("json"_L1); });
    return found == bodies.end() ? nullptr : &*found;
}

/// @p object with @p members in place of its own.
QByteArray with(json::Value object, const QHash<QString, json::Value> &members)
{
    json::Writer writer;
    writer.beginObject();
    for (const auto [name, value] : object.members())
        writer.name(name).value(members.value(toQString(name), value));
    for (const auto &[name, value] : members.asKeyValueRange()) {
        if (!object[name.toStdString()])
            writer.name(name.toStdString()).value(value);
    }
    writer.endObject();
    return QByteArray::fromStdString(writer.take());
}

class Contract : public testing::Test
{
protected:
    Contract()
        : m_catalogue(platform::catalogue())
    {
        auto options = Tenant::defaults();
        options.devices = 200;
        options.clock = [this] { return m_now.load(); };
        m_tenant = std::make_unique<Tenant>(options);
        m_operations = m_catalogue->operations();
        // What makes things comes first, what removes them last.
        std::ranges::stable_sort(m_operations, {}, [](const api::Operation &each) {
            return each.method == Method::Put      ? 0
                   : each.method == Method::Get    ? 1
                   : each.method == Method::Delete ? 3
                                                   : 2;
        });
    }

    const QList<api::Operation> &operations() const { return m_operations; }

    /// The type that the path belongs to; null: none.
    const api::ResourceType *typeOf(const api::Operation &operation) const
    {
        for (const api::ResourceType &each : m_catalogue->resources()) {
            if (operation.path == each.collectionPath || operation.path == each.itemPath ||
                (each.file && operation.path == each.file->path))
                return &each;
        }
        return nullptr;
    }

    /// A row of @p type that @p fits, waited for.
    template <typename Fits>
    json::Document row(const api::ResourceType &type, Fits fits)
    {
        const QByteArray path =
            api::expandPath(type.collectionPath, {{u"domain"_s, platform::domain}}).toUtf8();
        for (int i = 0; i < 900; ++i, m_now += 2000) {
            const auto list = m_tenant->send("GET", path).json();
            const auto rows = api::unwrapList(list.root());
            for (const json::Value each : rows) {
                if (fits(each))
                    return parsed(QByteArray::fromStdString(each.serialize()));
            }
            if (type.liveSeconds == 0)
                break;
        }
        ADD_FAILURE() << "no row of " << type.key.toStdString();
        return {};
    }

    /// A row that the action is offered on.
    json::Document rowFor(const api::Action &action)
    {
        const api::ResourceType *type = m_catalogue->resource(action.appliesTo.value(0));
        if (!type)
            return {};
        return row(*type, [&action](json::Value each) {
            return std::ranges::all_of(
                       action.when,
                       [each](const auto &condition) {
                           const json::Value value = each[condition.first.toStdString()];
                           return condition.second.contains(toQString(value.text()));
                       }) &&
                   std::ranges::all_of(action.fill, [each](const auto &pair) {
                       return bool(each[pair.second.toStdString()]);
                   });
        });
    }

    QByteArray path(const api::Operation &operation, json::Value item) const
    {
        QHash<QString, QString> values{{u"domain"_s, platform::domain}};
        const api::ResourceType *type = typeOf(operation);
        for (const api::Parameter &each : operation.parameters) {
            if (each.in != "path"_L1 || values.contains(each.name))
                continue;
            const std::string id = type ? type->idProperty.toStdString() : std::string();
            values.insert(each.name, type && each.name == type->idParameter
                                         ? toQString(item[id].text())
                                         : u"contract"_s);
        }
        return api::expandPath(operation.path, values).toUtf8();
    }

    Body body(const api::Operation &operation, json::Value item)
    {
        const api::Body *const json = jsonBody(operation.requestBodies);
        if (!json && operation.requestBodies.isEmpty())
            return {};
        if (!json) {
            const QByteArray type = operation.requestBodies.constFirst().mediaType.toUtf8();
            return {type == "text/csv" ? QByteArray("deviceId\ncontract-1\n") : "RIFF", type};
        }
        const api::ResourceType *type = typeOf(operation);
        if (type && operation.method == Method::Patch)
            return {patch(*type), json->mediaType.toUtf8()};
        sandbox::Making making(sandbox::Dice(1, 2, 3), 0, platform::domain.toStdString(),
                               QDateTime::currentMSecsSinceEpoch());
        json::Writer writer;
        sandbox::writeSample(writer, {}, *json->schema, sandbox::SampleOf::Request, making);
        const auto sample = parsed(QByteArray::fromStdString(writer.take()));
        return {filled(operation, type, sample.root(), item), json->mediaType.toUtf8()};
    }

    Tenant &tenant() { return *m_tenant; }

private:
    static QByteArray patch(const api::ResourceType &type)
    {
        for (const api::Property &each : type.schema->properties) {
            const api::Schema &schema = *each.schema;
            if (schema.type == api::Schema::Type::String && schema.enumeration.isEmpty() &&
                schema.pattern.isEmpty() && schema.format.isEmpty() && !schema.readOnly &&
                each.name != type.idProperty)
                return R"([{"op":"add","path":"/)" + each.name.toUtf8() + R"(","value":"new"}])";
        }
        return "[]";
    }

    /// The sample with what is known of the item or the row that it is for.
    QByteArray filled(const api::Operation &operation, const api::ResourceType *type,
                      json::Value sample, json::Value item)
    {
        QHash<QString, json::Value> known;
        if (type && operation.path == type->itemPath)
            known.insert(type->idProperty, item[type->idProperty.toStdString()]);
        static const auto newId = parsed(R"("contract-post")");
        if (type && operation.path == type->collectionPath && operation.method == Method::Post &&
            !type->idByPlatform)
            known.insert(type->idProperty, newId.root());
        if (!operation.action || !operation.isCallable())
            return with(sample, known);
        m_row = rowFor(*operation.action);
        for (const auto [name, value] : m_row.root().members()) {
            if (sample[name] && name.ends_with("Id"))
                known.insert(toQString(name), value);
        }
        for (const auto &[member, property] : operation.action->fill)
            known.insert(member, m_row.root()[property.toStdString()]);
        return with(sample, known);
    }

    std::shared_ptr<const api::Catalogue> m_catalogue;
    std::atomic<qint64> m_now = 1'795'000'000'000; // every run has the same calls
    std::unique_ptr<Tenant> m_tenant;
    QList<api::Operation> m_operations;
    json::Document m_row;
};

void expectAsPromised(const api::Operation &operation, const platform::Answer &reply)
{
    const api::Body *const promised = jsonBody(operation.responseBodies);
    if (!promised || !promised->schema)
        return;
    const auto document = reply.json();
    ASSERT_TRUE(document) << reply.body.toStdString();
    const auto violations = api::validate(document.root(), *promised->schema);
    EXPECT_TRUE(violations.isEmpty())
        << violations.value(0).pointer.toStdString() << violations.value(0).message.toStdString()
        << '\n'
        << reply.body.first(std::min<qsizetype>(reply.body.size(), 2000)).toStdString();
    for (const api::Property &each : promised->schema->properties)
        EXPECT_TRUE(document.root()[each.name.toStdString()])
            << "lacks " << each.name.toStdString();
    if (document.root()["success"]) {
        EXPECT_EQ(document.root()["success"].boolean(), true);
    }
}

} // namespace

TEST_F(Contract, EveryOperationAnswersAsItsDocumentSays)
{
    ASSERT_GT(operations().size(), 60);
    for (const api::Operation &operation : operations()) {
        SCOPED_TRACE(nameOf(operation));
        const api::ResourceType *type = typeOf(operation);
        json::Document item;
        if (type && operation.path != type->collectionPath) {
            item = row(*type, [type](json::Value each) {
                const std::string size =
                    type->file ? type->file->sizeProperty.toStdString() : std::string();
                return size.empty() || each[size];
            });
        }
        const Body sent = body(operation, item.root());
        const QByteArray path = this->path(operation, item.root());
        const auto reply =
            tenant().send(api::toByteArray(operation.method), path, sent.bytes, sent.mediaType);
        if (operation.security == api::Security::Sigv4) {
            EXPECT_EQ(reply.status, 403);
            continue;
        }
        EXPECT_EQ(reply.status, 200)
            << path.toStdString() << '\n'
            << sent.bytes.toStdString() << '\n'
            << reply.body.first(std::min<qsizetype>(reply.body.size(), 500)).toStdString();
        expectAsPromised(operation, reply);
        if (type && operation.method == Method::Get && operation.path == type->collectionPath) {
            const auto list = reply.json();
            EXPECT_FALSE(api::unwrapList(list.root()).isEmpty()) << "there is demo data";
        }
    }
}

TEST_F(Contract, EveryOperationRefusesBodiesThatItsDocumentForbids)
{
    int refused = 0;
    for (const api::Operation &operation : operations()) {
        const api::Body *const json = jsonBody(operation.requestBodies);
        if (!json || operation.security == api::Security::Sigv4)
            continue;
        SCOPED_TRACE(nameOf(operation));
        const api::ResourceType *type = typeOf(operation);
        json::Document item;
        if (type && operation.path != type->collectionPath)
            item = row(*type, [](json::Value) { return true; });
        const QByteArray path = this->path(operation, item.root());
        const auto status = [&](const QByteArray &bytes) {
            ++refused;
            return tenant()
                .send(api::toByteArray(operation.method), path, bytes, json->mediaType.toUtf8())
                .status;
        };
        EXPECT_EQ(status("{"), 400);
        EXPECT_EQ(status(R"("text")"), 400);
        EXPECT_EQ(status(R"([{"op":"nonsense","path":"/x"}])"), 400);
        const bool needsMore =
            std::ranges::any_of(json->schema->properties, [type](const api::Property &each) {
                return each.required && (!type || each.name != type->idProperty); // or in the path
            });
        if (needsMore) {
            EXPECT_EQ(status(R"({"surely-unknown":1})"), 400) << "a member is missing";
        }
        for (const api::Property &each : json->schema->properties) {
            if (each.schema->type == api::Schema::Type::Any || each.schema->readOnly)
                continue;
            const QByteArray wrong =
                each.schema->type == api::Schema::Type::Boolean ? R"("no")" : "true";
            EXPECT_EQ(status(R"({")" + each.name.toUtf8() + "\":" + wrong + '}'), 400)
                << each.name.toStdString();
        }
    }
    EXPECT_GT(refused, 100);
}
