// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/Attempt.h"

#include "app/api/Certificates.h"
#include "app/api/HttpDate.h"
#include "app/api/NetworkFailure.h"
#include "app/api/OneShotBody.h"
#include "app/api/Origin.h"
#include "app/api/Redaction.h"
#include "app/api/RefusedToken.h"
#include "app/api/RequestBuilder.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHttpHeaders>
#include <QNetworkAccessManager>
#include <QTimeZone>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace api {

namespace {

constexpr qint64 largeBody = 1024 * 1024;          // parsed in a worker from here on
constexpr qint64 failureBodyCeiling = 1024 * 1024; // nobody reads more of an error page
constexpr int maximumRedirects = 5;
constexpr qsizetype sinkBuffer = 256 * 1024; // no more is taken from the network than is written

QString translated(const char *text)
{
    return QCoreApplication::translate("api::ApiError", text);
}

bool mayFollow(Method method)
{
    return method == Method::Get || method == Method::Options || method == Method::Head;
}

bool isSuccess(int status)
{
    return status >= 200 && status < 300;
}

} // namespace

struct Attempt::Parsed
{
    std::expected<json::Document, json::ParseError> document;
};

Attempt::Attempt(const Context &context, QString requestId, Request request, int number,
                 QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_tokens(context.tokens)
    , m_requestId(std::move(requestId))
    , m_request(std::move(request))
    , m_number(number)
{
    m_stall.setSingleShot(true);
    connect(&m_stall, &QTimer::timeout, this, &Attempt::onStall);
}

Attempt::~Attempt()
{
    dropReply();
}

void Attempt::start()
{
    m_clock.start();
    m_startedAt = QDateTime::currentMSecsSinceEpoch();
    const auto url = requestUrl(m_context.profile->baseUrl, m_request);
    if (!url)
        return fail(error(ApiError::Code::Other, url.error()));
    m_url = *url;
    if (!m_context.tls && m_url.scheme() == "https"_L1)
        return fail(error(ApiError::Code::Other, m_context.tls.error()));
    if (!m_tokens)
        return fail(error(ApiError::Code::NoKey));
    m_token = m_tokens->token();
    if (m_token.text.isEmpty())
        return fail(error(ApiError::Code::NoKey));
    if (m_request.sink)
        m_request.headers << m_request.sink->requestHeaders();
    const auto headers = requestHeaders(m_request);
    if (!headers)
        return fail(error(ApiError::Code::Other, headers.error()));
    m_sentHeaders = *headers;
    send(m_url);
}

/// For each time anew: what is read from a file begins at its first byte.
std::expected<QIODevice *, QString> Attempt::makeBody()
{
    if (m_request.bodyFile.isEmpty())
        return new OneShotBody(m_request.body);
    // To open a pipe would wait for whoever writes to it.
    if (QFileInfo::exists(m_request.bodyFile) && !QFileInfo(m_request.bodyFile).isFile()) {
        return std::unexpected(translated("the file %1 can't be read: %2")
                                   .arg(m_request.bodyFile, translated("it is no file")));
    }
    auto file = std::make_unique<QFile>(m_request.bodyFile);
    if (!file->open(QIODevice::ReadOnly)) {
        return std::unexpected(translated("the file %1 can't be read: %2")
                                   .arg(m_request.bodyFile, file->errorString()));
    }
    m_bodyFileBytes = file->size();
    auto *body = new OneShotBody(std::move(file));
    connect(body, &OneShotBody::ranShort, this, [this] {
        if (!m_ending)
            fail(error(ApiError::Code::Other,
                       translated("the file %1 became shorter while it was sent")
                           .arg(m_request.bodyFile)));
    });
    return body;
}

void Attempt::send(const QUrl &url)
{
    const auto body = m_request.method == Method::Head ? nullptr : makeBody();
    if (!body)
        return fail(error(ApiError::Code::Other, body.error()));
    m_url = url;
    m_sinkBegun = false;
    m_sunk = 0;
    m_handedOver = true;
    m_received = {};
    m_received.requestId = m_requestId;
    m_received.tries = m_number;
    m_bodyStart.clear();
    m_startedAt = QDateTime::currentMSecsSinceEpoch();
    m_clock.start();
    m_lastActivity = 0;
    m_lastProgress = -1;
    const QNetworkRequest request = networkRequest(
        url, m_sentHeaders, m_token.text, m_context.tls ? *m_context.tls : QSslConfiguration());
    if (m_request.method == Method::Head) {
        m_reply = m_context.network->head(request);
    } else {
        m_reply =
            m_context.network->sendCustomRequest(request, toByteArray(m_request.method), *body);
        (*body)->setParent(m_reply);
    }
    if (m_request.sink)
        m_reply->setReadBufferSize(sinkBuffer);
    connectReply();
    m_stall.start(m_request.inactivityTimeout);
}

void Attempt::connectReply()
{
    QNetworkReply *reply = m_reply;
    const auto active = [this] { m_lastActivity = m_clock.elapsed(); };
    connect(reply, &QNetworkReply::metaDataChanged, this, &Attempt::onMetaData);
    connect(reply, &QNetworkReply::readyRead, this, &Attempt::onReadyRead);
    connect(reply, &QNetworkReply::finished, this, &Attempt::onFinished);
    connect(reply, &QNetworkReply::uploadProgress, this, active);
    if (!m_request.bodyFile.isEmpty()) {
        const auto tell = [this](qint64 sent, qint64 total) {
            if (total > 0) // Qt says 0 of 0 in the end
                Q_EMIT uploaded(sent, total);
        };
        connect(reply, &QNetworkReply::uploadProgress, this, tell, Qt::QueuedConnection);
    }
    connect(reply, &QNetworkReply::encrypted, this, active);
    connect(reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        if (!m_reply)
            return;
        m_sslErrors = errors;
        m_tlsEvidence =
            certificateEvidence(errors, m_reply->sslConfiguration().peerCertificateChain());
    });
}

