// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Server.h"
#include "app/json/Document.h"
#include "app/sandbox/Sandbox.h"

#include <expected>
#include <mutex>
#include <optional>
#include <random>
#include <string>

namespace sandbox {

/// Decides for each request what goes wrong with it. The same seed and the same requests give the
/// same faults. Thread-safe.
class FaultSwitches
{
public:
    explicit FaultSwitches(std::uint32_t seed);

    void set(const Faults &faults); ///< shares are held to 0..1, times to 0 or more
    Faults faults() const;

    /// A 429 or 500 in place of the answer, when one is due.
    std::optional<http::Response> refusal();
    /// What happens to an answer of @p bodyBytes on its way. @p clockDriftSeconds is added to the
    /// Date header.
    http::Fault fault(std::int64_t clockDriftSeconds, std::size_t bodyBytes);

    /// {"latencyMs":0,...}: the members of Faults by their names.
    std::string toJson() const;
    /// Members that @p object does not name keep their default. The error is a sentence.
    static std::expected<Faults, std::string> fromJson(json::Value object);

private:
    bool isDue(double share);

    mutable std::mutex m_mutex;
    Faults m_faults;
    std::mt19937 m_random;
};

} // namespace sandbox
