// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ThreeWayMerge.h"

#include "app/json/Equality.h"
#include "app/json/Pointer.h"
#include "models/Merge.h"
#include "models/SchemaTools.h"

#include <algorithm>
#include <unordered_set>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr qsizetype cellLength = 200;
constexpr qsizetype readableLength = 20'000; // beyond it nobody reads on

QString cut(const QString &text, qsizetype length)
{
    return text.size() > length ? text.first(length) + u'…' : text;
}

} // namespace

/// Walks the three documents side by side, by the rule of merge().
class ThreeWayMerge::Lister
{
public:
    Lister(const api::Schema *schema, QList<Row> *rows)
        : m_schema(schema)
        , m_rows(rows)
    {
    }

    void list(json::Value base, json::Value mine, json::Value theirs, const json::Pointer &pointer)
    {
        const bool mineIsBase = json::sameAsWritten(base, mine);
        const bool theirsIsBase = json::sameAsWritten(base, theirs);
        if (mineIsBase && theirsIsBase)
            return;
        if (mine && theirs && mine.isObject() && theirs.isObject())
            return listMembers(base, mine, theirs, pointer);
        const Kind kind = mineIsBase                          ? Kind::OnlyTheirs
                          : theirsIsBase                      ? Kind::OnlyMine
                          : json::sameAsWritten(mine, theirs) ? Kind::Same
                                                              : Kind::Collision;
        m_rows->append({.pointer = QString::fromStdString(pointer.toString()),
                        .kind = kind,
                        .base = text(base, pointer),
                        .mine = text(mine, pointer),
                        .theirs = text(theirs, pointer)});
    }

private:
    void listMembers(json::Value base, json::Value mine, json::Value theirs,
                     const json::Pointer &pointer)
    {
        std::unordered_set<std::string_view> seen;
        const auto member = [&](std::string_view name) {
            if (!seen.insert(name).second)
                return;
            const auto in = [name](json::Value value) {
                return value && value.isObject() ? value[name] : json::Value();
            };
            list(in(base), in(mine), in(theirs), pointer.child(name));
        };
        for (const json::Value side : {theirs, mine, base}) {
            if (!side || !side.isObject())
                continue;
            for (const auto [name, value] : side.members())
                member(name);
        }
    }

    QString text(json::Value value, const json::Pointer &pointer) const
    {
        if (!value)
            return {};
        return QString::fromStdString(serializeMaskedAt(value, m_schema, pointer));
    }

    const api::Schema *m_schema;
    QList<Row> *m_rows;
};