void Attempt::abort()
{
    if (m_ending)
        return;
    fail(error(ApiError::Code::Cancelled));
}

/// Re-armed rather than restarted at each piece: one timer start a period, not one a packet.
void Attempt::onStall()
{
    const qint64 quiet = m_clock.elapsed() - m_lastActivity;
    if (quiet < m_request.inactivityTimeout) {
        m_stall.start(static_cast<int>(m_request.inactivityTimeout - quiet));
        return;
    }
    readMetaData();
    dropReply();
    fail(error(ApiError::Code::TimedOut));
}

void Attempt::readMetaData()
{
    if (!m_reply || !m_received.headers.isEmpty())
        return;
    m_headersAt = m_clock.elapsed();
    m_received.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QHttpHeaders headers = m_reply->headers();
    m_received.headers.reserve(headers.size());
    for (qsizetype i = 0; i < headers.size(); ++i) {
        m_received.headers.emplaceBack(
            QByteArray(headers.nameAt(i).data(), headers.nameAt(i).size()),
            headers.valueAt(i).toByteArray());
    }
}

void Attempt::onMetaData()
{
    m_lastActivity = m_clock.elapsed();
    if (m_ending || !m_reply)
        return;
    m_received.headers.clear(); // an interim reply may have come before
    readMetaData();
    bool known = false;
    const qint64 length = headerValue(m_received.headers, "Content-Length").toLongLong(&known);
    if (!known || !isSuccess(m_received.status) || m_request.method == Method::Head)
        return;
    if (m_request.sink)
        return;
    if (length > m_request.maximumReplyBytes) {
        dropReply();
        return fail(error(ApiError::Code::BodyTooLarge));
    }
    m_received.body.reserve(static_cast<std::size_t>(std::clamp<qint64>(length, 0, 64 << 20)));
}

