// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ImportRemarksModel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace models {

namespace {

QString iconOf(api::ImportRemark::Kind kind)
{
    using Kind = api::ImportRemark::Kind;
    switch (kind) {
    case Kind::NewResource:
    case Kind::NewOperation:
        return u"add"_s;
    case Kind::ReplacedResource:
    case Kind::ReplacedOperation:
        return u"refresh"_s;
    case Kind::Difference:
        return u"edit"_s;
    case Kind::LeftOut:
        return u"warning"_s;
    }
    return {};
}

} // namespace

ImportRemarksModel::ImportRemarksModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void ImportRemarksModel::setRemarks(const QList<api::ImportRemark> &remarks)
{
    beginResetModel();
    m_remarks = remarks;
    refresh();
    endResetModel();
}

void ImportRemarksModel::setKind(std::optional<Kind> kind)
{
    if (kind == m_kind)
        return;
    beginResetModel();
    m_kind = kind;
    refresh();
    endResetModel();
}

void ImportRemarksModel::refresh()
{
    m_rows.clear();
    for (qsizetype i = 0; i < m_remarks.size(); ++i) {
        if (!m_kind || m_remarks.at(i).kind == *m_kind)
            m_rows.push_back(i);
    }
}

QString ImportRemarksModel::nameOf(Kind kind)
{
    switch (kind) {
    case Kind::NewResource:
        return tr("New table");
    case Kind::ReplacedResource:
        return tr("Replaced table");
    case Kind::NewOperation:
        return tr("New operation");
    case Kind::ReplacedOperation:
        return tr("Replaced operation");
    case Kind::Difference:
        return tr("Difference");
    case Kind::LeftOut:
        return tr("Left out");
    }
    return {};
}

QList<ImportRemarksModel::Kind> ImportRemarksModel::kinds()
{
    return {Kind::NewResource,       Kind::ReplacedResource, Kind::NewOperation,
            Kind::ReplacedOperation, Kind::Difference,       Kind::LeftOut};
}

int ImportRemarksModel::count(Kind kind) const
{
    return static_cast<int>(std::ranges::count(m_remarks, kind, &api::ImportRemark::kind));
}

int ImportRemarksModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ImportRemarksModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ImportRemarksModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const api::ImportRemark &remark = m_remarks.at(m_rows[static_cast<std::size_t>(index.row())]);
    if (role == IconRole)
        return index.column() == What ? iconOf(remark.kind) : QString();
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case What:
        return nameOf(remark.kind);
    case Subject:
        return remark.subject;
    case Detail:
        return remark.detail;
    default:
        return {};
    }
}

QVariant ImportRemarksModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case What:
        return tr("What");
    case Subject:
        return tr("Of");
    case Detail:
        return tr("Details");
    default:
        return {};
    }
}

} // namespace models
