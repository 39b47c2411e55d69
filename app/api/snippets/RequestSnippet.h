// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/History.h"

#include <QCoreApplication>

#include <vector>

namespace api {

/// A request to be written down as code.
struct SnippetInput
{
    QByteArray method;
    QString url;               ///< percent-encoded
    Headers headers;           ///< without Authorization
    bool signedRequest = true; ///< carries a token
    QByteArray body;
    qint64 bodyBytes = 0; ///< of the whole body, of which `body` may be the first part
    /// Written out as it is; empty: read from the environment variable TOKEN when the code runs.
    QByteArray token;

    static SnippetInput of(const HistoryEntry &entry);
};

/// A request in one language, to be pasted and run: sends the same method, address, headers and
/// bytes, whatever is in them, and follows no redirects. What can't be said in the language is told
/// in a comment before the code.
class RequestSnippet
{
    Q_DECLARE_TR_FUNCTIONS(api::RequestSnippet)

public:
    virtual ~RequestSnippet() = default;

    /// One of each language, in the order of a menu.
    static const std::vector<const RequestSnippet *> &all();
    /// Null: none of that key.
    static const RequestSnippet *find(const QString &key);

    virtual QString key() const = 0;   ///< "curl-posix", for settings and tests
    virtual QString title() const = 0; ///< "curl (POSIX shell)"
    QString text(const SnippetInput &request) const;

protected:
    /// The code; sentences that belong before it are added to @p notes.
    virtual QByteArray code(const SnippetInput &request, QStringList &notes) const = 0;
    virtual QByteArray comment() const { return "# "; } ///< what begins a line of comment

    /// Valid UTF-8 without NUL: it can stand in source text.
    static bool isText(const QByteArray &bytes);
    /// @p body with every character beyond ASCII as \uXXXX, which in JSON means the same; nothing
    /// when it is no JSON.
    static std::optional<QByteArray> asciiJson(const QByteArray &body);
    /// A header's bytes as text of a language whose header strings are Latin-1.
    static QByteArray latin1Text(const QByteArray &value);
};

} // namespace api
