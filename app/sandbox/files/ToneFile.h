// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace sandbox {

/// A WAV file (8 kHz, 16 bit, mono) that is calculated when it is read, and never stored: a beep,
/// then two made-up voices by turns. Any part of it can be read without the parts before.
class ToneFile
{
public:
    static constexpr int sampleRate = 8000;
    static constexpr std::uint64_t headerBytes = 44;

    /// @p bytes of the whole file, at least those of the header; @p seed: which voices.
    ToneFile(std::uint64_t seed, std::uint64_t bytes);

    static std::uint64_t bytesFor(int seconds);
    std::uint64_t size() const { return m_bytes; }
    /// Bytes from @p offset; fewer than @p count at the end, none behind it.
    std::string read(std::uint64_t offset, std::size_t count) const;

private:
    std::string header() const;
    std::int16_t sample(std::uint64_t index) const;

    std::uint64_t m_seed;
    std::uint64_t m_bytes;
};

} // namespace sandbox
