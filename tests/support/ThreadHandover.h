// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Tells the thread sanitizer what happens before what where Qt hands work from one thread to
/// another: Debian's Qt is built without it, and its locks are futexes that nothing else shows.
/// Empty but under the thread sanitizer. All queued calls count as one hand-over, so that what is
/// reported is a race, but not every race between two that use queued calls is reported.
namespace handover {

/// Called once, before threads are started: listens to each signal that is emitted.
void watchSignals();
/// The receiver's thread is about to be given an event.
void begin();
/// It has been given.
void end();

} // namespace handover
