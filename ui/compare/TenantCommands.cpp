// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/TenantCommands.h"

#include "models/Workspace.h"
#include "ui/compare/TenantCompareDialog.h"
#include "ui/theme/Icons.h"
#include "ui/widgets/FileDialog.h"

#include <QDateTime>
#include <QFileInfo>

namespace ui {

using namespace Qt::StringLiterals;

TenantCommands::TenantCommands(models::Workspace *workspace, QWidget *window)
    : QObject(window)
    , m_workspace(workspace)
    , m_window(window)
    , m_export(new QAction(icon(u"download"_s), QString(), this))
    , m_compare(new QAction(icon(u"review"_s), tr("Compare tenants..."), this))
{
    setExporting(false);
    connect(m_export, &QAction::triggered, this, &TenantCommands::exportOrStop);
    connect(m_compare, &QAction::triggered, this, &TenantCommands::compare);
    connect(workspace, &models::Workspace::sessionClosing, this, &TenantCommands::letGo);
}

TenantCommands::~TenantCommands()
{
    letGo();
}

void TenantCommands::letGo()
{
    stopExport();
    delete m_dialog;
}

void TenantCommands::stopExport()
{
    m_exporter.reset();
    setExporting(false);
}

/// One at a time: while it runs, the same command stops it.
void TenantCommands::setExporting(bool exporting)
{
    m_export->setText(exporting ? tr("Stop the tenant export") : tr("Export tenant..."));
    m_export->setIcon(icon(exporting ? u"stop"_s : u"download"_s));
}

QString TenantCommands::workInProgress() const
{
    return m_exporter && m_exporter->isRunning() ? tr("A tenant is being exported.") : QString();
}

void TenantCommands::exportOrStop()
{
    if (m_exporter && m_exporter->isRunning()) {
        stopExport();
        Q_EMIT said(tr("The export was stopped."));
        return;
    }
    if (!m_workspace->session())
        return;
    const QString name = u"%1-%2.json"_s.arg(m_workspace->session()->profile().domain,
                                             QDateTime::currentDateTime().toString(u"yyyy-MM-dd"));
    auto *dialog =
        new FileDialog(m_window, tr("Export tenant"), name, tr("Tenant exports (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &TenantCommands::exportTo);
    dialog->open();
}

void TenantCommands::exportTo(const QString &path)
{
    if (!m_workspace->session())
        return;
    setExporting(true);
    m_exporter = std::make_unique<models::TenantExporter>(m_workspace->session());
    connect(m_exporter.get(), &models::TenantExporter::progress, this,
            [this](const QString &plural, int number, int total) {
                //: name of a list, its number, number of lists
                Q_EMIT said(tr("Exporting %1 (%2 of %3)").arg(plural).arg(number).arg(total));
            });
    connect(m_exporter.get(), &models::TenantExporter::finished, this,
            [this](const QString &file, int resources, const QStringList &notes) {
                setExporting(false);
                Q_EMIT said(tr("%n resource(s) were exported to %1", nullptr, resources)
                                .arg(QFileInfo(file).fileName()));
                if (!notes.isEmpty())
                    Q_EMIT failed(tr("Some lists are not in the export. %1").arg(notes.join(u' ')));
            });
    connect(m_exporter.get(), &models::TenantExporter::failed, this,
            [this](const QString &sentence) {
                setExporting(false);
                Q_EMIT failed(sentence);
            });
    m_exporter->start(path);
}

void TenantCommands::compare()
{
    if (m_dialog || !m_workspace->session())
        return;
    m_dialog = new TenantCompareDialog(m_workspace->session(), &m_workspace->drafts(), m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &TenantCompareDialog::said, this, &TenantCommands::said);
    m_dialog->open();
}

} // namespace ui
