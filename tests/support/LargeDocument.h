// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

namespace testing_support {

/// An OpenAPI 3.0 document in JSON as generators write them: @p collections collections with five
/// operations each (list, create, read, replace, delete), request and reply schemas of their own,
/// of about @p bytes altogether.
std::string largeDocument(int collections, std::size_t bytes);

} // namespace testing_support
