// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ApiDocumentsModel.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace models {

ApiDocumentsModel::ApiDocumentsModel(ApiDocuments *documents, QObject *parent)
    : QAbstractTableModel(parent)
    , m_documents(documents)
    , m_rows(rows())
{
    connect(documents, &ApiDocuments::changed, this, &ApiDocumentsModel::refresh);
}

QList<ApiDocumentsModel::Row> ApiDocumentsModel::rows() const
{
    QList<Row> rows;
    const api::Catalogue &shipped = *m_documents->shipped();
    for (const api::Service &service : shipped.services()) {
        Row row;
        row.title = service.title;
        row.from = tr("Ships with the console");
        row.details = service.description;
        row.prefix = service.prefix;
        row.tables = static_cast<int>(
            std::ranges::count(shipped.resources(), service.key, &api::ResourceType::service));
        row.operations = static_cast<int>(
            std::ranges::count(shipped.operations(), service.key, &api::Operation::service));
        rows.append(row);
    }
    for (const api::StoredDocument &document : m_documents->imported()) {
        Row row;
        row.id = document.id;
        row.title = document.title.isEmpty() ? document.name : document.title;
        row.from = document.name;
        row.details = u"%1, %2"_s.arg(document.format, document.version);
        row.prefix = document.prefix;
        row.imported = document.importedAt;
        row.tables = document.resources;
        row.operations = document.operations;
        rows.append(row);
    }
    return rows;
}

// What is alike at both ends stays; in between, documents come and go.
void ApiDocumentsModel::refresh()
{
    const QList<Row> now = rows();
    const qsizetype shorter = std::min(m_rows.size(), now.size());
    qsizetype front = 0;
    while (front < shorter && m_rows.at(front) == now.at(front))
        ++front;
    qsizetype back = 0;
    while (back < shorter - front &&
           m_rows.at(m_rows.size() - 1 - back) == now.at(now.size() - 1 - back))
        ++back;
    if (const qsizetype gone = m_rows.size() - front - back; gone > 0) {
        beginRemoveRows({}, static_cast<int>(front), static_cast<int>(front + gone - 1));
        m_rows.remove(front, gone);
        endRemoveRows();
    }
    if (const qsizetype come = now.size() - front - back; come > 0) {
        beginInsertRows({}, static_cast<int>(front), static_cast<int>(front + come - 1));
        m_rows = now;
        endInsertRows();
    }
}

QString ApiDocumentsModel::idAt(int row) const
{
    return row >= 0 && row < m_rows.size() ? m_rows.at(row).id : QString();
}

int ApiDocumentsModel::rowOf(const QString &id) const
{
    const auto found = std::ranges::find(m_rows, id, &Row::id);
    return id.isEmpty() || found == m_rows.cend() ? -1 : static_cast<int>(found - m_rows.cbegin());
}

int ApiDocumentsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ApiDocumentsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ApiDocumentsModel::text(const Row &row, int column) const
{
    switch (column) {
    case Title:
        return row.title;
    case From:
        return row.from;
    case Tables:
        return QLocale().toString(row.tables);
    case Operations:
        return QLocale().toString(row.operations);
    case Prefix:
        return row.prefix.isEmpty() ? u"/"_s : row.prefix;
    case Imported:
        return row.imported.isNull()
                   ? QString()
                   : QLocale().toString(row.imported.toLocalTime(), QLocale::ShortFormat);
    default:
        return {};
    }
}

QVariant ApiDocumentsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(row, index.column());
    case Qt::ToolTipRole: // escaped: an imported document must not bring markup into the window
        return row.details.isEmpty()
                   ? QVariant()
                   : QString(u"<qt>"_s + row.details.left(2000).toHtmlEscaped() + u"</qt>"_s);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(
            (index.column() == Tables || index.column() == Operations ? Qt::AlignRight
                                                                      : Qt::AlignLeft) |
            Qt::AlignVCenter));
    case IdRole:
        return row.id;
    case IconRole:
        return index.column() == Title ? u"document"_s : QString();
    default:
        return {};
    }
}

QVariant ApiDocumentsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Title:
        return tr("Document");
    case From:
        return tr("From");
    case Tables:
        return tr("Tables");
    case Operations:
        return tr("Operations");
    case Prefix:
        return tr("Paths begin at");
    case Imported:
        return tr("Imported");
    default:
        return {};
    }
}

} // namespace models
