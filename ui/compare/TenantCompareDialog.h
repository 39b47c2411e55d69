// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compare/TenantComparison.h"

#include <QDialog>
#include <QSortFilterProxyModel>
#include <QTimer>

#include <array>

class QGridLayout;
class QLineEdit;
class QPushButton;

namespace ui {

class Label;
class LoadingBar;
class TableView;

/// Compares two exports of tenants, or one with the tenant as it is now, and stages the edits that
/// make the first like the second.
class TenantCompareDialog : public QDialog
{
    Q_OBJECT

public:
    /// @p session and @p drafts outlive it.
    TenantCompareDialog(api::Session *session, models::DraftStore *drafts,
                        QWidget *parent = nullptr);

    models::TenantComparison &comparison() { return m_comparison; }

Q_SIGNALS:
    void said(const QString &sentence);

private:
    using Side = models::TenantComparison::Side;
    struct SideRow
    {
        Label *title;
        QPushButton *live;
        QPushButton *file;
    };
    SideRow makeSide(Side side, QGridLayout *grid);
    void chooseFile(Side side);
    void applyFilter();
    std::vector<int> wanted() const;
    void refresh();
    void stage();

    models::TenantComparison m_comparison;
    QSortFilterProxyModel m_proxy;
    std::array<SideRow, 2> m_sides;
    QLineEdit *m_filter;
    QTimer m_filterSoon;
    Label *m_words;
    Label *m_notes;
    TableView *m_table;
    LoadingBar *m_loading;
    QPushButton *m_swap;
    QPushButton *m_stage;
};

} // namespace ui
