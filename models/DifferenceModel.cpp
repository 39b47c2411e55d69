// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/DifferenceModel.h"

#include "app/json/Diff.h"
#include "models/HistoryModel.h"
#include "models/SchemaTools.h"

#include <QFutureWatcher>
#include <QUrl>
#include <QtConcurrentRun>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace models {

namespace {

/// Called with where, first and second for each thing that differs.
using Report = std::function<void(const QString &, const QString &, const QString &)>;

constexpr qsizetype mostLines = 1000; // of a text: more differences are not read by anybody
constexpr qsizetype longestCell = 4000;

QString text(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes);
}

json::Document parsed(const QByteArray &body)
{
    auto document = json::Document::parse({body.constData(), std::size_t(body.size())});
    return document ? *document : json::Document();
}

QString serialized(json::Value value)
{
    return value ? QString::fromStdString(value.serialize()) : QString();
}

void compareHeaders(const api::Headers &first, const api::Headers &second, const QString &where,
                    const Report &report)
{
    QList<QByteArray> names;
    for (const api::Headers *headers : {&first, &second}) {
        for (const auto &header : *headers) {
            const QByteArray name = header.first.toLower();
            if (!names.contains(name))
                names << name;
        }
    }
    for (const QByteArray &name : std::as_const(names)) {
        const QByteArray left = api::headerValue(first, name);
        const QByteArray right = api::headerValue(second, name);
        if (left != right)
            report(where.arg(text(name)), text(left), text(right));
    }
}

void compareLines(const QByteArray &first, const QByteArray &second, const QString &where,
                  const Report &report)
{
    const QList<QByteArray> left = first.split('\n');
    const QList<QByteArray> right = second.split('\n');
    for (qsizetype line = 0; line < std::max(left.size(), right.size()) && line < mostLines;
         ++line) {
        if (left.value(line) != right.value(line)) {
            report(where.arg(DifferenceModel::tr("line %1").arg(line + 1)), text(left.value(line)),
                   text(right.value(line)));
        }
    }
}

QString shown(json::Value value, const json::Pointer &pointer, const api::Schema *schema)
{
    if (!schema)
        return serialized(value);
    return value ? QString::fromStdString(serializeMaskedAt(value, schema, pointer)) : QString();
}

/// @p schema masks the secrets; null: there are none.
void compareDocuments(const json::Document &left, const json::Document &right,
                      const api::Schema *schema, const QString &where, const Report &report)
{
    // Operations follow each other: what stands at a place is asked of the document as it is then.
    json::Document now = left;
    const json::Patch patch = json::diff(left, right);
    for (const json::Operation &operation : patch.operations()) {
        const bool adds = operation.op == json::PatchOp::Add;
        const QString before =
            adds ? QString() : shown(operation.path.resolve(now.root()), operation.path, schema);
        const QString path = QString::fromStdString(operation.path.toString());
        report(where.arg(path.isEmpty() ? DifferenceModel::tr("the whole") : path), before,
               operation.op == json::PatchOp::Remove
                   ? QString()
                   : shown(operation.value, operation.path, schema));
    }
}

void compareBodies(const QByteArray &first, const QByteArray &second, const QString &where,
                   const Report &report)
{
    if (first == second)
        return;
    const json::Document left = parsed(first);
    const json::Document right = parsed(second);
    if (!left || !right)
        return compareLines(first, second, where, report);
    compareDocuments(left, right, nullptr, where, report);
}

} // namespace

auto DifferenceModel::rowsOf(const api::HistoryEntry &first, const api::HistoryEntry &second)
    -> QList<Row>
{
    QList<Row> rows;
    const Report report = [&rows](const QString &where, const QString &left, const QString &right) {
        rows.append({where, left.left(longestCell), right.left(longestCell)});
    };
    const auto fact = [&report](const QString &where, const QString &left, const QString &right) {
        if (left != right)
            report(where, left, right);
    };
    fact(tr("Method"), text(first.method), text(second.method));
    fact(tr("Address"), first.url, second.url);
    compareHeaders(first.requestHeaders, second.requestHeaders, tr("Request header %1"), report);
    compareBodies(first.requestBody, second.requestBody, tr("Request body, %1"), report);
    fact(tr("Status"), HistoryModel::outcomeText(first), HistoryModel::outcomeText(second));
    fact(tr("Error"), first.error, second.error);
    fact(tr("Duration"), tr("%1 ms").arg(first.durationMs), tr("%1 ms").arg(second.durationMs));
    compareHeaders(first.replyHeaders, second.replyHeaders, tr("Reply header %1"), report);
    compareBodies(first.replyBody, second.replyBody, tr("Reply body, %1"), report);
    return rows;
}

void DifferenceModel::compare(const api::HistoryEntry &first, const api::HistoryEntry &second)
{
    show(rowsOf(first, second));
}

void DifferenceModel::compareLater(const api::HistoryEntry &first, const api::HistoryEntry &second)
{
    ++m_generation;
    m_comparing = true;
    auto *watcher = new QFutureWatcher<QList<Row>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this,
            [this, watcher, generation = m_generation] {
                watcher->deleteLater();
                if (generation == m_generation)
                    show(watcher->result());
            });
    watcher->setFuture(QtConcurrent::run(&DifferenceModel::rowsOf, first, second));
}

void DifferenceModel::compare(const json::Document &first, const json::Document &second,
                              const api::SchemaPtr &schema)
{
    beginResetModel();
    m_rows.clear();
    compareDocuments(first, second, schema.get(), u"%1"_s,
                     [this](const QString &where, const QString &left, const QString &right) {
                         m_rows.append({where, left.left(longestCell), right.left(longestCell)});
                     });
    endResetModel();
}

void DifferenceModel::clear()
{
    show({});
}

void DifferenceModel::show(const QList<Row> &rows)
{
    ++m_generation;
    m_comparing = false;
    beginResetModel();
    m_rows = rows;
    endResetModel();
    Q_EMIT compared();
}

int DifferenceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int DifferenceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DifferenceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) ||
        (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (index.column()) {
    case Where:
        return row.where;
    case First:
        return row.first.isEmpty() ? tr("nothing") : row.first;
    default:
        return row.second.isEmpty() ? tr("nothing") : row.second;
    }
}

QVariant DifferenceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount ||
        (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    switch (section) {
    case Where:
        return tr("Where");
    case First:
        return tr("First");
    default:
        return tr("Second");
    }
}

} // namespace models
