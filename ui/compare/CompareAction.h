// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QPointer>

#include <functional>

namespace models {
class ResourceController;
}

namespace ui {

class CompareResourcesDialog;

/// "Compare...": of a page of resources, for one selected row (with what it was) or two.
class CompareAction : public QAction
{
    Q_OBJECT

public:
    /// @p controller and @p page outlive it. @p selectedIds: where the ids come from.
    CompareAction(models::ResourceController *controller, std::function<QStringList()> selectedIds,
                  QWidget *page);
    ~CompareAction() override;

    void setSelectedCount(int count);

private:
    void compare();

    models::ResourceController *m_controller;
    std::function<QStringList()> m_selected;
    QWidget *m_page;
    QPointer<CompareResourcesDialog> m_dialog;
};

} // namespace ui
