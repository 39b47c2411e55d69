// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ChangeLogModel.h"

#include "models/ResourceTableModel.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr int pause = 150; // ms after the last change of the query

}

ChangeLogModel::ChangeLogModel(api::ChangeLog *log, std::shared_ptr<const api::Catalogue> catalogue,
                               QObject *parent)
    : QAbstractTableModel(parent)
    , m_log(log)
    , m_catalogue(std::move(catalogue))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(pause);
    connect(&m_soon, &QTimer::timeout, this, &ChangeLogModel::search);
    // A run over thousands records all the while: every pause one search, not one each; and one
    // that takes longer than a pause comes to its end.
    connect(log, &api::ChangeLog::changed, this, [this] {
        if (m_looking)
            m_lookAgain = true;
        else if (!m_soon.isActive())
            m_soon.start();
    });
}

ChangeLogModel::~ChangeLogModel()
{
    m_stop.request_stop();
}

void ChangeLogModel::setCatalogue(std::shared_ptr<const api::Catalogue> catalogue)
{
    m_catalogue = std::move(catalogue);
    if (!m_entries.isEmpty())
        Q_EMIT dataChanged(index(0, Resource), index(rowCount() - 1, Resource));
}

void ChangeLogModel::setQuery(const api::ChangeQuery &query)
{
    if (m_searching && query == m_query)
        return;
    m_query = query;
    m_soon.start();
    if (!std::exchange(m_searching, true))
        Q_EMIT searchingChanged();
}

void ChangeLogModel::search()
{
    m_stop.request_stop();
    m_stop = {};
    m_looking = true;
    m_lookAgain = false;
    m_log->search(m_query, m_stop.get_token(), this,
                  [this](const QList<api::ChangeEntry> &found) { take(found); });
}

// What is there stays in its place when new ones come above it: so do selection and scroll
// position.
void ChangeLogModel::take(const QList<api::ChangeEntry> &found)
{
    const qsizetype added = found.size() - m_entries.size();
    const bool onlyNew = added >= 0 && !m_entries.isEmpty() &&
                         std::ranges::equal(found.sliced(added), m_entries, {},
                                            &api::ChangeEntry::row, &api::ChangeEntry::row);
    if (onlyNew && added > 0) {
        beginInsertRows({}, 0, int(added) - 1);
        m_entries = found;
        endInsertRows();
    } else if (!onlyNew) {
        beginResetModel();
        m_entries = found;
        endResetModel();
    }
    m_looking = false;
    if (std::exchange(m_lookAgain, false))
        m_soon.start();
    m_searching = false;
    Q_EMIT searchingChanged();
}

QList<qint64> ChangeLogModel::rows() const
{
    QList<qint64> rows;
    rows.reserve(m_entries.size());
    for (const api::ChangeEntry &entry : m_entries)
        rows << entry.row;
    return rows;
}

void ChangeLogModel::show(const api::ChangeEntry &entry, const api::Catalogue &catalogue,
                          ResourceDraft *draft)
{
    const api::ResourceType *type = catalogue.resource(entry.resource);
    const json::Document nothing = json::Document::parse("{}").value_or(json::Document());
    draft->restore(entry.id, entry.before ? entry.before : nothing,
                   entry.after ? entry.after : nothing, type ? type->schema : nullptr);
}

QString ChangeLogModel::whatIn(const api::ChangeEntry &entry)
{
    switch (entry.kind) {
    case api::ChangeEntry::Kind::Created:
        return tr("created");
    case api::ChangeEntry::Kind::Deleted:
        return tr("deleted");
    case api::ChangeEntry::Kind::Updated:
        break;
    }
    QString text = tr("changed: %1").arg(entry.pointers.join(u", "_s));
    const int more = entry.operations - int(entry.pointers.size());
    if (more > 0)
        text += u' ' + tr("and %n more", nullptr, more);
    return text;
}

int ChangeLogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int ChangeLogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ChangeLogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == ResourceTableModel::RendererRole)
        return index.column() == Id ? u"id"_s : index.column() == Time ? u"time"_s : QString();
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};
    const api::ChangeEntry &entry = m_entries.at(index.row());
    QString text;
    switch (index.column()) {
    case Time:
        text = QLocale().toString(entry.at.toLocalTime(), u"yyyy-MM-dd HH:mm:ss"_s);
        break;
    case Resource: {
        const api::ResourceType *type = m_catalogue->resource(entry.resource);
        text = type ? type->name : entry.resource;
        break;
    }
    case Id:
        text = entry.id;
        break;
    case What:
        text = whatIn(entry);
        break;
    case Method:
        text = QString::fromLatin1(entry.method);
        break;
    case RequestId:
        text = entry.requestId;
        break;
    default:
        break;
    }
    return role == Qt::ToolTipRole ? text.toHtmlEscaped() : text;
}

QVariant ChangeLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Resource:
        return tr("Resource");
    case Id:
        return tr("Id");
    case What:
        return tr("What");
    case Method:
        return tr("Method");
    case RequestId:
        return tr("Request");
    default:
        return {};
    }
}

} // namespace models
