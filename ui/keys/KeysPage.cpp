// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/KeysPage.h"

#include "models/KeyRotation.h"
#include "models/KeyWords.h"
#include "ui/keys/ExportKeyDialog.h"
#include "ui/keys/GenerateKeyDialog.h"
#include "ui/keys/KeyDetail.h"
#include "ui/keys/KeyQuestions.h"
#include "ui/keys/KeysProxy.h"
#include "ui/keys/RotationDialog.h"
#include "ui/keys/UploadKeyDialog.h"
#include "ui/resource/PageHeader.h"
#include "ui/table/TableView.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/LoadingBar.h"
#include "ui/widgets/Placeholder.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QFutureWatcher>
#include <QGuiApplication>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using models::KeyAction;
using models::KeyTableModel;
using models::KeyTask;

KeysPage::KeysPage(const models::KeyContext &context, QSettings *settings, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_settings(settings)
    , m_model(context.store, context.profiles)
    , m_task(context.store)
    , m_proxy(new KeysProxy(this))
{
    m_proxy->setSourceModel(&m_model);
    makeActions();
    m_split = new QSplitter(Qt::Horizontal, this);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(makeTablePane());
    m_detail = new KeyDetail(context, m_split);
    m_detail->setMinimumWidth(300);
    m_split->addWidget(m_detail);
    m_split->setStretchFactor(0, 1);
    m_split->setStretchFactor(1, 1);
    m_split->setSizes({720, 360});
    if (m_settings)
        m_split->restoreState(m_settings->value(u"keys/split"_s).toByteArray());
    connect(m_split, &QSplitter::splitterMoved, this, [this] {
        if (m_settings)
            m_settings->setValue(u"keys/split"_s, m_split->saveState());
    });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_split);

    connect(m_detail, &KeyDetail::actionWanted, this, &KeysPage::run);
    connect(m_detail, &KeyDetail::said, this, &Page::said);
    connect(context.store, &auth::KeyStore::changed, this, &KeysPage::showState);
    connect(context.profiles, &api::ProfileStore::changed, this, &KeysPage::showState);
    connect(context.store, &auth::KeyStore::waitingChanged, this, &KeysPage::showWaiting);
    connect(&m_task, &KeyTask::finished, this, [this](const models::KeyOutcome &outcome) {
        if (outcome)
            m_banner->dismiss();
        else
            m_banner->showMessage(Banner::Level::Bad, outcome.error().message);
        showState();
    });
    showState();
}

KeysPage::~KeysPage()
{
    delete m_split; // its views look at our models
}

QAction *KeysPage::makeAction(KeyAction what, const QString &text, const QString &iconName,
                              const QKeySequence &shortcut)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setShortcut(shortcut);
    connect(action, &QAction::triggered, this, [this, what] { run(what); });
    addAction(action);
    m_actions.insert(what, action);
    m_commands << action;
    return action;
}

void KeysPage::makeActions()
{
    makeAction(KeyAction::Generate, tr("Generate..."), u"add"_s, QKeySequence::New);
    makeAction(KeyAction::Import, tr("Import..."), u"key"_s, QKeySequence(Qt::CTRL | Qt::Key_I));
    makeAction(KeyAction::Link, tr("Link a file..."), u"link"_s);
    makeAction(KeyAction::Upload, tr("Upload..."), u"send"_s, QKeySequence(Qt::CTRL | Qt::Key_U));
    makeAction(KeyAction::Rotate, tr("Rotate..."), u"refresh"_s);
    makeAction(KeyAction::CopyThumbprint, tr("Copy thumbprint"), u"copy"_s, QKeySequence::Copy);
    makeAction(KeyAction::ExportPublic, tr("Export public key (PEM)..."), u"send"_s);
    m_jwk = new QAction(icon(u"send"_s), tr("Export public key (JWK)..."), this);
    connect(m_jwk, &QAction::triggered, this, [this] { exportPublic(KeyTask::PublicForm::Jwk); });
    addAction(m_jwk);
    m_commands << m_jwk;
    makeAction(KeyAction::ExportPrivate, tr("Export private key..."), u"lock"_s);
    makeAction(KeyAction::EnterPassphrase, tr("Enter passphrase..."), u"lock"_s);
    makeAction(KeyAction::Rename, tr("Rename..."), u"edit"_s, QKeySequence(Qt::Key_F2));
    makeAction(KeyAction::Retire, tr("Retire"), u"stop"_s);
    makeAction(KeyAction::Activate, tr("Make active"), u"ok"_s);
    makeAction(KeyAction::Compromise, tr("Mark as compromised..."), u"warning"_s);
    makeAction(KeyAction::Remove, tr("Remove..."), u"delete"_s, QKeySequence(QKeySequence::Delete));
    m_refresh = new QAction(icon(u"refresh"_s), tr("Refresh"), this);
    m_refresh->setShortcut(QKeySequence(Qt::Key_F5));
    connect(m_refresh, &QAction::triggered, this, &KeysPage::refresh);
    addAction(m_refresh);
    m_commands << m_refresh;
}

