// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/BulkJob.h"

#include <expected>

/// What an answer of the platform means for a row of a bulk run.
namespace models::bulkAnswer {

/// Failed, or Unknown where the request may have arrived.
BulkState stateOf(const api::ApiError &error);
/// For the table and the report: what happened, with the server's own words.
QString sentenceOf(const api::ApiError &error);
/// The next row would meet with the same.
bool concernsAll(const api::ApiError &error);
/// And it will not get better by itself.
bool isHopeless(const api::ApiError &error);

/// The resource in a reply: a bare one is known by its id, others lie in an envelope. Absent: none.
json::Document resourceIn(const BulkJob &job, const json::Document &body);
/// It has an id: it is more than a word of thanks.
bool isResource(const BulkJob &job, const json::Document &document);
/// Absent when it is no JSON.
json::Document parsed(const QByteArray &json);
/// The whole resource as the row's patch makes it of @p now; else why not.
std::expected<QByteArray, QString> patched(const BulkJob &job, const BulkRow &row,
                                           const json::Document &now);
/// What the reply to a GET tells of a row whose answer was lost.
BulkResult checked(const BulkJob &job, const BulkRow &row, const api::Result &result);

} // namespace models::bulkAnswer
