// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/Abilities.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace ui {

class Label;

/// The one title line of a page: icon, name, count, method badges, and the actions on the right.
class PageHeader : public QWidget
{
    Q_OBJECT

public:
    PageHeader(const QString &iconName, const QString &title, QWidget *parent = nullptr);

    void setCount(const QString &text);
    /// "GET", "PUT", ...; those that the platform refuses are struck out.
    void setBadges(const QList<models::MethodBadge> &badges);
    void setInferred(const QString &reason); ///< marks the page as assumed; empty: not
    void addAction(QWidget *widget);

private:
    void refreshIcon();

    QString m_iconName;
    QLabel *m_icon;
    Label *m_title;
    Label *m_count;
    QHBoxLayout *m_badges;
    QHBoxLayout *m_marks;
    QHBoxLayout *m_actions;
    QList<models::MethodBadge> m_shown;
};

} // namespace ui
