// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace auth {

/// A crash must not leave private keys on the disk, and no other process of the user may read our
/// memory. The first thing a program does.
void forbidCoreDumps();

} // namespace auth
