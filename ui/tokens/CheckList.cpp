// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tokens/CheckList.h"

#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QGridLayout>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int iconSize = 16;

/// Thumbprints and the like may be broken over two lines.
QString breakable(const QString &text)
{
    constexpr int longestWord = 20;
    QString result;
    int word = 0;
    for (const QChar character : text) {
        word = character.isSpace() ? 0 : word + 1;
        if (word > longestWord) {
            result += QChar(0x200b); // zero-width space
            word = 1;
        }
        result += character;
    }
    return result;
}

} // namespace

CheckList::CheckList(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(space::inner);
    m_grid->setVerticalSpacing(space::tight);
    m_grid->setColumnStretch(2, 1);
    setAccessibleName(tr("Checks"));
    if (Theme::instance())
        connect(Theme::instance(), &Theme::changed, this, &CheckList::refreshIcons);
}

CheckList::Row &CheckList::rowAt(std::size_t place)
{
    while (m_rows.size() <= place) {
        const int line = int(m_rows.size());
        Row row{new QLabel(this), new Label({}, this), new Label({}, this)};
        row.icon->setFixedSize(iconSize, iconSize);
        row.detail->setWordWrap(true);
        if (Theme::instance())
            row.name->setFont(Theme::instance()->sectionFont());
        m_grid->addWidget(row.icon, line, 0, Qt::AlignTop);
        m_grid->addWidget(row.name, line, 1, Qt::AlignTop);
        m_grid->addWidget(row.detail, line, 2);
        m_rows.push_back(row);
    }
    return m_rows[place];
}

void CheckList::showChecks(const std::vector<auth::TokenCheck> &checks)
{
    m_checks = checks;
    for (std::size_t i = 0; i < checks.size(); ++i) {
        Row &row = rowAt(i);
        row.name->setText(checks[i].name);
        row.detail->setText(breakable(checks[i].detail));
        row.detail->setAccessibleName(checks[i].detail);
        const bool quiet = checks[i].passed || !checks[i].looked;
        Theme::setTone(row.detail, quiet ? Theme::Tone::Muted : Theme::Tone::Plain);
        Theme::setTone(row.name, checks[i].looked ? Theme::Tone::Plain : Theme::Tone::Muted);
        const QString outcome = !checks[i].looked  ? tr("not looked at")
                                : checks[i].passed ? tr("passed")
                                                   : tr("failed");
        row.icon->setAccessibleName(outcome);
        row.name->setAccessibleName(u"%1: %2"_s.arg(checks[i].name, outcome));
        for (QWidget *widget : {static_cast<QWidget *>(row.icon), static_cast<QWidget *>(row.name),
                                static_cast<QWidget *>(row.detail)})
            widget->show();
    }
    for (std::size_t i = checks.size(); i < m_rows.size(); ++i) {
        m_rows[i].icon->hide();
        m_rows[i].name->hide();
        m_rows[i].detail->hide();
    }
    refreshIcons();
}

void CheckList::refreshIcons()
{
    for (std::size_t i = 0; i < m_checks.size(); ++i) {
        const auto &check = m_checks[i];
        const QIcon mark = !check.looked  ? icon(u"info"_s, Colour::Muted)
                           : check.passed ? icon(u"ok"_s, Colour::Ok)
                                          : icon(u"error"_s, Colour::Bad);
        m_rows[i].icon->setPixmap(mark.pixmap(iconSize, iconSize));
    }
}

} // namespace ui
