// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Server.h"

#include <string>
#include <string_view>

namespace sandbox {

/// @p json with the headers that every reply of the platform has.
http::Response jsonReply(int status, std::string json);
/// {"message":...}: refused before the application saw it, as an API gateway does.
http::Response gatewayError(int status, std::string_view message);
/// {"success":false,"message":...}: refused by the application.
http::Response refusal(int status, std::string_view message);
/// {"success":true}
http::Response success();
/// {"success":true,"@p name":@p json}
http::Response success(std::string_view name, std::string_view json);

} // namespace sandbox
