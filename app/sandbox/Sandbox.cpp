// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/Sandbox.h"

#include "app/http/Server.h"
#include "app/sandbox/BulkJobs.h"
#include "app/sandbox/FaultSwitches.h"
#include "app/sandbox/Gateway.h"
#include "app/sandbox/Replies.h"
#include "app/sandbox/ResourceService.h"
#include "app/sandbox/Routes.h"
#include "app/sandbox/Store.h"
#include "app/sandbox/TokenVerifier.h"
#include "app/sandbox/calls/CallLife.h"
#include "app/sandbox/demo/DemoData.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <future>
#include <mutex>

using namespace std::chrono_literals;

namespace sandbox {

namespace {

constexpr auto commitDelay = 50ms;
/// Between two looks at the calls: a clock may be set, or stand still.
constexpr std::chrono::milliseconds shortestWait = 200ms;
constexpr std::chrono::milliseconds longestWait = 30s;
/// The payload limit of API gateways.
constexpr std::size_t maximumBodyBytes = 10 * 1024 * 1024;
/// The size that a streamed reply is taken for when it is to be cut in the middle.
constexpr std::size_t streamedBytes = 8 * 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("sandbox::Sandbox", text);
}

} // namespace

class Sandbox::Private
{
public:
    Private(std::shared_ptr<const api::Catalogue> catalogue, SandboxOptions options)
        : m_options(std::move(options))
        , m_faults(m_options.seed)
        , m_catalogue(std::move(catalogue))
    {
        if (!m_options.clock)
            m_options.clock = [] { return QDateTime::currentMSecsSinceEpoch(); };
    }

    std::expected<void, QString> start();
    void stop();
    void saveKey(const QByteArray &pem);
    void setCatalogue(std::shared_ptr<const api::Catalogue> catalogue);

private:
    // In the server's thread:
    std::expected<void, QString> openStore();
    std::expected<void, QString> fill(const std::shared_ptr<Store> &store);
    std::expected<void, QString> loadDomains();
    void makeGateway();
    void live();
    void liveAgainSoon();
    http::Response handle(const http::Request &request);
    http::Fault fault();
    void commitSoon();
    void tell(const QString &trouble) const;
    void close();

    /// Runs @p work in the server's thread and waits for it.
    template <typename Work>
    auto inServerThread(Work work) -> decltype(work());

public:
    SandboxOptions m_options;
    FaultSwitches m_faults;
    TokenVerifier m_verifier;
    std::unique_ptr<http::Server> m_server;
    QString m_notice;

private:
    std::mutex m_keyMutex;                             // for m_options.publicKeyPem
    std::shared_ptr<const api::Catalogue> m_catalogue; // of the server's thread while it runs
    // Of the server's thread, and null when it does not run.
    std::shared_ptr<Store> m_store;
    std::unique_ptr<Gateway> m_gateway;
    std::shared_ptr<CallLife> m_calls;
    std::size_t m_lastBodyBytes = 0;
};

template <typename Work>
auto Sandbox::Private::inServerThread(Work work) -> decltype(work())
{
    std::packaged_task<decltype(work())()> task(std::move(work));
    auto done = task.get_future();
    m_server->schedule(0ms, [&task] { task(); });
    return done.get();
}

std::expected<void, QString> Sandbox::Private::start()
{
    if (m_server)
        return std::unexpected(tr("The sandbox is running already."));
    m_verifier.provision(m_options.domain);
    if (!m_options.publicKeyPem.isEmpty()) {
        if (auto set = m_verifier.setPublicKey(m_options.domain, m_options.publicKeyPem); !set)
            return set;
    }
    http::Options options;
    options.port = m_options.port;
    options.limits.bodyBytes = maximumBodyBytes;
    m_server = std::make_unique<http::Server>(
        options, [this](const http::Request &request) { return handle(request); },
        [this](const http::Request &) { return fault(); },
        [this](const http::Request &request) {
            return m_gateway ? m_gateway->sink(request) : nullptr;
        });
    if (auto started = m_server->start(); !started) {
        m_server.reset();
        return std::unexpected(QString::fromStdString(started.error()));
    }
    auto opened = inServerThread([this] { return openStore(); });
    if (!opened)
        stop();
    return opened;
}

void Sandbox::Private::stop()
{
    if (!m_server)
        return;
    inServerThread([this] { close(); });
    m_server->stop();
    m_server.reset();
}

std::expected<void, QString> Sandbox::Private::openStore()
{
    auto opened = Store::open(m_options.dataFolder, m_options.clock);
    if (!opened)
        return std::unexpected(opened.error());
    std::shared_ptr<Store> store = std::move(*opened);
    m_notice = store->notice();
    if (auto filled = fill(store); !filled)
        return filled;
    store->setOnFirstWrite([this] { commitSoon(); });
    m_store = store;
    if (auto loaded = loadDomains(); !loaded)
        return loaded;
    if (auto failed = store->failRunningBulkJobs(tr("The sandbox was stopped while the job ran."),
                                                 m_options.clock());
        !failed)
        return failed;
    makeGateway();
    liveAgainSoon();
    return store->commit();
}

/// What the storage lacks: all of it when it is new, else resource types of later catalogues and
/// the calls since the last stop.
std::expected<void, QString> Sandbox::Private::fill(const std::shared_ptr<Store> &store)
{
    const bool isNew = store->isNew();
    m_calls = std::make_shared<CallLife>(
        std::make_shared<CallBook>(store, std::make_shared<const Cast>(m_catalogue),
                                   m_options.domain),
        m_options.seed, m_options.domain, m_options.historyHours);
    if (isNew)
        store->beginFilling();
    auto filled = DemoData(m_options.seed, m_options.domain, m_options.clock())
                      .fill(*store, *m_catalogue, m_options.devices);
    if (filled && m_options.liveCalls)
        filled = m_calls->begin(m_options.clock());
    const auto ended = isNew ? store->endFilling() : store->commit();
    return filled ? ended : filled;
}

