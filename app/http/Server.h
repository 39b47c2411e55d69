// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// Takes the body of a request piece by piece as it arrives, so that it is nowhere held as a whole.
class BodySink
{
public:
    BodySink() = default;
    virtual ~BodySink() = default;
    BodySink(const BodySink &) = delete;
    BodySink &operator=(const BodySink &) = delete;

    /// In the server's thread. What goes wrong is kept for the handler, which is asked at the end.
    /// A sink that goes without a handler having been asked belongs to a body that was broken off.
    virtual void write(std::string_view piece) = 0;
};

struct Request
{
    std::string method; ///< as sent
    std::string target; ///< as sent: path and query, percent-encoded
    Headers headers;
    std::string body; ///< empty when a sink took it
    std::string remoteAddress;
    std::shared_ptr<BodySink> sink = {}; ///< that took the body; null: it is in `body`

    std::string_view path() const;  ///< target up to "?"
    std::string_view query() const; ///< after "?"; may be empty
    std::string_view
    header(std::string_view name) const; ///< case-insensitive; first one; may be empty
};

struct Response
{
    int status = 200;
    /// Content-Length, Transfer-Encoding, Date, Connection and Keep-Alive are the server's: it
    /// leaves these out here. A name or value that could end the line makes the reply a 500.
    Headers headers = {};
    std::string body = {}; ///< not sent with 204 and 304, nor to HEAD, which gets its length
    /// When set, the body is pulled in pieces (an empty one ends it) and sent chunked, each when
    /// the one before is with the system; `body` is ignored. Called in the server's thread. When
    /// it throws, the connection is broken off; when the client goes away, it is destroyed.
    std::function<std::string()> stream = {};
    /// Bytes of the stream, where they are known: it is then sent with Content-Length and not
    /// chunked. A stream that gives fewer breaks the connection off; what is beyond is not sent.
    std::optional<std::uint64_t> streamBytes = {};
};

/// What goes wrong on purpose with one reply.
struct Fault
{
    std::chrono::milliseconds delay{0};             ///< before the reply
    bool dropBeforeReply = false;                   ///< close without a byte
    std::optional<std::size_t> truncateBodyAt = {}; ///< send that many body bytes, then close
    /// Send that many body bytes, then nothing; the connection stays open for Limits::idle.
    std::optional<std::size_t> stallBodyAt = {};
    std::chrono::seconds clockOffset{0}; ///< added to the Date header
};

struct Limits
{
    std::size_t headerBytes = 64 * 1024;
    std::size_t bodyBytes = 16 * 1024 * 1024;
    std::size_t sunkBodyBytes = 256 * 1024 * 1024; ///< of a body that goes to a BodySink
    std::size_t connections = 256;
    /// A connection without a byte for so long is closed; so is one whose request head is not
    /// complete in that time, or that is slower than 1 kB/s on the whole.
    std::chrono::milliseconds idle{30'000};
};

struct Tls
{
    std::string certificateChainPem;
    std::string privateKeyPem;
};

struct Options
{
    std::string address = "127.0.0.1";
    std::uint16_t port = 0; ///< 0: any free one
    Limits limits;
    std::optional<Tls> tls;
};

/// A small HTTP/1.1 server (RFC 9112) with keep-alive, in a thread of its own. Beyond a limit it
/// answers 413, 431 or 503 and closes; a slow or silent client is closed after Limits::idle.
class Server
{
public:
    /// Called in the server's thread, one request after the other; must not block for long. When
    /// it throws, the client gets 500 without a reason.
    using Handler = std::function<Response(const Request &)>;
    /// Asked after the handler, before each of its replies; empty: no faults. Called in the
    /// server's thread.
    using Faults = std::function<Fault(const Request &)>;

    /// Asked when the head of a request with a body is there, before the body; null: it is gathered
    /// in Request::body. Called in the server's thread.
    using Sinks = std::function<std::shared_ptr<BodySink>(const Request &)>;

    Server(Options options, Handler handler, Faults faults = {}, Sinks sinks = {});
    ~Server(); ///< stop()
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;

    /// Binds and starts; the error says in a sentence why not ("Port 8080 is in use on ...").
    std::expected<void, std::string> start();
    /// Closes everything, waits for the thread; start() may follow. From any thread, also the
    /// server's own, which it cannot wait for.
    void stop();
    std::uint16_t port() const; ///< 0 when it does not run; from any thread
    /// "http://127.0.0.1:8080" or "https://..."; empty when it does not run; from any thread.
    std::string baseUrl() const;
    /// Runs @p work in the server's thread, after @p delay, equal delays in the order of the calls.
    /// From any thread. What is not yet due at stop(), or comes while it does not run, is dropped.
    void schedule(std::chrono::milliseconds delay, std::function<void()> work);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace http
