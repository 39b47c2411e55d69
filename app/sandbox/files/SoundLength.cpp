// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/files/SoundLength.h"

#include <QByteArray>
#include <QIODevice>
#include <QtEndian>

#include <algorithm>
#include <array>

namespace sandbox {

namespace {

template <typename Number>
Number littleEndian(const QByteArray &bytes, qsizetype at)
{
    return at + qsizetype(sizeof(Number)) <= bytes.size()
               ? qFromLittleEndian<Number>(bytes.constData() + at)
               : Number(0);
}

std::optional<double> wavLength(const QByteArray &start, qint64 size)
{
    const qsizetype format = start.indexOf("fmt ");
    const qsizetype data = start.indexOf("data", 12);
    const auto bytesPerSecond = format < 0 ? 0 : littleEndian<quint32>(start, format + 16);
    if (data < 0 || bytesPerSecond == 0)
        return std::nullopt;
    // A writer that could not go back to its header leaves a length of nothing or of everything.
    const qint64 told = littleEndian<quint32>(start, data + 4);
    const qint64 there = size - (data + 8);
    return double(told > 0 ? std::min(told, there) : there) / bytesPerSecond;
}

/// ISO 11172-3, layer III of MPEG 1 only: the others are rare.
std::optional<double> mp3Length(const QByteArray &start, qint64 size)
{
    constexpr std::array bitrates{0,   32,  40,  48,  56,  64,  80, 96,
                                  112, 128, 160, 192, 224, 256, 320}; // kbit/s
    qsizetype at = 0;
    if (start.startsWith("ID3") && start.size() >= 10) {
        qsizetype tag = 0; // seven bits a byte
        for (int i = 6; i < 10; ++i)
            tag = tag << 7 | (start.at(i) & 0x7F);
        at = 10 + tag;
    }
    if (at + 4 > start.size())
        return std::nullopt;
    const auto second = static_cast<unsigned char>(start.at(at + 1));
    const auto third = static_cast<unsigned char>(start.at(at + 2));
    const auto rate = std::size_t(third >> 4);
    if (start.at(at) != '\xFF' || (second & 0xFE) != 0xFA || rate == 0 || rate >= bitrates.size())
        return std::nullopt;
    return double(size - at) * 8 / (bitrates.at(rate) * 1000);
}

std::optional<double> oggLength(const QByteArray &start, const QByteArray &end)
{
    const qsizetype vorbis = start.indexOf("\x01vorbis");
    const quint32 rate = start.contains("OpusHead") ? 48'000
                         : vorbis >= 0              ? littleEndian<quint32>(start, vorbis + 12)
                                                    : 0;
    const qsizetype last = end.lastIndexOf("OggS");
    if (last < 0 || rate == 0)
        return std::nullopt;
    const auto samples = littleEndian<qint64>(end, last + 6);
    return samples > 0 ? std::optional(double(samples) / rate) : std::nullopt;
}

} // namespace

std::optional<double> soundLength(QIODevice &file)
{
    constexpr qint64 looked = 256LL * 1024; // a page of Ogg has 64 kB at most; a tag may be long
    file.seek(0);
    const QByteArray start = file.read(looked);
    if (start.startsWith("RIFF") && start.sliced(4).size() > 8 && start.sliced(8, 4) == "WAVE")
        return wavLength(start, file.size());
    if (start.startsWith("OggS")) {
        file.seek(std::max<qint64>(0, file.size() - looked));
        return oggLength(start, file.read(looked));
    }
    return mp3Length(start, file.size());
}

} // namespace sandbox
