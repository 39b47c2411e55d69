// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/Replies.h"

#include "app/json/Writer.h"

namespace sandbox {

http::Response jsonReply(int status, std::string json)
{
    http::Response response;
    response.status = status;
    response.headers = {{"Content-Type", "application/json"}, {"Access-Control-Allow-Origin", "*"}};
    response.body = std::move(json);
    return response;
}

http::Response gatewayError(int status, std::string_view message)
{
    return jsonReply(status, "{\"message\":" + json::quoted(message) + "}");
}

http::Response refusal(int status, std::string_view message)
{
    return jsonReply(status, "{\"success\":false,\"message\":" + json::quoted(message) + "}");
}

http::Response success()
{
    return jsonReply(200, "{\"success\":true}");
}

http::Response success(std::string_view name, std::string_view json)
{
    std::string body = "{\"success\":true,";
    body.reserve(body.size() + name.size() + json.size() + 8);
    body += json::quoted(name);
    body += ':';
    body += json;
    body += '}';
    return jsonReply(200, std::move(body));
}

} // namespace sandbox
