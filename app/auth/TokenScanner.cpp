// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/TokenScanner.h"

#include "app/json/Document.h"

#include <QSet>

#include <string_view>
#include <utility>

namespace auth {

namespace {

using Member = TokenAnatomy::Member;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string_view textOf(QByteArrayView bytes)
{
    return {bytes.data(), static_cast<std::size_t>(bytes.size())};
}

/// The name without quotes and escapes; as it is when it is no JSON.
QString unescaped(QByteArrayView quoted)
{
    const QByteArrayView inner = quoted.sliced(1).chopped(1);
    if (inner.contains('\\')) {
        if (const auto document = json::Document::parse(textOf(quoted)))
            return QString::fromUtf8(document->root().text());
    }
    return QString::fromUtf8(inner);
}

class Scanner
{
public:
    explicit Scanner(const QByteArray &json)
        : m_json(json)
    {
    }

    ScannedObject run()
    {
        // The one judge of what is JSON; the scan below only finds where things lie.
        const auto document = json::Document::parse(textOf(m_json));
        if (!document)
            m_result.errorAt = static_cast<qsizetype>(document.error().offset);
        else if (!document->root().isObject())
            m_result.errorAt = 0;
        skipSpace();
        if (isAt('{'))
            scan();
        return std::move(m_result);
    }

private:
    struct Open
    {
        int member = -1; // whose value it is
        bool isArray = false;
        qsizetype count = 0;
    };

    void scan();
    bool beginMember();
    bool value();
    void close();
    bool string(TextRange &range);
    void endMember(int member);

    bool isAt(char c) const { return m_at < m_json.size() && m_json[m_at] == c; }
    void skipSpace()
    {
        while (m_at < m_json.size() && isSpace(m_json[m_at]))
            ++m_at;
    }
    Member &member(int index) { return m_result.members[static_cast<std::size_t>(index)]; }

    const QByteArray &m_json;
    qsizetype m_at = 0;
    int m_current = -1; // the member whose value comes next
    std::vector<Open> m_open;
    QSet<std::pair<int, QString>> m_names; // of one object each
    ScannedObject m_result;
};

void Scanner::scan()
{
    m_open.push_back({});
    ++m_at;
    bool afterValue = false;
    while (!m_open.empty()) {
        skipSpace();
        if (m_at >= m_json.size())
            break;
        if (isAt(m_open.back().isArray ? ']' : '}')) {
            close();
            afterValue = true;
            continue;
        }
        if (afterValue) {
            if (!isAt(','))
                break;
            ++m_at;
            skipSpace();
        }
        const std::size_t depth = m_open.size();
        if (!beginMember() || !value())
            break;
        afterValue = m_open.size() == depth; // else a container was opened
    }
    // What is still open broke off: it reaches to the end.
    while (!m_open.empty()) {
        if (const int broken = m_open.back().member; broken >= 0)
            member(broken).isComplete = false;
        m_open.pop_back();
    }
    for (Member &each : m_result.members) {
        if (each.inJson.length > 0)
            continue;
        each.isComplete = false;
        each.inJson.length = m_at - each.inJson.start;
        if (each.valueInJson.start > 0)
            each.valueInJson.length = m_at - each.valueInJson.start;
    }
}

/// The name of a member with its colon, or the place of an element.
bool Scanner::beginMember()
{
    Open &open = m_open.back();
    Member next;
    next.parent = open.member;
    next.depth = static_cast<int>(m_open.size()) - 1;
    next.inJson.start = m_at;
    if (open.isArray) {
        next.index = open.count++;
    } else {
        if (!isAt('"') || !string(next.nameInJson))
            return false;
        next.name =
            unescaped(QByteArrayView(m_json).sliced(next.nameInJson.start, next.nameInJson.length));
        const auto name = std::pair(next.parent, next.name);
        next.isRepeated = m_names.contains(name);
        m_names.insert(name);
    }
    m_current = static_cast<int>(m_result.members.size());
    m_result.members.push_back(std::move(next));
    if (open.isArray)
        return true;
    skipSpace();
    if (!isAt(':'))
        return false;
    ++m_at;
    skipSpace();
    return true;
}

bool Scanner::value()
{
    if (m_at >= m_json.size())
        return false;
    Member &current = member(m_current);
    current.valueInJson.start = m_at;
    switch (m_json[m_at]) {
    case '{':
    case '[': {
        const bool isArray = m_json[m_at] == '[';
        current.type = isArray ? json::Type::Array : json::Type::Object;
        m_open.push_back({m_current, isArray, 0});
        ++m_at;
        return true;
    }
    case '"': {
        current.type = json::Type::String;
        TextRange range;
        const bool whole = string(range);
        if (whole)
            endMember(m_current);
        return whole;
    }
    default:
        break;
    }
    const char first = m_json[m_at];
    current.type = first == 'n'                   ? json::Type::Null
                   : first == 't' || first == 'f' ? json::Type::Boolean
                                                  : json::Type::Number;
    const qsizetype start = m_at;
    while (m_at < m_json.size() && !isSpace(m_json[m_at]) &&
           !std::string_view(",]}:\"{[").contains(m_json[m_at]))
        ++m_at;
    if (m_at == start)
        return false;
    endMember(m_current);
    return true;
}

void Scanner::close()
{
    ++m_at;
    const int closed = m_open.back().member;
    m_open.pop_back();
    if (closed >= 0)
        endMember(closed);
}

/// From the quote at m_at to the one that ends it.
bool Scanner::string(TextRange &range)
{
    range.start = m_at++;
    while (m_at < m_json.size() && m_json[m_at] != '"')
        m_at += m_json[m_at] == '\\' ? 2 : 1;
    const bool whole = m_at < m_json.size();
    m_at = whole ? m_at + 1 : m_json.size();
    range.length = m_at - range.start;
    return whole;
}

void Scanner::endMember(int index)
{
    Member &ended = member(index);
    ended.valueInJson.length = m_at - ended.valueInJson.start;
    ended.inJson.length = m_at - ended.inJson.start;
}

} // namespace

ScannedObject scanObject(const QByteArray &json)
{
    return Scanner(json).run();
}

} // namespace auth