ThreeWayMerge::ThreeWayMerge(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void ThreeWayMerge::setDocuments(const json::Document &base, const json::Document &mine,
                                 const json::Document &theirs, const api::SchemaPtr &schema)
{
    beginResetModel();
    m_base = base;
    m_mine = mine;
    m_theirs = theirs;
    m_schema = schema;
    m_takesTheirs.clear();
    m_decided.clear();
    list();
    endResetModel();
    Q_EMIT chosen();
}

void ThreeWayMerge::setTheirs(const json::Document &theirs)
{
    if (theirs.root().handle() == m_theirs.root().handle())
        return;
    beginResetModel();
    m_theirs = theirs;
    list();
    QSet<QString> still;
    for (const Row &row : std::as_const(m_rows)) {
        if (row.kind == Kind::Collision && m_takesTheirs.contains(row.pointer))
            still.insert(row.pointer);
    }
    m_takesTheirs = still;
    endResetModel();
    Q_EMIT chosen();
}

void ThreeWayMerge::list()
{
    m_rows.clear();
    Lister(m_schema.get(), &m_rows).list(m_base.root(), m_mine.root(), m_theirs.root(), {});
    std::ranges::stable_sort(m_rows, {}, [](const Row &row) { return row.kind; });
}

ThreeWayMerge::Side ThreeWayMerge::sideAt(int row) const
{
    const Row &each = m_rows.at(row);
    if (each.kind == Kind::OnlyTheirs)
        return Side::Theirs;
    return m_takesTheirs.contains(each.pointer) ? Side::Theirs : Side::Mine;
}

void ThreeWayMerge::choose(int row, Side side)
{
    if (row < 0 || row >= m_rows.size() || m_rows.at(row).kind != Kind::Collision)
        return;
    const QString pointer = m_rows.at(row).pointer;
    if (m_decided.contains(pointer) && sideAt(row) == side)
        return;
    m_decided.insert(pointer);
    if (side == Side::Theirs)
        m_takesTheirs.insert(pointer);
    else
        m_takesTheirs.remove(pointer);
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    Q_EMIT chosen();
}

void ThreeWayMerge::chooseAll(Side side)
{
    // The result is made anew at each chosen(): once is enough.
    const auto before = std::pair(m_takesTheirs, m_decided);
    m_takesTheirs.clear();
    for (const Row &row : std::as_const(m_rows)) {
        if (row.kind != Kind::Collision)
            continue;
        m_decided.insert(row.pointer);
        if (side == Side::Theirs)
            m_takesTheirs.insert(row.pointer);
    }
    if (before == std::pair(m_takesTheirs, m_decided))
        return;
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT chosen();
}

int ThreeWayMerge::collisions() const
{
    return int(std::ranges::count(m_rows, Kind::Collision, &Row::kind));
}

json::Document ThreeWayMerge::result() const
{
    return merge(m_base, m_mine, m_theirs, m_takesTheirs).document;
}

QString ThreeWayMerge::fullText(int row, Column column) const
{
    const Row &each = m_rows.at(row);
    const QString &text = column == Base ? each.base : column == Mine ? each.mine : each.theirs;
    return text.isEmpty() ? tr("nothing") : cut(text, readableLength);
}

int ThreeWayMerge::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ThreeWayMerge::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ThreeWayMerge::outcomeText(const Row &row) const
{
    switch (row.kind) {
    case Kind::Collision:
        if (!m_decided.contains(row.pointer))
            return tr("mine, unless you choose");
        return m_takesTheirs.contains(row.pointer) ? tr("theirs, chosen") : tr("mine, chosen");
    case Kind::Same:
        return tr("the same change");
    case Kind::OnlyMine:
        return tr("mine; only I changed it");
    case Kind::OnlyTheirs:
        break;
    }
    return tr("theirs; only they changed it");
}

QVariant ThreeWayMerge::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(index.row());
    const auto column = static_cast<Column>(index.column());
    const bool isValue = column == Base || column == Mine || column == Theirs;
    if (role == Qt::CheckStateRole && row.kind == Kind::Collision &&
        (column == Mine || column == Theirs)) {
        const Side side = column == Mine ? Side::Mine : Side::Theirs;
        return sideAt(index.row()) == side ? Qt::Checked : Qt::Unchecked;
    }
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) {
        if (isValue)
            return cut(fullText(index.row(), column), cellLength);
        return column == Member ? row.pointer : outcomeText(row);
    }
    if (role == Qt::ToolTipRole)
        return (isValue ? fullText(index.row(), column) : data(index, Qt::DisplayRole).toString())
            .left(2000)
            .toHtmlEscaped();
    return {};
}

bool ThreeWayMerge::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const bool isSide = index.column() == Mine || index.column() == Theirs;
    if (role != Qt::CheckStateRole || !index.isValid() || !isSide ||
        kindAt(index.row()) != Kind::Collision)
        return false;
    const bool checked = value.value<Qt::CheckState>() == Qt::Checked;
    choose(index.row(), (index.column() == Mine) == checked ? Side::Mine : Side::Theirs);
    return true;
}

Qt::ItemFlags ThreeWayMerge::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && kindAt(index.row()) == Kind::Collision &&
        (index.column() == Mine || index.column() == Theirs))
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QVariant ThreeWayMerge::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Member:
        return tr("Member");
    case Base:
        return tr("When opened");
    case Mine:
        return tr("Mine");
    case Theirs:
        return tr("Theirs");
    case Outcome:
        return tr("What it becomes");
    default:
        return {};
    }
}

} // namespace models
