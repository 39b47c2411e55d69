// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/Server.h"

#include "app/http/Engine.h"
#include "app/http/ResponseHead.h"

#include <algorithm>
#include <format>
#include <mutex>
#include <thread>

namespace http {

std::string_view Request::path() const
{
    const std::string_view all = target;
    return all.substr(0, all.find('?'));
}

std::string_view Request::query() const
{
    const std::string_view all = target;
    const auto mark = all.find('?');
    return mark == std::string_view::npos ? std::string_view() : all.substr(mark + 1);
}

std::string_view Request::header(std::string_view name) const
{
    const auto found = std::ranges::find_if(
        headers, [name](const auto &header) { return equalsIgnoringCase(header.first, name); });
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

class Server::Private
{
public:
    std::shared_ptr<Engine> engine() const
    {
        const std::scoped_lock lock(m_state);
        return m_engine;
    }

    void setEngine(std::shared_ptr<Engine> engine, std::uint16_t port)
    {
        const std::scoped_lock lock(m_state); // swapped, so that the old one goes after unlocking
        m_engine.swap(engine);
        m_port = port;
    }

    Options m_options;
    Handler m_handler;
    Faults m_faults;
    Sinks m_sinks;
    std::mutex m_lifecycle; ///< held through start() and stop(), which wait for the thread
    std::thread m_thread;
    mutable std::mutex m_state; ///< never held while waiting: handlers ask for the port too
    std::shared_ptr<Engine> m_engine;
    std::uint16_t m_port = 0;
};

Server::Server(Options options, Handler handler, Faults faults, Sinks sinks)
    : d(std::make_unique<Private>())
{
    d->m_options = std::move(options);
    d->m_handler = std::move(handler);
    d->m_faults = std::move(faults);
    d->m_sinks = std::move(sinks);
}

Server::~Server()
{
    stop();
    if (d->m_thread.joinable()) // destroyed by a handler of its own: the thread ends by itself
        d->m_thread.detach();
}

std::expected<void, std::string> Server::start()
{
    if (const auto running = d->engine(); running && running->isInOwnThread())
        return std::unexpected("The server can't be started from its own thread.");
    const std::scoped_lock lock(d->m_lifecycle);
    if (port() != 0)
        return std::unexpected("The server is running already.");
    if (d->m_thread.joinable()) // stopped by a handler of its own
        d->m_thread.join();
    auto engine =
        std::make_shared<Engine>(d->m_handler, d->m_faults, d->m_sinks, d->m_options.limits);
    const auto port = engine->open(d->m_options);
    if (!port)
        return std::unexpected(port.error());
    d->m_thread = std::thread([engine] { engine->run(); });
    d->setEngine(std::move(engine), *port);
    return {};
}

void Server::stop()
{
    if (const auto running = d->engine(); running && running->isInOwnThread()) {
        running->stop();
        d->setEngine(running, 0); // the thread is joined by whoever comes next
        return;
    }
    const std::scoped_lock lock(d->m_lifecycle);
    if (const auto running = d->engine())
        running->stop();
    if (d->m_thread.joinable())
        d->m_thread.join();
    d->setEngine(nullptr, 0);
}

std::uint16_t Server::port() const
{
    const std::scoped_lock lock(d->m_state);
    return d->m_port;
}

std::string Server::baseUrl() const
{
    const std::uint16_t port = this->port();
    if (port == 0)
        return {};
    std::string host = d->m_options.address;
    if (host == "0.0.0.0")
        host = "127.0.0.1";
    else if (host == "::")
        host = "::1";
    if (host.contains(':'))
        host = '[' + host + ']';
    return std::format("{}://{}:{}", d->m_options.tls ? "https" : "http", host, port);
}

void Server::schedule(std::chrono::milliseconds delay, std::function<void()> work)
{
    if (const auto running = d->engine())
        running->schedule(delay, std::move(work));
}

} // namespace http