QWidget *KeysPage::makeTablePane()
{
    auto *pane = new QWidget(this);
    m_header = new PageHeader(u"key"_s, tr("Keys"), pane);
    m_banner = new Banner(pane);
    m_stack = new QStackedWidget(pane);
    m_table = new TableView(m_stack);
    m_table->setModel(m_proxy);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAccessibleName(tr("Key pairs"));
    m_placeholder = new Placeholder(m_stack);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_placeholder);
    m_loading = new LoadingBar(m_stack);
    restoreLayout();

    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    makeFilter(pane);
    column->addWidget(m_banner);
    column->addWidget(m_stack, 1);
    makeHeaderActions();

    connect(m_table, &TableView::headerClicked, this, &KeysPage::sortBy);
    connect(m_table, &TableView::rowMenuRequested, this, &KeysPage::showRowMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &KeysPage::showSelection);
    connect(m_placeholder, &Placeholder::actionTriggered, this, [this] {
        if (!m_failure.isEmpty())
            refresh();
        else if (m_model.rowCount() > 0)
            m_filter->clear();
        else
            generate();
    });
    return pane;
}

void KeysPage::makeFilter(QWidget *pane)
{
    m_filter = new QLineEdit(pane);
    m_filter->setPlaceholderText(tr("Filter by any column   /"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->addAction(icon(u"search"_s, Colour::Muted), QLineEdit::LeadingPosition);
    m_filter->setMinimumWidth(160);
    m_filter->setMaximumWidth(360);
    m_count = new Label({}, pane);
    Theme::setMuted(m_count);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(space::panel, 0, space::panel, space::inner);
    row->setSpacing(space::inner);
    row->addWidget(m_filter, 3);
    row->addStretch(1);
    row->addWidget(m_count);
    static_cast<QVBoxLayout *>(pane->layout())->addLayout(row);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_proxy->setFilterFixedString(text);
        showState();
    });
    connect(m_filter, &QLineEdit::returnPressed, this, [this] { m_table->setFocus(); });
}

