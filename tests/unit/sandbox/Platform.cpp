// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/sandbox/Platform.h"

#include "app/auth/Jwt.h"

#include <QDateTime>
#include <QTcpSocket>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace platform {

namespace {

constexpr int waitMs = 60'000;

constexpr const char *extraDocument = R"(
openapi: 3.1.0
info: { title: Lighting, version: 1.0.0 }
x-console-service: { key: lighting, title: Lighting, prefix: /lighting }
security:
  - jwtAuthorizer: []
paths:
  /lamp/{domain}:
    x-console-sandbox: { count: 0 }
    x-console-resource:
      key: lighting/lamp
      name: Lamp
      plural: Lamps
      icon: device
      group: Lighting
      item: /lamp/{domain}/{lampId}
      id: lampId
      create: post
      idByPlatform: true
      schema: { $ref: '#/components/schemas/Lamp' }
      columns: [ { property: lampId, title: ID } ]
    parameters: [ { name: domain, in: path, required: true, schema: { type: string } } ]
    get: { summary: List, responses: { '200': { description: All } } }
    post:
      summary: Make
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Lamp' } } } }
      responses: { '200': { description: Done } }
  /lamp/{domain}/{lampId}:
    parameters:
      - { name: domain, in: path, required: true, schema: { type: string } }
      - { name: lampId, in: path, required: true, schema: { type: string } }
    get: { summary: Read, responses: { '200': { description: One } } }
    patch: { summary: Change, responses: { '200': { description: Done } } }
    delete: { summary: Remove, responses: { '200': { description: Done } } }
  /lamp/{domain}/bulk/{jobId}:
    parameters:
      - { name: domain, in: path, required: true, schema: { type: string } }
      - { name: jobId, in: path, required: true, schema: { type: string } }
    get: { summary: Status, responses: { '200': { description: Status } } }
    put:
      summary: Many
      requestBody: { content: { text/csv: { schema: { type: string } } } }
      responses: { '200': { description: Done } }
  /badge/{domain}:
    x-console-sandbox: { count: 0 }
    x-console-resource:
      key: lighting/badge
      name: Name badge
      plural: Name badges
      item: /badge/{domain}/{badgeId}
      id: badgeId
      create: put-item
      schema: { type: object, properties: { badgeId: { type: string } } }
    parameters: [ { name: domain, in: path, required: true, schema: { type: string } } ]
    get: { summary: List, responses: { '200': { description: All } } }
  /badge/{domain}/{badgeId}:
    parameters:
      - { name: domain, in: path, required: true, schema: { type: string } }
      - { name: badgeId, in: path, required: true, schema: { type: string } }
    put:
      summary: Make
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses: { '200': { description: Done } }
  /{domain}/blink:
    parameters: [ { name: domain, in: path, required: true, schema: { type: string } } ]
    post:
      summary: Blink
      requestBody:
        content:
          application/json:
            schema: { type: object, required: [times], properties: { times: { type: integer } } }
      responses: { '200': { description: Done } }
  /{domain}/signedblink:
    parameters: [ { name: domain, in: path, required: true, schema: { type: string } } ]
    post:
      summary: Blink
      security: [ { sigv4: [] } ]
      responses: { '200': { description: Done } }
components:
  securitySchemes:
    jwtAuthorizer: { type: http, scheme: bearer }
    sigv4: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4 }
  schemas:
    Lamp:
      type: object
      required: [watts]
      properties:
        lampId: { type: integer, readOnly: true }
        watts: { type: integer, minimum: 1 }
        isOn: { type: boolean }
        place: { type: object, properties: { room: { type: string } } }
)";

auth::RsaKeyPair newKey()
{
    auto made = auth::RsaKeyPair::generate().result();
    if (!made)
        qFatal("%s", qPrintable(made.error().message));
    return *made;
}

QByteArray unchunked(const QByteArray &body, bool &isComplete)
{
    QByteArray whole;
    qsizetype at = 0;
    for (;;) {
        const qsizetype end = body.indexOf("\r\n", at);
        bool isHex = false;
        const qsizetype size = end < 0 ? 0 : body.sliced(at, end - at).toLongLong(&isHex, 16);
        if (!isHex || end + 2 + size > body.size()) {
            isComplete = false;
            return whole + (isHex ? body.sliced(end + 2) : QByteArray());
        }
        if (size == 0) {
            isComplete = true;
            return whole;
        }
        whole += body.sliced(end + 2, size);
        at = end + 2 + size + 2;
    }
}

