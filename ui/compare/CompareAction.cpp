// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/CompareAction.h"

#include "models/ResourceController.h"
#include "ui/compare/CompareResourcesDialog.h"
#include "ui/theme/Icons.h"
#include "ui/widgets/Label.h"

namespace ui {

using namespace Qt::StringLiterals;

CompareAction::CompareAction(models::ResourceController *controller,
                             std::function<QStringList()> selectedIds, QWidget *page)
    : QAction(ui::icon(u"review"_s), tr("Compare..."), page)
    , m_controller(controller)
    , m_selected(std::move(selectedIds))
    , m_page(page)
{
    connect(this, &QAction::triggered, this, &CompareAction::compare);
    setSelectedCount(0);
}

CompareAction::~CompareAction()
{
    delete m_dialog; // it stands on the controller
}

void CompareAction::setSelectedCount(int count)
{
    setEnabled(count == 1 || count == 2);
    setToolTip(plainToolTip(count == 1   ? tr("Compare with what it was before a change")
                            : count == 2 ? tr("Compare the two")
                                         : tr("Select one row, or two.")));
}

void CompareAction::compare()
{
    const QStringList ids = m_selected();
    if (m_dialog || ids.isEmpty() || ids.size() > 2)
        return;
    m_dialog = new CompareResourcesDialog(m_controller, ids, m_page->window());
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->open();
}

} // namespace ui
