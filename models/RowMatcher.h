// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/CellTime.h"
#include "models/PhoneText.h"
#include "models/ResourceTableModel.h"
#include "models/TableColumns.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace models {

/// Which rows a filter lets through. A word is looked for in the raw text of each cell and in the
/// text that is shown for it; in telephone columns also without what stands between the digits.
/// Secret columns are not looked at. A row without a time is in no range of times.
class RowMatcher
{
public:
    using Rows = std::span<const json::Value>;

    RowMatcher(const TableColumns &columns, const RowFilter &filter);

    bool isEmpty() const
    {
        return m_words.empty() && m_conditions.empty() && m_timePath.empty() && m_parties.empty();
    }
    /// True when all that passes this would pass @p wider too.
    bool narrows(const RowMatcher &wider) const;
    bool matches(json::Value row) const;
    /// Those of @p candidates (row numbers) that match, in the same order. Large ones are divided
    /// among two threads.
    QList<quint32> matching(Rows rows, const QList<quint32> &candidates) const;

private:
    struct Word
    {
        std::string text; ///< folded
        PhoneWord phone;
        bool operator==(const Word &other) const { return text == other.text; }
    };
    struct Condition
    {
        int column = -1;
        std::string path;
        std::string text;
        bool operator==(const Condition &) const = default;
    };
    enum class Kind : std::uint8_t { Plain, Phone, Time, Formatted, Secret };
    class Scan;

    const TableColumns &m_columns;
    std::vector<Kind> m_kinds; // by column
    std::vector<Word> m_words;
    std::vector<Condition> m_conditions;
    std::string m_timePath; // empty: any time
    std::optional<qint64> m_from;
    std::optional<qint64> m_to;
    std::vector<std::string> m_parties; // empty: any number
    Word m_number;
    std::string m_yes, m_no; // folded
};

} // namespace models
