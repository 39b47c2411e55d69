// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/files/ToneFile.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace sandbox {

namespace {

constexpr int tableSize = 1024;
constexpr std::uint64_t beepSamples = ToneFile::sampleRate * 4 / 10;
constexpr std::uint64_t syllableSamples = ToneFile::sampleRate * 19 / 100;
constexpr std::uint64_t syllablesInATurn = 11;

std::array<float, tableSize> sineTable()
{
    std::array<float, tableSize> table{};
    for (int i = 0; i < tableSize; ++i)
        table.at(static_cast<std::size_t>(i)) =
            std::sin(2.0F * std::numbers::pi_v<float> * static_cast<float>(i) / tableSize);
    return table;
}

/// Sine of @p turns full circles.
float sine(double turns)
{
    static const std::array<float, tableSize> table = sineTable();
    const auto at = static_cast<std::int64_t>(turns * tableSize);
    return table[static_cast<std::size_t>(at & (tableSize - 1))];
}

std::uint64_t mixed(std::uint64_t value)
{
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}

void appendLittle(std::string &text, std::uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; ++i)
        text.push_back(static_cast<char>((value >> (8 * i)) & 0xff));
}

} // namespace

ToneFile::ToneFile(std::uint64_t seed, std::uint64_t bytes)
    : m_seed(seed)
    , m_bytes(std::max(bytes, headerBytes))
{
}

std::uint64_t ToneFile::bytesFor(int seconds)
{
    return headerBytes + static_cast<std::uint64_t>(std::max(seconds, 0)) * sampleRate * 2;
}

std::string ToneFile::header() const
{
    const std::uint64_t data = m_bytes - headerBytes;
    std::string text = "RIFF";
    appendLittle(text, m_bytes - 8, 4);
    text += "WAVEfmt ";
    appendLittle(text, 16, 4);
    appendLittle(text, 1, 2); // PCM
    appendLittle(text, 1, 2); // channels
    appendLittle(text, sampleRate, 4);
    appendLittle(text, sampleRate * 2, 4);
    appendLittle(text, 2, 2);
    appendLittle(text, 16, 2);
    text += "data";
    appendLittle(text, data, 4);
    return text;
}

std::int16_t ToneFile::sample(std::uint64_t index) const
{
    const double time = static_cast<double>(index) / sampleRate;
    if (index < beepSamples)
        return static_cast<std::int16_t>(9000 * sine(1000 * time));
    const std::uint64_t syllable = index / syllableSamples;
    const std::uint64_t turn = syllable / syllablesInATurn;
    const std::uint64_t chance = mixed(m_seed ^ (syllable * 0x9e3779b97f4a7c15ULL));
    const bool isPause = syllable % syllablesInATurn == 0 || chance % 6 == 0;
    if (isPause)
        return 0;
    const double place =
        static_cast<double>(index % syllableSamples) / static_cast<double>(syllableSamples);
    const float loud = sine(place / 2);
    const double own = turn % 2 == 0 ? 118.0 : 205.0;
    const double pitch = own + static_cast<double>(m_seed % 17) + static_cast<double>(chance % 23);
    const int formant = 2 + static_cast<int>((chance >> 8) % 4);
    const float wave = 0.5F * sine(pitch * time) + 0.3F * sine(pitch * formant * time) +
                       0.2F * sine(pitch * (formant + 3) * time);
    return static_cast<std::int16_t>(11'000 * loud * wave);
}

std::string ToneFile::read(std::uint64_t offset, std::size_t count) const
{
    std::string text;
    if (offset >= m_bytes)
        return text;
    const std::uint64_t end = offset + std::min<std::uint64_t>(count, m_bytes - offset);
    text.reserve(static_cast<std::size_t>(end - offset) + 2);
    if (offset < headerBytes)
        text = header().substr(static_cast<std::size_t>(offset),
                               static_cast<std::size_t>(std::min(end, headerBytes) - offset));
    for (std::uint64_t at = std::max(offset, headerBytes); at < end;) {
        const std::uint64_t within = at - headerBytes;
        const auto bits = static_cast<std::uint16_t>(sample(within / 2));
        if (within % 2 == 0 && at + 1 < end) {
            appendLittle(text, bits, 2);
            at += 2;
        } else {
            text.push_back(static_cast<char>(within % 2 == 0 ? bits & 0xff : bits >> 8));
            ++at;
        }
    }
    return text;
}

} // namespace sandbox
