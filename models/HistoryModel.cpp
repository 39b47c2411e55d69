// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/HistoryModel.h"

#include "models/CellTime.h"

#include <QLocale>
#include <QUrl>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace models {

namespace {

/// Reason phrases of RFC 9110 15 and RFC 6585 that a REST platform answers with.
struct Reason
{
    int status;
    QLatin1StringView phrase;
};
constexpr std::array reasons{
    Reason{200, "OK"_L1},
    Reason{201, "Created"_L1},
    Reason{202, "Accepted"_L1},
    Reason{204, "No Content"_L1},
    Reason{206, "Partial Content"_L1},
    Reason{301, "Moved Permanently"_L1},
    Reason{302, "Found"_L1},
    Reason{303, "See Other"_L1},
    Reason{304, "Not Modified"_L1},
    Reason{307, "Temporary Redirect"_L1},
    Reason{308, "Permanent Redirect"_L1},
    Reason{400, "Bad Request"_L1},
    Reason{401, "Unauthorized"_L1},
    Reason{403, "Forbidden"_L1},
    Reason{404, "Not Found"_L1},
    Reason{405, "Method Not Allowed"_L1},
    Reason{406, "Not Acceptable"_L1},
    Reason{408, "Request Timeout"_L1},
    Reason{409, "Conflict"_L1},
    Reason{410, "Gone"_L1},
    Reason{411, "Length Required"_L1},
    Reason{412, "Precondition Failed"_L1},
    Reason{413, "Content Too Large"_L1},
    Reason{414, "URI Too Long"_L1},
    Reason{415, "Unsupported Media Type"_L1},
    Reason{422, "Unprocessable Content"_L1},
    Reason{429, "Too Many Requests"_L1},
    Reason{431, "Request Header Fields Too Large"_L1},
    Reason{500, "Internal Server Error"_L1},
    Reason{501, "Not Implemented"_L1},
    Reason{502, "Bad Gateway"_L1},
    Reason{503, "Service Unavailable"_L1},
    Reason{504, "Gateway Timeout"_L1},
};

QString statusText(int status)
{
    const auto known = std::ranges::find(reasons, status, &Reason::status);
    if (known == reasons.end())
        return QString::number(status);
    return QString::number(status) + u' ' + known->phrase;
}

HistoryModel::Outcome outcomeOf(const api::HistoryEntry &entry)
{
    using enum HistoryModel::Outcome;
    if (entry.ending == api::Ending::Cancelled)
        return Cancelled;
    if (entry.ending == api::Ending::NotSent)
        return NotSent;
    if (entry.status == 0)
        return NoReply;
    if (entry.status >= 500)
        return ServerError;
    // A 2xx may have failed all the same: success:false, or no JSON where it was wanted.
    return entry.status >= 400 || !entry.error.isEmpty() ? ClientError : Ok;
}

QString durationText(qint64 ms)
{
    if (ms < 10'000)
        return HistoryModel::tr("%1 ms").arg(ms);
    return HistoryModel::tr("%1 s").arg(QLocale().toString(double(ms) / 1000, 'f', 1));
}

QString localTime(const QDateTime &time)
{
    if (!time.isValid())
        return {};
    std::string text;
    LocalClock().append(text, time.toMSecsSinceEpoch());
    return QString::fromStdString(text);
}

bool isUnasked(const api::HistoryEntry &entry)
{
    return entry.ending == api::Ending::Unasked;
}

QString pathOf(const QString &url)
{
    const QString path = QUrl(url).path(QUrl::FullyEncoded);
    return path.isEmpty() ? url : path;
}

QVariant rawValue(const api::HistoryEntry &entry, int column)
{
    switch (column) {
    case HistoryModel::Time:
        return entry.startedAt.toUTC().toString(Qt::ISODateWithMs);
    case HistoryModel::Method:
        return QString::fromLatin1(entry.method);
    case HistoryModel::Path:
        return entry.url;
    case HistoryModel::Status:
        return entry.status;
    case HistoryModel::Duration:
        return entry.durationMs;
    case HistoryModel::Size:
        return entry.replyBytes;
    case HistoryModel::RequestId:
        return entry.requestId;
    default:
        return {};
    }
}

QString displayedValue(const api::HistoryEntry &entry, int column)
{
    switch (column) {
    case HistoryModel::Time:
        return localTime(entry.startedAt);
    case HistoryModel::Path:
        return pathOf(entry.url);
    case HistoryModel::Status:
        return HistoryModel::outcomeText(entry);
    case HistoryModel::Duration:
        return durationText(entry.durationMs);
    case HistoryModel::Size:
        return QLocale().formattedDataSize(entry.replyBytes, 1, QLocale::DataSizeSIFormat);
    default:
        return rawValue(entry, column).toString();
    }
}

QVariant toolTip(const api::HistoryEntry &entry, int column)
{
    QString text;
    if (column == HistoryModel::Path)
        text = entry.url;
    else if (column == HistoryModel::Status)
        text = entry.error;
    else
        text = displayedValue(entry, column);
    return text.isEmpty() ? QVariant() : QString(u"<qt>"_s + text.toHtmlEscaped() + u"</qt>"_s);
}

bool isQuantity(int column)
{
    return column == HistoryModel::Time || column == HistoryModel::Duration ||
           column == HistoryModel::Size;
}

QVariant alignment(int column)
{
    return QVariant::fromValue((isQuantity(column) ? Qt::AlignRight : Qt::AlignLeft) |
                               Qt::AlignVCenter);
}

} // namespace

HistoryModel::HistoryModel(api::History *history, QObject *parent)
    : QAbstractTableModel(parent)
    , m_entries(history->recent(maximumRows))
{
    connect(history, &api::History::appended, this, &HistoryModel::append);
    connect(history, &api::History::cleared, this, [this] {
        if (m_entries.isEmpty())
            return;
        beginRemoveRows({}, 0, int(m_entries.size() - 1));
        m_entries.clear();
        endRemoveRows();
    });
}

HistoryModel::HistoryModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void HistoryModel::append(const QList<api::HistoryEntry> &entries)
{
    // What recent() already had when this model was made may be announced once more.
    const qint64 newest = m_entries.isEmpty() ? -1 : m_entries.first().row;
    QList<api::HistoryEntry> fresh;
    for (const api::HistoryEntry &entry : entries) {
        if (entry.row > newest && !isUnasked(entry))
            fresh.prepend(entry);
    }
    std::ranges::stable_sort(fresh, std::ranges::greater(), &api::HistoryEntry::row);
    fresh.resize(std::min<qsizetype>(fresh.size(), maximumRows));
    if (fresh.isEmpty())
        return;
    const qsizetype room = maximumRows - fresh.size();
    if (m_entries.size() > room) {
        beginRemoveRows({}, int(room), int(m_entries.size() - 1));
        m_entries.resize(room);
        endRemoveRows();
    }
    for (api::HistoryEntry &entry : fresh) { // bodies are fetched when they are looked at
        entry.requestBody.clear();
        entry.replyBody.clear();
    }
    beginInsertRows({}, 0, int(fresh.size() - 1));
    m_entries = fresh + m_entries;
    endInsertRows();
}

api::HistoryEntry HistoryModel::entryAt(int row) const
{
    return m_entries.value(row);
}

QString HistoryModel::outcomeText(const api::HistoryEntry &entry)
{
    switch (outcomeOf(entry)) {
    case Outcome::Cancelled:
        return tr("cancelled");
    case Outcome::NotSent:
        return tr("not sent");
    case Outcome::NoReply:
        return tr("no reply");
    default:
        return statusText(entry.status);
    }
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const api::HistoryEntry &entry = m_entries.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return displayedValue(entry, index.column());
    case Qt::ToolTipRole:
        return toolTip(entry, index.column());
    case Qt::TextAlignmentRole:
        return alignment(index.column());
    case RawRole:
        return rawValue(entry, index.column());
    case EntryRowRole:
        return entry.row;
    case OutcomeRole:
        return int(outcomeOf(entry));
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Method:
        return tr("Method");
    case Path:
        return tr("Path");
    case Status:
        return tr("Status");
    case Duration:
        return tr("Duration");
    case Size:
        return tr("Size");
    default:
        return tr("Request ID");
    }
}

} // namespace models
