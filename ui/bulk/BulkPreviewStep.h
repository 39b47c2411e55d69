// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/BulkChange.h"
#include "models/BulkPreviewModel.h"

#include <QWidget>

class QDoubleSpinBox;
class QProgressBar;
class QSpinBox;

namespace ui {

class CountFilter;
class Label;
class TableView;

/// Second step of "change many": what the patch would do to each, and how fast it goes out.
class BulkPreviewStep : public QWidget
{
    Q_OBJECT

public:
    explicit BulkPreviewStep(models::BulkChange *change, QWidget *parent = nullptr);

    models::BulkSettings settings() const;

private:
    QWidget *makeSettings();
    void refresh();

    models::BulkChange *m_change;
    models::BulkPreviewModel m_model;
    Label *m_summary;
    Label *m_reasons;
    QProgressBar *m_progress;
    CountFilter *m_filter;
    TableView *m_table;
    QSpinBox *m_concurrency;
    QDoubleSpinBox *m_rate;
};

} // namespace ui
