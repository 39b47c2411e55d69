// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/RequestPanel.h"

#include "ui/requests/OutcomeProxy.h"
#include "ui/requests/RequestDetails.h"
#include "ui/table/TableView.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QPushButton>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using models::HistoryModel;

RequestPanel::RequestPanel(api::History *history, QWidget *parent)
    : QWidget(parent)
    , m_history(history)
    , m_model(history)
    , m_table(new TableView(this))
    , m_curl(new QPushButton(tr("Copy as curl"), this))
    , m_open(new QPushButton(tr("Open"), this))
    , m_token(new QPushButton(tr("Inspect token"), this))
    , m_edit(new QPushButton(tr("Edit and send again"), this))
{
    auto *heading = Label::section(tr("Requests"), this);
    auto *hide = new QToolButton(this);
    hide->setIcon(icon(u"chevron-down"_s, Colour::Muted));
    hide->setToolTip(tr("Hide the requests"));
    hide->setAccessibleName(tr("Hide the requests"));
    connect(hide, &QToolButton::clicked, this, &RequestPanel::hideWanted);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(space::panel, space::tight, space::inner, space::tight);
    bar->setSpacing(space::inner);
    bar->addWidget(heading);
    bar->addStretch();
    bar->addWidget(m_open);
    bar->addWidget(m_edit);
    bar->addWidget(m_curl);
    bar->addWidget(m_token);
    bar->addWidget(hide);

    auto *proxy = new OutcomeProxy(this);
    proxy->setSourceModel(&m_model);
    m_table->setModel(proxy);
    m_table->setAccessibleName(tr("Requests"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setStretchLastSection(false);
    // As wide as the time is in the system's font, whichever that turns out to be.
    const QFontMetrics metrics(Theme::instance() ? Theme::instance()->fixedFont() : font());
    const int time = metrics.horizontalAdvance(u"2026-11-21 23:59:59.999"_s) + 2 * space::inner;
    const int widths[HistoryModel::ColumnCount] = {time, 80, 400, 150, 80, 80, 220};
    for (int column = 0; column < HistoryModel::ColumnCount; ++column)
        m_table->setColumnWidth(
            column, qMax(widths[column], m_table->horizontalHeader()->sectionSizeHint(column)));
    m_table->horizontalHeader()->setSectionResizeMode(HistoryModel::Path, QHeaderView::Stretch);
    m_table->setColumnHidden(HistoryModel::RequestId, true);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_table);

    connect(m_curl, &QPushButton::clicked, this, &RequestPanel::copyAsCurl);
    connect(m_token, &QPushButton::clicked, this, &RequestPanel::inspectToken);
    connect(m_edit, &QPushButton::clicked, this, &RequestPanel::edit);
    connect(m_open, &QPushButton::clicked, this, &RequestPanel::openCurrent);
    connect(m_table, &TableView::rowActivated, this, &RequestPanel::openCurrent);
    const auto enable = [this] {
        const bool some = m_table->currentIndex().isValid();
        m_curl->setEnabled(some);
        m_open->setEnabled(some);
        m_token->setEnabled(some);
        m_edit->setEnabled(some);
    };
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, enable);
    enable();
}

void RequestPanel::copyAsCurl()
{
    const qint64 row = m_table->currentIndex().data(HistoryModel::EntryRowRole).toLongLong();
    m_history->fetch(row, this, [](const api::HistoryEntry &entry) {
        QGuiApplication::clipboard()->setText(api::asCurl(entry));
    });
}

void RequestPanel::inspectToken()
{
    const qint64 row = m_table->currentIndex().data(HistoryModel::EntryRowRole).toLongLong();
    m_history->fetch(row, this,
                     [this](const api::HistoryEntry &entry) { Q_EMIT inspectTokenWanted(entry); });
}

void RequestPanel::edit()
{
    const qint64 row = m_table->currentIndex().data(HistoryModel::EntryRowRole).toLongLong();
    m_history->fetch(row, this,
                     [this](const api::HistoryEntry &entry) { Q_EMIT editWanted(entry); });
}

void RequestPanel::openCurrent()
{
    const QModelIndex index = m_table->currentIndex();
    if (!index.isValid())
        return;
    m_history->fetch(index.data(HistoryModel::EntryRowRole).toLongLong(), this,
                     [this](const api::HistoryEntry &entry) {
                         auto *dialog = new RequestDetails(entry, window());
                         dialog->setAttribute(Qt::WA_DeleteOnClose);
                         dialog->open();
                     });
}

} // namespace ui