void Attempt::onReadyRead()
{
    m_lastActivity = m_clock.elapsed();
    std::string &body = m_received.body;
    const bool success = isSuccess(m_received.status);
    if (success && m_request.sink) {
        while (feedSink()) {
        }
        return;
    }
    const auto ceiling = static_cast<std::size_t>(
        success ? m_request.maximumReplyBytes
                : std::min(m_request.maximumReplyBytes, failureBodyCeiling));
    while (m_reply && !m_ending) {
        const std::size_t had = body.size();
        // Unpacking replies say "1" while there is more to come.
        const auto available = static_cast<std::size_t>(m_reply->bytesAvailable());
        if (available == 0)
            return;
        const std::size_t want =
            std::min(ceiling + 1 - had, available == 1 ? std::size_t{16384}
                                                       : std::min(available, std::size_t{1} << 20));
        body.resize_and_overwrite(had + want, [&](char *data, std::size_t) {
            const qint64 got = m_reply->read(data + had, static_cast<qint64>(want));
            return had + static_cast<std::size_t>(std::max<qint64>(got, 0));
        });
        if (body.size() > ceiling) {
            dropReply();
            m_bodyStart = QByteArray(body.data(), History::keptBytes);
            if (!success)
                return judgeFailure();
            body = {};
            return fail(error(ApiError::Code::BodyTooLarge));
        }
        if (body.size() == had)
            return;
        reportProgress();
    }
}

/// One piece; false when there is no more for now.
bool Attempt::feedSink()
{
    if (m_ending || !m_reply || !beginSink())
        return false;
    QByteArray piece(sinkBuffer, Qt::Uninitialized);
    const qint64 got = m_reply->read(piece.data(), piece.size());
    if (got <= 0)
        return false;
    if (const auto taken = m_request.sink->take({piece.constData(), std::size_t(got)}); !taken) {
        dropReply();
        fail(error(ApiError::Code::Other, taken.error()));
        return false;
    }
    m_sunk += got;
    reportProgress();
    return true;
}

/// False when the sink does not want this reply; the attempt has failed then.
bool Attempt::beginSink()
{
    if (m_sinkBegun)
        return true;
    readMetaData();
    m_sinkBegun = true;
    const auto begun = m_request.sink->begin(m_received.status, m_received.headers);
    if (begun)
        return true;
    dropReply();
    fail(error(ApiError::Code::Other, begun.error()));
    return false;
}

bool Attempt::endSink()
{
    if (!beginSink())
        return false;
    const auto ended = m_request.sink->end();
    if (!ended)
        fail(error(ApiError::Code::Other, ended.error()));
    return ended.has_value();
}

/// Qt's own signal for this is held back, and silent when a body stalls early.
void Attempt::reportProgress()
{
    constexpr qint64 interval = 50; // ms
    if (m_lastProgress >= 0 && m_lastActivity - m_lastProgress < interval)
        return;
    m_lastProgress = m_lastActivity;
    bool known = false;
    qint64 length = headerValue(m_received.headers, "Content-Length").toLongLong(&known);
    auto received = static_cast<qint64>(m_received.body.size());
    if (m_request.sink) {
        received = m_request.sink->received();
        length = m_request.sink->total();
        known = length >= 0;
    }
    QMetaObject::invokeMethod(
        this, [this, received, total = known ? length : -1] { Q_EMIT progress(received, total); },
        Qt::QueuedConnection);
}

void Attempt::onFinished()
{
    if (m_ending || !m_reply)
        return;
    onReadyRead();
    if (m_ending || !m_reply)
        return;
    m_stall.stop();
    readMetaData();
    m_received.durationMs = m_clock.elapsed();
    m_received.replyBytes = static_cast<qint64>(m_received.body.size()) + m_sunk;
    const auto kept = std::min<std::size_t>(m_received.body.size(), History::keptBytes);
    m_bodyStart = QByteArray(m_received.body.data(), static_cast<qsizetype>(kept));
    if (m_received.status > 0) {
        // The server writes Date when its reply begins; a long body after it tells nothing of the
        // clock.
        Q_EMIT dateSeen(headerValue(m_received.headers, "Date"), m_startedAt,
                        m_startedAt + m_headersAt);
    }
    const QNetworkReply::NetworkError code = m_reply->error();
    // From 300 on the status itself is the answer, and says more than what befell its body: Qt
    // calls a 307 an error because OneShotBody refuses to be sent again.
    if (m_received.status < 300 && code != QNetworkReply::NoError) {
        const NetworkFailure failure = networkFailure(*m_reply, m_received.status > 0, m_sslErrors);
        dropReply();
        ApiError problem = error(failure.code, failure.detail);
        problem.neverLeft = failure.neverLeft;
        problem.evidence = m_tlsEvidence;
        return fail(std::move(problem));
    }
    dropReply();
    judge();
}

