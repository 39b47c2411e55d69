// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/ApiError.h"
#include "app/api/Catalogue.h"
#include "app/api/ReplySink.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QPair>
#include <QString>
#include <QUrlQuery>

#include <expected>
#include <memory>
#include <string>

namespace api {

using Headers = QList<QPair<QByteArray, QByteArray>>;

enum class Priority { Foreground, Background };

/// What is to be sent. Authorization is added by the client and can't be set here.
struct Request
{
    Method method = Method::Get;
    QString path; ///< percent-encoded, from the base URL's root
    QUrlQuery query;
    Headers headers;
    QByteArray body;
    /// A file that is read while it is sent, instead of `body`: it may be of any size.
    QString bodyFile;
    /// Takes the body of a 2xx reply while it comes, instead of Reply::body; maximumReplyBytes does
    /// not count then, and expectJson must be false.
    std::shared_ptr<ReplySink> sink;
    QByteArray contentType; ///< empty: none with an empty body, else application/json
    Priority priority = Priority::Foreground;
    qint64 maximumReplyBytes = 512LL * 1024 * 1024;
    int inactivityTimeout = 30'000; ///< ms without a byte in either direction
    /// JSON is expected: anything else in a 2xx is NotJson, an empty body EmptyBody, success:false
    /// a failure.
    bool expectJson = true;
    /// An empty 2xx body is fine (DELETE, OPTIONS, 204 always is).
    bool allowEmpty = true;
    /// A reply that counts as an error is handed over whole in ApiError::reply.
    bool keepReply = false;
    /// Whoever sends it finds out what became of it: not even where its method allows that does the
    /// queue repeat it, but when the platform has done nothing (ApiError::asksToWait(), neverLeft).
    bool once = false;
};

/// A 2xx reply.
struct Reply
{
    QString requestId;
    int status = 0;
    Headers headers;
    /// The bytes as they came. Empty when expectJson was set: they are then in @p document.
    std::string body;
    /// The parsed body when expectJson was set; without a root when the body was empty. Large ones
    /// are parsed in a worker thread. Copies share it.
    json::Document document;
    qint64 replyBytes = 0; ///< size of the body, unpacked
    qint64 durationMs = 0; ///< from the first byte sent to the last received, of the last try
    int tries = 1;
    QByteArray header(QByteArrayView name) const; ///< case-insensitive; several joined by ", "
    /// The same try of the same request. (Qt asks for it of what a signal carries.)
    bool operator==(const Reply &other) const
    {
        return requestId == other.requestId && tries == other.tries && status == other.status;
    }
};

/// The value of the header of that name, case-insensitive; several joined by ", ".
QByteArray headerValue(const Headers &headers, QByteArrayView name);

using Result = std::expected<Reply, ApiError>;

} // namespace api
