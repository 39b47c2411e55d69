// SPDX-License-Identifier: GPL-3.0-or-later
#include "RawClient.h"

#include <array>
#include <charconv>
#include <format>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

std::string RawReply::header(std::string_view name) const
{
    const auto at = head.find(std::format("\r\n{}: ", name));
    if (at == std::string::npos)
        return "-";
    const auto begin = at + name.size() + 4;
    return head.substr(begin, head.find("\r\n", begin) - begin);
}

RawClient::RawClient(std::uint16_t port, const std::string &address, Buffers buffers)
{
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    if (getaddrinfo(address.c_str(), std::to_string(port).c_str(), &hints, &found) != 0)
        return;
    m_socket = socket(found->ai_family, SOCK_STREAM, 0);
    const int on = 1;
    setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const timeval patience{.tv_sec = 60, .tv_usec = 0};
    setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(m_socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (buffers == Buffers::Small) {
        const int size = 32 * 1024;
        setsockopt(m_socket, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
        setsockopt(m_socket, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
    }
    if (connect(m_socket, found->ai_addr, found->ai_addrlen) != 0)
        close();
    freeaddrinfo(found);
}

RawClient::~RawClient()
{
    close();
}

RawClient::RawClient(RawClient &&other) noexcept
    : m_socket(std::exchange(other.m_socket, -1))
    , m_buffer(std::move(other.m_buffer))
{
}

void RawClient::close()
{
    if (m_socket >= 0)
        ::close(std::exchange(m_socket, -1));
}

void RawClient::finishSending()
{
    shutdown(m_socket, SHUT_WR);
}

bool RawClient::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool RawClient::isReadable(int milliseconds)
{
    pollfd wanted{.fd = m_socket, .events = POLLIN, .revents = 0};
    return poll(&wanted, 1, milliseconds) > 0;
}

bool RawClient::fill()
{
    std::array<char, 65536> piece;
    const auto count = recv(m_socket, piece.data(), piece.size(), 0);
    if (count <= 0)
        return false;
    m_buffer.append(piece.data(), static_cast<std::size_t>(count));
    return true;
}

std::string RawClient::read(std::size_t atMost)
{
    if (m_buffer.empty())
        fill();
    std::string result = m_buffer.substr(0, atMost);
    m_buffer.erase(0, atMost);
    return result;
}

std::string RawClient::readAll()
{
    while (fill()) {
    }
    return std::exchange(m_buffer, {});
}

std::optional<std::string> RawClient::take(std::size_t count)
{
    while (m_buffer.size() < count) {
        if (!fill())
            return std::nullopt;
    }
    std::string result = m_buffer.substr(0, count);
    m_buffer.erase(0, count);
    return result;
}

std::optional<std::string> RawClient::takeUntil(std::string_view mark)
{
    auto at = m_buffer.find(mark);
    while (at == std::string::npos) {
        if (!fill())
            return std::nullopt;
        at = m_buffer.find(mark);
    }
    return take(at + mark.size());
}

RawReply RawClient::reply(bool isHead)
{
    RawReply result;
    auto head = takeUntil("\r\n\r\n");
    if (!head || !head->starts_with("HTTP/1.1 "))
        return result;
    result.head = std::move(*head);
    std::from_chars(result.head.data() + 9, result.head.data() + 12, result.status);
    if (isHead || result.status < 200 || result.status == 204 || result.status == 304) {
        result.isComplete = true;
        return result;
    }
    if (const std::string length = result.header("Content-Length"); length != "-") {
        auto body = take(std::stoul(length));
        result.isComplete = body.has_value();
        result.body = body ? std::move(*body) : std::exchange(m_buffer, {});
        return result;
    }
    if (result.header("Transfer-Encoding") != "chunked") {
        result.body = readAll();
        result.isComplete = true;
        return result;
    }
    while (const auto line = takeUntil("\r\n")) {
        const std::size_t size = std::stoul(*line, nullptr, 16);
        const auto piece = take(size + 2);
        if (!piece)
            break;
        result.body.append(*piece, 0, size);
        result.isComplete = size == 0;
        if (size == 0)
            break;
    }
    return result;
}

RawReply RawClient::ask(std::string_view method, std::string_view target, std::string_view body)
{
    std::string request = std::format("{} {} HTTP/1.1\r\nHost: test\r\n", method, target);
    if (!body.empty())
        request += std::format("Content-Length: {}\r\n", body.size());
    if (!send(request + "\r\n" + std::string(body)))
        return {};
    return reply(method == "HEAD");
}
