// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ResourceTableModel.h"

#include "models/CellText.h"
#include "models/ResourceTablePrivate.h"
#include "models/TableCopy.h"

#include <algorithm>
#include <deque>

using namespace Qt::StringLiterals;

namespace models {

namespace {

const QString mask = QString(6, QChar(0x2022));
constexpr qsizetype longestToolTip = 4000;

/// Rich text that shows exactly @p text: a tool tip would take plain text with a tag in it for
/// markup.
QVariant toolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    QString shown = text.left(longestToolTip);
    if (shown.size() < text.size())
        shown += QChar(0x2026);
    QString escaped = shown.toHtmlEscaped();
    escaped.replace(u'\n', u"<br>"_s);
    return QString(u"<qt>"_s + escaped + u"</qt>"_s);
}

json::Document copied(json::Value row)
{
    return row ? json::Document::parse(row.serialize()).value_or(json::Document())
               : json::Document();
}

} // namespace

ResourceTableModel::ResourceTableModel(QObject *parent)
    : QAbstractTableModel(parent)
    , d(std::make_unique<Private>(this))
{
}

ResourceTableModel::~ResourceTableModel() = default;

void ResourceTableModel::setResource(const api::ResourceType &type)
{
    beginResetModel();
    d->type = type;
    d->columns = TableColumns(type);
    d->ids = RowIds(type.idProperty.toStdString());
    d->rows.clear();
    d->order.clear();
    d->shown.clear();
    d->overlays.clear();
    d->document = {};
    d->sortKeys.clear();
    d->filter = {};
    d->staged.clear();
    d->distinct.clear();
    endResetModel();
    d->announceCounts();
}

const api::ResourceType &ResourceTableModel::resource() const
{
    return d->type;
}

const QList<api::Column> &ResourceTableModel::columns() const
{
    return d->columns.list();
}

bool ResourceTableModel::isExtraColumn(int column) const
{
    return column < d->columns.count() && d->columns.isExtra(column);
}

void ResourceTableModel::setDocument(const json::Document &body)
{
    d->merge(body);
}

void ResourceTableModel::upsert(const QString &id, const json::Document &item)
{
    d->upsert(id, item);
}

void ResourceTableModel::removeIds(const QSet<QString> &ids)
{
    d->removeIds(ids);
}

void ResourceTableModel::clear()
{
    d->merge({});
}

int ResourceTableModel::totalCount() const
{
    return int(d->rows.size());
}

std::optional<quint32> ResourceTableModel::Private::rowWithId(const QString &id) const
{
    const QByteArray key = id.toUtf8();
    return ids.find(rows, std::string_view(key.constData(), std::size_t(key.size())));
}

int ResourceTableModel::rowOfId(const QString &id) const
{
    const auto row = d->rowWithId(id);
    return row ? d->placeOf(*row) : -1;
}

QString ResourceTableModel::idAt(int row) const
{
    const std::string_view id = d->ids.idOf(rowAt(row));
    return QString::fromUtf8(id.data(), qsizetype(id.size()));
}

json::Value ResourceTableModel::rowAt(int row) const
{
    return row >= 0 && row < d->shown.size() ? d->rows[d->shown[row]] : json::Value();
}

json::Document ResourceTableModel::documentAt(int row) const
{
    return copied(rowAt(row));
}

json::Document ResourceTableModel::documentOf(const QString &id) const
{
    const auto row = d->rowWithId(id);
    return row ? copied(d->rows[*row]) : json::Document();
}

RowSnapshot ResourceTableModel::shownRows(const std::optional<QList<int>> &places) const
{
    RowSnapshot snapshot;
    d->keepDocuments(&snapshot);
    snapshot.rows.reserve(std::size_t(places ? places->size() : d->shown.size()));
    if (!places) {
        for (const quint32 row : std::as_const(d->shown))
            snapshot.rows.push_back(d->rows[row]);
        return snapshot;
    }
    for (const int place : *places) {
        if (const json::Value row = rowAt(place))
            snapshot.rows.push_back(row);
    }
    return snapshot;
}

RowSnapshot ResourceTableModel::rowsNow(const RowSnapshot &before) const
{
    RowSnapshot now;
    d->keepDocuments(&now);
    now.rows.reserve(before.rows.size());
    bool someAreGone = false;
    for (const json::Value row : before.rows) {
        const auto place = d->ids.find(d->rows, d->ids.idOf(row));
        someAreGone = someAreGone || !place;
        now.rows.push_back(place ? d->rows[*place] : row);
    }
    if (someAreGone)
        now.documents.insert(now.documents.end(), before.documents.begin(), before.documents.end());
    return now;
}

RowSnapshot ResourceTableModel::snapshot() const
{
    RowSnapshot snapshot{.documents = {}, .rows = d->rows};
    d->keepDocuments(&snapshot);
    return snapshot;
}

void ResourceTableModel::setFilter(const RowFilter &filter)
{
    if (filter == d->filter)
        return;
    const RowMatcher before = d->matcher();
    d->filter = filter;
    const RowMatcher now = d->matcher();
    const QList<quint32> &candidates = now.narrows(before) ? d->shown : d->order;
    d->show(now.isEmpty() ? d->order : now.matching(d->rows, candidates), d->rows.size());
    d->announceCounts();
}

RowFilter ResourceTableModel::filter() const
{
    return d->filter;
}

