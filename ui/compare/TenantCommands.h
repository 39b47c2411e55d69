// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compare/TenantExporter.h"

#include <QAction>
#include <QObject>
#include <QPointer>

#include <memory>

namespace models {
class Workspace;
}

namespace ui {

class TenantCompareDialog;

/// What can be done with a tenant as a whole: exporting it, and comparing.
class TenantCommands : public QObject
{
    Q_OBJECT

public:
    /// @p workspace and @p window outlive it.
    TenantCommands(models::Workspace *workspace, QWidget *window);
    ~TenantCommands() override;

    QList<QAction *> actions() const { return {m_export, m_compare}; }
    /// An export that is being made, as a sentence; empty: none.
    QString workInProgress() const;
    /// The session goes: what stands on it goes before.
    void letGo();

Q_SIGNALS:
    void said(const QString &sentence);
    void failed(const QString &sentence);

private:
    void exportOrStop();
    void setExporting(bool exporting);
    void stopExport();
    void exportTo(const QString &path);
    void compare();

    models::Workspace *m_workspace;
    QWidget *m_window;
    QAction *m_export;
    QAction *m_compare;
    std::unique_ptr<models::TenantExporter> m_exporter;
    QPointer<TenantCompareDialog> m_dialog;
};

} // namespace ui
