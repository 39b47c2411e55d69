// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/ApiClient.h"

#include "app/api/Attempt.h"
#include "app/api/Certificates.h"
#include "app/api/History.h"
#include "app/api/HttpDate.h"

#include <QHash>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkProxyFactory>
#include <QPointer>

#include <atomic>
#include <cstdlib>

namespace api {

namespace {

constexpr qint64 noticedChange = 1000; // ms

/// For the loopback. "As the application says" instead of "none", which comes to the same, makes Qt
/// buffer the socket; else it reads the header of a reply byte by byte, a system call for each.
class LoopbackProxy : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &) override
    {
        return {QNetworkProxy(QNetworkProxy::DefaultProxy)};
    }
};

} // namespace

class ApiClient::Private
{
public:
    void noteDate(const QByteArray &date, qint64 sentAt, qint64 receivedAt);

    Profile profile;
    Attempt::Context context;
    QPointer<History> history;
    std::function<void(const HistoryEntry &)> recorder;
    QNetworkAccessManager network;
    QHash<quint64, Attempt *> running;
    QByteArray lastDate;
    std::optional<auth::TokenSource::Token> lastToken;
    qint64 lastDateMs = 0;
    qint64 clockOffset = 0;
    qint64 reportedOffset = 0;
};

/// The header has whole seconds, cut off: half a second is added, and half the time on the way
/// taken into account.
void ApiClient::Private::noteDate(const QByteArray &date, qint64 sentAt, qint64 receivedAt)
{
    if (date.isEmpty())
        return;
    if (date != lastDate) {
        const auto parsed = parseHttpDate(date);
        if (!parsed)
            return;
        lastDate = date;
        lastDateMs = *parsed;
    }
    clockOffset = lastDateMs + 500 - (sentAt + receivedAt) / 2;
}

ApiClient::ApiClient(const Profile &profile, std::shared_ptr<auth::TokenSource> tokens,
                     History *history, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->profile = profile;
    d->history = history;
    d->context.network = &d->network;
    d->context.profile = &d->profile;
    d->context.tokens = std::move(tokens);
    if (profile.baseUrl.scheme() == QLatin1String("https"))
        d->context.tls = tlsConfiguration(profile.caFile); // reads all of the system's authorities
    else
        d->network.setProxyFactory(new LoopbackProxy);
    d->context.clockOffset = [p = d.get()] { return p->clockOffset; };
}

ApiClient::~ApiClient()
{
    qDeleteAll(std::exchange(d->running, {}));
}

const Profile &ApiClient::profile() const
{
    return d->profile;
}

std::shared_ptr<auth::TokenSource> ApiClient::tokens() const
{
    return d->context.tokens;
}

void ApiClient::setTokens(std::shared_ptr<auth::TokenSource> tokens)
{
    d->context.tokens = std::move(tokens);
}

void ApiClient::setRecorder(std::function<void(const HistoryEntry &)> recorder)
{
    d->recorder = std::move(recorder);
}

std::optional<auth::TokenSource::Token> ApiClient::lastToken() const
{
    return d->lastToken;
}

qint64 ApiClient::clockOffset() const
{
    return d->clockOffset;
}

quint64 ApiClient::nextKey()
{
    static std::atomic<quint64> last{0};
    return ++last;
}

void ApiClient::attempt(quint64 key, const QString &requestId, const Request &request, int number)
{
    auto *attempt = new Attempt(d->context, requestId, request, number, this);
    d->running.insert(key, attempt);
    connect(attempt, &Attempt::progress, this, [this, key](qint64 received, qint64 total) {
        Q_EMIT attemptProgress(key, received, total);
    });
    connect(attempt, &Attempt::uploaded, this,
            [this, key](qint64 sent, qint64 total) { Q_EMIT attemptUploaded(key, sent, total); });
    connect(attempt, &Attempt::dateSeen, this,
            [this](const QByteArray &date, qint64 sentAt, qint64 receivedAt) {
                d->noteDate(date, sentAt, receivedAt);
            });
    connect(attempt, &Attempt::recorded, this, [this](const HistoryEntry &entry) {
        if (d->recorder)
            d->recorder(entry);
        else if (d->history)
            d->history->append(entry);
    });
    connect(attempt, &Attempt::finished, this,
            [this, key, attempt](const Result &result, int retryAfter, int generation) {
                d->running.remove(key);
                attempt->deleteLater();
                const QPointer<ApiClient> alive(this);
                if (std::abs(d->clockOffset - d->reportedOffset) > noticedChange) {
                    d->reportedOffset = d->clockOffset;
                    Q_EMIT clockOffsetChanged(d->clockOffset);
                }
                if (alive)
                    Q_EMIT attemptFinished(key, result, retryAfter, generation);
            });
    attempt->start();
    if (attempt->token().generation > 0)
        d->lastToken = attempt->token();
}

void ApiClient::abort(quint64 key)
{
    if (Attempt *attempt = d->running.value(key))
        attempt->abort();
}

void ApiClient::forget(quint64 key)
{
    if (Attempt *attempt = d->running.take(key)) {
        attempt->disconnect(this);
        attempt->abort();
        attempt->deleteLater();
    }
}

} // namespace api
