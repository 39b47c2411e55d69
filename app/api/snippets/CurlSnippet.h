// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/snippets/RequestSnippet.h"

namespace api {

/// A call of curl; how its words are quoted is the shell's.
class CurlSnippet : public RequestSnippet
{
protected:
    QByteArray code(const SnippetInput &request, QStringList &notes) const override;

    virtual QByteArray program() const = 0;
    /// One word of the command line, whatever is in it.
    virtual QByteArray quoted(const QByteArray &word) const = 0;
    /// The word "Authorization: Bearer ..." with the token taken from the environment.
    virtual QByteArray tokenFromEnvironment() const = 0;
    struct Body
    {
        QByteArray before; ///< the command
        QByteArray arguments;
        QByteArray after;
    };
    virtual Body bodyOf(const QByteArray &body, QStringList &notes) const = 0;
};

} // namespace api
