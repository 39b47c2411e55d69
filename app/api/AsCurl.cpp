// SPDX-License-Identifier: GPL-3.0-or-later
// asCurl() of History.h.
#include "app/api/History.h"
#include "app/api/snippets/PosixCurlSnippet.h"

namespace api {

QString asCurl(const HistoryEntry &entry)
{
    return PosixCurlSnippet().text(SnippetInput::of(entry));
}

} // namespace api
