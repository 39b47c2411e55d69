// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/HistoryQuery.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace api {

namespace {

void append(QString &text, const Headers &headers)
{
    for (const auto &[name, value] : headers)
        text += QString::fromUtf8(name) + u": "_s + QString::fromUtf8(value) + u'\n';
}

} // namespace

HistoryMatcher::HistoryMatcher(const HistoryQuery &query)
    : m_query(query)
    , m_words(query.text.simplified().split(u' ', Qt::SkipEmptyParts))
{
}

bool HistoryMatcher::matchesFacts(const HistoryEntry &entry) const
{
    return (m_query.unasked || entry.ending != Ending::Unasked) &&
           (m_query.method.isEmpty() || m_query.method == entry.method) &&
           entry.status >= m_query.statusFrom && entry.status <= m_query.statusTo &&
           (!m_query.from.isValid() || entry.startedAt >= m_query.from) &&
           (!m_query.to.isValid() || entry.startedAt <= m_query.to);
}

bool HistoryMatcher::matchesText(const HistoryEntry &whole) const
{
    QString text =
        u"%1 %2 %3 %4 %5\n"_s.arg(QString::fromLatin1(whole.method), whole.url,
                                  QString::number(whole.status), whole.error, whole.requestId);
    // As people read it: %2B46 is +46.
    text += QString::fromUtf8(QByteArray::fromPercentEncoding(whole.url.toUtf8())) + u'\n';
    append(text, whole.requestHeaders);
    append(text, whole.replyHeaders);
    text += QString::fromUtf8(whole.requestBody) + u'\n' + QString::fromUtf8(whole.replyBody);
    return std::ranges::all_of(
        m_words, [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace api
