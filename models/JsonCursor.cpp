// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/JsonCursor.h"

#include <vector>

namespace models {

namespace {

/// An object or array that is open where the cursor stands.
struct Level
{
    bool isObject = false;
    bool afterColon = false;
    QString name;      // of the member whose value stands here
    QStringList names; // so far
    int index = 0;     // of the element
};

bool isMark(QChar c)
{
    return c == u'{' || c == u'}' || c == u'[' || c == u']' || c == u',' || c == u':' ||
           c == u'"' || c.isSpace();
}

/// Past the closing quote, or the end of the line: a string that is being typed lacks it.
qsizetype endOfString(const QString &text, qsizetype at)
{
    for (++at; at < text.size(); ++at) {
        if (text[at] == u'\\')
            ++at;
        else if (text[at] == u'"')
            return at + 1;
        else if (text[at] == u'\n')
            return at;
    }
    return text.size();
}

qsizetype endOfWord(const QString &text, qsizetype at)
{
    while (at < text.size() && !isMark(text[at]))
        ++at;
    return at;
}

class Scanner
{
public:
    Scanner(const QString &text, qsizetype position)
        : m_text(text)
        , m_position(position)
    {
    }

    JsonCursor run()
    {
        qsizetype at = 0;
        while (at < m_position) {
            const QChar c = m_text[at];
            if (!isMark(c) || c == u'"') {
                const qsizetype end = c == u'"' ? endOfString(m_text, at) : endOfWord(m_text, at);
                // At the end of a closed string there is nothing more to type.
                const bool closed = c == u'"' && end > at + 1 && m_text[end - 1] == u'"';
                if (m_position < end || (m_position == end && !closed))
                    return here(at, end);
                take(at, end);
                at = end;
                continue;
            }
            mark(c);
            ++at;
        }
        return here(m_position, m_position);
    }

private:
    void mark(QChar c)
    {
        if (c == u'{' || c == u'[') {
            m_levels.push_back({c == u'{', false, {}, {}, 0});
        } else if ((c == u'}' || c == u']') && !m_levels.empty()) {
            m_levels.pop_back();
        } else if (c == u',' && !m_levels.empty()) {
            m_levels.back().afterColon = false;
            ++m_levels.back().index;
        } else if (c == u':' && !m_levels.empty()) {
            m_levels.back().afterColon = true;
        }
    }

    void take(qsizetype at, qsizetype end)
    {
        if (m_levels.empty() || !m_levels.back().isObject || m_levels.back().afterColon ||
            m_text[at] != u'"')
            return;
        m_levels.back().name = m_text.mid(at + 1, end - at - 2);
        m_levels.back().names << m_levels.back().name;
    }

    JsonCursor here(qsizetype start, qsizetype end) const
    {
        JsonCursor cursor;
        cursor.start = start;
        cursor.end = end;
        cursor.quoted = start < end && m_text[start] == u'"';
        cursor.prefix = m_text.mid(start, m_position - start);
        if (cursor.quoted)
            cursor.prefix.remove(0, 1);
        std::vector<std::string> tokens;
        for (std::size_t i = 0; i < m_levels.size(); ++i) {
            const Level &level = m_levels[i];
            const bool last = i + 1 == m_levels.size();
            if (last && level.isObject && !level.afterColon)
                break;
            tokens.push_back(level.isObject ? level.name.toStdString()
                                            : std::to_string(level.index));
        }
        cursor.pointer = json::Pointer(tokens);
        if (m_levels.empty())
            return cursor;
        const Level &level = m_levels.back();
        cursor.names = level.names;
        cursor.place = level.isObject && !level.afterColon ? JsonCursor::Place::Name
                                                           : JsonCursor::Place::Value;
        qsizetype next = end;
        while (next < m_text.size() && m_text[next].isSpace())
            ++next;
        cursor.hasColon = next < m_text.size() && m_text[next] == u':';
        return cursor;
    }

    const QString &m_text;
    const qsizetype m_position;
    std::vector<Level> m_levels;
};

} // namespace

JsonCursor JsonCursor::at(const QString &text, qsizetype position)
{
    return Scanner(text, qBound(qsizetype(0), position, text.size())).run();
}

} // namespace models