void Attempt::dropReply()
{
    m_stall.stop();
    if (!m_reply)
        return;
    QNetworkReply *reply = m_reply;
    m_reply = nullptr;
    reply->disconnect(this);
    reply->abort();
    reply->deleteLater();
}

void Attempt::judge()
{
    const int status = m_received.status;
    if (status >= 300 && status < 400)
        return follow(headerValue(m_received.headers, "Location"));
    if (!isSuccess(status))
        return judgeFailure();
    if (m_request.sink) {
        if (endSink())
            succeed();
        return;
    }
    if (m_received.body.empty()) {
        const bool fine = m_request.allowEmpty || status == 204 ||
                          m_request.method == Method::Delete ||
                          m_request.method == Method::Options || m_request.method == Method::Head;
        return fine ? succeed() : fail(error(ApiError::Code::EmptyBody));
    }
    if (!m_request.expectJson)
        return succeed();
    parse();
}

/// To the same origin with the same token, and only what changes nothing.
void Attempt::follow(const QByteArray &location)
{
    const QUrl target = m_url.resolved(QUrl::fromEncoded(location));
    if (location.isEmpty() || !target.isValid())
        return fail(error(ApiError::Code::Other,
                          translated("the server answered %1, which has no meaning here")
                              .arg(m_received.status)));
    if (!sameOrigin(m_url, target) || !mayFollow(m_request.method))
        return fail(error(ApiError::Code::Redirected,
                          target.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery |
                                                 QUrl::RemoveFragment)));
    if (++m_redirects > maximumRedirects)
        return fail(
            error(ApiError::Code::Other,
                  translated("the server redirected more than %1 times").arg(maximumRedirects)));
    record({});
    send(target);
}

void Attempt::judgeFailure()
{
    readMetaData();
    const int status = m_received.status;
    ApiError problem =
        error(codeForStatus(status),
              translated("the server answered %1, which has no meaning here").arg(status));
    problem.serverText = redacted(errorText(m_bodyStart.toStdString()));
    if (status == 401)
        explainRefusedToken(problem, m_token.text, *m_tokens, m_context.clockOffset());
    // What AWS's gateway says about a path that it does not have.
    if (status == 403 && problem.serverText.contains("Missing Authentication Token"_L1)) {
        problem.meaning = translated("The platform's gateway says this of paths that it does not "
                                     "have, whatever the token.");
        problem.advice = translated("Check the path and the method.");
    }
    fail(problem);
}

void Attempt::parse()
{
    std::string body = std::exchange(m_received.body, {});
    if (m_received.replyBytes <= largeBody)
        return onParsed({json::Document::parseInPlace(std::move(body))});
    m_parsing = std::make_unique<QFutureWatcher<std::shared_ptr<Parsed>>>();
    connect(m_parsing.get(), &QFutureWatcherBase::finished, this, [this] {
        if (!m_ending)
            onParsed(*m_parsing->result());
    });
    m_parsing->setFuture(QtConcurrent::run([text = std::move(body)]() mutable {
        return std::make_shared<Parsed>(json::Document::parseInPlace(std::move(text)));
    }));
}

void Attempt::onParsed(Parsed parsed)
{
    if (!parsed.document) {
        const json::ParseError &problem = parsed.document.error();
        // Of packed replies Qt does not notice that the end is missing: it forgets their length.
        const bool cut = static_cast<qint64>(problem.offset) + 1 >= m_received.replyBytes &&
                         !headerValue(m_received.headers, "Content-Encoding").isEmpty();
        return fail(
            cut ? error(ApiError::Code::NotConnected, cutOffText())
                : error(ApiError::Code::NotJson, QString::fromStdString(problem.toString())));
    }
    m_received.document = std::move(*parsed.document);
    if (m_received.document.root()["success"].boolean() == false) {
        ApiError problem = error(ApiError::Code::SuccessFalse);
        problem.serverText = redacted(errorText(m_bodyStart.toStdString()));
        return fail(problem);
    }
    succeed();
}

