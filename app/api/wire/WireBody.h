// SPDX-License-Identifier: GPL-3.0-or-later
// Private to app/api/wire.
#pragma once

#include <QByteArray>
#include <QHttpHeaders>
#include <QString>

#include <expected>

namespace api {

/// Where the body of a reply ends (RFC 9112 6.3): by its length, its chunks, or the end of the
/// connection.
class WireBody
{
public:
    /// Not valid: both a length and chunks, two lengths that differ, a coding that is none of ours.
    static std::expected<WireBody, QString> of(const QByteArray &verb, int status,
                                               const QHttpHeaders &fields);

    /// What belongs to the body of the front of @p bytes, which loses all that was looked at. The
    /// error: these are no chunks.
    std::expected<QByteArray, QString> take(QByteArray &bytes);
    bool isWhole() const { return m_isWhole; }
    /// The connection has ended; true: so has the body, as it should.
    bool endsHere() const { return m_isWhole || m_kind == Kind::UntilClose; }
    bool endsWithConnection() const { return m_kind == Kind::UntilClose; }

private:
    enum class Kind { Length, Chunked, UntilClose };
    std::expected<QByteArray, QString> takeChunks(QByteArray &bytes);

    Kind m_kind = Kind::Length;
    qint64 m_left = 0; // of the length, or of the chunk and its line end
    bool m_isWhole = false;
    bool m_inTrailer = false;
    bool m_inChunk = false;
};

} // namespace api
