// SPDX-License-Identifier: GPL-3.0-or-later
// Small sounds of the three kinds that the console plays, made here byte by byte.
#pragma once

#include <QByteArray>

namespace sounds {

/// A tone, as WAV: 8 kHz, 8 bits (RIFF with WAVEfmt).
QByteArray wav(int milliseconds = 1000);
/// Silence, as MPEG-1 audio layer III (ISO 11172-3), 26 ms a frame.
QByteArray mp3(int frames);
/// Silence, as Opus (RFC 6716) in Ogg (RFC 3533, RFC 7845), 20 ms a packet, 200 at most.
QByteArray ogg(int packets);

} // namespace sounds
