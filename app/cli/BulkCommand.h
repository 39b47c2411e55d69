// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/OpenSession.h"

#include <QString>

namespace cli {

struct BulkOptions
{
    Access access;
    QString resource;   ///< ResourceType::key
    QString patchFile;  ///< with placeholders or without
    QString idsFile;    ///< an id a line; empty: all that the platform lists
    QString journal;    ///< folder
    QString reportFile; ///< CSV; empty: none
    int concurrency = 8;
    double perSecond = 0; ///< 0: as fast as they go
    bool dryRun = false;
};

/// Sends one patch to many resources and prints what came of it. Needs an application object.
int bulkPatch(const BulkOptions &options);

struct BulkResumeOptions
{
    Access access;
    QString journal;
    qint64 job = 0; ///< 0: the only one
    QString reportFile;
    bool again = false; ///< also send again what is known not to have arrived, or was refused
};

/// Goes on with a run that was stopped, and finds out what became of what was on its way.
int bulkResume(const BulkResumeOptions &options);

/// The runs that lie in the journal, as a JSON array.
int bulkList(const QString &journal);
/// Removes a run from the journal.
int bulkForget(const QString &journal, qint64 job);

} // namespace cli
