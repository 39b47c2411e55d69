// SPDX-License-Identifier: GPL-3.0-or-later
// A platform of the test's own: calls that can be told something, recordings with files, prompts.
#pragma once

#include "ScriptedSession.h"
#include "app/json/Document.h"

class TestPlatform : public ScriptedSession
{
protected:
    void SetUp() override { ASSERT_NO_FATAL_FAILURE(describe(yaml)); }

    static json::Document document(std::string_view text)
    {
        return json::Document::parse(text).value();
    }
    const api::ResourceType &type(const QString &key) const { return *catalogue->resource(key); }
    const api::Operation &operation(api::Method method, const QString &path) const
    {
        for (const api::Operation &each : catalogue->operations()) {
            if (each.method == method && each.path == path)
                return each;
        }
        throw std::logic_error("no such operation");
    }

    static constexpr const char *yaml = R"(
openapi: 3.1.0
info: { title: Line, version: "1", description: Calls and their files }
x-console-service: { key: line, title: Line, prefix: /line }
security: [ { jwtAuthorizer: [] } ]
components:
  securitySchemes:
    jwtAuthorizer: { type: http, scheme: bearer }
    sigv4: { type: apiKey, in: header, name: Authorization }
paths:
  /{domain}/call:
    x-console-resource:
      key: line/call
      name: Call
      plural: Calls
      group: Traffic
      id: callId
      item: /{domain}/call/{callId}
      time: startedAt
      party: [from, to]
      state: state
      live: 5
      links: [ { title: Recordings, icon: recording, to: line/recording, match: { callId: callId } } ]
      columns:
        - { property: startedAt, title: Started, renderer: time }
        - { property: from, title: From, renderer: phone }
        - { property: state, title: State, renderer: tag }
      schema:
        type: object
        properties:
          callId: { type: string, x-console-source: inferred }
          startedAt: { type: string, format: date-time, x-console-source: inferred }
          from: { type: string, x-console-source: inferred }
          to: { type: string, x-console-source: inferred }
          kind: { type: string, enum: [alarm, voice], x-console-source: inferred }
          state: { type: string, enum: [ringing, answered, ended], x-console-source: inferred }
          replyId: { type: string, x-console-source: inferred }
    get:
      summary: All calls
      x-console-source: inferred
      x-console-basis: made for a test
      responses: { "200": { description: them } }
  /{domain}/call/{callId}:
    get:
      summary: One call
      x-console-source: inferred
      x-console-basis: made for a test
      responses: { "200": { description: it } }
  /{domain}/recording:
    x-console-resource:
      key: line/recording
      name: Recording
      plural: Recordings
      group: Traffic
      id: recordingId
      item: /{domain}/recording/{recordingId}
      time: startedAt
      party: [from]
      state: state
      file: { path: "/{domain}/recording/{recordingId}/file", name: fileName, size: bytes, mediaTypeProperty: format, when: { state: [stored] } }
      links: [ { title: Call, icon: phone, to: line/call, match: { callId: callId } } ]
      columns: [ { property: recordingId, title: Recording } ]
      schema:
        type: object
        properties:
          recordingId: { type: string, x-console-source: inferred }
          startedAt: { type: string, format: date-time, x-console-source: inferred }
          from: { type: string, x-console-source: inferred }
          state: { type: string, x-console-source: inferred }
          callId: { type: string, x-console-source: inferred }
          fileName: { type: string, x-console-source: inferred }
          format: { type: string, x-console-source: inferred }
          bytes: { type: integer, x-console-source: inferred }
    get:
      summary: All recordings
      x-console-source: inferred
      x-console-basis: made for a test
      responses: { "200": { description: them } }
  /{domain}/recording/{recordingId}:
    delete:
      summary: Remove
      x-console-source: inferred
      x-console-basis: made for a test
      responses: { "200": { description: ok } }
  /{domain}/recording/{recordingId}/file:
    get:
      summary: The sound
      x-console-source: inferred
      x-console-basis: made for a test
      responses: { "200": { description: it } }
  /{domain}/prompt:
    x-console-resource:
      key: line/prompt
      name: Prompt
      plural: Prompts
      group: Traffic
      id: filename
      item: /{domain}/prompt/{filename}
      file: { path: "/{domain}/prompt/{filename}", name: filename }
      columns: [ { property: filename, title: File } ]
      schema:
        type: object
        properties: { filename: { type: string, x-console-source: inferred } }
    get:
      summary: All prompts
      x-console-source: inferred
      x-console-basis: made for a test
      responses: { "200": { description: them } }
  /{domain}/prompt/{filename}:
    get:
      summary: Download
      x-console-source: confirmed
      responses: { "200": { description: it } }
    put:
      summary: Upload
      x-console-source: confirmed
      requestBody: { content: { application/octet-stream: { schema: { type: string } } } }
      responses: { "200": { description: ok } }
    delete:
      summary: Remove
      x-console-source: confirmed
      responses: { "200": { description: ok } }
  /{domain}/tell:
    post:
      summary: Tell a unit in a call what to do
      x-console-source: confirmed
      x-console-action:
        title: Tell the unit
        icon: send
        appliesTo: [line/call]
        destructive: [openDoor2]
        when: { kind: [alarm], state: [answered] }
        fill: { replyId: replyId, "ref.callId": callId }
      parameters:
        - { name: domain, in: path, required: true, schema: { type: string } }
        - { name: trace, in: query, schema: { type: string } }
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [command, replyId]
              properties:
                command:
                  type: string
                  description: openDoor1 and openDoor2 are what unlocks a door. volumeUp makes it louder.
                  enum: [openDoor1, openDoor2, volumeUp]
                  x-console-source: confirmed
                replyId: { type: string, x-console-source: confirmed }
                ref:
                  type: object
                  x-console-source: confirmed
                  properties: { callId: { type: string, x-console-source: confirmed } }
      responses: { "200": { description: ok } }
  /{domain}/hangup:
    post:
      summary: End a call
      x-console-source: inferred
      x-console-basis: made for a test
      x-console-action: { title: Hang up, appliesTo: line/call, destructive: true, fill: { replyId: replyId } }
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [method, replyId]
              properties:
                method: { type: string, enum: [HANGUP], x-console-source: inferred }
                replyId: { type: string, x-console-source: inferred }
      responses: { "200": { description: ok } }
  /{domain}/answer:
    post:
      summary: Answer a call
      x-console-source: confirmed
      security: [ { sigv4: [] } ]
      x-console-action: { title: Answer }
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [codec]
              properties: { codec: { type: string, enum: [PCMA, PCMU], x-console-source: confirmed } }
      responses: { "200": { description: ok } }
)";
};
