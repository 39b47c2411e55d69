// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace models {

/// Gives memory that is free but still kept by the allocator back to the system. Takes some
/// milliseconds, for a worker. Does nothing where the allocator has no such call (it is glibc's).
void trimMemory();

/// For the end of what held tens of thousands of rows: a moment later, in the background,
/// trimMemory(). Any thread; several calls in a row count as one.
void giveBackSpareMemory();

} // namespace models
