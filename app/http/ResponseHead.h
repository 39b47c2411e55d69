// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Server.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace http {

/// How the end of a body is announced (RFC 9112, 6.3).
enum class Framing { None, Length, Chunked, UntilClose };

/// What the server adds to a response.
struct HeadContext
{
    Framing framing = Framing::Length;
    std::size_t length = 0; ///< of the body, for Framing::Length
    std::string_view reason;
    std::string_view date;
    std::string_view connection; ///< value of Connection; empty: none
};

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7).
std::string imfFixdate(std::chrono::sys_seconds time);

/// Status 200 to 599, names that are tokens, values without control characters (RFC 9110, 5.5):
/// anything else would let a value end the head and start another reply.
bool isSendable(const Response &response);

/// Status line and header fields with the empty line; the response must be sendable.
std::string responseHead(const Response &response, const HeadContext &context);

/// A reply of the server's own: {"message": ...}; @p message is plain ASCII without quotes.
Response errorResponse(int status, std::string_view message);

bool equalsIgnoringCase(std::string_view left, std::string_view right);

} // namespace http
