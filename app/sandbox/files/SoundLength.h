// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QIODevice;

#include <optional>

namespace sandbox {

/// Playing time in seconds of a WAV (by its header), an MP3 of constant bit rate (by its first
/// frame) or Opus or Vorbis in Ogg (by its last page, RFC 3533); absent for what is none of them.
/// @p file is open for reading and not sequential.
std::optional<double> soundLength(QIODevice &file);

} // namespace sandbox
