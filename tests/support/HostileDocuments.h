// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace testing_support {

struct HostileDocument
{
    std::string name;
    std::string text;
};

/// Documents that were made to hurt whoever reads them: circles, bombs, depth, size, wrong types.
/// @p scale 1 makes them as large as a document may be; tests under sanitizers take less.
std::vector<HostileDocument> hostileDocuments(double scale);

} // namespace testing_support