void Sandbox::Private::makeGateway()
{
    const auto service = std::make_shared<const ResourceService>(m_store);
    Gateway::Services services{
        .routes = std::make_shared<const Routes>(m_catalogue),
        .resources = service,
        .bulkJobs = std::make_shared<BulkJobs>(
            m_store, service,
            [this](std::function<void()> work) { m_server->schedule(0ms, std::move(work)); },
            m_options.clock),
        .files =
            std::make_shared<const FileService>(m_store, m_options.dataFolder, m_options.clock),
        .commands = std::make_shared<const CallCommands>(m_calls, m_options.clock)};
    m_gateway =
        std::make_unique<Gateway>(std::move(services), m_verifier, m_faults, m_options.clock);
}

/// Lets the calls go on; before each request, too, so that what is seen is as of then.
void Sandbox::Private::live()
{
    if (auto done = m_calls->advance(m_options.clock()); !done)
        tell(done.error());
}

void Sandbox::Private::liveAgainSoon()
{
    const qint64 due = m_calls->nextDue();
    if (due == 0)
        return;
    const auto wait =
        std::clamp(std::chrono::milliseconds(due - m_options.clock()), shortestWait, longestWait);
    m_server->schedule(wait, [this, weak = std::weak_ptr(m_store)] {
        if (weak.expired())
            return;
        live();
        liveAgainSoon();
    });
}

std::expected<void, QString> Sandbox::Private::loadDomains()
{
    const QByteArray own = [this] {
        const std::scoped_lock lock(m_keyMutex);
        return m_options.publicKeyPem;
    }();
    if (auto saved = m_store->saveDomain(m_options.domain, own); !saved)
        return saved;
    const auto domains = m_store->domains();
    if (!domains)
        return std::unexpected(domains.error());
    for (const auto &[domain, pem] : *domains) {
        m_verifier.provision(domain);
        if (pem.isEmpty())
            continue;
        if (auto set = m_verifier.setPublicKey(domain, pem); !set)
            return set;
    }
    return {};
}

void Sandbox::Private::close()
{
    m_gateway.reset();
    m_calls.reset();
    m_store.reset();
}

http::Response Sandbox::Private::handle(const http::Request &request)
{
    if (m_gateway && m_options.liveCalls)
        live();
    http::Response response =
        m_gateway ? m_gateway->handle(request) : gatewayError(503, "Service Unavailable");
    m_lastBodyBytes = !response.stream       ? response.body.size()
                      : response.streamBytes ? static_cast<std::size_t>(*response.streamBytes)
                                             : streamedBytes;
    return response;
}

http::Fault Sandbox::Private::fault()
{
    const qint64 drift = (m_options.clock() - QDateTime::currentMSecsSinceEpoch()) / 1000;
    return m_faults.fault(drift, m_lastBodyBytes);
}

void Sandbox::Private::commitSoon()
{
    m_server->schedule(commitDelay, [this, weak = std::weak_ptr(m_store)] {
        const auto store = weak.lock();
        if (!store)
            return;
        if (auto done = store->commit(); !done)
            tell(done.error());
    });
}

void Sandbox::Private::saveKey(const QByteArray &pem)
{
    {
        // For the next start of a sandbox that keeps everything in memory.
        const std::scoped_lock lock(m_keyMutex);
        m_options.publicKeyPem = pem;
    }
    if (!m_server)
        return;
    m_server->schedule(0ms, [this, pem] {
        if (!m_store)
            return;
        if (auto saved = m_store->saveDomain(m_options.domain, pem); !saved)
            tell(saved.error());
    });
}

void Sandbox::Private::setCatalogue(std::shared_ptr<const api::Catalogue> catalogue)
{
    if (!m_server) {
        m_catalogue = std::move(catalogue);
        return;
    }
    m_server->schedule(0ms, [this, catalogue = std::move(catalogue)] {
        m_catalogue = catalogue;
        if (m_gateway)
            m_gateway->setRoutes(std::make_shared<const Routes>(m_catalogue));
    });
}

void Sandbox::Private::tell(const QString &trouble) const
{
    if (m_options.onTrouble)
        m_options.onTrouble(trouble);
    else
        qWarning("%s", qPrintable(trouble));
}

Sandbox::Sandbox(std::shared_ptr<const api::Catalogue> catalogue, SandboxOptions options)
    : d(std::make_unique<Private>(std::move(catalogue), std::move(options)))
{
}

Sandbox::~Sandbox()
{
    stop();
}

std::expected<void, QString> Sandbox::start()
{
    return d->start();
}

void Sandbox::stop()
{
    d->stop();
}

QString Sandbox::baseUrl() const
{
    return d->m_server ? QString::fromStdString(d->m_server->baseUrl()) : QString();
}

QString Sandbox::domain() const
{
    return d->m_options.domain;
}

void Sandbox::setCatalogue(std::shared_ptr<const api::Catalogue> catalogue)
{
    d->setCatalogue(std::move(catalogue));
}

QString Sandbox::notice() const
{
    return d->m_notice;
}

std::expected<void, QString> Sandbox::uploadPublicKey(const QByteArray &pem)
{
    auto set = d->m_verifier.setPublicKey(d->m_options.domain, pem);
    if (set)
        d->saveKey(pem);
    return set;
}

void Sandbox::setFaults(const Faults &faults)
{
    d->m_faults.set(faults);
}

Faults Sandbox::faults() const
{
    return d->m_faults.faults();
}

} // namespace sandbox
