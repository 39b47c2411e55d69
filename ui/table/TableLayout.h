// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ResourceTableModel.h"

#include <QObject>
#include <QSettings>
#include <QTimer>

class QMenu;
class QTableView;

namespace ui {

/// Which columns of a resource table are shown, how wide and in which order; remembered by property
/// name, so that a column that the catalogue gains or loses upsets nothing.
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

private:
    void applyDefaults();
    void save();
    QString settingsKey() const;

    QTableView *m_view;
    models::ResourceTableModel *m_model;
    QSettings *m_settings;
    QString m_key;
    QTimer m_saveSoon;
    bool m_restoring = false;
};

} // namespace ui
