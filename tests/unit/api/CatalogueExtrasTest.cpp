// SPDX-License-Identifier: GPL-3.0-or-later
// What a document may say of a resource type beyond its table, and of the rows that an action is
// for. Whatever is wrong in it is reported, and the rest of the document is taken.
#include "app/api/Catalogue.h"
#include "tests/support/Print.h"

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using Pairs = QList<QPair<QString, QString>>;

namespace {

constexpr auto calls = R"(
openapi: 3.1.0
info: { title: Traffic, version: '1' }
x-console-service: { key: traffic, title: Traffic, prefix: /traffic }
paths:
  /call/{domain}:
    x-console-resource:
      name: Call
      id: callId
      item: /call/{domain}/{callId}
      time: startedAt
      party: [from, leg.to]
      state: state
      live: 5
      file: { path: '/call/{domain}/{callId}/file', name: fileName, size: bytes, mediaTypeProperty: format }
      links:
        - { title: Device, icon: device, to: provisioning/device, match: { deviceId: deviceId } }
      columns: [ callId, length ]
      schema:
        type: object
        properties:
          callId: { type: string }
          deviceId: { type: string }
          from: { type: string }
          leg: { type: object, properties: { to: { type: string } } }
          state: { type: string, enum: [ringing, ended], x-console-basis: Seen on a page. }
          startedAt: { type: string, format: date-time }
          length: { type: number, x-console-renderer: duration, x-console-unit: ms }
          bytes: { type: integer }
          format: { type: string }
          fileName: { type: string }
    get: { responses: { '200': { description: ok } } }
  /call/{domain}/{callId}:
    get: { responses: { '200': { description: ok } } }
  /{domain}/command:
    post:
      summary: Command
      x-console-action:
        title: Send a command
        icon: send
        appliesTo: [traffic/call, traffic/other]
        destructive: true
        when: { state: [ringing, answered], kind: alarm }
        fill: { replyId: replyId, target.session: sessionId }
      responses: { '200': { description: ok } }
  /{domain}/plain:
    post:
      operationId: plain
      x-console-action: { appliesTo: traffic/call }
      responses: { '200': { description: ok } }
)";

/// A document whose only resource type says @p resource, and whose only command says @p action.
QByteArray document(const QByteArray &resource, const QByteArray &action = "{ title: Do it }")
{
    return "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths:\n"
           "  /thing/{domain}:\n"
           "    x-console-resource:\n"
           "      name: Thing\n      item: '/thing/{domain}/{thingId}'\n"
           "      schema: { type: object, properties: { thingId: { type: string } } }\n      " +
           resource +
           "\n    get: { responses: {} }\n"
           "    post:\n      responses: {}\n      x-console-action: " +
           action + "\n";
}

struct Taken
{
    api::Catalogue catalogue;
    QList<api::CatalogueProblem> problems;

    explicit Taken(const QByteArray &text)
    {
        const auto added = catalogue.addDocument(u"t.yaml"_s, text);
        problems = added ? *added : added.error();
    }

    const api::ResourceType *type() const { return catalogue.resource(u"t/thing"_s); }
    QStringList places() const
    {
        QStringList where;
        for (const api::CatalogueProblem &problem : problems)
            where.append(problem.where);
        return where;
    }
};

} // namespace

TEST(ResourceExtras, TellTimePartiesStateFileAndLinks)
{
    const Taken taken(calls);
    EXPECT_TRUE(taken.problems.isEmpty());
    const api::ResourceType *call = taken.catalogue.resource(u"traffic/call"_s);
    ASSERT_NE(call, nullptr);

    EXPECT_EQ(call->timeProperty, u"startedAt"_s);
    EXPECT_EQ(call->partyProperties, QStringList({u"from"_s, u"leg.to"_s}));
    EXPECT_EQ(call->stateProperty, u"state"_s);
    EXPECT_EQ(call->liveSeconds, 5);
    ASSERT_TRUE(call->file);
    EXPECT_EQ(call->file->path, u"/traffic/call/{domain}/{callId}/file"_s);
    EXPECT_EQ(call->file->nameProperty, u"fileName"_s);
    EXPECT_EQ(call->file->sizeProperty, u"bytes"_s);
    EXPECT_EQ(call->file->mediaType, QString());
    EXPECT_EQ(call->file->mediaTypeProperty, u"format"_s);
    ASSERT_EQ(call->links.size(), 1);
    EXPECT_EQ(call->links.constFirst().to, u"provisioning/device"_s);
    EXPECT_EQ(call->links.constFirst().icon, u"device"_s);
    EXPECT_EQ(call->links.constFirst().match, Pairs({{u"deviceId"_s, u"deviceId"_s}}));
}

