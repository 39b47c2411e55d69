// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ActionListModel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace models {

ActionListModel::ActionListModel(const api::Catalogue &catalogue, QObject *parent)
    : QAbstractTableModel(parent)
{
    setCatalogue(catalogue);
}

void ActionListModel::setCatalogue(const api::Catalogue &catalogue)
{
    beginResetModel();
    m_entries = actionEntries(catalogue);
    m_services.clear();
    for (const api::Service &service : catalogue.services())
        m_services.insert(service.key, service.title);
    std::ranges::stable_sort(m_entries, {},
                             [this](const ActionEntry &entry) { return serviceOf(entry); });
    endResetModel();
}

QString ActionListModel::serviceOf(const ActionEntry &entry) const
{
    return m_services.value(entry.operation.service, entry.operation.service);
}

int ActionListModel::rowOf(const QString &path, const QString &value) const
{
    const auto found = std::ranges::find_if(m_entries, [&](const ActionEntry &entry) {
        return entry.operation.path == path && entry.value == value;
    });
    return found == m_entries.end() ? -1 : int(found - m_entries.begin());
}

int ActionListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int ActionListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ActionListModel::text(const ActionEntry &entry, int column) const
{
    switch (column) {
    case Title:
        return entry.member.isEmpty() ? entry.title
                                      : u"%1: %2"_s.arg(titleOf(entry.operation), entry.title);
    case Service:
        return serviceOf(entry);
    case Request:
        return u"%1 %2"_s.arg(QString::fromLatin1(api::toByteArray(entry.operation.method)),
                              entry.operation.path);
    case Authorisation:
        switch (entry.operation.security) {
        case api::Security::Jwt:
            return u"JWT"_s;
        case api::Security::Sigv4:
            return tr("sigv4: not callable");
        case api::Security::None:
            return tr("none");
        }
    }
    return {};
}

QVariant ActionListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ActionEntry &entry = m_entries.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(entry, index.column());
    case SearchRole:
        return QStringList{text(entry, Title), serviceOf(entry), entry.keywords}.join(u' ');
    default:
        return {};
    }
}

QVariant ActionListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Title:
        return tr("Command");
    case Service:
        return tr("Service");
    case Request:
        return tr("Request");
    case Authorisation:
        return tr("Signed by");
    default:
        return {};
    }
}

} // namespace models
