// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QStringList>

#include <memory>

namespace api {

struct Reply;

/// Why a request did not give what was asked for. One table turns codes into sentences.
struct ApiError
{
    Q_GADGET

public:
    enum class Code {
        Unauthorized,     ///< 401
        Forbidden,        ///< 403
        NotFound,         ///< 404
        MethodNotAllowed, ///< 405
        Conflict,         ///< 409, 412
        TooLarge,         ///< 413
        RateLimited,      ///< 429, after the repeats
        BadRequest,       ///< other 4xx
        ServerError,      ///< 5xx
        SuccessFalse,     ///< 2xx with success:false
        NotJson,          ///< a body that should be JSON and is not
        EmptyBody,        ///< no body where one is needed
        BodyTooLarge,     ///< beyond the ceiling for replies
        Redirected,       ///< a redirect to another host or to plain HTTP, not followed
        NotConnected,     ///< connection refused or closed
        HostNotFound,     ///< DNS
        TlsFailed,        ///< certificate not trusted, expired, wrong host
        TimedOut,         ///< nothing came for the inactivity time
        Cancelled,
        NoKey, ///< the profile's key can't be used
        Other,
    };
    Q_ENUM(Code)

    Code code = Code::Other;
    int httpStatus = 0;
    /// Nobody listened, in no try: the platform has not seen the request.
    bool neverLeft = false;
    /// What the platform asked to wait before anybody asks again (Retry-After, RFC 9110 10.2.3), in
    /// ms; -1: it asked for nothing.
    int retryAfter = -1;
    QString requestId;
    /// What happened: one sentence.
    QString what;
    /// What it means on this platform; may be empty.
    QString meaning;
    /// What to do next.
    QString advice;
    /// The server's own words (plain text, untrusted); may be empty.
    QString serverText;
    /// Failed token checks (401) or the certificate chain (TlsFailed), a line each.
    QStringList evidence;
    /// The raw reply, redacted, at most 64 kB.
    QByteArray rawBody;
    /// The whole reply as it came (not redacted), when there was one and Request::keepReply was
    /// set.
    std::shared_ptr<const Reply> reply;

    /// Whether the platform may have done what was asked for, without saying so: no answer, one
    /// that can't be read, or an error of a server that may have come after the work was done.
    bool mayHaveBeenDone() const;
    /// The platform has done nothing, and asks to come again later: 429, or 503 with a time. A 503
    /// without one may come from a gateway whose service was lost on the way.
    bool asksToWait() const;

    /// what, meaning and advice as one text for a log or the command line.
    QString toString() const;

    bool operator==(const ApiError &) const = default;
};

} // namespace api