void KeysPage::makeHeaderActions()
{
    auto *refresh = new QToolButton(this);
    refresh->setDefaultAction(m_refresh);
    refresh->setAccessibleName(m_refresh->text());
    auto *remove = new QToolButton(this);
    remove->setDefaultAction(m_actions[KeyAction::Remove]);
    remove->setAccessibleName(tr("Remove the selected key pair"));
    auto *more = new QToolButton(this);
    more->setIcon(icon(u"more"_s));
    more->setToolTip(tr("More actions"));
    more->setAccessibleName(tr("More actions"));
    more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(more);
    menu->addAction(m_actions[KeyAction::Link]);
    menu->addSeparator();
    for (const KeyAction what :
         {KeyAction::ExportPublic, KeyAction::ExportPrivate, KeyAction::Rename, KeyAction::Retire,
          KeyAction::Activate, KeyAction::Compromise})
        menu->addAction(m_actions[what]);
    menu->insertAction(m_actions[KeyAction::ExportPrivate], m_jwk);
    more->setMenu(menu);
    m_header->addAction(refresh);
    m_header->addAction(remove);
    m_header->addAction(more);
    QWidget *last = more;
    for (const auto &[what, kind] :
         {std::pair(KeyAction::Import, u"quiet"_s), std::pair(KeyAction::Generate, u"primary"_s)}) {
        QAction *action = m_actions[what];
        auto *button = new QPushButton(action->text(), this);
        button->setProperty("kind", kind);
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        connect(action, &QAction::changed, button, [action, button] {
            button->setEnabled(action->isEnabled());
            button->setToolTip(action->toolTip());
        });
        m_header->addAction(button);
        setTabOrder(last, button);
        last = button;
    }
    // Reading order: some of these were made after those that stand below them.
    setTabOrder(last, m_filter);
    setTabOrder(m_filter, m_table);
    setTabOrder(m_table, m_placeholder->findChild<QPushButton *>());
}

void KeysPage::restoreLayout()
{
    const QHash<int, int> widths{
        {KeyTableModel::Name, 118},    {KeyTableModel::State, 112}, {KeyTableModel::Use, 72},
        {KeyTableModel::Profiles, 88}, {KeyTableModel::Bits, 44},   {KeyTableModel::Thumbprint, 88},
        {KeyTableModel::Created, 92},  {KeyTableModel::Place, 60}, // and the rest
    };
    for (auto it = widths.begin(); it != widths.end(); ++it)
        m_table->setColumnWidth(it.key(), it.value());
    QHeaderView *header = m_table->horizontalHeader();
    header->setStretchLastSection(true);
    if (m_settings)
        header->restoreState(m_settings->value(u"keys/columns"_s).toByteArray());
    const auto save = [this, header] {
        if (m_settings)
            m_settings->setValue(u"keys/columns"_s, header->saveState());
    };
    connect(header, &QHeaderView::sectionResized, this, save);
    connect(header, &QHeaderView::sectionMoved, this, save);
}

void KeysPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    if (!m_seen) {
        m_seen = true;
        refresh();
        if (m_proxy->rowCount() > 0 && !selected() && m_wantedId.isEmpty())
            m_table->selectRow(0);
    }
    const bool empty = m_stack->currentWidget() == m_placeholder;
    QWidget *first = empty ? m_placeholder->findChild<QPushButton *>() : nullptr;
    (first ? first : static_cast<QWidget *>(m_table))->setFocus(Qt::OtherFocusReason);
}

void KeysPage::focusFilter()
{
    m_filter->setFocus();
    m_filter->selectAll();
}

void KeysPage::toggleDetail()
{
    m_detail->setVisible(!m_detail->isVisibleTo(this));
}

void KeysPage::refresh()
{
    if (m_reading)
        return;
    m_reading = true;
    using Read = auth::KeyResult<void>;
    auto *watcher = new QFutureWatcher<Read>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        m_reading = false;
        const bool failed = watcher->future().resultCount() > 0 && !watcher->future().result();
        m_failure = failed ? watcher->future().result().error().message : QString();
        showState();
    });
    watcher->setFuture(m_context.store->refresh());
    showState();
}

std::optional<auth::KeyEntry> KeysPage::selected() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return std::nullopt;
    return m_model.entryAt(m_proxy->mapToSource(rows.first()).row());
}

QString KeysPage::selectedId() const
{
    const auto entry = selected();
    return entry ? entry->id : QString();
}

void KeysPage::select(const QString &id)
{
    const int row = m_model.rowOf(id);
    if (row < 0) {
        m_wantedId = id;
        return;
    }
    m_wantedId.clear();
    const QModelIndex index = m_proxy->mapFromSource(m_model.index(row, 0));
    if (!index.isValid()) { // hidden by the filter
        m_filter->clear();
        select(id);
        return;
    }
    m_table->selectRow(index.row());
    m_table->scrollTo(index);
}

