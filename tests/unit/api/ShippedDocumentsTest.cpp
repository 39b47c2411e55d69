// SPDX-License-Identifier: GPL-3.0-or-later
// What ships in resources/api: everything says where it was read or what it rests on, everything
// that is named exists, and every service of the platform is there.
#include "app/api/Catalogue.h"
#include "app/api/YamlToJson.h"
#include "app/json/Pointer.h"
#include "tests/support/Print.h"

#include <QDir>
#include <QFile>

#include <gmock/gmock.h>

#include <functional>
#include <set>

using namespace Qt::StringLiterals;
using api::Method;

namespace {

struct Shipped
{
    QString name;
    json::Document document;
};

const QList<Shipped> &documents()
{
    static const QList<Shipped> all = [] {
        QList<Shipped> read;
        const QDir folder(u":/api"_s);
        for (const QString &name : folder.entryList({u"*.yaml"_s})) {
            QFile file(folder.filePath(name));
            const auto text = api::yamlToJson(file.open(QIODevice::ReadOnly) ? file.readAll() : "");
            auto document = json::Document::parse(text ? *text : "null");
            EXPECT_TRUE(document && document->root().isObject()) << name.toStdString();
            if (document)
                read.append({name, *document});
        }
        return read;
    }();
    return all;
}

const api::Catalogue &catalogue()
{
    static const api::Catalogue shipped = api::Catalogue::shipped().value_or(api::Catalogue());
    return shipped;
}

using Visit = std::function<void(json::Value, const std::string &)>;

/// Calls @p visit for every object inside @p value, with its place.
void eachObject(json::Value value, const std::string &where, const Visit &visit)
{
    if (value.isObject())
        visit(value, where);
    for (const auto &[name, member] : value.members())
        eachObject(member, where + '/' + json::escapedToken(name), visit);
    std::size_t index = 0;
    for (const json::Value element : value.elements())
        eachObject(element, where + '/' + std::to_string(index++), visit);
}

/// @p schema has @p name, or what it refers to has.
bool says(json::Value root, json::Value schema, std::string_view name)
{
    if (schema[name])
        return true;
    const auto pointer = json::Pointer::parse(std::string(schema["$ref"].text()).erase(0, 1));
    return schema["$ref"] && pointer && pointer->resolve(root)[name];
}

bool isMark(json::Value value)
{
    return value.text() == "confirmed" || value.text() == "inferred";
}

const api::Operation *action(Method method, const QString &path)
{
    const auto match = catalogue().match(method, path);
    return match && match->operation->action ? match->operation : nullptr;
}

} // namespace

TEST(ShippedDocuments, MarkEveryOperationAndSayWhatTheMarkRestsOn)
{
    ASSERT_GE(documents().size(), 6);
    for (const Shipped &shipped : documents()) {
        for (const auto &[path, item] : shipped.document.root()["paths"].members()) {
            for (const auto &[member, operation] : item.members()) {
                if (!operation["responses"])
                    continue;
                EXPECT_TRUE(isMark(operation["x-console-source"]) && operation["x-console-basis"])
                    << shipped.name.toStdString() << ' ' << path << ' ' << member;
            }
        }
    }
}

TEST(ShippedDocuments, MarkEveryPropertyAndEveryEnumeration)
{
    int properties = 0;
    int enumerations = 0;
    for (const Shipped &shipped : documents()) {
        const json::Value root = shipped.document.root();
        eachObject(
            root, shipped.name.toStdString(), [&](json::Value each, const std::string &where) {
                for (const auto &[name, schema] : each["properties"].members()) {
                    ++properties;
                    EXPECT_TRUE(isMark(schema["x-console-source"])) << where << ' ' << name;
                    EXPECT_TRUE(says(root, schema, "x-console-basis")) << where << ' ' << name;
                }
                if (each["enum"].isArray()) {
                    ++enumerations;
                    EXPECT_TRUE(isMark(each["x-console-values"]["source"]) &&
                                each["x-console-values"]["basis"])
                        << where;
                }
            });
    }
    EXPECT_GT(properties, 100);
    EXPECT_GT(enumerations, 20);
}

TEST(ShippedDocuments, NameOnlyIconsAndResourceTypesThatExist)
{
    for (const Shipped &shipped : documents()) {
        eachObject(shipped.document.root(), shipped.name.toStdString(),
                   [](json::Value each, const std::string &where) {
                       if (!each["icon"].isString())
                           return;
                       const QString icon = QString::fromUtf8(each["icon"].text());
                       EXPECT_TRUE(QFile::exists(u":/icons/%1.svg"_s.arg(icon))) << where;
                   });
    }
    for (const api::ResourceType &type : catalogue().resources()) {
        for (const api::ResourceLink &link : type.links) {
            const api::ResourceType *to = catalogue().resource(link.to);
            ASSERT_NE(to, nullptr) << link.to.toStdString();
            for (const auto &[theirs, ours] : link.match)
                EXPECT_NE(to->schema->at(theirs), nullptr) << theirs.toStdString();
        }
        for (const api::Column &column : type.columns)
            EXPECT_NE(type.schema->at(column.property), nullptr) << column.property.toStdString();
        if (type.file) {
            const QString path = api::expandPath(
                type.file->path, {{u"domain"_s, u"d.test"_s}, {type.idParameter, u"x"_s}});
            EXPECT_TRUE(catalogue().match(Method::Get, path)) << path.toStdString();
        }
    }
    for (const api::Operation &operation : catalogue().operations()) {
        if (!operation.action)
            continue;
        for (const QString &key : operation.action->appliesTo) {
            const api::ResourceType *type = catalogue().resource(key);
            ASSERT_NE(type, nullptr) << key.toStdString();
            for (const auto &[property, values] : operation.action->when)
                EXPECT_NE(type->schema->at(property), nullptr) << property.toStdString();
            ASSERT_FALSE(operation.requestBodies.isEmpty()) << operation.path.toStdString();
            for (const auto &[member, property] : operation.action->fill) {
                EXPECT_NE(type->schema->at(property), nullptr) << property.toStdString();
                EXPECT_NE(operation.requestBodies.constFirst().schema->at(member), nullptr)
                    << operation.path.toStdString() << ' ' << member.toStdString();
            }
        }
    }
}

