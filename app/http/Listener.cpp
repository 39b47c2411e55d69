// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/Listener.h"

#include "app/http/Connection.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <format>

namespace http {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using std::chrono::milliseconds;

constexpr auto await = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t refusals = 64; ///< connections that are being told "503"

std::string bindSentence(const error_code &error, const std::string &address, std::uint16_t port)
{
    if (error == asio::error::address_in_use) {
        return std::format("Port {} is in use on {}. Stop the program that uses it, or choose "
                           "another port, or 0 for any free one.",
                           port, address);
    }
    if (error == asio::error::access_denied)
        return std::format("This user may not listen on port {}. Choose one above 1023.", port);
    if (error == boost::system::errc::address_not_available)
        return std::format("This computer has no address {}.", address);
    return std::format("Port {} on {} can't be opened: {}.", port, address, error.message());
}

} // namespace

class Listener::Private
{
public:
    Private(asio::io_context &loop, asio::ssl::context *tls, const Limits &limits,
            const Server::Handler &handler, const Server::Faults &faults,
            const Server::Sinks &sinks)
        : m_shared(std::make_shared<Shared>(limits, handler, faults, sinks))
        , m_loop(loop)
        , m_tls(tls)
    {
    }

    asio::awaitable<void> acceptAll();
    void take(tcp::socket socket);
    asio::awaitable<void> sweep();

    std::shared_ptr<Shared> m_shared;
    asio::io_context &m_loop;
    asio::ssl::context *m_tls;
    tcp::acceptor m_acceptor{m_loop};
    asio::steady_timer m_pause{m_loop};
    asio::steady_timer m_sweeper{m_loop};
    bool m_sweeping = false;
};

asio::awaitable<void> Listener::Private::acceptAll()
{
    while (m_acceptor.is_open()) {
        auto [error, socket] = co_await m_acceptor.async_accept(await);
        if (!error) {
            take(std::move(socket));
        } else if (m_acceptor.is_open()) { // no descriptors left, most likely
            m_pause.expires_after(milliseconds(50));
            co_await m_pause.async_wait(await);
        }
    }
}

void Listener::Private::take(tcp::socket socket)
{
    error_code gone;
    socket.set_option(tcp::no_delay(true), gone);
    if (gone)
        return;
    const std::size_t count = m_shared->links.size();
    const std::size_t limit = m_shared->limits.connections;
    if (count < limit)
        serve(m_shared, std::move(socket), m_tls);
    else if (!m_tls && count < limit + refusals)
        refuse(m_shared, std::move(socket));
    if (!m_sweeping) {
        m_sweeping = true;
        co_spawn(m_loop, sweep(), asio::detached);
    }
}

/// One timer for all deadlines: cheaper by far than one for every read and write.
asio::awaitable<void> Listener::Private::sweep()
{
    const auto period = std::clamp(m_shared->limits.idle / 8, milliseconds(10), milliseconds(500));
    do {
        m_sweeper.expires_after(period);
        if (const auto [error] = co_await m_sweeper.async_wait(await); error)
            break;
        const auto now = Link::Clock::now();
        for (Link *link : m_shared->links) {
            if (link->m_deadline < now)
                link->close();
        }
    } while (!m_shared->links.empty());
    m_sweeping = false;
}

Listener::Listener(asio::io_context &loop, asio::ssl::context *tls, const Limits &limits,
                   const Server::Handler &handler, const Server::Faults &faults,
                   const Server::Sinks &sinks)
    : d(std::make_unique<Private>(loop, tls, limits, handler, faults, sinks))
{
}

Listener::~Listener() = default;

std::expected<std::uint16_t, std::string> Listener::open(const std::string &address,
                                                         std::uint16_t port)
{
    error_code error;
    const auto parsed = asio::ip::make_address(address, error);
    if (error)
        return std::unexpected(std::format("{} is not an IP address.", address));
    const tcp::endpoint endpoint(parsed, port);
    tcp::acceptor &acceptor = d->m_acceptor;
    acceptor.open(endpoint.protocol(), error);
#ifndef _WIN32 // there it would let two servers share a port
    if (!error)
        acceptor.set_option(tcp::acceptor::reuse_address(true), error);
#endif
    if (!error)
        acceptor.bind(endpoint, error);
    if (!error)
        acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return std::unexpected(bindSentence(error, address, port));
    co_spawn(d->m_loop, d->acceptAll(), asio::detached);
    return acceptor.local_endpoint(error).port();
}

void Listener::close()
{
    error_code ignored;
    d->m_acceptor.close(ignored);
    d->m_pause.cancel();
    d->m_sweeper.cancel();
    for (Link *link : d->m_shared->links)
        link->close();
}

} // namespace http
