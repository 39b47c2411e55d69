// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/Redaction.h"

#include "app/api/SecretNames.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace api {

namespace {

constexpr std::string_view marker = "[redacted]";
constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t longestName = 128;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isBase64Url(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '-' || c == '_';
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

int base64Value(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (isDigit(c))
        return c - '0' + 52;
    return c == '-' ? 62 : 63;
}

/// Whether base64url text decodes to the start of a JSON object: the header of a JWS.
bool startsJsonObject(std::string_view text)
{
    if (text.size() < 8 || text[0] != 'e')
        return false;
    unsigned bits = 0;
    int have = 0;
    bool brace = false;
    for (const char c : text.substr(0, 32)) {
        bits = (bits << 6) | static_cast<unsigned>(base64Value(c));
        have += 6;
        if (have < 8)
            continue;
        have -= 8;
        const char byte = static_cast<char>((bits >> have) & 0xff);
        if (!brace) {
            if (byte != '{')
                return false;
            brace = true;
        } else if (!isSpace(byte)) {
            return byte == '"';
        }
    }
    return false;
}

/// One pass over the text. Every look ahead or back is bounded or used up, so that the time grows
/// with the length whatever the text is.
class Scanner
{
public:
    explicit Scanner(std::string_view text)
        : m_text(text)
    {
    }

    std::string run();
    bool changed() const { return m_changed; }

private:
    /// An object or array that is open, for JSON Patch: a secret's name is then in "path" and the
    /// secret itself in "value".
    struct Frame
    {
        bool secretPath = false;
        std::size_t valueStart = npos; // in the output
        std::size_t valueEnd = npos;
    };

    char at(std::size_t i) const { return i < m_text.size() ? m_text[i] : '\0'; }
    void copyTo(std::size_t end);
    void replaceTo(std::size_t end, std::string_view by);
    bool takeToken();
    bool takePem();
    bool takeBearer();
    void takeSeparator();
    void structure(char c);
    std::string_view nameBefore(std::size_t separator, bool *quoted) const;
    void takeValue(bool wholeLine, bool ignoreUnquoted);
    std::size_t endOfString(std::size_t quote, std::size_t escapes) const;
    std::size_t endOfContainer(std::size_t open) const;
    bool atLineStart(std::size_t nameStart) const;
    void closeFrame();

    std::string_view m_text;
    std::string m_out;
    std::size_t m_at = 0;
    std::size_t m_runEnd = 0;    // end of the base64url run that was looked at
    std::size_t m_stringEnd = 0; // end of the JSON string that we are in
    std::vector<Frame> m_frames;
    bool m_changed = false;
};

void Scanner::copyTo(std::size_t end)
{
    end = std::min(end, m_text.size());
    m_out.append(m_text.substr(m_at, end - m_at));
    m_at = end;
}

void Scanner::replaceTo(std::size_t end, std::string_view by)
{
    if (m_text.substr(m_at, end - m_at) != by)
        m_changed = true;
    m_out.append(by);
    m_at = end;
}

/// header.payload[.signature]: the run of base64url letters and dots from a JWS header on.
bool Scanner::takeToken()
{
    if (m_at >= m_runEnd) {
        m_runEnd = m_at;
        while (m_runEnd < m_text.size() && isBase64Url(m_text[m_runEnd]))
            ++m_runEnd;
    }
    if (m_text[m_at] != 'e' || at(m_runEnd) != '.' || !isBase64Url(at(m_runEnd + 1)) ||
        !startsJsonObject(m_text.substr(m_at, m_runEnd - m_at)))
        return false;
    std::size_t end = m_runEnd;
    while (end < m_text.size() &&
           (isBase64Url(m_text[end]) || (m_text[end] == '.' && isBase64Url(at(end + 1)))))
        ++end;
    replaceTo(end, marker);
    return true;
}

bool Scanner::takePem()
{
    constexpr std::string_view begin = "-----BEGIN ";
    if (!m_text.substr(m_at).starts_with(begin))
        return false;
    const std::string_view label = m_text.substr(m_at + begin.size(), 64);
    const std::size_t labelEnd = label.find("-----");
    if (labelEnd == npos || label.substr(0, labelEnd).find("PRIVATE KEY") == npos)
        return false;
    std::size_t end = m_text.find("-----END ", m_at + begin.size());
    if (end != npos)
        end = m_text.find("-----", end + 9);
    replaceTo(end == npos ? m_text.size() : end + 5, marker);
    return true;
}

/// An opaque bearer token in running text. Words such as "Bearer authentication" stay.
bool Scanner::takeBearer()
{
    constexpr std::string_view word = "bearer ";
    if (m_text.size() - m_at < word.size())
        return false;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (lower(m_text[m_at + i]) != word[i])
            return false;
    }
    const std::size_t start = m_at + word.size();
    std::size_t end = start;
    bool digit = false;
    while (isBase64Url(at(end)) || at(end) == '.' || at(end) == '~' || at(end) == '+' ||
           at(end) == '/' || at(end) == '=')
        digit = isDigit(m_text[end++]) || digit;
    if (end - start < 8 || (!digit && end - start < 24))
        return false;
    copyTo(start);
    replaceTo(end, marker);
    return true;
}

/// The name that stands before a colon or an equals sign, if any.
std::string_view Scanner::nameBefore(std::size_t separator, bool *quoted) const
{
    std::size_t end = separator;
    while (end > 0 && separator - end < longestName && isSpace(m_text[end - 1]))
        --end;
    *quoted = end > 0 && (m_text[end - 1] == '"' || m_text[end - 1] == '\'');
    std::size_t start = end;
    if (*quoted) {
        const char quote = m_text[--end];
        while (end > 0 && m_text[end - 1] == '\\')
            --end;
        start = end;
        while (start > 0 && end - start < longestName && m_text[start - 1] != quote)
            --start;
        return m_text.substr(start, end - start);
    }
    while (start > 0 && end - start < longestName && isBase64Url(m_text[start - 1]))
        --start;
    return m_text.substr(start, end - start);
}

bool Scanner::atLineStart(std::size_t nameStart) const
{
    std::size_t i = nameStart;
    while (i > 0 && nameStart - i < longestName && (m_text[i - 1] == ' ' || m_text[i - 1] == '-'))
        --i;
    return i == 0 || m_text[i - 1] == '\n' || m_text[i - 1] == '\r';
}

/// The closing quote of the string at @p quote, or the end of the text. @p escapes: how many
/// backslashes stand before each quote, because the JSON lies in a string itself.
std::size_t Scanner::endOfString(std::size_t quote, std::size_t escapes) const
{
    std::size_t backslashes = 0;
    for (std::size_t i = quote + 1; i < m_text.size(); ++i) {
        if (m_text[i] == '\\') {
            ++backslashes;
            continue;
        }
        if (m_text[i] == m_text[quote] &&
            (escapes == 0 ? backslashes % 2 == 0 : backslashes == escapes))
            return i - (escapes == 0 ? 0 : escapes);
        backslashes = 0;
    }
    return m_text.size();
}

std::size_t Scanner::endOfContainer(std::size_t open) const
{
    int depth = 0;
    for (std::size_t i = open; i < m_text.size(); ++i) {
        const char c = m_text[i];
        if (c == '"')
            i = endOfString(i, 0);
        else if (c == '{' || c == '[')
            ++depth;
        else if ((c == '}' || c == ']') && --depth == 0)
            return i + 1;
    }
    return m_text.size();
}

/// Replaces the value after a separator. @p wholeLine: an unquoted one goes to the line's end.
void Scanner::takeValue(bool wholeLine, bool ignoreUnquoted)
{
    std::size_t start = m_at;
    while (isSpace(at(start)) && at(start) != '\n' && at(start) != '\r')
        ++start;
    if (!wholeLine) {
        while (isSpace(at(start)))
            ++start;
    }
    std::size_t escapes = 0;
    while (at(start + escapes) == '\\')
        ++escapes;
    const char first = at(start + escapes);
    if (first == '"' || first == '\'') {
        copyTo(start + escapes + 1);
        replaceTo(endOfString(m_at - 1, escapes), marker);
        m_stringEnd = std::max(m_stringEnd, m_at + 1);
        return;
    }
    const std::string_view rest = m_text.substr(std::min(start, m_text.size()));
    if (rest.empty() || ignoreUnquoted || rest.starts_with(marker) || rest.starts_with("null") ||
        rest.starts_with("true") || rest.starts_with("false"))
        return;
    copyTo(start);
    if (!wholeLine && (first == '{' || first == '[')) {
        replaceTo(endOfContainer(start), "\"[redacted]\"");
        return;
    }
    constexpr std::string_view ends = " \t\r\n,&;}])\"'<>\\";
    const std::size_t end =
        wholeLine ? m_text.find_first_of("\r\n", start) : m_text.find_first_of(ends, start);
    replaceTo(end == npos ? m_text.size() : end, marker);
}

void Scanner::takeSeparator()
{
    bool quoted = false;
    const std::string_view name = nameBefore(m_at, &quoted);
    const std::string normalized = normalizedName(name);
    const bool colon = m_text[m_at] == ':';
    const auto nameStart = static_cast<std::size_t>(name.data() - m_text.data());
    copyTo(m_at + 1);
    if (normalized.empty())
        return;
    if (isSecretName(normalized)) {
        const bool header = isSecretHeader(normalized);
        // "Invalid token: expired" is a sentence, not a secret.
        const bool sentence = colon && !quoted && normalized == "token" && !atLineStart(nameStart);
        takeValue(header && !quoted && colon, sentence);
        return;
    }
    if (m_frames.empty() || !quoted || m_at <= m_stringEnd)
        return;
    if (normalized == "value") {
        m_frames.back().valueStart = m_out.size();
        m_frames.back().valueEnd = npos;
    } else if (normalized == "path") {
        const std::size_t quote = m_text.find_first_not_of(" \t\r\n", m_at);
        if (quote != npos && m_text[quote] == '"') {
            const std::size_t end = std::min(endOfString(quote, 0), quote + 1 + 4 * longestName);
            if (isSecretPointer(m_text.substr(quote + 1, end - quote - 1)))
                m_frames.back().secretPath = true;
        }
    }
}

void Scanner::closeFrame()
{
    const Frame frame = m_frames.back();
    m_frames.pop_back();
    if (!frame.secretPath || frame.valueStart == npos)
        return;
    const std::size_t end = std::min(frame.valueEnd, m_out.size());
    constexpr std::string_view by = "\"[redacted]\"";
    if (std::string_view(m_out).substr(frame.valueStart, end - frame.valueStart) == by)
        return;
    m_out.replace(frame.valueStart, end - frame.valueStart, by);
    m_changed = true;
}

/// Keeps count of objects and arrays; strings are passed over.
void Scanner::structure(char c)
{
    if (m_at < m_stringEnd)
        return;
    if (c == '"') {
        m_stringEnd = endOfString(m_at, 0) + 1;
    } else if (c == '{' || c == '[') {
        m_frames.emplace_back();
    } else if (!m_frames.empty() && (c == ',' || c == '}' || c == ']')) {
        if (m_frames.back().valueStart != npos && m_frames.back().valueEnd == npos)
            m_frames.back().valueEnd = m_out.size();
        if (c != ',')
            closeFrame();
    }
}

std::string Scanner::run()
{
    m_out.reserve(m_text.size() + 64);
    while (m_at < m_text.size()) {
        const char c = m_text[m_at];
        if (c == '-' && takePem())
            continue;
        if ((c == 'b' || c == 'B') && takeBearer())
            continue;
        if (isBase64Url(c)) {
            if (takeToken())
                continue;
        } else if (c == ':' || c == '=') {
            takeSeparator();
            continue;
        } else {
            structure(c);
        }
        m_out += c;
        ++m_at;
    }
    while (!m_frames.empty())
        closeFrame();
    return std::move(m_out);
}

} // namespace

QByteArray redacted(const QByteArray &text)
{
    if (text.isEmpty())
        return text;
    Scanner scanner(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
    const std::string result = scanner.run();
    return scanner.changed() ? QByteArray::fromStdString(result) : text;
}

QString redacted(const QString &text)
{
    if (text.isEmpty())
        return text;
    const QByteArray bytes = text.toUtf8();
    const QByteArray result = redacted(bytes);
    return result == bytes ? text : QString::fromUtf8(result);
}

Headers redacted(const Headers &headers)
{
    Headers result;
    result.reserve(headers.size());
    for (const auto &[name, value] : headers) {
        const std::string normalized = normalizedName(
            std::string_view(name.constData(), static_cast<std::size_t>(name.size())));
        if (isSecretName(normalized))
            result.emplaceBack(name, QByteArray(marker.data(), qsizetype(marker.size())));
        else
            result.emplaceBack(name, redacted(value));
    }
    return result;
}

} // namespace api
