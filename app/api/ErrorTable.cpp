// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/ErrorTable.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace api {

namespace {

struct Sentences
{
    ApiError::Code code;
    const char *what;
    const char *meaning;
    const char *advice;
};

using enum ApiError::Code;

// {method} {path} {host} {domain} {target} {detail} {status} {seconds} {megabytes} are filled in.
constexpr std::array table{
    Sentences{Unauthorized,
              QT_TRANSLATE_NOOP("api::ApiError", "The platform refused the token (401)."),
              QT_TRANSLATE_NOOP("api::ApiError",
                                "The token breaks one of the platform's rules, or it was signed by "
                                "another key than the one uploaded for {domain}."),
              QT_TRANSLATE_NOOP("api::ApiError",
                                "Our own checks find nothing wrong with the token. The platform "
                                "has probably another public key for {domain}: upload this "
                                "profile's public key in the portal (Configurations / API access / "
                                "Upload JWT public key).")},
    Sentences{Forbidden,
              QT_TRANSLATE_NOOP("api::ApiError", "The platform does not allow this (403)."),
              QT_TRANSLATE_NOOP("api::ApiError",
                                "The token was accepted, but {domain} or these credentials lack "
                                "the permission for {method} {path}."),
              QT_TRANSLATE_NOOP("api::ApiError",
                                "Check that the path names your own domain, and that the service "
                                "is part of your agreement.")},
    Sentences{NotFound, QT_TRANSLATE_NOOP("api::ApiError", "There is nothing at {path} (404)."),
              QT_TRANSLATE_NOOP("api::ApiError",
                                "It was deleted, its id is spelt differently, or the platform does "
                                "not know this path."),
              QT_TRANSLATE_NOOP("api::ApiError", "Reload the list and check the id.")},
    Sentences{MethodNotAllowed,
              QT_TRANSLATE_NOOP("api::ApiError", "{method} is not possible on {path} (405)."),
              QT_TRANSLATE_NOOP("api::ApiError",
                                "The platform knows the path, but not with this method."),
              QT_TRANSLATE_NOOP("api::ApiError",
                                "Send OPTIONS to the path to see which methods it takes.")},
    Sentences{
        Conflict,
        QT_TRANSLATE_NOOP("api::ApiError", "It conflicts with what the platform has ({status})."),
        QT_TRANSLATE_NOOP("api::ApiError",
                          "It exists already, or somebody changed it in the meantime."),
        QT_TRANSLATE_NOOP("api::ApiError", "Reload it, compare, and send your change again.")},
    Sentences{
        TooLarge,
        QT_TRANSLATE_NOOP("api::ApiError", "The request is too large for the platform (413)."),
        QT_TRANSLATE_NOOP("api::ApiError", "The platform takes at most about 10 MB at once."),
        QT_TRANSLATE_NOOP("api::ApiError", "Send it in several smaller parts.")},
    Sentences{RateLimited,
              QT_TRANSLATE_NOOP("api::ApiError", "The platform asks for fewer requests (429)."),
              QT_TRANSLATE_NOOP("api::ApiError",
                                "Too many requests came in a short time. Nothing was changed by "
                                "this one."),
              QT_TRANSLATE_NOOP("api::ApiError", "Wait a little and send it again.")},
    Sentences{
        BadRequest,
        QT_TRANSLATE_NOOP("api::ApiError", "The platform refused the request ({status})."),
        QT_TRANSLATE_NOOP("api::ApiError", "Something in it is not as the platform wants it."),
        QT_TRANSLATE_NOOP("api::ApiError",
                          "Compare what was sent with the platform's own words below.")},
    Sentences{ServerError, QT_TRANSLATE_NOOP("api::ApiError", "The platform failed ({status})."),
              QT_TRANSLATE_NOOP("api::ApiError",
                                "The mistake is on the platform's side. Whether the request was "
                                "carried out is not certain."),
              QT_TRANSLATE_NOOP("api::ApiError",
                                "Reload to see what is there now, then try again. If it stays so, "
                                "give the request id to the platform's support.")},
    Sentences{SuccessFalse,
              QT_TRANSLATE_NOOP("api::ApiError",
                                "The platform answered {status}, but with success: false."),
              QT_TRANSLATE_NOOP("api::ApiError", "The request was understood and not carried out."),
              QT_TRANSLATE_NOOP("api::ApiError", "The platform's own words below say why.")},
    Sentences{NotJson, QT_TRANSLATE_NOOP("api::ApiError", "The reply is not JSON: {detail}."),
              QT_TRANSLATE_NOOP("api::ApiError",
                                "Something other than the platform may have answered, such as a "
                                "proxy or a sign-in page."),
              QT_TRANSLATE_NOOP("api::ApiError", "Check the base URL of the profile ({host}).")},
    Sentences{
        EmptyBody,
        QT_TRANSLATE_NOOP("api::ApiError", "The reply to {method} {path} is empty ({status})."),
        QT_TRANSLATE_NOOP("api::ApiError", "Data was expected and none came."),
        QT_TRANSLATE_NOOP("api::ApiError", "Try again; check the path when it stays so.")},
    Sentences{
        BodyTooLarge,
        QT_TRANSLATE_NOOP("api::ApiError",
                          "The reply is larger than the limit of {megabytes} MB and was not "
                          "read to its end."),
        "",
        QT_TRANSLATE_NOOP("api::ApiError",
                          "Ask for less at once, such as one item instead of the whole list.")},
    Sentences{Redirected,
              QT_TRANSLATE_NOOP("api::ApiError",
                                "{host} redirects {method} to {target}; nothing was sent there."),
              QT_TRANSLATE_NOOP("api::ApiError",
                                "Tokens are sent to no other server than the profile's, never "
                                "without encryption, and changes are never redirected."),
              QT_TRANSLATE_NOOP("api::ApiError",
                                "If the new address is right, put it into the profile as its base "
                                "URL.")},
    Sentences{NotConnected,
              QT_TRANSLATE_NOOP("api::ApiError", "No connection to {host}: {detail}."), "",
              QT_TRANSLATE_NOOP("api::ApiError",
                                "Check the network, firewall and base URL. What you have changed "
                                "stays here and can be sent later.")},
    Sentences{
        HostNotFound, QT_TRANSLATE_NOOP("api::ApiError", "The name {host} was not found."),
        QT_TRANSLATE_NOOP("api::ApiError",
                          "The name is misspelt, or this machine's name service (DNS) does "
                          "not answer."),
        QT_TRANSLATE_NOOP("api::ApiError", "Check the base URL of the profile and the network.")},
    Sentences{TlsFailed,
              QT_TRANSLATE_NOOP("api::ApiError",
                                "The identity of {host} can't be trusted: {detail}. Nothing was "
                                "sent."),
              QT_TRANSLATE_NOOP("api::ApiError",
                                "Somebody may be listening in, or the server uses a certificate of "
                                "an authority that this machine does not know."),
              QT_TRANSLATE_NOOP("api::ApiError",
                                "Compare the certificates below with what you expect. Your own "
                                "authority can be added in the profile.")},
    Sentences{
        TimedOut,
        QT_TRANSLATE_NOOP("api::ApiError",
                          "{host} sent nothing for {seconds} s, so the request was ended."),
        QT_TRANSLATE_NOOP("api::ApiError", "Whether the request was carried out is not certain."),
        QT_TRANSLATE_NOOP("api::ApiError", "Reload to see what is there now, then try again.")},
    Sentences{Cancelled, QT_TRANSLATE_NOOP("api::ApiError", "{method} {path} was cancelled."), "",
              QT_TRANSLATE_NOOP("api::ApiError",
                                "If it was a change, reload to see whether it arrived.")},
    Sentences{
        NoKey,
        QT_TRANSLATE_NOOP("api::ApiError",
                          "There is no key to sign a token for {domain} with; nothing was "
                          "sent."),
        "",
        QT_TRANSLATE_NOOP("api::ApiError", "Choose the private key in the profile, or unlock it.")},
    Sentences{Other, QT_TRANSLATE_NOOP("api::ApiError", "{method} {path} failed: {detail}."), "",
              QT_TRANSLATE_NOOP("api::ApiError", "Check the request and the profile.")},
};

/// Fills place holders in one pass, so that text which was filled in is never taken for one.
QString filled(const QString &pattern, const ErrorFacts &facts)
{
    const auto value = [&facts](QStringView name) -> QString {
        if (name == "method"_L1)
            return facts.method;
        if (name == "path"_L1)
            return facts.path;
        if (name == "host"_L1)
            return facts.host;
        if (name == "domain"_L1)
            return facts.domain;
        if (name == "target"_L1)
            return facts.target;
        if (name == "detail"_L1)
            return facts.detail;
        if (name == "status"_L1)
            return QString::number(facts.status);
        if (name == "seconds"_L1)
            return QString::number(facts.seconds);
        if (name == "megabytes"_L1)
            return QString::number(facts.megabytes);
        return u"{%1}"_s.arg(name); // a translator's mistake: left to be seen
    };
    QString result;
    qsizetype at = 0;
    for (;;) {
        const qsizetype open = pattern.indexOf(u'{', at);
        const qsizetype close = open < 0 ? -1 : pattern.indexOf(u'}', open);
        if (close < 0)
            return result.append(QStringView(pattern).mid(at));
        result += QStringView(pattern).mid(at, open - at);
        result += value(QStringView(pattern).mid(open + 1, close - open - 1));
        at = close + 1;
    }
}

QString sentence(const char *text, const ErrorFacts &facts)
{
    return *text == '\0' ? QString()
                         : filled(QCoreApplication::translate("api::ApiError", text), facts);
}

} // namespace

ApiError describe(ApiError::Code code, const ErrorFacts &facts)
{
    ApiError error;
    error.code = code;
    error.httpStatus = facts.status;
    for (const Sentences &row : table) {
        if (row.code != code)
            continue;
        error.what = sentence(row.what, facts);
        error.meaning = sentence(row.meaning, facts);
        error.advice = sentence(row.advice, facts);
    }
    if (facts.seconds >= 0 && (code == RateLimited || code == ServerError)) {
        error.advice = sentence(QT_TRANSLATE_NOOP("api::ApiError",
                                                  "The platform asks to wait {seconds} s before "
                                                  "the next try."),
                                facts);
    }
    return error;
}

ApiError::Code codeForStatus(int status)
{
    switch (status) {
    case 401:
        return Unauthorized;
    case 403:
        return Forbidden;
    case 404:
    case 410:
        return NotFound;
    case 405:
        return MethodNotAllowed;
    case 409:
    case 412:
        return Conflict;
    case 413:
        return TooLarge;
    case 429:
        return RateLimited;
    default:
        if (status >= 500 && status < 600)
            return ServerError;
        return status >= 400 && status < 500 ? BadRequest : Other;
    }
}

} // namespace api
