// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>

#include <expected>
#include <string_view>

namespace api {

/// Takes the body of a 2xx reply piece by piece, so that it may be of any size. Asked anew for each
/// try of its request: one that keeps what has come goes on where it was cut off.
class ReplySink
{
public:
    virtual ~ReplySink() = default;

    /// What the next try asks for in addition: a Range, when a part is there already.
    virtual QList<QPair<QByteArray, QByteArray>> requestHeaders() = 0;
    /// The head of a 2xx reply has come. The error is a clause, and ends the request.
    virtual std::expected<void, QString>
    begin(int status, const QList<QPair<QByteArray, QByteArray>> &headers) = 0;
    /// The error is a clause, such as "the disk is full", and ends the request.
    virtual std::expected<void, QString> take(std::string_view bytes) = 0;
    /// The whole body has come. The error is a clause.
    virtual std::expected<void, QString> end() = 0;
    /// Bytes that are there by now, of all tries; and of how many, -1: not known.
    virtual qint64 received() const = 0;
    virtual qint64 total() const = 0;
};

} // namespace api
