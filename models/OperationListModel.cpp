// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/OperationListModel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace models {

void OperationListModel::setOperations(const api::Catalogue &catalogue,
                                       const QHash<QString, QString> &pathValues)
{
    beginResetModel();
    m_rows.clear();
    qsizetype number = 0;
    for (const api::Operation &operation : catalogue.operations()) {
        m_rows.append({api::expandPath(operation.path, pathValues),
                       QString::fromLatin1(api::toByteArray(operation.method)), operation.summary,
                       number++});
    }
    // Of one path, what only reads comes first: it is what Return takes.
    const auto harm = [](const Row &row) {
        static const QStringList order{u"GET"_s, u"HEAD"_s,  u"OPTIONS"_s, u"POST"_s,
                                       u"PUT"_s, u"PATCH"_s, u"DELETE"_s};
        const qsizetype place = order.indexOf(row.method);
        return place < 0 ? order.size() : place;
    };
    std::ranges::stable_sort(m_rows, [&harm](const Row &left, const Row &right) {
        return std::pair(left.path, harm(left)) < std::pair(right.path, harm(right));
    });
    endResetModel();
}

int OperationListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant OperationListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole: // in a fixed font
        return u"%1 %2%3"_s.arg(row.method.leftJustified(7), row.path,
                                row.summary.isEmpty() ? QString() : u"   "_s + row.summary);
    case Qt::AccessibleTextRole:
        return row.summary.isEmpty() ? u"%1 %2"_s.arg(row.method, row.path)
                                     : u"%1 %2   %3"_s.arg(row.method, row.path, row.summary);
    case Qt::ToolTipRole: // what the list has no room for
        return u"<qt>%1 %2<br>%3</qt>"_s.arg(row.method, row.path.toHtmlEscaped(),
                                             row.summary.toHtmlEscaped());
    case PathRole:
    case Qt::EditRole:
        return row.path;
    case MethodRole:
        return row.method;
    case SummaryRole:
        return row.summary;
    case NumberRole:
        return row.number;
    default:
        return {};
    }
}

QVariant OperationListModel::headerData(int /*section*/, Qt::Orientation /*orientation*/,
                                        int /*role*/) const
{
    return {};
}

} // namespace models
