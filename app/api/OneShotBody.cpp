// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/OneShotBody.h"

#include <algorithm>
#include <cstring>

namespace api {

OneShotBody::OneShotBody(QByteArray bytes, QObject *parent)
    : QIODevice(parent)
    , m_bytes(std::move(bytes))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

bool OneShotBody::seek(qint64 position)
{
    return position == pos() && QIODevice::seek(position);
}

qint64 OneShotBody::readData(char *to, qint64 maximum)
{
    const qint64 count = std::min(maximum, m_bytes.size() - m_at);
    if (count <= 0)
        return -1;
    std::memcpy(to, m_bytes.constData() + m_at, static_cast<std::size_t>(count));
    m_at += count;
    return count;
}

} // namespace api
