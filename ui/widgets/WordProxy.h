// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>
#include <QStringList>

namespace ui {

/// Rows in whose text every word that is typed occurs somewhere; case does not matter.
class WordProxy : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    /// @p role: of the first column, all that may be typed to find the row.
    explicit WordProxy(int role, QObject *parent = nullptr);

    void setWords(const QString &text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    const int m_role;
    QStringList m_words;
};

} // namespace ui
