// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/ResponseHead.h"

#include <algorithm>
#include <array>
#include <format>

namespace http {

namespace {

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool isTokenCharacter(char c)
{
    return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') ||
           std::string_view("!#$%&'*+-.^_`|~").contains(c);
}

bool isValueCharacter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
}

/// These describe the connection and the framing, which only the server knows.
bool isServersOwn(std::string_view name)
{
    static constexpr std::array<std::string_view, 5> names{"content-length", "transfer-encoding",
                                                           "connection", "keep-alive", "date"};
    return std::ranges::any_of(
        names, [name](std::string_view own) { return equalsIgnoringCase(name, own); });
}

void append(std::string &head, std::string_view name, std::string_view value)
{
    head.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

bool equalsIgnoringCase(std::string_view left, std::string_view right)
{
    return std::ranges::equal(left, right, {}, lower, lower);
}

std::string imfFixdate(std::chrono::sys_seconds time)
{
    using namespace std::chrono;
    static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = floor<std::chrono::days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    return std::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                       days.at(weekday(day).c_encoding()), static_cast<unsigned>(date.day()),
                       months.at(static_cast<unsigned>(date.month()) - 1),
                       static_cast<int>(date.year()), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count());
}

bool isSendable(const Response &response)
{
    if (response.status < 200 || response.status > 599)
        return false;
    return std::ranges::all_of(response.headers, [](const auto &header) {
        return !header.first.empty() && std::ranges::all_of(header.first, isTokenCharacter) &&
               std::ranges::all_of(header.second, isValueCharacter);
    });
}

std::string responseHead(const Response &response, const HeadContext &context)
{
    std::string head;
    head.reserve(256);
    head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
    head.append(context.reason).append("\r\n");
    append(head, "Date", context.date);
    for (const auto &[name, value] : response.headers) {
        if (!isServersOwn(name))
            append(head, name, value);
    }
    if (context.framing == Framing::Length)
        append(head, "Content-Length", std::to_string(context.length));
    else if (context.framing == Framing::Chunked)
        append(head, "Transfer-Encoding", "chunked");
    if (!context.connection.empty())
        append(head, "Connection", context.connection);
    head.append("\r\n");
    return head;
}

Response errorResponse(int status, std::string_view message)
{
    return {.status = status,
            .headers = {{"Content-Type", "application/json"}},
            .body = std::format(R"({{"message":"{}"}})", message),
            .stream = {}};
}

} // namespace http
