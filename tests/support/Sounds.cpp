// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Sounds.h"

namespace sounds {

namespace {

QByteArray number(quint64 value, int bytes)
{
    QByteArray text;
    for (int i = 0; i < bytes; ++i)
        text += char(value >> (8 * i) & 0xFF);
    return text;
}

/// RFC 3533, section 6: the polynomial 0x04c11db7, neither reflected nor inverted.
quint32 checksum(const QByteArray &page)
{
    quint32 sum = 0;
    for (const char byte : page) {
        sum ^= quint32(static_cast<unsigned char>(byte)) << 24;
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum << 1) ^ ((sum & 0x80000000U) != 0 ? 0x04c11db7U : 0U);
    }
    return sum;
}

/// One page with @p packets, each shorter than 255 bytes.
QByteArray page(int sequence, int flags, quint64 position, const QByteArrayList &packets)
{
    QByteArray lengths;
    for (const QByteArray &packet : packets)
        lengths += char(packet.size());
    const QByteArray head = "OggS" + number(0, 1) + number(quint64(flags), 1) +
                            number(position, 8) + number(1, 4) + number(quint64(sequence), 4);
    const QByteArray rest = number(quint64(packets.size()), 1) + lengths + packets.join();
    return head + number(checksum(head + number(0, 4) + rest), 4) + rest;
}

} // namespace

QByteArray wav(int milliseconds)
{
    constexpr int rate = 8000;
    const int count = rate / 1000 * milliseconds;
    QByteArray samples(count, Qt::Uninitialized);
    for (int i = 0; i < count; ++i)
        samples[i] = char(128 + (i / 10 % 2 == 0 ? 40 : -40));
    return "RIFF" + number(quint64(36 + count), 4) + "WAVEfmt " + number(16, 4) + number(1, 2) +
           number(1, 2) + number(rate, 4) + number(rate, 4) + number(1, 2) + number(8, 2) + "data" +
           number(quint64(count), 4) + samples;
}

QByteArray mp3(int frames)
{
    // 128 kbit/s at 44.1 kHz, mono; no side information means nothing is heard.
    constexpr int frameBytes = 144 * 128'000 / 44'100;
    return (QByteArray("\xFF\xFB\x90\xC4", 4) + QByteArray(frameBytes - 4, '\0')).repeated(frames);
}

QByteArray ogg(int packets)
{
    constexpr int samplesAPacket = 960;
    const QByteArray head =
        "OpusHead" + number(1, 1) + number(1, 1) + number(0, 2) + number(48'000, 4) + number(0, 3);
    const QByteArray tags = "OpusTags" + number(4, 4) + "test" + number(0, 4);
    const QByteArrayList silence(packets, QByteArray("\xF8\xFF\xFE", 3));
    return page(0, 2, 0, {head}) + page(1, 0, 0, {tags}) +
           page(2, 4, quint64(packets) * samplesAPacket, silence);
}

} // namespace sounds
