// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ResourceTableModel.h"

#include <QHash>
#include <QObject>
#include <QSettings>
#include <QTimer>

class QMenu;
class QTableView;

namespace ui {

/// Which columns of a resource table are shown, how wide and in which order; remembered by property
/// name, so that a column that the catalogue gains or loses upsets nothing. The widest column of
/// prose takes the room that is left over; where none is shown, the last one.
class TableLayout : public QObject
{
    Q_OBJECT

public:
    /// @p settings may be null: nothing is remembered then. @p key names the table in it.
    TableLayout(QTableView *view, models::ResourceTableModel *model, QSettings *settings,
                QString key, QObject *parent = nullptr);

    /// Takes the saved layout, or the catalogue's widths where there is none.
    void restore();
    void reset(); ///< back to the catalogue's
    /// One checkable entry a column, and "Reset columns".
    void fillMenu(QMenu *menu);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void applyDefaults();
    int defaultWidth(const api::Column &column) const;
    int flexibleColumn() const; ///< -1: no column at all
    void resize(int column, int width);
    void fit();
    void save();
    QString settingsKey() const;

    QTableView *m_view;
    models::ResourceTableModel *m_model;
    QSettings *m_settings;
    QString m_key;
    QTimer m_saveSoon;
    QHash<int, int> m_widths; ///< wanted, by column; the flexible one may be wider
    bool m_restoring = false;
};

} // namespace ui
