// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/csv/CsvRowsModel.h"

#include "models/SchemaTools.h"
#include "models/WholeFile.h"
#include "models/csv/CsvReport.h"

#include <QDir>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace models {

namespace {

const QString &hidden()
{
    static const QString dots(6, QChar(0x2022));
    return dots;
}

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

} // namespace

void CsvRowsModel::setDryRun(CsvDryRun run, const api::ResourceType &type)
{
    beginResetModel();
    m_run = std::move(run);
    m_results.clear();
    m_titles.clear();
    m_secret.clear();
    for (int column = 0; !m_run.isEmpty() && column < m_run.table().columnCount(); ++column) {
        const QString property = m_run.check().mapping().properties.value(column);
        const api::Schema *schema =
            property.isEmpty() || !type.schema ? nullptr : type.schema->at(property);
        m_titles.append(
            property.isEmpty()
                ? tr("%1 (ignored)").arg(toQString(m_run.table().header()[std::size_t(column)]))
                : property);
        const std::string name = property.isEmpty() ? m_run.table().header()[std::size_t(column)]
                                                    : property.section(u'.', -1).toStdString();
        m_secret.push_back(isSecret(schema, name));
    }
    endResetModel();
    Q_EMIT countsChanged();
}

void CsvRowsModel::clear()
{
    setDryRun({}, {});
}

QString CsvRowsModel::stateText(CsvState state)
{
    switch (state) {
    case CsvState::New:
        return tr("new");
    case CsvState::Changed:
        return tr("changed");
    case CsvState::Unchanged:
        return tr("unchanged");
    case CsvState::Invalid:
        return tr("invalid");
    case CsvState::Duplicate:
        return tr("duplicate");
    }
    return {};
}

QString CsvRowsModel::resultText(SendResult result)
{
    switch (result) {
    case SendResult::NotSent:
        return {};
    case SendResult::Sending:
        return tr("sending");
    case SendResult::Done:
        return tr("done");
    case SendResult::Failed:
        return tr("failed");
    case SendResult::Unclear:
        return tr("unclear");
    }
    return {};
}

void CsvRowsModel::setResult(int row, SendResult result, const QString &reason)
{
    m_results.insert(row, {.result = result, .reason = reason});
    Q_EMIT dataChanged(index(row, Result), index(row, Result));
}

void CsvRowsModel::setResults(const std::vector<int> &rows, SendResult result,
                              const QString &reason)
{
    if (rows.empty())
        return;
    for (const int row : rows)
        m_results.insert(row, {.result = result, .reason = reason});
    const auto [first, last] = std::ranges::minmax(rows);
    Q_EMIT dataChanged(index(first, Result), index(last, Result));
}

int CsvRowsModel::resultCount(SendResult result) const
{
    return int(std::ranges::count(m_results, result, &Sent::result));
}

int CsvRowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_run.table().rowCount();
}

int CsvRowsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : FirstCell + int(m_titles.size());
}

QString CsvRowsModel::cellText(int row, int column) const
{
    const std::string_view text = m_run.table().cell(row, column);
    return !text.empty() && m_secret[std::size_t(column)] ? hidden() : toQString(text);
}

/// @p column of the file; -1: all that is wrong with the row.
QString CsvRowsModel::problemText(int row, int column) const
{
    QStringList sentences;
    for (const CsvProblem &problem : m_run.problems(row)) {
        if (column < 0 || problem.column == column)
            sentences.append(problem.sentence);
    }
    return sentences.join(u'\n');
}

CsvRowsModel::Mark CsvRowsModel::mark(int row, int column) const
{
    if (m_run.check().mapping().properties.at(column).isEmpty())
        return Mark::Ignored;
    if (!problemText(row, column).isEmpty())
        return Mark::Wrong;
    return std::ranges::contains(m_run.changedColumns(row), std::uint16_t(column)) ? Mark::Changed
                                                                                   : Mark::None;
}

QVariant CsvRowsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const int cell = index.column() - FirstCell;
    const CsvState state = m_run.state(row);
    switch (role) {
    case StateRole:
        return int(state);
    case ResultRole:
        return int(result(row));
    case MarkRole:
        return int(cell < 0 ? Mark::None : mark(row, cell));
    case Qt::TextAlignmentRole:
        return index.column() == Line ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::EditRole:
        return cell < 0 ? QVariant() : toQString(m_run.table().cell(row, cell));
    case Qt::ToolTipRole:
        if (index.column() == Result)
            return reason(row);
        return cell < 0 ? problemText(row, -1) : problemText(row, cell);
    case Qt::AccessibleTextRole:
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (index.column()) {
    case Line:
        return QString::number(m_run.table().line(row));
    case State: {
        const QString problem = problemText(row, -1);
        return problem.isEmpty() ? stateText(state)
                                 //: state of a row, and why
                                 : tr("%1: %2").arg(stateText(state), problem.section(u'\n', 0, 0));
    }
    case Result: {
        const QString text = resultText(result(row));
        return reason(row).isEmpty() ? text : tr("%1: %2").arg(text, reason(row));
    }
    default:
        break;
    }
    const QString text = cellText(row, cell);
    const QString problem = role == Qt::AccessibleTextRole ? problemText(row, cell) : QString();
    return problem.isEmpty() ? text : tr("%1: %2").arg(text, problem);
}

bool CsvRowsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const int cell = index.column() - FirstCell;
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const std::string text = value.toString().toStdString();
    if (m_run.table().cell(index.row(), cell) == text)
        return true;
    for (const int row : m_run.setCell(index.row(), cell, text))
        Q_EMIT dataChanged(this->index(row, 0), this->index(row, columnCount() - 1));
    Q_EMIT countsChanged();
    return true;
}

Qt::ItemFlags CsvRowsModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    const int cell = index.column() - FirstCell;
    if (m_editable && cell >= 0 && result(index.row()) != SendResult::Done &&
        !m_run.check().mapping().properties.at(cell).isEmpty())
        flags |= Qt::ItemIsEditable;
    return flags;
}

QVariant CsvRowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount() ||
        (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    switch (section) {
    case Line:
        return tr("Line");
    case State:
        return tr("State");
    case Result:
        return tr("Result");
    default:
        return m_titles.at(section - FirstCell);
    }
}

QFuture<QString> CsvRowsModel::saveReport(const QString &path) const
{
    return QtConcurrent::run([report = CsvReport(*this), path]() -> QString {
        const QByteArray bytes = report.text();
        const QString error =
            writeWhole(path, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
        return error.isEmpty() ? QString()
                               : tr("%1 could not be written: %2. Choose another place.")
                                     .arg(QDir::toNativeSeparators(path), error);
    });
}

} // namespace models
