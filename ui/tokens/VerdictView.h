// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/TokenInspection.h"

#include <QWidget>

class QComboBox;
class QPushButton;
class QVBoxLayout;

namespace ui {

class Banner;
class CheckList;
class DifferenceLabel;
class Label;
class TimelineView;

/// What the platform would answer to the token on the bench, and why: the key and the domain that
/// it is checked against, the checks one by one, near misses by name, and the time line.
class VerdictView : public QWidget
{
    Q_OBJECT

public:
    explicit VerdictView(models::TokenInspection *inspection, QWidget *parent = nullptr);

private:
    QWidget *makeChoices();
    QWidget *makeFindings();
    void refreshCandidates();
    void refresh();
    void showHeadline();
    void showNearMisses();

    models::TokenInspection *m_inspection;
    Banner *m_headline;
    QComboBox *m_key;
    QComboBox *m_domain;
    QPushButton *m_tryAll;
    Label *m_tried;
    Label *m_misses;
    DifferenceLabel *m_difference;
    CheckList *m_checks;
    TimelineView *m_timeline;
};

} // namespace ui
