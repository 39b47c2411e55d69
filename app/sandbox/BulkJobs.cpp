// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/BulkJobs.h"

#include "app/api/csv/CsvColumns.h"
#include "app/api/csv/CsvReader.h"
#include "app/json/Writer.h"
#include "app/sandbox/Replies.h"

#include <QStringList>

#include <optional>

using namespace Qt::StringLiterals;

namespace sandbox {

struct BulkJobs::Job
{
    Job(BulkStatus begun, const api::ResourceType &type, std::string text)
        : status(std::move(begun))
        , resource(type)
        , csv(std::move(text))
    {
    }
    Q_DISABLE_COPY_MOVE(Job)

    BulkStatus status;
    const api::ResourceType resource; // its own: the catalogue may be replaced while the job runs
    const std::string csv;
    api::CsvReader reader{csv};
    std::vector<std::string> cells; // of the row that is being read
    std::optional<api::CsvColumns> columns;
    QStringList problems;
    qint64 failedRows = 0;

    void fail(const QString &problem)
    {
        ++failedRows;
        if (problems.size() < reportedRows)
            problems.append(problem);
    }
};

BulkJobs::BulkJobs(std::shared_ptr<Store> store, std::shared_ptr<const ResourceService> service,
                   Later later, std::function<qint64()> clock)
    : m_store(std::move(store))
    , m_service(std::move(service))
    , m_later(std::move(later))
    , m_clock(std::move(clock))
{
}

http::Response BulkJobs::start(const api::ResourceType &resource, const QString &domain,
                               const QString &bulkId, std::string csv)
{
    const auto earlier = m_store->bulkStatus(resource.key, domain, bulkId);
    if (!earlier)
        return refusal(500, earlier.error().toStdString());
    if (*earlier && (*earlier)->status == u"STARTED")
        return refusal(409, "A bulk job of this id is running.");
    if (m_running >= maximumRunning)
        return gatewayError(429, "Too Many Requests");
    auto job = std::make_shared<Job>(BulkStatus{.resource = resource.key,
                                                .domain = domain,
                                                .bulkId = bulkId,
                                                .status = u"STARTED"_s,
                                                .reason = {},
                                                .startedAt = m_clock(),
                                                .stoppedAt = 0},
                                     resource, std::move(csv));
    if (auto saved = m_store->saveBulkStatus(job->status); !saved)
        return refusal(500, saved.error().toStdString());
    ++m_running;
    m_later([weak = weak_from_this(), job] {
        if (const auto self = weak.lock())
            self->runSlice(job);
    });
    return success();
}

void BulkJobs::runSlice(const std::shared_ptr<Job> &job)
{
    for (int i = 0; i < rowsInASlice; ++i) {
        if (!runRow(*job)) {
            finish(*job);
            return;
        }
    }
    m_later([weak = weak_from_this(), job] {
        if (const auto self = weak.lock())
            self->runSlice(job);
    });
}

bool BulkJobs::runRow(Job &job)
{
    const auto row = job.reader.next(job.cells);
    if (!row) {
        job.fail(QString::fromStdString(row.error().toString()));
        return false;
    }
    if (!*row) {
        if (!job.columns)
            job.fail(u"The file is empty: it has no header row."_s);
        return false;
    }
    if (!job.columns) {
        auto columns = api::CsvColumns::fromHeader(job.cells, job.resource.schema);
        if (!columns) {
            job.fail(QString::fromStdString(columns.error()));
            return false;
        }
        job.columns = std::move(*columns);
        return true;
    }
    const QString line = u"Line %1: "_s.arg(job.reader.line());
    const auto json = job.columns->toJson(job.cells);
    if (!json)
        job.fail(line + QString::fromStdString(json.error()));
    else if (auto done = m_service->putFromBulk(job.resource, job.status.domain, *json); !done)
        job.fail(line + done.error());
    return true;
}

void BulkJobs::finish(Job &job)
{
    --m_running;
    job.status.stoppedAt = m_clock();
    job.status.status = job.failedRows == 0 ? u"FINISHED"_s : u"FAILED"_s;
    job.status.reason = job.problems.join(u'\n');
    if (const qint64 more = job.failedRows - job.problems.size(); more > 0)
        job.status.reason += u"\nand %1 more"_s.arg(more);
    if (auto saved = m_store->saveBulkStatus(job.status); !saved)
        qWarning("%s", qPrintable(saved.error()));
}

http::Response BulkJobs::status(const api::ResourceType &resource, const QString &domain,
                                const QString &bulkId) const
{
    const auto found = m_store->bulkStatus(resource.key, domain, bulkId);
    if (!found)
        return refusal(500, found.error().toStdString());
    if (!*found)
        return refusal(404, "There is no bulk job of this id.");
    const BulkStatus &status = **found;
    json::Writer writer;
    writer.beginObject();
    writer.name("reason").string(status.reason.toStdString());
    writer.name("stoppedAt").integer(status.stoppedAt);
    writer.name("bulkId").string(status.bulkId.toStdString());
    writer.name("domain").string(status.domain.toStdString());
    writer.name("startedAt").integer(status.startedAt);
    writer.name("status").string(status.status.toStdString());
    writer.endObject();
    return success("status", writer.take());
}

} // namespace sandbox
