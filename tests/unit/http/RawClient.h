// SPDX-License-Identifier: GPL-3.0-or-later
// A client that sends exactly the bytes it is told, one by one if need be.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct RawReply
{
    int status = 0; ///< 0: no reply came
    std::string head;
    std::string body;
    bool isComplete = false; ///< as long as announced

    std::string header(std::string_view name) const; ///< as sent; "-" when missing
};

/// A blocking TCP connection. Reads give up after a minute, so that no test hangs.
class RawClient
{
public:
    enum class Buffers { Usual, Small };

    explicit RawClient(std::uint16_t port, const std::string &address = "127.0.0.1",
                       Buffers buffers = Buffers::Usual);
    ~RawClient();
    RawClient(const RawClient &) = delete;
    RawClient &operator=(const RawClient &) = delete;
    RawClient(RawClient &&other) noexcept;

    bool isConnected() const { return m_socket >= 0; }
    /// False when the server has closed.
    bool send(std::string_view bytes);
    /// Ends our side; the server's answers can still be read.
    void finishSending();
    void close();
    /// One more piece; empty at the end.
    std::string read(std::size_t atMost = 65536);
    /// All that comes until the server closes.
    std::string readAll();
    /// The next reply, by its Content-Length, chunks, or until the end; @p isHead: without body.
    RawReply reply(bool isHead = false);
    /// True when something (or the end) can be read within @p milliseconds.
    bool isReadable(int milliseconds);
    /// Sends "METHOD target" with Host and returns the reply.
    RawReply ask(std::string_view method, std::string_view target, std::string_view body = {});

private:
    bool fill();
    std::optional<std::string> take(std::size_t count);
    std::optional<std::string> takeUntil(std::string_view mark);

    int m_socket = -1;
    std::string m_buffer;
};
