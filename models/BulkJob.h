// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Request.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>

#include <memory>
#include <vector>

namespace models {

/// What has become of one row of a bulk run.
enum class BulkState {
    Waiting, ///< not handed to the network, or to be handed to it again
    Sent,    ///< about to leave, or on its way; after a crash: whether it left is not known
    Done,    ///< the platform has it
    Failed,  ///< refused, or known not to have arrived: sending it again repeats nothing
    Unknown, ///< no answer, and it may have arrived
};

/// One request of a bulk run. Plain data, so that it can lie in the journal and be sent by a later
/// run of the program; the request itself is made when its turn comes.
struct BulkRow
{
    QString id; ///< what people call it
    api::Method method = api::Method::Patch;
    QString path;    ///< percent-encoded, from the base URL's root
    QByteArray body; ///< JSON; null: the job's
    /// `body` is a JSON Patch, and `path` does not take one: the resource is read (`readPath`),
    /// patched here, and sent whole.
    bool readFirst = false;
    /// Where GET finds the resource; empty: nowhere, and a lost answer can't be made up for.
    QString readPath;
    /// The resource as it was seen before, JSON; empty: there was none, or it is not known.
    QByteArray before;
};
using BulkRows = std::shared_ptr<const std::vector<BulkRow>>;

struct BulkResult
{
    int row = -1; ///< its place among the rows of the job
    BulkState state = BulkState::Waiting;
    int status = 0;         ///< HTTP, of the request itself; 0: no reply
    QString sentence = {};  ///< why not, or what is remarkable; empty when all went well
    QString requestId = {}; ///< of the last try
    qint64 at = 0;          ///< ms since 1970
    bool operator==(const BulkResult &) const = default;
};

struct BulkSettings
{
    int concurrency = 8;  ///< requests at once, 1 to maximumConcurrency
    double perSecond = 0; ///< requests a second at most; 0: as fast as they go

    static constexpr int maximumConcurrency = 32;
    BulkSettings bounded() const;
    bool operator==(const BulkSettings &) const = default;
};

struct BulkCounts
{
    int total = 0;
    int done = 0;
    int failed = 0;
    int unknown = 0; ///< Unknown, and Sent where nothing is on its way any more
    int waiting() const { return total - done - failed - unknown; }
    int over() const { return done + failed + unknown; }
    bool operator==(const BulkCounts &) const = default;
};

/// A bulk run as a whole, without its rows.
struct BulkJob
{
    qint64 id = 0; ///< given by the journal
    QString profileId;
    QString resource;        ///< ResourceType::key; empty: none
    QString idProperty = {}; ///< of the resource: tells a bare reply from one in an envelope
    QString title;           ///< in words: "Change 10,000 devices"
    QByteArray body;         ///< of the rows that have none of their own
    BulkSettings settings = {};
    qint64 startedAt = 0; ///< ms since 1970
};

/// @p row as a request; not for one that is to be read first.
api::Request requestOf(const BulkJob &job, const BulkRow &row);
/// GET of the row's resource.
api::Request readingOf(const BulkRow &row);
/// "done", "failed", ...: for reports, never translated.
QString nameOf(BulkState state);

} // namespace models

Q_DECLARE_METATYPE(models::BulkResult)
