// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/OneShotBody.h"

#include <algorithm>
#include <cstring>

namespace api {

OneShotBody::OneShotBody(QByteArray bytes, QObject *parent)
    : QIODevice(parent)
    , m_bytes(std::move(bytes))
    , m_size(m_bytes.size())
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

OneShotBody::OneShotBody(std::unique_ptr<QIODevice> source, QObject *parent)
    : QIODevice(parent)
    , m_source(std::move(source))
    , m_size(m_source->size())
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

bool OneShotBody::seek(qint64 position)
{
    return position == pos() && QIODevice::seek(position);
}

qint64 OneShotBody::readData(char *to, qint64 maximum)
{
    const qint64 count = std::min(maximum, m_size - m_at);
    if (count <= 0)
        return -1;
    if (m_source) {
        const qint64 got = m_source->read(to, count);
        if (got <= 0) {
            // Less would leave the server waiting for what was announced to it.
            QMetaObject::invokeMethod(this, &OneShotBody::ranShort, Qt::QueuedConnection);
            return -1;
        }
        m_at += got;
        return got;
    }
    std::memcpy(to, m_bytes.constData() + m_at, static_cast<std::size_t>(count));
    m_at += count;
    return count;
}

} // namespace api
