// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/WordProxy.h"

#include <algorithm>

namespace ui {

WordProxy::WordProxy(int role, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_role(role)
{
}

void WordProxy::setWords(const QString &text)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    invalidateRowsFilter();
}

bool WordProxy::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QString text = sourceModel()->index(row, 0, parent).data(m_role).toString();
    return std::ranges::all_of(
        m_words, [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace ui
