// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/TrafficFilter.h"

#include "models/TimeSpan.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QTimer>

#include <chrono>

namespace ui {

using namespace Qt::StringLiterals;
using models::TimeChoice;

namespace {

constexpr std::chrono::seconds untilNextSpan(20); // "the last hour" is another one by then

} // namespace

TrafficFilter::TrafficFilter(const api::ResourceType &type, QWidget *parent)
    : QWidget(parent)
    , m_timeProperty(type.timeProperty)
    , m_parties(type.partyProperties)
    , m_time(new QComboBox(this))
    , m_from(new QDateTimeEdit(this))
    , m_to(new QDateTimeEdit(this))
    , m_number(new QLineEdit(this))
    , m_clock(new QTimer(this))
{
    const std::pair<TimeChoice, QString> choices[] = {
        {TimeChoice::Any, tr("Any time")},         {TimeChoice::LastHour, tr("Last hour")},
        {TimeChoice::Today, tr("Today")},          {TimeChoice::Yesterday, tr("Yesterday")},
        {TimeChoice::LastWeek, tr("Last 7 days")}, {TimeChoice::LastMonth, tr("Last 30 days")},
        {TimeChoice::Between, tr("Between...")},
    };
    for (const auto &[choice, text] : choices)
        m_time->addItem(text, int(choice));
    m_time->setAccessibleName(tr("Filter by time"));
    const QDateTime now = QDateTime::currentDateTime();
    m_from->setDateTime(now.date().startOfDay());
    m_to->setDateTime(now);
    for (QDateTimeEdit *edit : {m_from, m_to}) {
        edit->setDisplayFormat(u"yyyy-MM-dd HH:mm"_s);
        edit->setCalendarPopup(true);
        edit->hide();
        connect(edit, &QDateTimeEdit::dateTimeChanged, this, &TrafficFilter::changed);
    }
    m_from->setAccessibleName(tr("From"));
    m_to->setAccessibleName(tr("To"));
    m_number->setPlaceholderText(tr("Number"));
    m_number->setAccessibleName(tr("Filter by number"));
    m_number->setClearButtonEnabled(true);
    m_number->addAction(icon(u"phone"_s, Colour::Muted), QLineEdit::LeadingPosition);
    m_number->setMaximumWidth(220);
    m_time->setVisible(!m_timeProperty.isEmpty());
    m_number->setVisible(!m_parties.isEmpty());

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::inner);
    row->addWidget(m_time);
    row->addWidget(m_from);
    row->addWidget(m_to);
    row->addWidget(m_number, 1);
    row->addStretch(1);
    m_clock->setInterval(untilNextSpan);
    connect(m_clock, &QTimer::timeout, this, &TrafficFilter::timePassed);
    connect(m_time, &QComboBox::currentIndexChanged, this, [this] {
        showBounds();
        if (models::movesOn(TimeChoice(m_time->currentData().toInt())))
            m_clock->start();
        else
            m_clock->stop();
        Q_EMIT changed();
    });
    connect(m_number, &QLineEdit::textChanged, this, &TrafficFilter::changed);
}

bool TrafficFilter::isFor(const api::ResourceType &type)
{
    // A list of what was made once is ordered by time, and that is all.
    return !type.partyProperties.isEmpty();
}

void TrafficFilter::showBounds()
{
    const bool between = m_time->currentData().toInt() == int(TimeChoice::Between);
    m_from->setVisible(between);
    m_to->setVisible(between);
}

void TrafficFilter::addTo(models::RowFilter &filter) const
{
    const auto choice = TimeChoice(m_time->currentData().toInt());
    const models::TimeSpan span = models::timeSpan(choice, QDateTime::currentDateTime(),
                                                   m_from->dateTime(), m_to->dateTime());
    filter.timeProperty = m_timeProperty;
    filter.from = span.from;
    filter.to = span.to;
    filter.parties = m_parties;
    filter.number = m_number->text().trimmed();
}

TrafficFilter::State TrafficFilter::state() const
{
    return {.time = m_time->currentIndex(),
            .from = m_from->dateTime(),
            .to = m_to->dateTime(),
            .number = m_number->text()};
}

void TrafficFilter::setState(const State &state)
{
    m_from->setDateTime(state.from);
    m_to->setDateTime(state.to);
    m_time->setCurrentIndex(state.time);
    m_number->setText(state.number);
}

void TrafficFilter::clear()
{
    m_time->setCurrentIndex(0);
    m_number->clear();
}

} // namespace ui
