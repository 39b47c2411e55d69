// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/History.h"

#include <QStringList>

namespace api {

/// What is looked for in the history; everything that is set has to hold.
struct HistoryQuery
{
    /// Words, each of which occurs somewhere: method, address, status, error, request id, headers,
    /// bodies. Case does not matter.
    QString text = {};
    QByteArray method = {}; ///< empty: any
    /// Only answers of these statuses, both ends included; 0: no answer.
    int statusFrom = 0;
    int statusTo = 999;
    QDateTime from = {};  ///< invalid: from the beginning
    QDateTime to = {};    ///< invalid: until now
    bool unasked = false; ///< also what lists have read by themselves

    bool isEmpty() const { return *this == HistoryQuery(); }
    bool operator==(const HistoryQuery &) const = default;
};

/// Tries entries against one query.
class HistoryMatcher
{
public:
    explicit HistoryMatcher(const HistoryQuery &query);

    /// Everything but the text.
    bool matchesFacts(const HistoryEntry &entry) const;
    bool matchesText(const HistoryEntry &whole) const;
    /// No text is asked for: bodies need not be read.
    bool hasText() const { return !m_words.isEmpty(); }

private:
    HistoryQuery m_query;
    QStringList m_words;
};

} // namespace api
