// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/Engine.h"

#include "app/http/Listener.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <map>
#include <optional>

namespace http {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

class Engine::Private
{
public:
    Private(Server::Handler handler, Server::Faults faults, Server::Sinks sinks,
            const Limits &limits)
        : m_handler(std::move(handler))
        , m_faults(std::move(faults))
        , m_sinks(std::move(sinks))
        , m_limits(limits)
    {
    }

    std::expected<void, std::string> prepareTls(const Tls &tls);
    void add(Clock::time_point due, std::function<void()> work);
    void wait();
    void runDue();
    void runWork(const std::function<void()> &work) const;

    // The loop destroys what still waits on it when it goes, so it goes before what its handlers
    // use, and after the timer and the listener, whose sockets belong to it.
    Server::Handler m_handler;
    Server::Faults m_faults;
    Server::Sinks m_sinks;
    Limits m_limits;
    std::optional<asio::ssl::context> m_tls;
    std::multimap<Clock::time_point, std::function<void()>> m_scheduled;
    asio::io_context m_loop{1};
    asio::steady_timer m_timer{m_loop};
    std::unique_ptr<Listener> m_listener;
    bool m_stopping = false;
};

std::expected<void, std::string> Engine::Private::prepareTls(const Tls &tls)
{
    boost::system::error_code error;
    m_tls.emplace(asio::ssl::context::tls_server);
    SSL_CTX_set_min_proto_version(m_tls->native_handle(), TLS1_2_VERSION);
    m_tls->use_certificate_chain(asio::buffer(tls.certificateChainPem), error);
    if (error)
        return std::unexpected("The TLS certificate is not a PEM certificate that can be read.");
    m_tls->use_private_key(asio::buffer(tls.privateKeyPem), asio::ssl::context::pem, error);
    if (error || SSL_CTX_check_private_key(m_tls->native_handle()) != 1) {
        return std::unexpected("The TLS private key can't be read, or belongs to another "
                               "certificate.");
    }
    return {};
}

void Engine::Private::add(Clock::time_point due, std::function<void()> work)
{
    if (m_stopping)
        return;
    const auto added = m_scheduled.emplace(due, std::move(work));
    if (added == m_scheduled.begin())
        wait();
}

void Engine::Private::wait()
{
    if (m_scheduled.empty())
        return;
    m_timer.expires_at(m_scheduled.begin()->first);
    m_timer.async_wait([this](boost::system::error_code error) {
        if (!error)
            runDue();
    });
}

void Engine::Private::runDue()
{
    const auto now = Clock::now();
    while (!m_stopping && !m_scheduled.empty() && m_scheduled.begin()->first <= now) {
        const auto work = std::move(m_scheduled.begin()->second);
        m_scheduled.erase(m_scheduled.begin());
        runWork(work);
    }
    wait();
}

void Engine::Private::runWork(const std::function<void()> &work) const
{
    try {
        work();
    } catch (...) { // nobody is left to tell, and the connections are not to suffer for it
    }
}

Engine::Engine(Server::Handler handler, Server::Faults faults, Server::Sinks sinks,
               const Limits &limits)
    : d(std::make_unique<Private>(std::move(handler), std::move(faults), std::move(sinks), limits))
{
}

Engine::~Engine() = default;

std::expected<std::uint16_t, std::string> Engine::open(const Options &options)
{
    if (options.tls) {
        if (auto ready = d->prepareTls(*options.tls); !ready)
            return std::unexpected(std::move(ready.error()));
    }
    d->m_listener = std::make_unique<Listener>(d->m_loop, d->m_tls ? &*d->m_tls : nullptr,
                                               d->m_limits, d->m_handler, d->m_faults, d->m_sinks);
    return d->m_listener->open(options.address, options.port);
}

void Engine::run()
{
    d->m_loop.run();
    // Let the connections that stop() closed wind up; the bound is for none to hold up the end.
    d->m_loop.restart();
    d->m_loop.run_for(std::chrono::milliseconds(300));
}

void Engine::stop()
{
    asio::post(d->m_loop, [this] {
        d->m_stopping = true;
        d->m_scheduled.clear();
        d->m_timer.cancel();
        d->m_listener->close();
        d->m_loop.stop();
    });
}

bool Engine::isInOwnThread() const
{
    return d->m_loop.get_executor().running_in_this_thread();
}

void Engine::schedule(std::chrono::milliseconds delay, std::function<void()> work)
{
    // Work without delay skips the timer, and so stays in order among itself.
    if (delay <= std::chrono::milliseconds::zero()) {
        asio::post(d->m_loop, [this, work = std::move(work)] {
            if (!d->m_stopping)
                d->runWork(work);
        });
        return;
    }
    asio::post(d->m_loop, [this, due = Clock::now() + delay, work = std::move(work)]() mutable {
        d->add(due, std::move(work));
    });
}

} // namespace http
