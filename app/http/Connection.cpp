// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/Connection.h"

#include "app/http/ResponseHead.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/status.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <array>
#include <format>
#include <optional>
#include <utility>

namespace http {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;
using std::chrono::milliseconds;

constexpr auto await = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t readSize = 16 * 1024;
constexpr std::size_t smallBody = 16 * 1024;   ///< goes out in one packet with its head
constexpr std::size_t drainBytes = 256 * 1024; ///< read and dropped at most before closing
constexpr milliseconds drainTime{1000};

/// What becomes of the connection after a reply.
enum class Next {
    Request, ///< the next one is awaited
    Finish,  ///< end our side, let the client read what was sent, then close
    Cut,     ///< as Finish, but without the farewell of TLS: as a failing network would
    Abort,   ///< close now
};

/// One connection. Lives in the frame of its coroutine.
template <class Stream>
class Connection final : public Link
{
public:
    template <class... Tls>
    Connection(std::shared_ptr<Shared> shared, tcp::socket socket, Tls &...tls)
        : m_shared(std::move(shared))
        , m_stream(std::move(socket), tls...)
        , m_timer(m_stream.get_executor())
        , m_buffer(m_shared->limits.headerBytes + readSize)
    {
        error_code ignored;
        m_peer = this->socket().remote_endpoint(ignored).address().to_string();
        m_shared->links.insert(this);
    }
    ~Connection() override { m_shared->links.erase(this); }
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    asio::awaitable<void> serve();
    asio::awaitable<void> refuse();
    void close() override;

private:
    using Parser = beast::http::request_parser<beast::http::string_body>;
    static constexpr bool isTls = !std::is_same_v<Stream, tcp::socket>;

    tcp::socket &socket()
    {
        if constexpr (isTls)
            return m_stream.next_layer();
        else
            return m_stream;
    }
    void renewDeadline(Clock::time_point start, std::size_t bytes);

    asio::awaitable<Next> serveOne();
    asio::awaitable<error_code> readHead();
    error_code admitBody(Request &request);
    asio::awaitable<error_code> readBody(BodySink *sink);
    asio::awaitable<error_code> fill();
    asio::awaitable<Next> refuseRequest(error_code reason);
    std::optional<Response> headFault() const;
    Request takeHead();
    Response handle(const Request &request, Fault &fault);

    asio::awaitable<Next> reply(Response response, Fault fault);
    asio::awaitable<bool> sendBody(std::string head, std::string body, std::size_t allowed);
    asio::awaitable<Next> sendStream(const std::function<std::string()> &pull, bool chunked,
                                     std::size_t allowed);
    asio::awaitable<Next> sendMeasured(const std::function<std::string()> &pull,
                                       std::uint64_t bytes, std::size_t allowed);
    Next breakOff();
    asio::awaitable<bool> send(std::string_view bytes);
    asio::awaitable<void> finish(Next next);
    asio::awaitable<void> drain(std::size_t limit);

