// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Server.h"

#include <chrono>
#include <memory>
#include <string>
#include <unordered_set>

namespace boost::asio {
class any_io_executor;
template <typename Protocol, typename Executor>
class basic_stream_socket;
namespace ip {
class tcp;
}
namespace ssl {
class context;
}
} // namespace boost::asio

namespace http {

/// A connection as the listener sees it.
class Link
{
public:
    using Clock = std::chrono::steady_clock;

    Link() = default;
    virtual ~Link() = default;
    Link(const Link &) = delete;
    Link &operator=(const Link &) = delete;

    virtual void close() = 0;

    Clock::time_point m_deadline = Clock::time_point::max(); ///< when the listener closes it
};

/// What all connections of a server use; it outlives the last of them.
struct Shared
{
    Limits limits;
    const Server::Handler &handler;
    const Server::Faults &faults;
    const Server::Sinks &sinks;
    std::unordered_set<Link *> links = {}; ///< every connection enters itself, and leaves
    std::chrono::sys_seconds datedAt = {};
    std::string dateText = {};

    /// The value of Date, written anew once a second.
    std::string date(std::chrono::seconds offset);
};

using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::any_io_executor>;

/// Begins to serve the client; @p tls is null for plain HTTP. Runs on the socket's event loop.
void serve(std::shared_ptr<Shared> shared, Socket &&socket, boost::asio::ssl::context *tls);
/// Over the limit of connections: says 503 without reading a request.
void refuse(std::shared_ptr<Shared> shared, Socket &&socket);

} // namespace http