TEST(ResourceExtras, GiveTheUnitOfADurationToItsColumn)
{
    const Taken taken(calls);
    const api::ResourceType *call = taken.catalogue.resource(u"traffic/call"_s);
    ASSERT_NE(call, nullptr);

    ASSERT_EQ(call->columns.size(), 2);
    EXPECT_EQ(call->columns.at(1).renderer, u"duration"_s);
    EXPECT_EQ(call->columns.at(1).unit, u"ms"_s);
    EXPECT_EQ(call->schema->at(u"state"_s)->sourceNote, u"Seen on a page."_s);
}

TEST(ResourceExtras, AreAbsentWhereTheDocumentSaysNothing)
{
    const Taken taken(document(""));
    ASSERT_NE(taken.type(), nullptr);

    EXPECT_TRUE(taken.type()->timeProperty.isEmpty());
    EXPECT_TRUE(taken.type()->partyProperties.isEmpty());
    EXPECT_TRUE(taken.type()->links.isEmpty());
    EXPECT_EQ(taken.type()->liveSeconds, 0);
    EXPECT_FALSE(taken.type()->file);
}

TEST(ResourceExtras, ThatAreWrongAreReportedAndLeftOut)
{
    const QString base = u"/paths/~1thing~1{domain}/x-console-resource"_s;
    const struct
    {
        const char *text;
        QString where;
    } cases[] = {
        {"time: startedAt", base + u"/time"_s},
        {"time: [ thingId ]", base + u"/time"_s},
        {"state: 7", base + u"/state"_s},
        {"state: thingId.deeper", base + u"/state"_s},
        {"party: [ thingId, 3 ]", base + u"/party/1"_s},
        {"party: { thingId: x }", base + u"/party"_s},
        {"party: nobody", base + u"/party"_s},
        {"live: -1", base + u"/live"_s},
        {"live: 2.5", base + u"/live"_s},
        {"live: 1e300", base + u"/live"_s},
        {"live: soon", base + u"/live"_s},
        {"file: true", base + u"/file"_s},
        {"file: {}", base + u"/file/path"_s},
        {"file: { path: '/thing/{domain}/{other}/file' }", base + u"/file/path"_s},
        {"file: { path: 'no path' }", base + u"/file/path"_s},
        {"links: { title: x }", base + u"/links"_s},
        {"links: [ 5 ]", base + u"/links/0"_s},
        {"links: [ { title: x, to: t/thing } ]", base + u"/links/0"_s},
        {"links: [ { title: x, to: t/thing, match: { a: 1 } } ]", base + u"/links/0/match/a"_s},
        {"links: [ { title: x, to: t/thing, match: { a: b } } ]", base + u"/links/0/match"_s},
    };
    for (const auto &[text, where] : cases) {
        const Taken taken(document(text));
        EXPECT_THAT(taken.places(), testing::Contains(where)) << text;
        ASSERT_NE(taken.type(), nullptr) << text;
        EXPECT_TRUE(taken.type()->canList) << text;
        EXPECT_TRUE(taken.type()->timeProperty.isEmpty()) << text;
        EXPECT_TRUE(taken.type()->stateProperty.isEmpty()) << text;
        EXPECT_EQ(taken.type()->liveSeconds, 0) << text;
        EXPECT_FALSE(taken.type()->file) << text;
        EXPECT_TRUE(taken.type()->links.isEmpty()) << text;
    }
}