    std::shared_ptr<Shared> m_shared;
    std::string m_peer;
    Stream m_stream;
    asio::steady_timer m_timer;
    beast::flat_buffer m_buffer;
    std::optional<Parser> m_parser;
    bool m_keepAlive = false;
    bool m_isHead = false;
    bool m_isHttp11 = true;
};

template <class Stream>
void Connection<Stream>::close()
{
    error_code ignored;
    socket().close(ignored);
    m_timer.cancel();
}

/// A connection may be silent for Limits::idle, and on the whole not be slower than 1 kB/s.
template <class Stream>
void Connection<Stream>::renewDeadline(Clock::time_point start, std::size_t bytes)
{
    const auto idle = m_shared->limits.idle;
    m_deadline = std::min(Clock::now() + idle, start + idle + milliseconds(bytes));
}

template <class Stream>
asio::awaitable<void> Connection<Stream>::serve()
{
    if constexpr (isTls) {
        m_deadline = Clock::now() + m_shared->limits.idle;
        const auto [error] = co_await m_stream.async_handshake(Stream::server, await);
        if (error)
            co_return;
    }
    Next next = Next::Request;
    while (next == Next::Request)
        next = co_await serveOne();
    if (next != Next::Abort)
        co_await finish(next);
}

/// Over the limit of connections: says so without reading a request.
template <class Stream>
asio::awaitable<void> Connection<Stream>::refuse()
{
    m_parser.emplace();
    const Next next = co_await reply(
        errorResponse(503, "The server has as many connections as it allows."), Fault{});
    co_await finish(next);
}

template <class Stream>
asio::awaitable<Next> Connection<Stream>::serveOne()
{
    m_parser.emplace();
    m_parser->header_limit(static_cast<std::uint32_t>(m_shared->limits.headerBytes));
    // Which limit counts is known when the head is there, see admitBody().
    m_parser->body_limit(std::max(m_shared->limits.bodyBytes, m_shared->limits.sunkBodyBytes));
    m_keepAlive = false;
    m_isHead = false;
    m_isHttp11 = true;
    if (const error_code error = co_await readHead())
        co_return co_await refuseRequest(error);
    m_isHead = m_parser->get().method() == beast::http::verb::head;
    m_isHttp11 = m_parser->get().version() == 11;
    if (auto wrong = headFault())
        co_return co_await reply(std::move(*wrong), Fault{});
    Request request = takeHead();
    if (!m_parser->is_done()) {
        if (const error_code error = admitBody(request))
            co_return co_await refuseRequest(error);
        if (m_isHttp11 && equalsIgnoringCase(request.header("Expect"), "100-continue") &&
            m_buffer.size() == 0 && !co_await send("HTTP/1.1 100 Continue\r\n\r\n"))
            co_return Next::Abort;
        if (const error_code error = co_await readBody(request.sink.get()))
            co_return co_await refuseRequest(error);
    }
    m_keepAlive = m_parser->keep_alive();
    if (!request.sink)
        request.body = std::move(m_parser->get().body());
    Fault fault;
    Response response = handle(request, fault);
    co_return co_await reply(std::move(response), fault);
}

/// The whole head must come within the idle time, counted from its first byte: a client that sends
/// a byte now and then does not hold the connection for ever.
template <class Stream>
asio::awaitable<error_code> Connection<Stream>::readHead()
{
    m_deadline = Clock::now() + m_shared->limits.idle;
    while (!m_parser->is_header_done()) {
        error_code error = beast::http::error::need_more;
        if (m_buffer.size() > 0)
            m_buffer.consume(m_parser->put(m_buffer.data(), error));
        if (error && error != beast::http::error::need_more)
            co_return error;
        if (!error)
            continue;
        const bool isFirst = m_buffer.size() == 0;
        if (const error_code failed = co_await fill())
            co_return failed == asio::error::eof && !isFirst
                ? error_code(beast::http::error::partial_message)
                : failed;
        if (isFirst)
            m_deadline = Clock::now() + m_shared->limits.idle;
    }
    co_return error_code();
}

/// Finds who takes the body, and how much of it.
template <class Stream>
error_code Connection<Stream>::admitBody(Request &request)
{
    if (m_shared->sinks) {
        try {
            request.sink = m_shared->sinks(request);
        } catch (...) { // the handler answers for it, with the body gathered
            request.sink.reset();
        }
    }
    const std::size_t limit =
        request.sink ? m_shared->limits.sunkBodyBytes : m_shared->limits.bodyBytes;
    if (const auto length = m_parser->content_length(); length && *length > limit)
        return beast::http::error::body_limit;
    m_parser->body_limit(limit);
    return {};
}

template <class Stream>
asio::awaitable<error_code> Connection<Stream>::readBody(BodySink *sink)
{
    const auto start = Clock::now();
    std::size_t received = 0;
    m_parser->eager(true);
    while (!m_parser->is_done()) {
        error_code error = beast::http::error::need_more;
        if (m_buffer.size() > 0)
            m_buffer.consume(m_parser->put(m_buffer.data(), error));
        // The parser makes room for all of the body: the room goes with each piece.
        if (const auto piece = sink ? std::exchange(m_parser->get().body(), {}) : std::string();
            !piece.empty())
            sink->write(piece);
        if (error && error != beast::http::error::need_more)
            co_return error;
        if (!error)
            continue;
        renewDeadline(start, received);
        const std::size_t before = m_buffer.size();
        if (const error_code failed = co_await fill())
            co_return failed == asio::error::eof ? error_code(beast::http::error::partial_message)
                                                 : failed;
        received += m_buffer.size() - before;
    }
    co_return error_code();
}

template <class Stream>
asio::awaitable<error_code> Connection<Stream>::fill()
{
    const std::size_t room = m_buffer.max_size() - m_buffer.size();
    if (room == 0)
        co_return beast::http::error::buffer_overflow;
    const auto [error, count] =
        co_await m_stream.async_read_some(m_buffer.prepare(std::min(room, readSize)), await);
    m_buffer.commit(count);
    co_return error;
}

template <class Stream>
asio::awaitable<Next> Connection<Stream>::refuseRequest(error_code reason)
{
    using beast::http::error;
    m_keepAlive = false;
    if (reason == error::header_limit || reason == error::buffer_overflow)
        co_return co_await reply(errorResponse(431, "The request header is too long."), Fault{});
    if (reason == error::body_limit)
        co_return co_await reply(errorResponse(413, "The request body is too long."), Fault{});
    if (reason.category() == make_error_code(error::bad_method).category())
        co_return co_await reply(errorResponse(400, "This is not an HTTP/1.1 request."), Fault{});
    co_return Next::Abort; // the client went away, or was too slow
}

/// What the parser lets pass and RFC 9112 does not (3.2: exactly one Host; 6.1: unknown codings).
template <class Stream>
std::optional<Response> Connection<Stream>::headFault() const
{
    const auto &head = m_parser->get();
    if (m_isHttp11 && head.count(beast::http::field::host) != 1)
        return errorResponse(400, "A request names exactly one Host.");
    if (head.count(beast::http::field::transfer_encoding) > 0) {
        if (!m_isHttp11)
            return errorResponse(400, "Transfer-Encoding needs HTTP/1.1.");
        if (!equalsIgnoringCase(head[beast::http::field::transfer_encoding], "chunked"))
            return errorResponse(501, "The only transfer coding known here is chunked.");
    }
    if (head.count(beast::http::field::expect) > 0 &&
        !equalsIgnoringCase(head[beast::http::field::expect], "100-continue"))
        return errorResponse(417, "The only expectation known here is 100-continue.");
    return std::nullopt;
}

/// Taken before the body is read, so that trailers are not mixed with header fields (RFC 9110,
/// 6.5.1).
template <class Stream>
Request Connection<Stream>::takeHead()
{
    const auto &head = m_parser->get();
    Request request{.method = head.method_string(),
                    .target = head.target(),
                    .headers = {},
                    .body = {},
                    .remoteAddress = m_peer};
    for (const auto &field : head)
        request.headers.emplace_back(field.name_string(), field.value());
    return request;
}

template <class Stream>
Response Connection<Stream>::handle(const Request &request, Fault &fault)
{
    try {
        Response response = m_shared->handler(request);
        if (m_shared->faults)
            fault = m_shared->faults(request);
        if (isSendable(response))
            return response;
    } catch (...) { // what it says may be private: the client learns no more than "500"
    }
    return errorResponse(500, "The server could not answer this request.");
}

template <class Stream>
asio::awaitable<Next> Connection<Stream>::reply(Response response, Fault fault)
{
    if (fault.delay > milliseconds::zero()) {
        m_deadline = Clock::time_point::max();
        m_timer.expires_after(fault.delay);
        if (const auto [error] = co_await m_timer.async_wait(await); error)
            co_return Next::Abort;
    }
    if (fault.dropBeforeReply)
        co_return Next::Cut;

    const bool hasBody = response.status != 204 && response.status != 304;
    const bool isStream = hasBody && static_cast<bool>(response.stream);
    HeadContext context;
    context.length = response.body.size();
    if (!hasBody)
        context.framing = Framing::None;
    else if (isStream && response.streamBytes)
        context.length = static_cast<std::size_t>(*response.streamBytes);
    else if (isStream)
        context.framing = m_isHttp11 ? Framing::Chunked : Framing::UntilClose;
    const bool closes = !m_keepAlive || context.framing == Framing::UntilClose;
    const bool isCut = fault.truncateBodyAt || fault.stallBodyAt;
    const std::string date = m_shared->date(fault.clockOffset);
    context.date = date;
    if (const auto status = beast::http::int_to_status(static_cast<unsigned>(response.status));
        status != beast::http::status::unknown)
        context.reason = beast::http::obsolete_reason(status);
    if (closes)
        context.connection = "close";
    else if (!m_isHttp11)
        context.connection = "keep-alive";

    constexpr auto all = std::string::npos;
    const std::size_t allowed =
        std::min(fault.truncateBodyAt.value_or(all), fault.stallBodyAt.value_or(all));
    std::string head = responseHead(response, context);
    if (m_isHead || !hasBody)
        response.body.clear();
    if (isStream && !m_isHead) {
        if (!co_await send(head))
            co_return Next::Abort;
        const Next next =
            response.streamBytes
                ? co_await sendMeasured(response.stream, *response.streamBytes, allowed)
                : co_await sendStream(response.stream, context.framing == Framing::Chunked,
                                      allowed);
        if (next != Next::Request)
            co_return next;
    } else if (!co_await sendBody(std::move(head), std::move(response.body), allowed)) {
        co_return Next::Abort;
    }
    if (isCut && allowed == fault.stallBodyAt.value_or(all)) {
        m_deadline = Clock::now() + m_shared->limits.idle;
        co_await drain(all);
        co_return Next::Abort;
    }
    if (isCut)
        co_return Next::Cut;
    co_return closes ? Next::Finish : Next::Request;
}

template <class Stream>
asio::awaitable<bool> Connection<Stream>::sendBody(std::string head, std::string body,
                                                   std::size_t allowed)
{
    const std::string_view part = std::string_view(body).substr(0, allowed);
    if (part.size() <= smallBody) {
        head.append(part);
        co_return co_await send(head);
    }
    co_return co_await send(head) && co_await send(part);
}

/// Pulls a piece when the one before is with the system. Next::Request: all of it was sent.
template <class Stream>
asio::awaitable<Next> Connection<Stream>::sendStream(const std::function<std::string()> &pull,
                                                     bool chunked, std::size_t allowed)
{
    for (;;) {
        std::string piece;
        try {
            piece = pull();
        } catch (...) {
            co_return breakOff();
        }
        if (piece.empty())
            break;
        const bool isCut = piece.size() >= allowed;
        std::string frame = chunked ? std::format("{:x}\r\n", piece.size()) : std::string();
        frame.append(piece, 0, allowed);
        if (chunked && !isCut)
            frame.append("\r\n");
        if (!co_await send(frame))
            co_return Next::Abort;
        if (isCut)
            co_return Next::Request;
        if (allowed != std::string::npos)
            allowed -= piece.size();
    }
    if (chunked && !co_await send("0\r\n\r\n"))
        co_return Next::Abort;
    co_return Next::Request;
}

/// The same for a stream whose length the head has told.
template <class Stream>
asio::awaitable<Next> Connection<Stream>::sendMeasured(const std::function<std::string()> &pull,
                                                       std::uint64_t bytes, std::size_t allowed)
{
    std::uint64_t left = std::min<std::uint64_t>(bytes, allowed);
    while (left > 0) {
        std::string piece;
        try {
            piece = pull();
        } catch (...) {
            co_return breakOff();
        }
        if (piece.empty())
            co_return breakOff();
        const auto part = std::string_view(piece).substr(
            0, static_cast<std::size_t>(std::min<std::uint64_t>(left, piece.size())));
        if (!co_await send(part))
            co_return Next::Abort;
        left -= part.size();
    }
    co_return Next::Request;
}

/// The status is gone already: only a broken end can tell the client.
template <class Stream>
Next Connection<Stream>::breakOff()
{
    error_code ignored;
    socket().set_option(asio::socket_base::linger(true, 0), ignored);
    return Next::Abort;
}

template <class Stream>
asio::awaitable<bool> Connection<Stream>::send(std::string_view bytes)
{
    const auto start = Clock::now();
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        renewDeadline(start, sent);
        const auto [error, count] = co_await m_stream.async_write_some(
            asio::buffer(bytes.data() + sent, bytes.size() - sent), await);
        if (error)
            co_return false;
        sent += count;
    }
    co_return true;
}

