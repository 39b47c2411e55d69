// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/TokenText.h"

#include "app/auth/TokenInJson.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <string_view>

using namespace Qt::StringLiterals;

namespace auth {

namespace {

using Kind = Cleaning::Kind;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(auth::TokenText)

public:
    static QString sentence(Kind kind)
    {
        switch (kind) {
        case Kind::TooLong:
            return tr("The text is far too long for a token: only its beginning was looked at.");
        case Kind::Invisible:
            return tr("Invisible characters were taken out.");
        case Kind::Json:
            return tr("The token was taken out of a JSON text.");
        case Kind::CurlLine:
            return tr("The token was taken out of a curl command.");
        case Kind::HeaderLine:
            return tr("The name of the header, \"Authorization:\", was taken off.");
        case Kind::Bearer:
            return tr("\"Bearer\" was taken off.");
        case Kind::Quotes:
            return tr("Quotation marks around the token were taken off.");
        case Kind::Around:
            return tr("Text before or after the token was left out.");
        case Kind::Request:
            return tr("The token was taken out of a request.");
        case Kind::Outside:
            return tr("White space before or after the token was taken off.");
        case Kind::LineBreaks:
            return tr("Line breaks inside the token were taken out.");
        case Kind::Spaces:
            return tr("Spaces inside the token were taken out.");
        case Kind::Padding:
            return tr("Padding (=) was taken off: a token has none.");
        }
        Q_UNREACHABLE_RETURN({});
    }
    static QString found(Kind kind, const QString &where)
    {
        if (where.isEmpty())
            return sentence(kind);
        switch (kind) {
        case Kind::Json:
            return tr("The token was taken out of a JSON text, from %1.").arg(where);
        case Kind::Request:
            return tr("The token was taken out of the body of a request, from %1.").arg(where);
        default:
            return tr("The token was found behind \"%1\"; what else was there was left out.")
                .arg(where);
        }
    }
};

bool isSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// Of base64 in either alphabet, its padding, and the dots between parts.
bool isTokenCharacter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           std::string_view("-_.=+/").contains(c);
}

bool isQuote(char c)
{
    return std::string_view("\"'`<>()[]").contains(c);
}

/// Ends a token that stands in other text.
bool isDelimiter(char c)
{
    return isSpace(c) || isQuote(c) || std::string_view(",;{}&\\|").contains(c);
}

/// Signatures of RSA keys of 2048, 3072 and 4096 bits have so many characters.
constexpr std::array<qsizetype, 3> signatureLengths{342, 512, 683};

/// Surely all of a token: nothing that follows belongs to it.
bool isComplete(QByteArrayView piece)
{
    if (!beginsLikeToken(piece) || piece.count('.') != 2)
        return false;
    const qsizetype length = piece.size() - piece.lastIndexOf('.') - 1;
    return std::ranges::contains(signatureLengths, length);
}

bool startsWithWord(QByteArrayView text, QByteArrayView word)
{
    return text.size() >= word.size() &&
           text.first(word.size()).compare(word, Qt::CaseInsensitive) == 0;
}

/// The name before the value that begins at @p start: "replyId": "ey..., access_token=ey...
QString nameBefore(QByteArrayView text, qsizetype start)
{
    static const QRegularExpression name(
        uR"(([A-Za-z_][\w.-]{0,40})["']?\s*[:=]\s*(?:Bearer\s+)?["']?$)"_s,
        QRegularExpression::CaseInsensitiveOption);
    constexpr qsizetype reach = 80;
    const QByteArrayView before = text.first(start).last(std::min(start, reach));
    return name.match(QString::fromLatin1(before)).captured(1);
}

class Cleaner
{
public:
    explicit Cleaner(QByteArrayView text)
    {
        if (text.size() > TokenText::longestText) {
            text = text.first(TokenText::longestText);
            note(Kind::TooLong);
        }
        m_text = text.toByteArray();
    }

    CleanedToken run()
    {
        const QByteArray given = m_text;
        removeInvisible();
        trim();
        if (!takeFromJson(m_text, Kind::Json))
            takeFromCommand();
        stripFront();
        stripQuotes();
        stripFront(); // "Bearer x" in quotes
        stripQuotes();
        if (m_text.contains('.')) {
            joinOrPick();
            stripPadding();
        }
        // Quotes and spaces were only made plain, and nothing came of it: as it was given.
        if (m_cleanings.empty())
            return {given, {}};
        return {std::move(m_text), std::move(m_cleanings)};
    }

private:
    void note(Kind kind, const QString &where = {})
    {
        if (!std::ranges::contains(m_cleanings, kind, &Cleaning::kind))
            m_cleanings.push_back({kind, Words::found(kind, where)});
    }
    void keep(QByteArrayView part) { m_text = part.toByteArray(); }

