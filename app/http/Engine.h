// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Server.h"

#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <string>

namespace http {

/// One run of a server, from start() to stop(): the event loop and what lives on it.
class Engine
{
public:
    Engine(Server::Handler handler, Server::Faults faults, Server::Sinks sinks,
           const Limits &limits);
    ~Engine();

    /// Prepares TLS and binds; returns the port, or a sentence.
    std::expected<std::uint16_t, std::string> open(const Options &options);
    /// Serves until stop(); in the thread that is to call the handlers.
    void run();
    /// From any thread: run() returns once the connections are closed.
    void stop();
    bool isInOwnThread() const;
    /// From any thread. Same delay: in the order of the calls.
    void schedule(std::chrono::milliseconds delay, std::function<void()> work);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace http
