// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Store beside the items: domains with their keys, and bulk jobs.
#include "app/sandbox/Store.h"

#include <QSqlError>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace sandbox {

StoreResult<std::vector<std::pair<QString, QByteArray>>> Store::domains()
{
    QSqlQuery query(m_database);
    query.prepare(u"SELECT domain, public_key FROM domains ORDER BY domain"_s);
    if (auto done = run(query); !done)
        return std::unexpected(done.error());
    std::vector<std::pair<QString, QByteArray>> all;
    while (query.next())
        all.emplace_back(query.value(0).toString(), query.value(1).toByteArray());
    return all;
}

StoreResult<void> Store::saveDomain(const QString &domain, const QByteArray &pem)
{
    if (auto ready = beforeWrite(); !ready)
        return ready;
    QSqlQuery query(m_database);
    query.prepare(pem.isEmpty()
                      ? u"INSERT OR IGNORE INTO domains(domain, public_key) VALUES(?, ?)"_s
                      : u"INSERT OR REPLACE INTO domains(domain, public_key) VALUES(?, ?)"_s);
    query.bindValue(0, domain);
    query.bindValue(1, pem);
    return run(query);
}

StoreResult<std::optional<BulkStatus>>
Store::bulkStatus(const QString &resource, const QString &domain, const QString &bulkId)
{
    QSqlQuery query(m_database);
    query.prepare(u"SELECT status, reason, started, stopped FROM bulk WHERE resource = ? AND "
                  "domain = ? AND id = ?"_s);
    query.bindValue(0, resource);
    query.bindValue(1, domain);
    query.bindValue(2, bulkId);
    if (auto done = run(query); !done)
        return std::unexpected(done.error());
    if (!query.next())
        return std::optional<BulkStatus>();
    return BulkStatus{.resource = resource,
                      .domain = domain,
                      .bulkId = bulkId,
                      .status = query.value(0).toString(),
                      .reason = query.value(1).toString(),
                      .startedAt = query.value(2).toLongLong(),
                      .stoppedAt = query.value(3).toLongLong()};
}

StoreResult<void> Store::saveBulkStatus(const BulkStatus &status)
{
    if (auto ready = beforeWrite(); !ready)
        return ready;
    QSqlQuery query(m_database);
    query.prepare(u"INSERT OR REPLACE INTO bulk(resource, domain, id, status, reason, started, "
                  "stopped) VALUES(?, ?, ?, ?, ?, ?, ?)"_s);
    const QVariantList values{status.resource, status.domain,    status.bulkId,   status.status,
                              status.reason,   status.startedAt, status.stoppedAt};
    for (int i = 0; i < values.size(); ++i)
        query.bindValue(i, values.at(i));
    return run(query);
}

StoreResult<void> Store::failRunningBulkJobs(const QString &reason, qint64 now)
{
    if (auto ready = beforeWrite(); !ready)
        return ready;
    QSqlQuery query(m_database);
    query.prepare(u"UPDATE bulk SET status = 'FAILED', reason = ?, stopped = ? WHERE status = "
                  "'STARTED'"_s);
    query.bindValue(0, reason);
    query.bindValue(1, now);
    return run(query);
}

} // namespace sandbox
