// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/RowMatcher.h"

#include "models/CellText.h"
#include "models/TextFold.h"

#include <algorithm>
#include <thread>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr char separator = '\x1F'; // never in a folded text: no word is found across two cells
constexpr qsizetype worthTwoThreads = 20'000;

bool isRawText(json::Value value, const std::string &text)
{
    if (value.isString() || value.isNumber())
        return value.text() == text;
    return value && value.serialize() == text;
}

/// A hardware address with colons, the common case, is formatted at most in its case.
bool isShownAsItIs(std::string_view text)
{
    return text.size() == 17 && text[2] == ':' && text[14] == ':';
}

} // namespace

/// The texts of one row after the other, in buffers that are used again.
class RowMatcher::Scan
{
public:
    explicit Scan(const RowMatcher &matcher)
        : m_matcher(matcher)
        , m_reader(matcher.m_columns)
    {
    }

    bool matches(json::Value row)
    {
        for (const Condition &condition : m_matcher.m_conditions) {
            const json::Value value = condition.column >= 0
                                          ? m_matcher.m_columns.cell(row, condition.column)
                                          : memberAt(row, std::string_view(condition.path));
            if (!isRawText(value, condition.text))
                return false;
        }
        if (!isInRange(row) || !hasParty(row))
            return false;
        if (m_matcher.m_words.empty())
            return true;
        m_cells = m_reader.read(row);
        m_text.clear();
        for (std::size_t column = 0; column < m_cells.size(); ++column)
            append(m_cells[column], int(column));
        return std::ranges::all_of(m_matcher.m_words,
                                   [this](const Word &word) { return hasWord(word); });
    }

private:
    bool isInRange(json::Value row) const
    {
        if (m_matcher.m_timePath.empty())
            return true;
        const auto ms = timeOf(memberAt(row, std::string_view(m_matcher.m_timePath)));
        return ms && (!m_matcher.m_from || *ms >= *m_matcher.m_from) &&
               (!m_matcher.m_to || *ms < *m_matcher.m_to);
    }

    bool hasParty(json::Value row) const
    {
        const Word &number = m_matcher.m_number;
        return m_matcher.m_parties.empty() ||
               std::ranges::any_of(m_matcher.m_parties, [&](const std::string &path) {
                   const std::string_view text = memberAt(row, std::string_view(path)).text();
                   if (!number.phone.digits.empty() && hasPhoneWord(text, number.phone))
                       return true;
                   std::string plain;
                   appendFolded(plain, text);
                   return plain.find(number.text) != std::string::npos;
               });
    }

    void append(json::Value value, int column)
    {
        const Kind kind = m_matcher.m_kinds[std::size_t(column)];
        if (!value || kind == Kind::Secret)
            return;
        if (const std::string_view raw = value.text(); !raw.empty())
            appendFolded(m_text, raw);
        else if (const auto boolean = value.boolean())
            m_text += *boolean ? m_matcher.m_yes : m_matcher.m_no;
        else if (value.isArray() || value.isObject())
            appendShown(value, column);
        if (kind == Kind::Time)
            appendTime(value);
        else if (kind == Kind::Formatted && !isShownAsItIs(value.text()))
            appendShown(value, column);
        m_text += separator;
    }

    void appendTime(json::Value value)
    {
        const auto ms = timeOf(value);
        if (!ms)
            return;
        m_text += separator;
        m_clock.append(m_text, *ms);
    }

    void appendShown(json::Value value, int column)
    {
        if (emptiness(value) != Emptiness::Filled)
            return;
        m_text += separator;
        const QString shown = displayText(value, m_matcher.m_columns.renderer(column));
        appendFolded(m_text, shown.toStdString());
    }

    bool hasWord(const Word &word) const
    {
        if (m_text.find(word.text) != std::string::npos)
            return true;
        if (word.phone.digits.empty())
            return false;
        for (std::size_t column = 0; column < m_cells.size(); ++column) {
            if (m_matcher.m_kinds[column] == Kind::Phone &&
                hasPhoneWord(m_cells[column].text(), word.phone))
                return true;
        }
        return false;
    }

    const RowMatcher &m_matcher;
    CellReader m_reader;
    std::span<const json::Value> m_cells;
    std::string m_text;
    LocalClock m_clock;
};