TEST(ShippedDocuments, GiveEveryOperationAnIdOfItsOwn)
{
    std::set<QString> ids;
    for (const api::Operation &operation : catalogue().operations()) {
        EXPECT_FALSE(operation.operationId.isEmpty()) << operation.path.toStdString();
        EXPECT_FALSE(operation.summary.isEmpty()) << operation.path.toStdString();
        EXPECT_TRUE(ids.insert(operation.operationId).second)
            << operation.operationId.toStdString();
    }
}

TEST(ShippedDocuments, HaveEveryServiceAndEveryKindOfThing)
{
    QStringList services;
    for (const api::Service &service : catalogue().services())
        services.append(service.key);
    EXPECT_THAT(services, testing::UnorderedElementsAre(u"provisioning"_s, u"mediaservice"_s,
                                                        u"callrecording"_s, u"alarmbridge"_s,
                                                        u"cloudsipua"_s, u"sipmessage"_s));

    for (const QString &key :
         {u"provisioning/device"_s, u"provisioning/trunk"_s, u"provisioning/user"_s,
          u"provisioning/alarmbridge"_s, u"provisioning/alarmeventmapper"_s,
          u"provisioning/cloudsipua"_s, u"provisioning/mediaservice"_s, u"provisioning/recording"_s,
          u"provisioning/notification"_s, u"provisioning/token"_s, u"provisioning/log"_s,
          u"provisioning/usage"_s, u"mediaservice/promptfile"_s, u"mediaservice/call"_s,
          u"callrecording/recording"_s}) {
        const api::ResourceType *type = catalogue().resource(key);
        ASSERT_NE(type, nullptr) << key.toStdString();
        EXPECT_TRUE(type->canList) << key.toStdString();
        EXPECT_FALSE(type->columns.isEmpty()) << key.toStdString();
        EXPECT_FALSE(type->description.isEmpty()) << key.toStdString();
    }
}

TEST(ShippedDocuments, HaveAllEighteenDeviceCommandsAndTheTonesOfOne)
{
    const api::Operation *command = action(Method::Post, u"/alarmbridge/d.test/devicecommand"_s);
    ASSERT_NE(command, nullptr);
    EXPECT_EQ(command->action->appliesTo, QStringList{u"mediaservice/call"_s});
    const api::Schema &body = *command->requestBodies.constFirst().schema;

    ASSERT_NE(body.at(u"command"_s), nullptr);
    EXPECT_THAT(body.at(u"command"_s)->enumeration,
                testing::UnorderedElementsAre(
                    u"keepAlive"_s, u"clearDown"_s, u"listen"_s, u"releaseDoorLock1"_s,
                    u"releaseDoorLock2"_s, u"releaseSafeLock"_s, u"resetSpeechSettings"_s,
                    u"selectSpeaker1"_s, u"selectSpeaker2"_s, u"sendTones"_s, u"setVolumeLevel1"_s,
                    u"setVolumeLevel2"_s, u"setVolumeLevel3"_s, u"speak"_s, u"switchToDuplex"_s,
                    u"switchToSimplex"_s, u"volumeDown"_s, u"volumeUp"_s));
    ASSERT_NE(body.at(u"tones.toneString"_s), nullptr);
    ASSERT_NE(body.at(u"tones.duration"_s), nullptr);
    EXPECT_EQ(body.at(u"tones.duration"_s)->defaultText, u"80"_s);
    EXPECT_EQ(body.at(u"tones.duration"_s)->unit, u"ms"_s);
    EXPECT_EQ(body.at(u"tones"_s)->source, api::Source::Inferred);
    EXPECT_EQ(body.at(u"command"_s)->source, api::Source::Confirmed);
}

TEST(ShippedDocuments, ShowWhatTakesAnAwsSignatureAndDoNotCallIt)
{
    const QString base = u"/mediaservice/d.test/"_s;
    for (const QString &name :
         {u"answerremotecall"_s, u"sendremotecallringback"_s, u"hangupcall"_s}) {
        const api::Operation *command = action(Method::Post, base + name);
        ASSERT_NE(command, nullptr) << name.toStdString();
        EXPECT_FALSE(command->isCallable()) << name.toStdString();
    }
    const api::Operation *jwt = action(Method::Post, base + u"answerremotecalljwt"_s);
    ASSERT_NE(jwt, nullptr);
    EXPECT_TRUE(jwt->isCallable());
    EXPECT_EQ(jwt->service, u"cloudsipua"_s);
}

TEST(ShippedDocuments, TakePromptFilesAsBytesAndNotAsMembers)
{
    const api::ResourceType *prompt = catalogue().resource(u"mediaservice/promptfile"_s);
    ASSERT_NE(prompt, nullptr);
    ASSERT_TRUE(prompt->file);
    EXPECT_EQ(prompt->file->path, prompt->itemPath);
    EXPECT_TRUE(prompt->canList && prompt->canDelete);
    EXPECT_FALSE(prompt->canRead || prompt->canReplace || prompt->canPatch);
    EXPECT_FALSE(prompt->createMethod);
    EXPECT_TRUE(catalogue().match(Method::Put, u"/mediaservice/d.test/promptfile/a.wav"));
}