Answer parsed(const QByteArray &all, bool isHead)
{
    Answer answer;
    const qsizetype end = all.indexOf("\r\n\r\n");
    if (end < 0)
        return answer;
    const QByteArrayList lines = all.first(end).replace("\r\n", "\n").split('\n');
    answer.status = lines.first().split(' ').value(1).toInt();
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        answer.headers.insert(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
    }
    answer.body = all.sliced(end + 4);
    if (isHead) {
        answer.isComplete = answer.body.isEmpty();
        return answer;
    }
    if (answer.headers.value("transfer-encoding") == "chunked")
        answer.body = unchunked(answer.body, answer.isComplete);
    else
        answer.isComplete =
            answer.body.size() == answer.headers.value("content-length").toLongLong();
    return answer;
}

} // namespace

const auth::RsaKeyPair &key()
{
    static const auth::RsaKeyPair made = newKey();
    return made;
}

const auth::RsaKeyPair &otherKey()
{
    static const auth::RsaKeyPair made = newKey();
    return made;
}

QByteArray token(const QByteArray &header, const QByteArray &payload,
                 const auth::RsaKeyPair &signer)
{
    const QByteArray input = auth::encodeBase64Url(header) + '.' + auth::encodeBase64Url(payload);
    return input + '.' + auth::encodeBase64Url(signer.sign(input));
}

QByteArray bearer(qint64 nowMs, const QString &subject)
{
    const qint64 now = nowMs / 1000;
    return "Bearer " +
           auth::signToken({.subject = subject, .issuedAt = now, .expiresAt = now + 55 * 60},
                           key());
}

std::shared_ptr<const api::Catalogue> catalogue()
{
    static const auto shared = [] {
        auto read = api::Catalogue::shipped();
        if (!read)
            qFatal("%s", qPrintable(read.error().constFirst().message));
        return std::make_shared<const api::Catalogue>(*read);
    }();
    return shared;
}

std::shared_ptr<const api::Catalogue> extendedCatalogue()
{
    auto extended = *catalogue();
    const auto added = extended.addDocument(u"lighting.yaml"_s, extraDocument);
    const auto &problems = added ? *added : added.error();
    for (const auto &problem : problems)
        qFatal("%s: %s", qPrintable(problem.where), qPrintable(problem.message));
    return std::make_shared<const api::Catalogue>(extended);
}

json::Document Answer::json() const
{
    return json::Document::parse({body.constData(), static_cast<std::size_t>(body.size())})
        .value_or(json::Document());
}

std::string_view Answer::text(std::string_view member) const
{
    static thread_local json::Document last;
    last = json();
    return last.root()[member].text();
}

Answer send(const QString &baseUrl, const QByteArray &method, const QByteArray &path,
            const QByteArray &authorization, const QByteArray &body, const QByteArray &contentType,
            const QByteArray &moreHeaders)
{
    const QUrl url(baseUrl);
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    if (!socket.waitForConnected(waitMs))
        return {};
    QByteArray request =
        method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + moreHeaders;
    if (!authorization.isEmpty())
        request += "Authorization: " + authorization + "\r\n";
    if (!body.isEmpty()) {
        request += "Content-Type: " + contentType +
                   "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
    }
    socket.write(request + "\r\n" + body);
    QByteArray all;
    while (socket.state() == QAbstractSocket::ConnectedState || socket.bytesAvailable() > 0) {
        if (socket.bytesAvailable() == 0 && !socket.waitForReadyRead(waitMs))
            break;
        all += socket.readAll();
    }
    return parsed(all, method == "HEAD");
}

sandbox::SandboxOptions Tenant::defaults()
{
    sandbox::SandboxOptions options;
    options.devices = 20;
    options.historyHours = 6;
    options.publicKeyPem = key().publicKey().pem();
    return options;
}

Tenant::Tenant(sandbox::SandboxOptions options, std::shared_ptr<const api::Catalogue> known)
    : m_clock(options.clock)
    , m_sandbox(std::make_unique<sandbox::Sandbox>(std::move(known), std::move(options)))
{
    if (auto started = m_sandbox->start(); !started)
        m_startError = started.error();
}

Answer Tenant::send(const QByteArray &method, const QByteArray &path, const QByteArray &body,
                    const QByteArray &contentType, const QByteArray &moreHeaders) const
{
    const qint64 now = m_clock ? m_clock() : QDateTime::currentMSecsSinceEpoch();
    return platform::send(baseUrl(), method, path, bearer(now, m_sandbox->domain()), body,
                          contentType, moreHeaders);
}

QByteArray devicesPath()
{
    return "/provisioning/device/" + domain.toUtf8();
}

QByteArray devicePath(const QByteArray &encodedId)
{
    return devicesPath() + '/' + encodedId;
}

} // namespace platform
