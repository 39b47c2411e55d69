// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QButtonGroup;
class QHBoxLayout;
class QPushButton;

namespace ui {

/// A row of buttons of which one is down: "All 4,213", "Failed 12", ... What is chosen filters a
/// table.
class CountFilter : public QWidget
{
    Q_OBJECT

public:
    static constexpr int all = -1;

    explicit CountFilter(const QString &name, QWidget *parent = nullptr);

    /// @p key tells them apart; `all` is there already, and chosen.
    /// The word is shown with a capital.
    void add(int key, const QString &word);
    /// One other than `all` that counts nothing is disabled.
    void setCount(int key, int count);
    void choose(int key);

Q_SIGNALS:
    void chosen(int key);

private:
    struct Entry
    {
        int key;
        QString word;
        QPushButton *button;
        int count = -1; ///< not said yet
    };
    QButtonGroup *m_group;
    QHBoxLayout *m_row;
    QList<Entry> m_entries;
};

} // namespace ui
