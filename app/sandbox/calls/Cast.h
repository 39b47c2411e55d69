// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/sandbox/calls/CallPlan.h"
#include "app/sandbox/demo/Recipe.h"

#include <memory>
#include <optional>

namespace sandbox {

/// Who plays which part: `role` in x-console-sandbox beside x-console-resource. Where two resource
/// types have one role, the first plays it. Their items have the members that Call writes.
///
///     calls        what comes and goes
///     recordings   what is kept of calls
///     endpoints    who calls; see Endpoints
///     log          what commands did; `entry: { time: m, text: m, level: m, source: m }` names its
///                  members
class Cast
{
public:
    explicit Cast(std::shared_ptr<const api::Catalogue> catalogue);

    struct Part
    {
        const api::ResourceType *type;
        Recipe recipe;
    };
    const std::optional<Part> &calls() const { return m_calls; }
    const std::optional<Part> &recordings() const { return m_recordings; }
    const std::optional<Part> &endpoints() const { return m_endpoints; }
    const std::optional<Part> &log() const { return m_log; }
    Endpoints howEndpointsCall() const;

private:
    std::shared_ptr<const api::Catalogue> m_catalogue; // owns the types
    std::optional<Part> m_calls, m_recordings, m_endpoints, m_log;
};

} // namespace sandbox
