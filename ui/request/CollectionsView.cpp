// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/CollectionsView.h"

#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/FileDialog.h"
#include "ui/widgets/Placeholder.h"
#include "ui/widgets/Question.h"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using models::CollectionModel;

namespace {

enum Command { Save, SaveOver, SaveVariables, Folder, Rename, Remove, Import, Export };

/// A folder's icon, or a request's; the model knows none.
class ItemDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const bool folder = index.data(CollectionModel::FolderRole).toBool();
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->icon = icon(folder ? u"folder"_s : u"send"_s, Colour::Muted);
    }
};

} // namespace

CollectionsView::CollectionsView(models::RequestBench *bench, const api::Profile &profile,
                                 const QString &folder, QWidget *parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_profile(profile)
    , m_model(folder)
    , m_banner(new Banner(this))
    , m_stack(new QStackedWidget(this))
    , m_empty(new Placeholder(this))
    , m_tree(new QTreeView(this))
{
    addCommand(tr("Save the request"), u"add"_s, &CollectionsView::saveNew);
    addCommand(tr("Save over the selected request"), u"edit"_s, &CollectionsView::saveOver);
    addCommand(tr("Save the variables in this folder"), u"link"_s, &CollectionsView::saveVariables);
    addCommand(tr("New folder of requests"), u"folder"_s, &CollectionsView::addFolder);
    addCommand(tr("Rename the selected request or folder"), u"edit"_s, &CollectionsView::rename);
    addCommand(tr("Delete the selected request or folder"), u"delete"_s,
               &CollectionsView::removeCurrent);
    addCommand(tr("Import a Postman collection..."), u"add"_s, &CollectionsView::importPostman);
    addCommand(tr("Export as a Postman collection..."), u"folder"_s,
               &CollectionsView::exportPostman);

    m_empty->setContent(u"folder"_s, tr("No saved requests"),
                        tr("Save a request to have it at hand, in folders and with variables. "
                           "Collections of Postman can be brought in."),
                        tr("Import a Postman collection..."));
    m_tree->setModel(&m_model);
    m_tree->setItemDelegate(new ItemDelegate(m_tree));
    m_tree->setAccessibleName(tr("Saved requests"));
    m_tree->setHeaderHidden(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_tree->addActions(m_commands);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_tree);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_banner);
    column->addWidget(m_stack, 1);
    column->addWidget(makeBar());

    connect(m_empty, &Placeholder::actionTriggered, this, &CollectionsView::importPostman);
    connect(m_tree, &QAbstractItemView::activated, this, &CollectionsView::openCurrent);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &CollectionsView::refresh);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &CollectionsView::refresh);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &CollectionsView::refresh);
    connect(&m_model, &CollectionModel::imported, this, &CollectionsView::tellReport);
    connect(&m_model, &CollectionModel::failed, this, [this](const QString &sentence) {
        m_banner->showMessage(Banner::Level::Bad, sentence);
        Q_EMIT shown();
    });
    connect(&m_model, &CollectionModel::exported, this, [this](const QString &path) {
        Q_EMIT said(tr("The collection was written to %1.").arg(path));
    });
    if (!m_model.problem().isEmpty())
        m_banner->showMessage(Banner::Level::Warn, m_model.problem());
    refresh();
}

QAction *CollectionsView::addCommand(const QString &text, const QString &iconName,
                                     void (CollectionsView::*slot)())
{
    auto *action = new QAction(icon(iconName), text, this);
    connect(action, &QAction::triggered, this, slot);
    m_commands << action;
    return action;
}

QWidget *CollectionsView::makeBar()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(space::inner, space::tight, space::inner, space::inner);
    row->setSpacing(space::tight);
    for (const auto &[text, command] :
         {std::pair(tr("Save"), Save), std::pair(tr("New folder"), Folder)}) {
        auto *button = new QPushButton(text, this);
        button->setToolTip(m_commands[command]->text());
        button->setAccessibleName(m_commands[command]->text());
        connect(button, &QPushButton::clicked, m_commands[command], &QAction::trigger);
        row->addWidget(button);
    }
    row->addStretch(1);
    auto *more = new QToolButton(this);
    more->setIcon(icon(u"more"_s));
    more->setToolTip(tr("More"));
    more->setAccessibleName(tr("More for saved requests"));
    more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(more);
    for (const Command command : {SaveOver, SaveVariables, Rename, Remove, Import, Export})
        menu->addAction(m_commands[command]);
    more->setMenu(menu);
    row->addWidget(more);
    return bar;
}

