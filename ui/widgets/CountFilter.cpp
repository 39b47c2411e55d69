// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/CountFilter.h"

#include "ui/theme/Theme.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>

namespace ui {

using namespace Qt::StringLiterals;

CountFilter::CountFilter(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
    , m_row(new QHBoxLayout(this))
{
    setAccessibleName(name);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(space::tight);
    m_row->addStretch();
    m_group->setExclusive(true);
    connect(m_group, &QButtonGroup::idClicked, this,
            [this](int id) { Q_EMIT chosen(m_entries.at(id).key); });
    // One that has nothing to show is left enabled only as long as it is chosen.
    connect(m_group, &QButtonGroup::idToggled, this, [this](int id) {
        const Entry &entry = m_entries.at(id);
        if (entry.count >= 0)
            setCount(entry.key, entry.count);
    });
    add(all, tr("All"));
    choose(all);
}

void CountFilter::add(int key, const QString &said)
{
    const QString word = said.left(1).toUpper() + said.mid(1);
    auto *button = new QPushButton(word, this);
    button->setProperty("kind", u"quiet"_s);
    button->setCheckable(true);
    button->setEnabled(key == all);
    m_group->addButton(button, int(m_entries.size()));
    m_row->insertWidget(int(m_entries.size()), button);
    m_entries.append({.key = key, .word = word, .button = button});
}

void CountFilter::setCount(int key, int count)
{
    for (Entry &entry : m_entries) {
        if (entry.key != key)
            continue;
        entry.count = count;
        entry.button->setText(
            tr("%1 %2", "word and number: Failed 12").arg(entry.word, QLocale().toString(count)));
        entry.button->setEnabled(key == all || count > 0 || entry.button->isChecked());
    }
}

void CountFilter::choose(int key)
{
    for (const Entry &entry : std::as_const(m_entries)) {
        if (entry.key == key)
            entry.button->setChecked(true);
    }
    Q_EMIT chosen(key);
}

} // namespace ui
