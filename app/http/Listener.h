// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Server.h"

#include <cstdint>
#include <expected>
#include <memory>
#include <string>

namespace boost::asio {
class io_context;
namespace ssl {
class context;
}
} // namespace boost::asio

namespace http {

/// The listening socket and its connections. Everything but open() in the loop's thread.
class Listener
{
public:
    /// @p tls is null for plain HTTP. All references must outlive the loop's last handler.
    Listener(boost::asio::io_context &loop, boost::asio::ssl::context *tls, const Limits &limits,
             const Server::Handler &handler, const Server::Faults &faults,
             const Server::Sinks &sinks);
    ~Listener();

    /// Binds and begins to accept; returns the port, or a sentence.
    std::expected<std::uint16_t, std::string> open(const std::string &address, std::uint16_t port);
    /// Closes the listening socket and all connections; their coroutines end in the next turns.
    void close();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace http
