// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"

#include <string>
#include <string_view>

namespace sandbox {

/// How an operation wraps what it answers with: as its document says, and where that says nothing,
/// as the platform does: {"success":true,"devices":[...]}.
class Envelope
{
public:
    /// @p usual: the member's name where the document has none.
    static Envelope ofList(const api::Operation *operation, std::string_view usual);
    static Envelope ofItem(const api::Operation *operation, std::string_view usual);

    /// What goes before and after the items with their commas, or the item.
    const std::string &before() const { return m_before; }
    const std::string &after() const { return m_after; }
    std::string wrapped(std::string_view json) const
    {
        return m_before + std::string(json) + m_after;
    }

private:
    Envelope(std::string_view member, bool tellsSuccess, std::string_view open,
             std::string_view close);

    std::string m_before;
    std::string m_after;
};

/// The schema of an operation's JSON reply; null when it has none.
const api::Schema *replySchema(const api::Operation *operation);

} // namespace sandbox