    void removeInvisible();
    void trim();
    bool takeFromJson(QByteArrayView json, Kind kind);
    bool takeFromBody();
    void takeFromCommand();
    void stripFront();
    void stripQuotes();
    void joinOrPick();
    void joinPieces();
    bool pickDelimited();
    void stripPadding();

    QByteArray m_text;
    std::vector<Cleaning> m_cleanings;
};

void Cleaner::removeInvisible()
{
    if (std::ranges::none_of(m_text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
        return;
    const qsizetype before = m_text.size();
    for (const char *each : {"\xef\xbb\xbf", "\xe2\x80\x8b", "\xe2\x80\x8c", "\xe2\x80\x8d",
                             "\xe2\x80\x8e", "\xe2\x80\x8f", "\xc2\xad"})
        m_text.replace(QByteArrayView(each), QByteArrayView());
    if (m_text.size() != before)
        note(Kind::Invisible);
    for (const char *each : {"\xc2\xa0", "\xe2\x80\xaf"}) // spaces that do not break
        m_text.replace(QByteArrayView(each), QByteArrayView(" "));
    for (const char *each : {"\xe2\x80\x9c", "\xe2\x80\x9d", "\xe2\x80\x9e", "\xe2\x80\x98",
                             "\xe2\x80\x99", "\xc2\xab", "\xc2\xbb"}) // a typesetter's quotes
        m_text.replace(QByteArrayView(each), QByteArrayView("\""));
}

void Cleaner::trim()
{
    const qsizetype before = m_text.size();
    m_text = m_text.trimmed();
    if (m_text.size() != before)
        note(Kind::Outside);
}

bool Cleaner::takeFromJson(QByteArrayView json, Kind kind)
{
    const auto found = tokenInJson(json);
    if (!found)
        return false;
    note(kind, found->where);
    keep(QByteArrayView(found->text).trimmed());
    return true;
}

/// The body of a request stands behind its lines and an empty one.
bool Cleaner::takeFromBody()
{
    for (const QByteArrayView gap : {QByteArrayView("\r\n\r\n"), QByteArrayView("\n\n")}) {
        const qsizetype at = m_text.indexOf(gap);
        if (at >= 0)
            return takeFromJson(QByteArrayView(m_text).sliced(at).trimmed(), Kind::Request);
    }
    return false;
}

/// What stands after "Authorization:" in a command, a program or the lines of a request.
void Cleaner::takeFromCommand()
{
    constexpr QByteArrayView name("authorization");
    const bool isCurl = startsWithWord(m_text, "curl ") || startsWithWord(m_text, "$ curl ");
    if (isCurl) {
        note(Kind::CurlLine);
        for (const char *escape : {"\\\r\n", "\\\n", "\\ "})
            m_text.replace(QByteArrayView(escape), QByteArrayView(" "));
        m_text.replace(QByteArrayView("\\\""), QByteArrayView("\""));
    }
    const qsizetype at = m_text.toLower().indexOf(name);
    if (at < 0 && !isCurl && takeFromBody())
        return;
    if (at < 0 || (at == 0 && !isCurl && !m_text.contains('\n')))
        return; // alone on its line: stripFront() does it
    const char opening = at > 0 ? m_text[at - 1] : '\0';
    QByteArrayView after = QByteArrayView(m_text).sliced(at + name.size());
    const bool nameIsQuoted = isQuote(opening) && after.startsWith(opening);
    while (!after.isEmpty() &&
           (isSpace(after[0]) || isQuote(after[0]) || std::string_view(":=,").contains(after[0])))
        after = after.sliced(1);
    char closing = isQuote(opening) && !nameIsQuoted ? opening : '\0';
    const QByteArrayView before = QByteArrayView(m_text).first(after.data() - m_text.constData());
    if (closing == '\0' && !before.isEmpty() && isQuote(before.back()))
        closing = before.back(); // 'Authorization': 'Bearer ...'
    if (const qsizetype end = closing == '\0' ? -1 : after.indexOf(closing); end >= 0)
        after = after.first(end);
    // "Basic ..." and the like is no token; there may be one in what was sent.
    if (!beginsLikeToken(withoutBearer(after.trimmed())) && takeFromBody())
        return;
    const QString where = QString::fromLatin1(QByteArrayView(m_text).sliced(at, name.size()));
    note(at == 0  ? Kind::HeaderLine
         : isCurl ? Kind::CurlLine
                  : Kind::Around,
         at == 0 || isCurl ? QString() : where);
    keep(after.trimmed());
}

void Cleaner::stripFront()
{
    constexpr QByteArrayView name("authorization");
    QByteArrayView rest(m_text);
    if (startsWithWord(rest, name)) {
        const QByteArrayView after = rest.sliced(name.size()).trimmed();
        if (after.startsWith(':')) {
            rest = after.sliced(1).trimmed();
            note(Kind::HeaderLine);
        }
    }
    for (QByteArrayView next = withoutBearer(rest); next.size() != rest.size();
         next = withoutBearer(rest)) {
        rest = next;
        note(Kind::Bearer);
    }
    if (rest.size() != m_text.size())
        keep(rest);
}

void Cleaner::stripQuotes()
{
    QByteArrayView rest(m_text);
    while (!rest.isEmpty() && isQuote(rest.front()))
        rest = rest.sliced(1).trimmed();
    while (!rest.isEmpty() && (isQuote(rest.back()) || rest.back() == ',' || rest.back() == ';'))
        rest = rest.chopped(1).trimmed();
    if (rest.isEmpty() || rest.size() == m_text.size())
        return;
    note(Kind::Quotes);
    keep(rest);
}

void Cleaner::joinOrPick()
{
    const bool onlyToken =
        std::ranges::all_of(m_text, [](char c) { return isTokenCharacter(c) || !isDelimiter(c); });
    if (onlyToken || pickDelimited())
        return;
    joinPieces();
}

/// A whole token between delimiters, or what begins like one where there is more than white space
/// around it.
bool Cleaner::pickDelimited()
{
    const bool isFramed =
        std::ranges::any_of(m_text, [](char c) { return isDelimiter(c) && !isSpace(c); });
    const QByteArrayView text(m_text);
    QByteArrayView begun;
    bool isWhole = false;
    for (qsizetype start = 0; start < text.size();) {
        qsizetype end = start;
        while (end < text.size() && !isDelimiter(text[end]))
            ++end;
        QByteArrayView piece = text.sliced(start, end - start);
        // access_token=ey...
        if (const qsizetype at = piece.indexOf("=ey"); at >= 0 && !beginsLikeToken(piece))
            piece = piece.sliced(at + 1);
        if (isComplete(piece)) {
            begun = piece;
            isWhole = true;
            break;
        }
        if (begun.isEmpty() && beginsLikeToken(piece) && piece.count('.') == 2)
            begun = piece;
        start = end + 1;
    }
    if (!isWhole && (!isFramed || begun.isEmpty()))
        return false;
    note(Kind::Around, nameBefore(text, begun.data() - text.data()));
    keep(begun);
    return true;
}

/// A token that was broken by white space, perhaps with other lines behind it.
void Cleaner::joinPieces()
{
    const QByteArrayView text(m_text);
    QByteArray joined;
    bool lineBreaks = false;
    bool spaces = false;
    qsizetype at = 0;
    while (at < text.size()) {
        const qsizetype gap = at;
        while (at < text.size() && isSpace(text[at]))
            ++at;
        const qsizetype start = at;
        while (at < text.size() && isTokenCharacter(text[at]))
            ++at;
        if (at < text.size() && !isSpace(text[at])) { // a word that is no part of a token
            at = gap;
            break;
        }
        const QByteArrayView white = text.sliced(gap, start - gap);
        const bool breaks = white.contains('\n') || white.contains('\r');
        lineBreaks = lineBreaks || breaks;
        spaces = spaces || (!white.isEmpty() && !breaks);
        joined += text.sliced(start, at - start);
    }
    if (!beginsLikeToken(joined) && joined.count('.') != 2)
        return;
    if (lineBreaks)
        note(Kind::LineBreaks);
    if (spaces)
        note(Kind::Spaces);
    if (at < text.size())
        note(Kind::Around);
    m_text = std::move(joined);
}

void Cleaner::stripPadding()
{
    QByteArray stripped;
    stripped.reserve(m_text.size());
    for (qsizetype i = 0; i < m_text.size(); ++i) {
        if (m_text[i] == '.' || i == 0) {
            while (stripped.endsWith('='))
                stripped.chop(1);
        }
        stripped += m_text[i];
    }
    while (stripped.endsWith('='))
        stripped.chop(1);
    if (stripped.size() == m_text.size())
        return;
    note(Kind::Padding);
    m_text = std::move(stripped);
}

} // namespace

CleanedToken TokenText::clean(QByteArrayView pasted)
{
    return Cleaner(pasted).run();
}

} // namespace auth