void CollectionsView::refresh()
{
    m_stack->setCurrentIndex(m_model.isEmpty() ? 0 : 1);
    const QModelIndex current = m_tree->currentIndex();
    const bool request = current.isValid() && !current.data(CollectionModel::FolderRole).toBool();
    m_commands[SaveOver]->setEnabled(request);
    m_commands[SaveVariables]->setEnabled(current.isValid());
    m_commands[Rename]->setEnabled(current.isValid());
    m_commands[Remove]->setEnabled(current.isValid());
    m_commands[Export]->setEnabled(!m_model.isEmpty());
}

void CollectionsView::openCurrent()
{
    const QModelIndex current = m_tree->currentIndex();
    const api::CollectionItem *item = m_model.item(current);
    if (!item)
        return;
    if (item->isFolder()) {
        m_tree->setExpanded(current, !m_tree->isExpanded(current));
        return;
    }
    m_bench->load(*item->request, m_model.variablesOf(current));
    Q_EMIT opened();
}

void CollectionsView::saveNew()
{
    bool removed = false;
    const QModelIndex added =
        m_model.addRequest({}, m_bench->typed(), m_tree->currentIndex(), &removed);
    m_bench->setKept();
    m_tree->expand(added.parent());
    m_tree->setCurrentIndex(added);
    Q_EMIT shown();
    if (removed)
        Q_EMIT said(tr("Saved without its secrets: put them in when you send it."));
    m_tree->edit(added); // its name is chosen in place
}

void CollectionsView::saveOver()
{
    bool removed = false;
    if (!m_model.update(m_tree->currentIndex(), m_bench->typed(), &removed))
        return;
    m_bench->setKept();
    Q_EMIT said(removed ? tr("Saved without its secrets: put them in when you send it.")
                        : tr("The request was saved."));
}

void CollectionsView::saveVariables()
{
    QList<api::NamedValue> variables;
    for (const api::NamedValue &pair : m_bench->variables().pairs()) {
        if (!pair.value.isEmpty())
            variables << pair;
    }
    m_model.setVariables(m_tree->currentIndex(), variables);
    Q_EMIT said(tr("%n variable(s) were saved in the folder.", nullptr, int(variables.size())));
}

void CollectionsView::addFolder()
{
    const QModelIndex added = m_model.addFolder({}, m_tree->currentIndex());
    m_tree->expand(added.parent());
    m_tree->setCurrentIndex(added);
    Q_EMIT shown();
    m_tree->edit(added);
}

void CollectionsView::rename()
{
    Q_EMIT shown();
    m_tree->edit(m_tree->currentIndex());
}

void CollectionsView::removeCurrent()
{
    const QPersistentModelIndex current = m_tree->currentIndex();
    const api::CollectionItem *item = m_model.item(current);
    if (!item)
        return;
    const QString sentence =
        item->isFolder() ? tr("%1 and the %n request(s) in it are deleted. This can't be undone.",
                              nullptr, int(item->requestCount()))
                               .arg(item->name)
                         : tr("%1 is deleted. This can't be undone.").arg(item->name);
    auto *question = new Question(
        {tr("Delete"), sentence, tr("Delete %1").arg(item->name.left(40)), tr("Keep it")},
        window());
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &QDialog::accepted, this, [this, current] { m_model.remove(current); });
    question->open();
}

void CollectionsView::importPostman()
{
    auto *dialog = new FileDialog(this, tr("Import a Postman collection"), {},
                                  tr("Postman collections (*.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, &m_model, &CollectionModel::importFile);
    dialog->open();
}

void CollectionsView::exportPostman()
{
    auto *dialog =
        new FileDialog(this, tr("Export as a Postman collection"),
                       u"requests.postman_collection.json"_s, tr("Postman collections (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, current = QPersistentModelIndex(m_tree->currentIndex())](const QString &path) {
                m_model.exportFile(current, path, m_profile);
            });
    dialog->open();
}

void CollectionsView::tellReport(const QModelIndex &folder, const QStringList &report)
{
    m_tree->setCurrentIndex(folder);
    m_tree->expand(folder);
    const api::CollectionItem *item = m_model.item(folder);
    const int count = item ? int(item->requestCount()) : 0;
    QStringList lines{tr("%n request(s) were imported.", nullptr, count)};
    lines += report;
    m_banner->showMessage(report.isEmpty() ? Banner::Level::Ok : Banner::Level::Info,
                          lines.join(u'\n'));
    Q_EMIT shown();
}

} // namespace ui