/// Closing with unread bytes makes the system reset the connection, and the client may lose the
/// reply: so our side ends first, and what still comes is dropped (RFC 9112, 9.6).
template <class Stream>
asio::awaitable<void> Connection<Stream>::finish(Next next)
{
    m_deadline = Clock::now() + std::min(drainTime, m_shared->limits.idle);
    if constexpr (isTls) {
        if (next == Next::Finish)
            co_await m_stream.async_shutdown(await);
    }
    error_code ignored;
    socket().shutdown(tcp::socket::shutdown_send, ignored);
    co_await drain(drainBytes);
}

template <class Stream>
asio::awaitable<void> Connection<Stream>::drain(std::size_t limit)
{
    std::array<char, 4096> dropped;
    while (limit > 0) {
        const auto [error, count] = co_await socket().async_read_some(asio::buffer(dropped), await);
        if (error)
            co_return;
        limit -= std::min(limit, count);
    }
}

using Plain = Connection<tcp::socket>;
using Secure = Connection<asio::ssl::stream<tcp::socket>>;

asio::awaitable<void> servePlain(std::shared_ptr<Shared> shared, tcp::socket socket)
{
    Plain connection(std::move(shared), std::move(socket));
    co_await connection.serve();
}

asio::awaitable<void> serveSecure(std::shared_ptr<Shared> shared, tcp::socket socket,
                                  asio::ssl::context &tls)
{
    Secure connection(std::move(shared), std::move(socket), tls);
    co_await connection.serve();
}

asio::awaitable<void> refusePlain(std::shared_ptr<Shared> shared, tcp::socket socket)
{
    Plain connection(std::move(shared), std::move(socket));
    co_await connection.refuse();
}

} // namespace

std::string Shared::date(std::chrono::seconds offset)
{
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    if (offset != std::chrono::seconds::zero())
        return imfFixdate(now + offset);
    if (now != datedAt || dateText.empty()) {
        datedAt = now;
        dateText = imfFixdate(now);
    }
    return dateText;
}

void serve(std::shared_ptr<Shared> shared, Socket &&socket, asio::ssl::context *tls)
{
    const auto loop = socket.get_executor();
    if (tls)
        co_spawn(loop, serveSecure(std::move(shared), std::move(socket), *tls), asio::detached);
    else
        co_spawn(loop, servePlain(std::move(shared), std::move(socket)), asio::detached);
}

void refuse(std::shared_ptr<Shared> shared, Socket &&socket)
{
    const auto loop = socket.get_executor();
    co_spawn(loop, refusePlain(std::move(shared), std::move(socket)), asio::detached);
}

} // namespace http
