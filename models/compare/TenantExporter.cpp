// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compare/TenantExporter.h"

#include "models/compare/TenantWriter.h"

#include <QtConcurrentRun>

namespace models {

TenantExporter::TenantExporter(api::Session *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_loader(session)
{
    connect(&m_loader, &TenantLoader::loading, this, &TenantExporter::progress);
    connect(&m_loader, &TenantLoader::part, this, &TenantExporter::write);
    connect(&m_loader, &TenantLoader::ended, this, &TenantExporter::commit);
}

TenantExporter::~TenantExporter() = default;

void TenantExporter::start(const QString &path)
{
    cancel();
    m_path = path;
    m_resources = 0;
    m_writer = std::make_shared<TenantWriter>(path, m_session->profile().domain,
                                              QDateTime::currentDateTimeUtc());
    m_loader.start();
}

void TenantExporter::cancel()
{
    m_loader.cancel();
    m_writer.reset(); // a worker that is writing lets go of the rest
}

void TenantExporter::write(const TenantPart &part, const api::ResourceType &type)
{
    m_resources += int(part.rows.size());
    QtConcurrent::run([writer = m_writer, part, schema = type.schema] {
        writer->write(part, schema);
        return writer;
    }).then(this, [this](const std::shared_ptr<TenantWriter> &writer) {
        if (writer == m_writer)
            m_loader.next();
    });
}

void TenantExporter::commit()
{
    QtConcurrent::run([writer = m_writer] { return std::pair(writer, writer->commit()); })
        .then(this, [this](const std::pair<std::shared_ptr<TenantWriter>,
                                           std::expected<void, QString>> &done) {
            if (done.first != m_writer)
                return;
            m_writer.reset();
            if (done.second)
                Q_EMIT finished(m_path, m_resources, m_loader.skipped());
            else
                Q_EMIT failed(done.second.error());
        });
}

} // namespace models
