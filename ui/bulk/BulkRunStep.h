// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/BulkChange.h"
#include "models/BulkResultModel.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QProgressBar;
class QPushButton;

namespace ui {

class CountFilter;
class Label;
class TableView;

/// Third step of "change many": how it goes, and what became of each.
class BulkRunStep : public QWidget
{
    Q_OBJECT

public:
    explicit BulkRunStep(models::BulkChange *change, QWidget *parent = nullptr);

    void saveReport();

private:
    QWidget *makeButtons();
    QPushButton *addButton(const QString &text, const QString &iconName);
    void refresh();
    void showProgress();
    QString headline() const;
    QString detail() const;
    /// In production after the number was typed, else at once.
    void confirmed(int count, std::function<void()> what);
    void askSendUnknown();

    models::BulkChange *m_change;
    models::BulkResultModel m_model;
    Label *m_headline;
    Label *m_detail;
    Label *m_problem;
    QProgressBar *m_progress;
    CountFilter *m_filter;
    TableView *m_table;
    QPushButton *m_pause = nullptr;
    QPushButton *m_goOn = nullptr;
    bool m_followsPause = false;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_retry = nullptr;
    QPushButton *m_check = nullptr;
    QPushButton *m_sendUnknown = nullptr;
    QPushButton *m_report = nullptr;
    QTimer m_soon; ///< the numbers: ten times a second is enough
};

} // namespace ui