RowMatcher::RowMatcher(const TableColumns &columns, const RowFilter &filter)
    : m_columns(columns)
    , m_yes(folded(booleanText(true).toStdString()))
    , m_no(folded(booleanText(false).toStdString()))
{
    for (int column = 0; column < columns.count(); ++column) {
        const QString &renderer = columns.renderer(column);
        Kind kind = Kind::Plain;
        if (columns.isSecret(column))
            kind = Kind::Secret;
        else if (renderer == "phone"_L1)
            kind = Kind::Phone;
        else if (renderer == "time"_L1)
            kind = Kind::Time;
        else if (renderer.startsWith("duration"_L1) || renderer == "bytes"_L1 ||
                 renderer == "mac"_L1)
            kind = Kind::Formatted;
        m_kinds.push_back(kind);
    }
    const QString text = filter.text.simplified();
    for (const QString &part : text.split(u' ', Qt::SkipEmptyParts)) {
        Word word;
        word.text = folded(part.toStdString());
        word.phone = phoneWord(word.text);
        if (!word.text.empty() && std::ranges::find(m_words, word) == m_words.end())
            m_words.push_back(std::move(word));
    }
    for (const auto &[property, value] : filter.values.asKeyValueRange()) {
        if (!columns.isSecretProperty(property))
            m_conditions.push_back(
                {columns.indexOf(property), property.toStdString(), value.toStdString()});
    }
    if (filter.hasRange()) {
        m_timePath = filter.timeProperty.toStdString();
        m_from = filter.from;
        m_to = filter.to;
    }
    if (filter.hasNumber()) {
        // As people write numbers: what stands between the digits is not looked for.
        QString number = filter.number;
        number.removeIf([](QChar c) { return c.isSpace() || u"-()/."_s.contains(c); });
        m_number.text = folded(number.toStdString());
        m_number.phone = phoneWord(m_number.text);
        for (const QString &party : filter.parties) {
            if (!m_number.text.empty() && !columns.isSecretProperty(party))
                m_parties.push_back(party.toStdString());
        }
    }
}

bool RowMatcher::narrows(const RowMatcher &wider) const
{
    const bool keepsConditions = std::ranges::all_of(wider.m_conditions, [this](const auto &c) {
        return std::ranges::find(m_conditions, c) != m_conditions.end();
    });
    const bool keepsRange =
        wider.m_timePath.empty() ||
        (wider.m_timePath == m_timePath && wider.m_from == m_from && wider.m_to == m_to);
    const bool keepsNumber =
        wider.m_parties.empty() || (wider.m_parties == m_parties && wider.m_number == m_number);
    if (!keepsRange || !keepsNumber)
        return false;
    // A word that may also be found as a telephone number does not simply narrow its beginning.
    return keepsConditions && std::ranges::all_of(wider.m_words, [this](const Word &old) {
               return std::ranges::any_of(m_words, [&old](const Word &now) {
                   return now.text == old.text || (now.phone.digits.empty() &&
                                                   now.text.find(old.text) != std::string::npos);
               });
           });
}

bool RowMatcher::matches(json::Value row) const
{
    return Scan(*this).matches(row);
}

QList<quint32> RowMatcher::matching(Rows rows, const QList<quint32> &candidates) const
{
    // In the order of the rows, however they are sorted: reading the document from front to back is
    // several times as fast.
    std::vector<std::uint8_t> marks(rows.size());
    for (const quint32 row : candidates)
        marks[row] = 1;
    const auto filter = [&](std::size_t first, std::size_t last) {
        Scan scan(*this);
        for (std::size_t row = first; row < last; ++row) {
            if (marks[row] != 0)
                marks[row] = scan.matches(rows[row]) ? 1 : 0;
        }
    };
    if (candidates.size() < worthTwoThreads) {
        filter(0, rows.size());
    } else {
        const std::size_t half = rows.size() / 2;
        const std::jthread helper([&] { filter(half, rows.size()); });
        filter(0, half);
    }
    QList<quint32> found;
    std::ranges::copy_if(candidates, std::back_inserter(found),
                         [&](quint32 row) { return marks[row] != 0; });
    return found;
}

} // namespace models