void KeysPage::showState()
{
    m_loading->setLoading(m_reading || m_task.isRunning());
    if (!m_wantedId.isEmpty() && m_model.rowOf(m_wantedId) >= 0)
        select(m_wantedId);
    const int total = m_model.rowCount();
    if (m_proxy->rowCount() > 0) {
        m_stack->setCurrentWidget(m_table);
        if (!m_failure.isEmpty())
            m_banner->showMessage(Banner::Level::Bad, m_failure);
    } else {
        if (!m_failure.isEmpty())
            m_placeholder->setContent(u"error"_s, tr("The key pairs could not be read"), m_failure,
                                      tr("Try again"));
        else if (total > 0)
            m_placeholder->setContent(u"filter"_s, tr("No match among %1").arg(total),
                                      tr("No key pair has what the filter asks for."),
                                      tr("Clear filter"));
        else if (m_reading)
            m_placeholder->setContent(u"key"_s, tr("Looking for key pairs..."), {});
        else
            m_placeholder->setContent(
                u"key"_s, tr("There are no key pairs yet"),
                tr("A key pair signs your requests: the private key stays on this computer, "
                   "encrypted, and the platform gets the public one. Generate a pair, or import "
                   "the one that you have."),
                m_context.readOnly ? QString() : tr("Generate a key pair"));
        m_stack->setCurrentWidget(m_placeholder);
    }
    showCounts();
    showSelection();
    Q_EMIT countChanged(total);
}

void KeysPage::showWaiting()
{
    const QString words = models::KeyWords::keychainAsks();
    if (m_context.store->isWaitingForKeychain())
        m_banner->showMessage(Banner::Level::Warn, words);
    else if (m_banner->text() == words)
        m_banner->dismiss();
}

void KeysPage::showCounts()
{
    const int total = m_model.rowCount();
    const int shown = m_proxy->rowCount();
    m_count->setText(shown == total ? tr("%n key pair(s)", nullptr, total)
                                    : tr("%1 of %2").arg(shown).arg(total));
}

void KeysPage::showSelection()
{
    const auto entry = selected();
    for (auto it = m_actions.begin(); it != m_actions.end(); ++it) {
        const QString reason = models::whyNot(it.key(), m_context, entry);
        QAction *action = it.value();
        action->setEnabled(reason.isEmpty());
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        action->setToolTip(plainToolTip(!reason.isEmpty() ? reason
                                        : keys.isEmpty()  ? action->text()
                                                         : u"%1 (%2)"_s.arg(action->text(), keys)));
    }
    m_jwk->setEnabled(m_actions[KeyAction::ExportPublic]->isEnabled());
    m_jwk->setToolTip(m_actions[KeyAction::ExportPublic]->toolTip());
    m_detail->show(entry);
}

void KeysPage::showRowMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(m_actions[KeyAction::CopyThumbprint]);
    menu->addSeparator();
    for (const KeyAction what : {KeyAction::Upload, KeyAction::Rotate})
        menu->addAction(m_actions[what]);
    menu->addSeparator();
    menu->addAction(m_actions[KeyAction::ExportPublic]);
    menu->addAction(m_jwk);
    menu->addAction(m_actions[KeyAction::ExportPrivate]);
    menu->addSeparator();
    for (const KeyAction what : {KeyAction::EnterPassphrase, KeyAction::Rename, KeyAction::Retire,
                                 KeyAction::Activate, KeyAction::Compromise, KeyAction::Remove})
        menu->addAction(m_actions[what]);
    menu->popup(position);
}

void KeysPage::sortBy(int column)
{
    const bool again = m_proxy->sortColumn() == column;
    const bool descends = again && m_proxy->sortOrder() == Qt::AscendingOrder;
    const Qt::SortOrder order = descends ? Qt::DescendingOrder : Qt::AscendingOrder;
    m_proxy->sort(column, order);
    m_table->horizontalHeader()->setSortIndicatorShown(true);
    m_table->horizontalHeader()->setSortIndicator(column, order);
}

} // namespace ui