ApiError Attempt::error(ApiError::Code code, const QString &detail) const
{
    ErrorFacts facts;
    facts.method = QString::fromLatin1(toByteArray(m_request.method));
    facts.path = m_request.path;
    facts.host = m_url.isEmpty() ? originText(m_context.profile->baseUrl) : originText(m_url);
    facts.domain = m_context.profile->domain;
    facts.detail = detail;
    facts.target = code == ApiError::Code::Redirected ? detail : QString();
    facts.status = m_received.status;
    facts.megabytes = m_request.maximumReplyBytes / (1024 * 1024);
    if (code == ApiError::Code::TimedOut) {
        facts.seconds = (m_request.inactivityTimeout + 999) / 1000;
    } else if (const int wait = retryAfter(); wait >= 0) {
        facts.seconds = (wait + 999) / 1000;
    }
    ApiError problem = describe(code, facts);
    problem.requestId = m_requestId;
    problem.retryAfter = retryAfter();
    problem.rawBody = redacted(m_bodyStart);
    return problem;
}

int Attempt::retryAfter() const
{
    return parseRetryAfter(headerValue(m_received.headers, "Retry-After"),
                           QDateTime::currentMSecsSinceEpoch() + m_context.clockOffset());
}

Ending Attempt::endingOf(const ApiError &problem) const
{
    if (problem.code == ApiError::Code::Cancelled)
        return Ending::Cancelled;
    const bool sent = m_handedOver && problem.code != ApiError::Code::TlsFailed;
    return sent ? Ending::ByItself : Ending::NotSent;
}

void Attempt::record(const QString &problem, Ending ending)
{
    HistoryEntry entry;
    entry.requestId = m_requestId;
    entry.profileId = m_context.profile->id;
    entry.startedAt = QDateTime::fromMSecsSinceEpoch(m_startedAt, QTimeZone::UTC);
    entry.method = toByteArray(m_request.method);
    entry.url = m_url.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo);
    entry.requestHeaders = m_sentHeaders;
    entry.requestHeaders.emplaceBack("Authorization", "[redacted]");
    entry.requestBytes = m_request.body.size() + m_bodyFileBytes;
    entry.requestBody = m_request.body.left(History::keptBytes);
    entry.status = m_received.status;
    entry.durationMs = m_received.durationMs > 0 ? m_received.durationMs : m_clock.elapsed();
    entry.replyHeaders = m_received.headers;
    // A list that reads itself again every few seconds would push out what people have asked for:
    // of those only the facts are kept.
    const bool byItself = m_request.priority == Priority::Background && problem.isEmpty();
    entry.replyBody = byItself ? QByteArray() : m_bodyStart;
    entry.replyBytes = std::max<qint64>(m_received.replyBytes, m_bodyStart.size());
    entry.error = problem;
    entry.attempt = m_number;
    entry.ending = byItself && m_request.method == Method::Get ? Ending::Unasked : ending;
    Q_EMIT recorded(entry);
}

void Attempt::succeed()
{
    record({});
    conclude(std::move(m_received));
}

void Attempt::fail(ApiError problem)
{
    record(problem.what, endingOf(problem));
    conclude(std::unexpected(std::move(problem)));
}

/// From the event loop, not from within a signal of Qt's reply: who hears it may delete everything.
void Attempt::conclude(Result result)
{
    m_ending = true;
    dropReply();
    const int wait = result ? -1 : retryAfter();
    if (!result && m_request.keepReply && m_received.status > 0)
        result.error().reply = std::make_shared<const Reply>(std::move(m_received));
    QMetaObject::invokeMethod(
        this,
        [this, result = std::move(result), wait] {
            Q_EMIT finished(result, wait, m_token.generation);
        },
        Qt::QueuedConnection);
}

} // namespace api
