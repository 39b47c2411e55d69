// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/DocumentsPage.h"

#include "ui/catalogue/ReviewPanel.h"
#include "ui/catalogue/UrlDialog.h"
#include "ui/resource/PageHeader.h"
#include "ui/table/TableView.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/FileDialog.h"
#include "ui/widgets/IconProxy.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/Question.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QMimeData>
#include <QPushButton>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using models::ApiDocumentsModel;

namespace {

/// A file, or an address from a browser; empty: neither.
QUrl dropped(const QMimeData *data)
{
    for (const QUrl &url : data->urls()) {
        if (url.isLocalFile() || url.scheme().startsWith("http"_L1))
            return url;
    }
    return {};
}

} // namespace

DocumentsPage::DocumentsPage(models::ApiDocuments *documents, QSettings *settings, QWidget *parent)
    : Page(parent)
    , m_documents(documents)
    , m_settings(settings)
    , m_model(documents)
    , m_review(documents)
    , m_header(new PageHeader(u"document"_s, tr("API documents"), this))
    , m_banner(new Banner(this))
    , m_table(new TableView(this))
    , m_split(new QSplitter(Qt::Vertical, this))
{
    setAcceptDrops(true);
    makeActions();
    makeHeader();
    auto *hint = new Label(tr("Drop an OpenAPI or Swagger document here, or import one: what it "
                              "describes is added to the console once you have looked at it."),
                           this);
    hint->setWordWrap(true);
    hint->setContentsMargins(space::panel, 0, space::panel, space::inner);
    Theme::setMuted(hint);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(makeTable());
    m_split->addWidget(new ReviewPanel(&m_review, m_split));
    m_split->setStretchFactor(0, 1);
    m_split->setStretchFactor(1, 3);
    m_split->setSizes({120, 480});
    if (m_settings)
        m_split->restoreState(m_settings->value(u"documents/split"_s).toByteArray());
    connect(m_split, &QSplitter::splitterMoved, this, [this] {
        if (m_settings)
            m_settings->setValue(u"documents/split"_s, m_split->saveState());
    });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(hint);
    column->addWidget(m_banner);
    column->addWidget(m_split, 1);

    connect(documents, &models::ApiDocuments::changed, this, &DocumentsPage::showState);
    connect(documents, &models::ApiDocuments::failed, this, [this](const QString &sentence) {
        if (m_review.failure() != sentence)
            m_banner->showMessage(Banner::Level::Bad, sentence);
    });
    connect(documents, &models::ApiDocuments::removed, this, [this](const QString &title) {
        Q_EMIT said(tr("The import of “%1” was undone").arg(title));
    });
    connect(documents, &models::ApiDocuments::added, this,
            [this](const api::StoredDocument &document) {
                m_banner->dismiss();
                m_table->selectRow(m_model.rowOf(document.id));
                if (isVisible())
                    m_table->setFocus();
                Q_EMIT said(tr("“%1” was added").arg(document.title));
            });
    showState();
}

DocumentsPage::~DocumentsPage()
{
    delete m_split; // its views look at our models
}

void DocumentsPage::makeActions()
{
    const auto make = [this](const QString &text, const QString &iconName,
                             const QKeySequence &shortcut, void (DocumentsPage::*slot)()) {
        auto *action = new QAction(icon(iconName), text, this);
        action->setShortcut(shortcut);
        connect(action, &QAction::triggered, this, slot);
        addAction(action);
        m_commands << action;
        return action;
    };
    m_file =
        make(tr("Import API document..."), u"add"_s, QKeySequence::New, &DocumentsPage::chooseFile);
    m_url = make(tr("Import from URL..."), u"link"_s, QKeySequence(Qt::CTRL | Qt::Key_U),
                 &DocumentsPage::askForUrl);
    m_undo = make(tr("Undo this import..."), u"undo"_s, QKeySequence(QKeySequence::Delete),
                  &DocumentsPage::undoSelected);
}

void DocumentsPage::makeHeader()
{
    auto *undo = new QToolButton(this);
    undo->setDefaultAction(m_undo);
    undo->setAccessibleName(m_undo->text());
    m_header->addAction(undo);
    for (const auto &[action, kind] :
         {std::pair(m_url, u"quiet"_s), std::pair(m_file, u"primary"_s)}) {
        auto *button = new QPushButton(action->text(), this);
        button->setProperty("kind", kind);
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        m_header->addAction(button);
    }
}

QWidget *DocumentsPage::makeTable()
{
    m_table->setModel(new IconProxy(&m_model, ApiDocumentsModel::IconRole, m_table));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAccessibleName(tr("API documents"));
    const QList<int> widths{240, 200, 60, 90, 140};
    for (int column = 0; column < widths.size(); ++column)
        m_table->setColumnWidth(column, widths.at(column));
    m_table->horizontalHeader()->setStretchLastSection(true);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &DocumentsPage::showState);
    return m_table;
}

QString DocumentsPage::selectedId() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? QString() : m_model.idAt(rows.first().row());
}

void DocumentsPage::showState()
{
    const QString id = selectedId();
    m_undo->setEnabled(!id.isEmpty() && !m_documents->isBusy());
    m_undo->setToolTip(plainToolTip(!id.isEmpty()
                                        ? m_undo->text()
                                        : tr("Choose an imported document; what ships with the "
                                             "console stays.")));
    m_header->setCount(tr("%n imported", nullptr, int(m_documents->imported().size())));
    Q_EMIT countChanged(m_model.rowCount());
}

void DocumentsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    if (event->spontaneous())
        return; // the window that comes back has its focus where it was
    if (!m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_table->model()->index(0, 0));
    m_table->setFocus(Qt::OtherFocusReason);
}

void DocumentsPage::chooseFile()
{
    auto *dialog = new FileDialog(this, tr("Import API document"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("API documents (*.json *.yaml *.yml)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString &path) { m_review.readFile(path); });
    dialog->open();
}

void DocumentsPage::askForUrl()
{
    auto *dialog = new UrlDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { m_review.readUrl(dialog->url()); });
    dialog->open();
}

void DocumentsPage::undoSelected()
{
    const QString id = selectedId();
    if (id.isEmpty())
        return;
    const QString title = m_table->selectionModel()->selectedRows().first().data().toString();
    auto *question =
        new Question({tr("Undo an import"),
                      tr("“%1” and its tables go; what it replaced is back. Unsent edits are kept "
                         "and come back when it is imported again.")
                          .arg(title),
                      tr("Undo the import"), tr("Keep it")},
                     this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &QDialog::accepted, this, [this, id] { m_documents->undo(id); });
    question->open();
}

void DocumentsPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (!dropped(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void DocumentsPage::dropEvent(QDropEvent *event)
{
    const QUrl url = dropped(event->mimeData());
    if (url.isEmpty())
        return;
    event->acceptProposedAction();
    if (url.isLocalFile())
        m_review.readFile(url.toLocalFile());
    else
        m_review.readUrl(url.toString(QUrl::FullyEncoded));
}

} // namespace ui
