// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tokens/LiveView.h"

#include "ui/table/TableView.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>

#include <chrono>

namespace ui {

using namespace std::chrono_literals;
using models::SigningModel;

LiveView::LiveView(api::Session *session, QWidget *parent)
    : QWidget(parent)
    , m_signings(session)
    , m_left(new Label({}, this))
    , m_details(new Label({}, this))
    , m_inspect(new QPushButton(tr("Inspect it"), this))
    , m_table(new TableView(this))
{
    if (Theme::instance())
        m_left->setFont(Theme::instance()->titleFont());
    m_details->setWordWrap(true);
    Theme::setMuted(m_details);
    m_table->setModel(&m_signings);
    m_table->setAccessibleName(tr("Signings of this run"));
    const QFontMetrics metrics(font());
    const int time = metrics.horizontalAdvance(QStringLiteral("2026-12-30 23:59:59")) + 40;
    m_table->setColumnWidth(SigningModel::Number, 60);
    m_table->setColumnWidth(SigningModel::SignedAt, time);
    m_table->setColumnWidth(SigningModel::Expires, time);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(SigningModel::Why, QHeaderView::Stretch);

    auto *top = new QVBoxLayout;
    top->setContentsMargins(space::panel, space::field, space::panel, space::panel);
    top->setSpacing(space::inner);
    top->addWidget(m_left);
    top->addWidget(m_details);
    top->addWidget(m_inspect, 0, Qt::AlignLeft);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_table, 1);

    m_status.setSession(session);
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &LiveView::refresh);
    connect(&m_status, &models::SessionStatus::changed, this, &LiveView::refresh);
    connect(m_inspect, &QPushButton::clicked, this, &LiveView::inspectWanted);
    refresh();
}

void LiveView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
    m_tick.start();
}

void LiveView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_tick.stop();
}

void LiveView::refresh()
{
    m_left->setText(m_status.token().text);
    m_details->setText(m_status.token().details);
    m_signings.refresh();
    m_inspect->setEnabled(m_signings.rowCount() > 0);
}

} // namespace ui
