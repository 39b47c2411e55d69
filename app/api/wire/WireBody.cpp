// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/wire/WireBody.h"

#include <QList>
#include <QString>

#include <algorithm>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace api {

namespace {

constexpr qsizetype longestLine = 4096; // of a chunk's size with its extensions, or in the trailer

/// Digits only, and no more than fit.
std::optional<qint64> number(QByteArray text, int base)
{
    text = text.trimmed();
    const auto isDigit = [base](char c) {
        return (c >= '0' && c <= '9') ||
               (base == 16 && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
    };
    if (text.isEmpty() || text.size() > 15 || !std::ranges::all_of(text, isDigit))
        return std::nullopt;
    return text.toLongLong(nullptr, base);
}

} // namespace

std::expected<WireBody, QString> WireBody::of(const QByteArray &verb, int status,
                                              const QHttpHeaders &fields)
{
    using Field = QHttpHeaders::WellKnownHeader;
    WireBody body;
    const QByteArray coding = fields.combinedValue(Field::TransferEncoding).trimmed().toLower();
    const QList<QByteArray> lengths = fields.values(Field::ContentLength);
    if (verb == "HEAD" || status == 204 || status == 304) {
        body.m_isWhole = true;
    } else if (!coding.isEmpty()) {
        if (coding != "chunked" || !lengths.isEmpty())
            return std::unexpected(u"its Transfer-Encoding can't be read"_s);
        body.m_kind = Kind::Chunked;
    } else if (!lengths.isEmpty()) {
        const auto length = number(lengths.first(), 10);
        const bool differ = std::ranges::any_of(lengths, [&](const QByteArray &other) {
            return other.trimmed() != lengths.first().trimmed();
        });
        if (!length || differ)
            return std::unexpected(u"its Content-Length can't be read"_s);
        body.m_left = *length;
        body.m_isWhole = *length == 0;
    } else {
        body.m_kind = Kind::UntilClose;
    }
    return body;
}

std::expected<QByteArray, QString> WireBody::take(QByteArray &bytes)
{
    if (m_isWhole)
        return QByteArray();
    if (m_kind == Kind::UntilClose)
        return std::exchange(bytes, {});
    if (m_kind == Kind::Chunked)
        return takeChunks(bytes);
    const qsizetype count = qsizetype(std::min<qint64>(m_left, bytes.size()));
    QByteArray piece = bytes.first(count);
    bytes.remove(0, count);
    m_left -= count;
    m_isWhole = m_left == 0;
    return piece;
}

std::expected<QByteArray, QString> WireBody::takeChunks(QByteArray &bytes)
{
    QByteArray text;
    qsizetype at = 0;
    while (!m_isWhole) {
        if (m_inChunk) {
            // Its two bytes of line end count in m_left.
            const qint64 count = std::min<qint64>(m_left, bytes.size() - at);
            const qint64 data = std::clamp<qint64>(m_left - 2, 0, count);
            text += QByteArrayView(bytes).sliced(at, qsizetype(data));
            at += qsizetype(count);
            m_left -= count;
            if (m_left > 0)
                break;
            m_inChunk = false;
            continue;
        }
        const qsizetype end = bytes.indexOf("\r\n", at);
        if (end < 0) {
            if (bytes.size() - at > longestLine)
                return std::unexpected(u"its chunks can't be read"_s);
            break;
        }
        const QByteArray line = bytes.sliced(at, end - at);
        at = end + 2;
        if (m_inTrailer) {
            m_isWhole = line.isEmpty();
            continue;
        }
        const auto size = number(line.first(std::max<qsizetype>(
                                     0, line.indexOf(';') < 0 ? line.size() : line.indexOf(';'))),
                                 16);
        if (!size)
            return std::unexpected(u"its chunks can't be read"_s);
        m_inTrailer = *size == 0;
        m_inChunk = *size > 0;
        m_left = *size + 2;
    }
    bytes.remove(0, at);
    return text;
}

} // namespace api
