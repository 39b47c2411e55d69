// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ImportReview.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace ui {

class Banner;
class Label;
class LoadingBar;
class TableView;

/// A document before it is added: what it is, what it brings, replaces and leaves out. Hidden while
/// there is none.
class ReviewPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ReviewPanel(models::ImportReview *review, QWidget *parent = nullptr);

private:
    QWidget *makeFacts();
    QWidget *makePrefix();
    void makeTable();
    void refresh();
    void refreshKinds();
    void showReport();

    models::ImportReview *m_review;
    Label *m_title;
    Label *m_summary;
    Label *m_begin;
    Banner *m_banner;
    LoadingBar *m_loading;
    QWidget *m_prefixRow = nullptr;
    QLineEdit *m_prefix;
    QPushButton *m_again;
    Label *m_prefixProblem;
    QComboBox *m_kind;
    TableView *m_table;
    QPushButton *m_apply;
    QPushButton *m_discard;
    bool m_shown = false; ///< the report that is there was shown
};

} // namespace ui
