// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <vector>

namespace auth {

/// One thing that was taken off a pasted text.
struct Cleaning
{
    enum class Kind {
        TooLong,    ///< only the beginning was looked at
        Invisible,  ///< a byte order mark, zero-width or no-break characters
        Json,       ///< a JSON document around the token
        CurlLine,   ///< a curl command around it
        HeaderLine, ///< "Authorization:"
        Bearer,     ///< "Bearer "
        Quotes,     ///< quotation marks or brackets around it
        Around,     ///< other text before or after it
        Request,    ///< a request around it, as a callback is: its lines, or its JSON body
        Outside,    ///< white space before or after it
        LineBreaks, ///< line breaks inside it
        Spaces,     ///< spaces inside it
        Padding,    ///< "=" at the end of a part
    };
    Kind kind = Kind::Outside;
    /// A whole sentence; it names the member or header where the token was found, if there is one.
    QString sentence;
};

struct CleanedToken
{
    QByteArray token;
    std::vector<Cleaning> cleanings; ///< in the order in which they were done; empty: as pasted
};

/// What people paste when they paste a token: the token itself with something around it, a header,
/// a curl command, a whole request with its body, a HAR entry, or any JSON with a token in it. Of
/// several the one behind "Authorization" counts, else the first.
class TokenText
{
public:
    /// Longer texts are cut to this before anything else.
    static constexpr qsizetype longestText = 256 * 1024;

    /// The token inside @p pasted. Any bytes are taken; a text with no token in it comes back
    /// without the white space around it. Never changes a character of the token itself.
    static CleanedToken clean(QByteArrayView pasted);
};

} // namespace auth
