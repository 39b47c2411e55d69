// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Placeholder.h"

#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int roomyHeight = 200;

} // namespace

Placeholder::Placeholder(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_title(new Label({}, this))
    , m_sentence(new Label({}, this))
    , m_action(new QPushButton(this))
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    if (Theme::instance()) {
        m_title->setFont(Theme::instance()->titleFont());
        connect(Theme::instance(), &Theme::changed, this, &Placeholder::refreshIcon);
    }
    Theme::setMuted(m_sentence);
    m_sentence->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignHCenter);
    m_title->setAlignment(Qt::AlignHCenter);
    m_title->setWordWrap(true);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::section, space::section, space::section, space::section);
    column->setSpacing(space::field);
    column->addStretch(2);
    column->addWidget(m_icon, 0, Qt::AlignHCenter);
    column->addWidget(m_title);
    column->addWidget(m_sentence);
    column->addWidget(m_action, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, &Placeholder::actionTriggered);
}

void Placeholder::setContent(const QString &iconName, const QString &title, const QString &sentence,
                             const QString &action)
{
    m_iconName = iconName;
    m_title->setText(title);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    refreshIcon();
}

/// What there is to do comes before the picture.
void Placeholder::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool isRoomy = height() >= roomyHeight;
    const int margin = isRoomy ? space::section : space::tight;
    m_icon->setVisible(isRoomy);
    layout()->setContentsMargins(space::section, margin, space::section, margin);
    layout()->setSpacing(isRoomy ? space::field : space::inner);
}

QString Placeholder::title() const
{
    return m_title->fullText();
}

void Placeholder::refreshIcon()
{
    if (!m_iconName.isEmpty())
        m_icon->setPixmap(iconPixmap(m_iconName, Colour::Muted, 40, devicePixelRatioF()));
}

} // namespace ui
