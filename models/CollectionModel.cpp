// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/CollectionModel.h"

#include "app/api/PostmanExport.h"

#include <QPointer>

using namespace Qt::StringLiterals;

namespace models {

CollectionModel::CollectionModel(const QString &folder, QObject *parent)
    : QAbstractItemModel(parent)
    , m_file(folder)
{
    m_writer.setMaxThreadCount(1);
    auto stored = m_file.read();
    if (!stored)
        m_problem = stored.error();
    m_root = stored ? std::move(*stored) : std::make_unique<api::CollectionItem>();
}

CollectionModel::~CollectionModel()
{
    m_writer.waitForDone();
}

void CollectionModel::save()
{
    m_writer.start([this, file = m_file, text = api::CollectionFile::serialize(*m_root)] {
        if (const auto written = file.write(text); !written)
            Q_EMIT failed(written.error()); // queued: it is another thread's
    });
}

api::CollectionItem *CollectionModel::itemAt(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<api::CollectionItem *>(index.internalPointer())
                           : m_root.get();
}

api::CollectionItem *CollectionModel::folderAt(const QModelIndex &index) const
{
    api::CollectionItem *item = itemAt(index);
    return item->isFolder() ? item : item->parent;
}

QModelIndex CollectionModel::indexOf(const api::CollectionItem *item) const
{
    return item == m_root.get() ? QModelIndex() : createIndex(item->row(), 0, item);
}

const api::CollectionItem *CollectionModel::item(const QModelIndex &index) const
{
    return index.isValid() ? itemAt(index) : nullptr;
}

QList<api::NamedValue> CollectionModel::variablesOf(const QModelIndex &index) const
{
    return itemAt(index)->allVariables();
}

QModelIndex CollectionModel::insert(std::unique_ptr<api::CollectionItem> item,
                                    api::CollectionItem *folder)
{
    const int row = int(folder->items.size());
    beginInsertRows(indexOf(folder), row, row);
    const api::CollectionItem *added = folder->add(std::move(item));
    endInsertRows();
    save();
    return indexOf(added);
}

QModelIndex CollectionModel::addFolder(const QString &name, const QModelIndex &in)
{
    auto item = std::make_unique<api::CollectionItem>();
    item->name = name.trimmed().isEmpty() ? tr("New folder") : name.trimmed();
    return insert(std::move(item), folderAt(in));
}

QModelIndex CollectionModel::addRequest(const QString &name, const api::SavedRequest &request,
                                        const QModelIndex &in, bool *removed)
{
    auto item = std::make_unique<api::CollectionItem>();
    item->name = name.trimmed().isEmpty()
                     ? u"%1 %2"_s.arg(QString::fromLatin1(request.method), request.path)
                     : name.trimmed();
    item->request = request;
    const bool any = api::dropSecrets(*item->request);
    if (removed)
        *removed = any;
    return insert(std::move(item), folderAt(in));
}

bool CollectionModel::update(const QModelIndex &index, const api::SavedRequest &request,
                             bool *removed)
{
    api::CollectionItem *item = itemAt(index);
    if (item->isFolder())
        return false;
    item->request = request;
    const bool any = api::dropSecrets(*item->request);
    if (removed)
        *removed = any;
    Q_EMIT dataChanged(index, index);
    save();
    return true;
}

void CollectionModel::remove(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    api::CollectionItem *folder = itemAt(index)->parent;
    beginRemoveRows(indexOf(folder), index.row(), index.row());
    folder->items.erase(folder->items.begin() + index.row());
    endRemoveRows();
    save();
}

void CollectionModel::move(const QModelIndex &index, const QModelIndex &target)
{
    api::CollectionItem *folder = folderAt(target);
    if (!index.isValid() || itemAt(index)->parent == folder)
        return;
    for (const api::CollectionItem *at = folder; at; at = at->parent) {
        if (at == itemAt(index))
            return; // into itself
    }
    api::CollectionItem *from = itemAt(index)->parent;
    beginMoveRows(indexOf(from), index.row(), index.row(), indexOf(folder),
                  int(folder->items.size()));
    auto item = std::move(from->items[std::size_t(index.row())]);
    from->items.erase(from->items.begin() + index.row());
    folder->add(std::move(item));
    endMoveRows();
    save();
}

void CollectionModel::setVariables(const QModelIndex &index,
                                   const QList<api::NamedValue> &variables)
{
    api::CollectionItem *folder = folderAt(index);
    if (folder->variables == variables)
        return;
    folder->variables = variables;
    api::dropSecrets(folder->variables);
    save();
}

QModelIndex CollectionModel::importPostman(api::PostmanImport &&import)
{
    return insert(std::move(import.folder), m_root.get());
}

std::string CollectionModel::exportPostman(const QModelIndex &index, const QUrl &baseUrl,
                                           const QString &domain) const
{
    return api::toPostman(*folderAt(index), baseUrl, domain);
}

QModelIndex CollectionModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, itemAt(parent)->items[std::size_t(row)].get());
}

QModelIndex CollectionModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(itemAt(child)->parent) : QModelIndex();
}

int CollectionModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(itemAt(parent)->items.size());
}

int CollectionModel::columnCount(const QModelIndex & /*parent*/) const
{
    return 1;
}

QVariant CollectionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const api::CollectionItem &item = *itemAt(index);
    const QString method = item.request ? QString::fromLatin1(item.request->method) : QString();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return item.name;
    case Qt::AccessibleTextRole:
        return item.request ? tr("%1, %2 %3", "name, method, path")
                                  .arg(item.name, method, item.request->path)
                            : tr("%1, folder of %n request(s)", nullptr, int(item.requestCount()))
                                  .arg(item.name);
    case Qt::ToolTipRole: {
        QString text = item.request ? method + u' ' + item.request->path : item.name;
        if (!item.description.isEmpty())
            text += u"\n\n"_s + item.description;
        return QString(u"<qt>"_s + text.toHtmlEscaped().replace(u'\n', u"<br>"_s) + u"</qt>"_s);
    }
    case FolderRole:
        return item.isFolder();
    case MethodRole:
        return method;
    case PathRole:
        return item.request ? item.request->path : QString();
    default:
        return {};
    }
}

bool CollectionModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const QString name = value.toString().trimmed();
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::EditRole ||
        name.isEmpty())
        return false;
    if (itemAt(index)->name == name)
        return true;
    itemAt(index)->name = name;
    Q_EMIT dataChanged(index, index);
    save();
    return true;
}

Qt::ItemFlags CollectionModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsEditable : flags;
}

QVariant CollectionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section != 0 ||
        (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    return tr("Saved requests");
}

} // namespace models
