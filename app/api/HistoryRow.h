// SPDX-License-Identifier: GPL-3.0-or-later
// Inside app/api: how an entry of the history lies in history.sqlite.
#pragma once

#include "app/api/History.h"

#include <QSqlQuery>

namespace api::historyRow {

/// The columns that entryFrom() reads, in its order.
extern const QLatin1StringView entryColumns;
constexpr int entryColumnCount = 13;
/// Those of the table "bodies", read by addBodies().
extern const QLatin1StringView bodyColumns;

HistoryEntry entryFrom(const QSqlQuery &query);
/// @p query has bodyColumns after entryColumns.
void addBodies(HistoryEntry &entry, const QSqlQuery &query);
/// What lists are made of.
HistoryEntry withoutBodies(HistoryEntry entry);
/// A line a header.
QByteArray headerText(const Headers &headers);

} // namespace api::historyRow