void ResourceTableModel::setSortKeys(const QList<SortKey> &keys)
{
    if (keys == d->sortKeys)
        return;
    d->sortKeys = keys;
    d->order = d->sorter().order(d->rows);
    if (d->shown.size() == d->order.size()) {
        d->show(d->order, d->rows.size());
        return;
    }
    std::vector<bool> isShown(d->rows.size());
    for (const quint32 row : std::as_const(d->shown))
        isShown[row] = true;
    QList<quint32> next;
    next.reserve(d->shown.size());
    std::ranges::copy_if(std::as_const(d->order), std::back_inserter(next),
                         [&](quint32 row) { return isShown[row]; });
    d->show(next, d->rows.size());
}

QList<SortKey> ResourceTableModel::sortKeys() const
{
    return d->sortKeys;
}

void ResourceTableModel::sort(int column, Qt::SortOrder order)
{
    setSortKeys(column < 0 ? QList<SortKey>() : QList<SortKey>{{column, order}});
}

void ResourceTableModel::setStagedIds(const QSet<QString> &ids)
{
    const QSet<QString> before = std::exchange(d->staged, ids);
    std::vector<bool> changed(d->rows.size());
    for (const QString &id : (before | ids) - (before & ids)) {
        if (const auto row = d->rowWithId(id))
            changed[*row] = true;
    }
    d->announceChanged(changed);
}

QStringList ResourceTableModel::distinctValues(const QString &property, int limit) const
{
    if (d->columns.isSecretProperty(property))
        return {};
    if (const auto known = d->distinct.constFind(property); known != d->distinct.cend())
        return known->first(std::min<qsizetype>(limit, known->size()));
    const int column = d->columns.indexOf(property);
    const std::string path = property.toStdString();
    QHash<QByteArrayView, qsizetype> counts;
    std::deque<std::string> made; // texts that the document doesn't hold as they are
    for (const json::Value row : d->rows) {
        const json::Value value =
            column >= 0 ? d->columns.cell(row, column) : memberAt(row, std::string_view(path));
        if (!value)
            continue;
        std::string_view text = value.text();
        if (!value.isString() && !value.isNumber())
            text = made.emplace_back(value.serialize());
        ++counts[QByteArrayView(text.data(), qsizetype(text.size()))];
    }
    std::vector<std::pair<qsizetype, QByteArrayView>> sorted;
    for (const auto &[text, count] : counts.asKeyValueRange())
        sorted.emplace_back(-count, text);
    constexpr std::size_t mostKept = 1000;
    const auto kept = std::ptrdiff_t(std::min(sorted.size(), mostKept));
    std::partial_sort(sorted.begin(), sorted.begin() + kept, sorted.end());
    QStringList values;
    for (const auto &[count, text] : std::span(sorted).first(std::size_t(kept)))
        values += QString::fromUtf8(text);
    d->distinct.insert(property, values);
    return values.first(std::min<qsizetype>(limit, values.size()));
}

QString ResourceTableModel::copyText(const QList<int> &rows, const QList<int> &columns,
                                     CopyFormat format) const
{
    std::vector<json::Value> values;
    for (const int row : rows) {
        if (const json::Value value = rowAt(row))
            values.push_back(value);
    }
    QList<int> wanted = columns;
    wanted.removeIf([this](int column) { return column < 0 || column >= d->columns.count(); });
    return copiedText(d->columns, d->type.schema, values, wanted, format);
}

int ResourceTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(d->shown.size());
}

int ResourceTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : d->columns.count();
}

QVariant ResourceTableModel::Private::text(json::Value value, int column, int role) const
{
    const bool isMasked = columns.isSecret(column) && emptiness(value) == Emptiness::Filled;
    const QString &renderer = columns.renderer(column);
    switch (role) {
    case Qt::DisplayRole:
        return isMasked ? mask : displayText(value, renderer);
    case Qt::ToolTipRole:
        return isMasked || emptiness(value) != Emptiness::Filled ? QVariant()
               : value.isString()                                ? toolTip(rawText(value))
                                  : toolTip(displayText(value, renderer));
    case Qt::AccessibleTextRole:
        return isMasked ? ResourceTableModel::tr("hidden") : accessibleText(value, renderer);
    case RawRole:
        return isMasked ? QString() : rawText(value);
    default:
        return {};
    }
}

QVariant ResourceTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
    case RawRole:
        return d->text(d->cell(index.row(), column), column, role);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            (d->columns.isRightAligned(column) ? Qt::AlignRight : Qt::AlignLeft) |
            Qt::AlignVCenter);
    case IdRole:
        return idAt(index.row());
    case EmptinessRole:
        return int(emptiness(d->cell(index.row(), column)));
    case RendererRole:
        return d->columns.renderer(column);
    case StagedRole:
        return !d->staged.isEmpty() && d->staged.contains(idAt(index.row()));
    default:
        return {};
    }
}

QVariant ResourceTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole && section >= 0 && section < d->shown.size()
                   ? QVariant(section + 1)
                   : QVariant();
    if (section < 0 || section >= d->columns.count())
        return {};
    const api::Column &column = d->columns.list()[section];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return column.title.isEmpty() ? column.property : column.title;
    case Qt::ToolTipRole:
        return toolTip(d->columns.description(section));
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            (d->columns.isRightAligned(section) ? Qt::AlignRight : Qt::AlignLeft) |
            Qt::AlignVCenter);
    case RawRole:
        return column.property;
    case RendererRole:
        return column.renderer;
    default:
        return {};
    }
}

} // namespace models
