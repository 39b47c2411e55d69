// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/http/Server.h"
#include "app/sandbox/ResourceService.h"
#include "app/sandbox/Store.h"

#include <QString>

#include <functional>
#include <memory>
#include <string>

namespace sandbox {

/// Bulk files, worked off a slice at a time so that other requests are served in between. A row
/// that fails is named in the status and the others go on; a file that can't be read further ends
/// the job. Belongs to the store's thread.
class BulkJobs : public std::enable_shared_from_this<BulkJobs>
{
public:
    /// Runs the work soon, in the store's thread, after what waits already.
    using Later = std::function<void(std::function<void()>)>;

    static constexpr int rowsInASlice = 200;
    static constexpr int maximumRunning = 50;
    static constexpr int reportedRows = 20;

    BulkJobs(std::shared_ptr<Store> store, std::shared_ptr<const ResourceService> service,
             Later later, std::function<qint64()> clock);

    /// Answers at once. 409 while a job of that id runs; a finished one is replaced.
    http::Response start(const api::ResourceType &resource, const QString &domain,
                         const QString &bulkId, std::string csv);
    /// {"success":true,"status":{...}}, times in ms since 1970; 404 for an unknown job.
    http::Response status(const api::ResourceType &resource, const QString &domain,
                          const QString &bulkId) const;

private:
    struct Job;
    void runSlice(const std::shared_ptr<Job> &job);
    /// False at the end of the file.
    bool runRow(Job &job);
    void finish(Job &job);

    std::shared_ptr<Store> m_store;
    std::shared_ptr<const ResourceService> m_service;
    Later m_later;
    std::function<qint64()> m_clock;
    int m_running = 0;
};

} // namespace sandbox