TEST(ResourceExtras, KeepTheFileWhenOnlyWhatItSaysOfItselfIsWrong)
{
    const Taken taken(document("file: { path: '/thing/{domain}/{thingId}', size: nothing }"));
    EXPECT_EQ(taken.problems.size(), 1);
    ASSERT_NE(taken.type(), nullptr);
    ASSERT_TRUE(taken.type()->file);
    EXPECT_EQ(taken.type()->file->path, u"/thing/{domain}/{thingId}"_s);
    EXPECT_TRUE(taken.type()->file->sizeProperty.isEmpty());
}

TEST(ActionExtras, TellTheRowsThatItIsForAndWhatTheyFillIn)
{
    const Taken taken(calls);
    const auto command = taken.catalogue.match(api::Method::Post, u"/traffic/d.test/command");
    const auto plain = taken.catalogue.match(api::Method::Post, u"/traffic/d.test/plain");
    ASSERT_TRUE(command && command->operation->action && plain && plain->operation->action);

    const api::Action &action = *command->operation->action;
    EXPECT_EQ(action.appliesTo, QStringList({u"traffic/call"_s, u"traffic/other"_s}));
    EXPECT_TRUE(action.destructive);
    ASSERT_EQ(action.when.size(), 2);
    EXPECT_EQ(action.when.at(0).first, u"state"_s);
    EXPECT_EQ(action.when.at(0).second, QStringList({u"ringing"_s, u"answered"_s}));
    EXPECT_EQ(action.when.at(1).second, QStringList{u"alarm"_s});
    EXPECT_EQ(action.fill,
              Pairs({{u"replyId"_s, u"replyId"_s}, {u"target.session"_s, u"sessionId"_s}}));
    EXPECT_EQ(plain->operation->action->title, u"plain"_s);
    EXPECT_EQ(plain->operation->action->appliesTo, QStringList{u"traffic/call"_s});
}

TEST(ActionExtras, ThatAreWrongAreReportedAndNeverWidenWhatTheActionIsFor)
{
    for (const char *text :
         {"{ appliesTo: 5 }", "{ appliesTo: [ [] ] }", "{ fill: x }", "{ fill: { a: [] } }",
          "{ when: yes please }", "{ when: { state: {} } }", "{ when: { state: [] } }",
          "{ when: { state: 7 } }", "yes", "[]"}) {
        const Taken taken(document("", text));
        EXPECT_FALSE(taken.problems.isEmpty()) << text;
        EXPECT_TRUE(taken.catalogue.match(api::Method::Post, u"/thing/d.test")) << text;
    }
    // A condition that cannot be read holds for no row, rather than for all.
    const Taken taken(document("", "{ when: { state: 7 } }"));
    const auto match = taken.catalogue.match(api::Method::Post, u"/thing/d.test");
    ASSERT_TRUE(match && match->operation->action);
    ASSERT_EQ(match->operation->action->when.size(), 1);
    EXPECT_TRUE(match->operation->action->when.constFirst().second.isEmpty());
}

TEST(Catalogue, LetsSeveralDocumentsShareAService)
{
    api::Catalogue catalogue;
    const auto part = [](const QByteArray &path, const QByteArray &title) {
        return "openapi: 3.1.0\ninfo: { title: " + title +
               ", version: '1' }\nx-console-service: { key: s, title: " + title +
               ", prefix: /s }\npaths:\n  " + path +
               ":\n    x-console-resource: { name: X }\n    get: { responses: {} }\n";
    };
    ASSERT_TRUE(catalogue.addDocument(u"s.yaml"_s, part("/one/{domain}", "First")));
    ASSERT_TRUE(catalogue.addDocument(u"s-more.yaml"_s, part("/two/{domain}", "Second")));

    ASSERT_EQ(catalogue.services().size(), 1);
    EXPECT_EQ(catalogue.services().constFirst().title, u"First"_s);
    EXPECT_NE(catalogue.resource(u"s/one"_s), nullptr);
    EXPECT_NE(catalogue.resource(u"s/two"_s), nullptr);
}
