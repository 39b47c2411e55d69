// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/PageHeader.h"

#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QHBoxLayout>
#include <QPainter>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

/// A method name in a hair-line box; struck out where the platform refuses it, dashed where only
/// the platform knows it.
class Badge : public Label
{
public:
    Badge(const models::MethodBadge &badge, QWidget *parent)
        : Label(QString::fromLatin1(api::toByteArray(badge.method)), parent)
        , m_isExtra(badge.state == models::MethodBadge::State::Extra)
    {
        const QString words = models::Abilities::explanation(badge);
        setToolTip(plainToolTip(words));
        setAccessibleName(text());
        setAccessibleDescription(words);
        setContentsMargins(space::tight, 1, space::tight, 1);
        QFont small = Theme::instance() ? Theme::instance()->fixedFont() : font();
        small.setPointSizeF(small.pointSizeF() - 1);
        small.setStrikeOut(badge.state == models::MethodBadge::State::Refused);
        setFont(small);
        Theme::setMuted(this);
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(colour(Colour::Line), 1, m_isExtra ? Qt::DashLine : Qt::SolidLine));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
        painter.end();
        Label::paintEvent(event);
    }

private:
    bool m_isExtra;
};

} // namespace

PageHeader::PageHeader(const QString &iconName, const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_iconName(iconName)
    , m_icon(new QLabel(this))
    , m_title(new Label(title, this))
    , m_count(new Label({}, this))
    , m_badges(new QHBoxLayout)
    , m_marks(new QHBoxLayout)
    , m_actions(new QHBoxLayout)
{
    if (Theme::instance()) {
        m_title->setFont(Theme::instance()->titleFont());
        connect(Theme::instance(), &Theme::changed, this, &PageHeader::refreshIcon);
    }
    Theme::setMuted(m_count);
    m_count->setElided(Qt::ElideRight);
    m_badges->setSpacing(space::tight);
    m_marks->setSpacing(space::tight);
    m_actions->setSpacing(space::inner);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::panel, space::field, space::panel, space::inner);
    row->setSpacing(space::inner);
    row->addWidget(m_icon);
    row->addWidget(m_title);
    row->addLayout(m_badges);
    row->addLayout(m_marks);
    row->addWidget(m_count, 1);
    row->addLayout(m_actions);
    refreshIcon();
}

void PageHeader::setCount(const QString &text)
{
    m_count->setText(text);
}

void PageHeader::setBadges(const QList<models::MethodBadge> &badges)
{
    if (badges == m_shown)
        return;
    m_shown = badges;
    while (QLayoutItem *item = m_badges->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const models::MethodBadge &badge : badges)
        m_badges->addWidget(new Badge(badge, this), 0, Qt::AlignVCenter);
}

void PageHeader::setInferred(const QString &reason)
{
    if (reason.isEmpty())
        return;
    auto *mark = new QLabel(this);
    mark->setPixmap(iconPixmap(u"assumed"_s, Colour::Warn, 16, devicePixelRatioF()));
    mark->setToolTip(plainToolTip(reason));
    mark->setAccessibleName(reason);
    m_marks->addWidget(mark);
    auto *word = new Label(tr("assumed"), this);
    word->setToolTip(plainToolTip(reason));
    Theme::setTone(word, Theme::Tone::Warn);
    m_marks->addWidget(word);
}

void PageHeader::addAction(QWidget *widget)
{
    m_actions->addWidget(widget);
}

void PageHeader::refreshIcon()
{
    m_icon->setPixmap(iconPixmap(m_iconName, Colour::Text, 22, devicePixelRatioF()));
}

} // namespace ui
