// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/TransferBar.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

namespace ui {

using State = models::FileTransfer::State;

TransferBar::TransferBar(models::FileTransfers *transfers, QWidget *parent)
    : QWidget(parent)
    , m_transfers(transfers)
    , m_title(new Label({}, this))
    , m_text(new Label({}, this))
    , m_bar(new QProgressBar(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_resume(new QPushButton(tr("Resume"), this))
    , m_close(new QPushButton(tr("Close"), this))
{
    setBackgroundRole(QPalette::Button);
    setAutoFillBackground(true);
    m_title->setElided(Qt::ElideMiddle);
    Theme::setMuted(m_text);
    m_bar->setTextVisible(false);
    m_bar->setMaximumHeight(space::inner);
    m_bar->setMinimumWidth(120);
    m_bar->setAccessibleName(tr("Progress of the files"));
    m_cancel->setAccessibleName(tr("Stop the files that are on their way"));
    m_resume->setAccessibleName(tr("Go on with the files that were stopped"));
    m_close->setAccessibleName(tr("Forget the files that were sent or downloaded"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::panel, space::inner, space::panel, space::inner);
    row->setSpacing(space::inner);
    row->addWidget(m_title, 2);
    row->addWidget(m_bar, 1);
    row->addWidget(m_text);
    row->addWidget(m_cancel);
    row->addWidget(m_resume);
    row->addWidget(m_close);
    connect(m_cancel, &QPushButton::clicked, transfers, &models::FileTransfers::cancelAll);
    connect(m_resume, &QPushButton::clicked, transfers, &models::FileTransfers::resume);
    connect(m_close, &QPushButton::clicked, transfers, &models::FileTransfers::clear);
    connect(transfers, &models::FileTransfers::changed, this, &TransferBar::refresh);
    refresh();
}

void TransferBar::refresh()
{
    setVisible(!m_transfers->isEmpty());
    if (m_transfers->isEmpty())
        return;
    const bool running = m_transfers->isRunning();
    const bool broken = m_transfers->countOf(State::Done) < m_transfers->count();
    m_title->setText(m_transfers->title());
    m_text->setText(m_transfers->progressText());
    const qint64 total = m_transfers->bytesTotal();
    m_bar->setVisible(running || broken);
    constexpr int whole = 1000;
    m_bar->setRange(0, total > 0 ? whole : running ? 0 : whole);
    if (total > 0)
        m_bar->setValue(int(m_transfers->bytesDone() * whole / total));
    m_cancel->setVisible(running);
    m_resume->setVisible(!running && broken);
    m_close->setVisible(!running);
}

} // namespace ui
