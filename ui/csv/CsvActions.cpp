// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/csv/CsvActions.h"

#include "models/ResourceController.h"
#include "models/ResourceName.h"
#include "ui/csv/ImportDialog.h"
#include "ui/theme/Icons.h"
#include "ui/widgets/FileDialog.h"

#include <QDropEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QSet>

#include <array>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

/// The CSV file that is dropped; empty: there is none.
QString csvFileOf(const QMimeData *data)
{
    for (const QUrl &url : data->urls()) {
        const QString suffix = QFileInfo(url.toLocalFile()).suffix().toLower();
        if (url.isLocalFile() && (suffix == "csv"_L1 || suffix == "tsv"_L1))
            return url.toLocalFile();
    }
    return {};
}

} // namespace

CsvActions::CsvActions(models::ResourceController *controller, QWidget *page)
    : QObject(page)
    , m_controller(controller)
    , m_page(page)
    , m_import(new QAction(icon(u"upload"_s), tr("Import CSV..."), this))
    , m_exportAll(new QAction(icon(u"download"_s), tr("Export all rows to CSV..."), this))
    , m_exportSelected(
          new QAction(icon(u"download"_s), tr("Export the selected rows to CSV..."), this))
{
    connect(m_import, &QAction::triggered, this, [this] { import(); });
    connect(m_exportAll, &QAction::triggered, this, [this] { exportRows(false); });
    connect(m_exportSelected, &QAction::triggered, this, [this] { exportRows(true); });
    connect(&m_exporter, &models::CsvExporter::failed, this, &CsvActions::failed);
    connect(
        &m_exporter, &models::CsvExporter::written, this, [this](const QString &path, int rows) {
            //: %1 is a file name
            Q_EMIT said(
                tr("%n row(s) were exported to %1", nullptr, rows).arg(QFileInfo(path).fileName()));
        });
    page->setAcceptDrops(true);
    page->installEventFilter(this);
}

CsvActions::~CsvActions()
{
    delete m_dialog; // it stands on the controller
}

void CsvActions::setSelectedCount(int count)
{
    m_exportSelected->setEnabled(count > 0);
    m_exportAll->setEnabled(m_controller->table().totalCount() > 0);
    // Where nothing can ever be made or changed there is nothing to import.
    m_import->setVisible(m_controller->canEverSend());
}

void CsvActions::import(const QString &path)
{
    if (m_dialog) {
        m_dialog->raise();
        return;
    }
    m_dialog = new ImportDialog(m_controller, m_journal, m_page->window());
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (!path.isEmpty())
        m_dialog->load(path);
    m_dialog->open();
}

QString CsvActions::workInProgress() const
{
    return m_dialog && m_dialog->import().isSending() ? tr("Rows of a CSV file are being sent.")
                                                      : QString();
}

void CsvActions::stopWork()
{
    if (m_dialog)
        m_dialog->import().cancelSending();
}

bool CsvActions::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop)
        return QObject::eventFilter(watched, event);
    auto *drop = static_cast<QDropEvent *>(event); // of which a drag event is one
    const QString path = csvFileOf(drop->mimeData());
    if (path.isEmpty())
        return QObject::eventFilter(watched, event);
    drop->acceptProposedAction();
    if (event->type() == QEvent::Drop)
        import(path);
    return true;
}

void CsvActions::exportRows(bool selected)
{
    struct Kind
    {
        QString filter;
        QString suffix;
        char delimiter;
    };
    const std::array<Kind, 3> kinds{{
        {tr("CSV, cells separated by commas (*.csv)"), u"csv"_s, ','},
        {tr("CSV, cells separated by semicolons (*.csv)"), u"csv"_s, ';'},
        {tr("Cells separated by tabs (*.tsv)"), u"tsv"_s, '\t'},
    }};
    const api::ResourceType &type = m_controller->resource();
    QStringList filters;
    for (const Kind &kind : kinds)
        filters << kind.filter;
    auto *dialog =
        new FileDialog(m_page->window(), tr("Export %1").arg(models::inSentence(type.plural)),
                       type.plural.toLower() + u".csv"_s, filters.join(u";;"_s));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, kinds](const QString &filter) {
        for (const Kind &kind : kinds) {
            if (kind.filter == filter)
                dialog->setDefaultSuffix(kind.suffix);
        }
    });
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, dialog, kinds, selected](const QString &path) {
                models::CsvExport::Dialect dialect;
                for (const Kind &kind : kinds) {
                    if (kind.filter == dialog->selectedNameFilter())
                        dialect.delimiter = kind.delimiter;
                }
                const QStringList ids = selected && m_selected ? m_selected() : QStringList();
                if (selected && ids.isEmpty())
                    return;
                m_exporter.start(path, m_controller->resource(), m_controller->table().snapshot(),
                                 QSet<QString>(ids.begin(), ids.end()), dialect);
            });
    dialog->open();
}

} // namespace ui
