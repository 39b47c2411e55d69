// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace models {

/// For the end of what held tens of thousands of rows: a moment later, in the background, memory
/// that is free but still kept by the allocator goes back to the system. Does nothing where the
/// allocator has no such call (it is glibc's). Any thread; several calls in a row count as one.
void giveBackSpareMemory();

} // namespace models
