// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/SoundFile.h"

#include <QFile>

namespace models {

bool isSound(const QByteArray &firstBytes)
{
    const bool wav = firstBytes.startsWith("RIFF") && firstBytes.sliced(4).size() >= 8 &&
                     firstBytes.sliced(8, 4) == "WAVE";
    if (wav || firstBytes.startsWith("OggS") || firstBytes.startsWith("ID3"))
        return true;
    // An MPEG frame: eleven set bits, then a layer (not the reserved one), RFC 3003 has no more.
    if (firstBytes.size() < 2)
        return false;
    const auto first = static_cast<unsigned char>(firstBytes.at(0));
    const auto second = static_cast<unsigned char>(firstBytes.at(1));
    return first == 0xFF && (second & 0xE0) == 0xE0 && (second & 0x06) != 0;
}

bool isSoundFile(const QString &file)
{
    QFile opened(file);
    return opened.open(QIODevice::ReadOnly) && isSound(opened.read(16));
}

} // namespace models
