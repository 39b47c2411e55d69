// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/FileTransfers.h"

#include <QWidget>

class QProgressBar;
class QPushButton;

namespace ui {

class Label;

/// The files of a page that are on their way: what, how far, how fast, and a way to stop them or to
/// go on. Hidden while there are none.
class TransferBar : public QWidget
{
    Q_OBJECT

public:
    explicit TransferBar(models::FileTransfers *transfers, QWidget *parent = nullptr);

private:
    void refresh();

    models::FileTransfers *m_transfers;
    Label *m_title;
    Label *m_text;
    QProgressBar *m_bar;
    QPushButton *m_cancel;
    QPushButton *m_resume;
    QPushButton *m_close;
};

} // namespace ui
