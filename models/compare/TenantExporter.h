// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compare/TenantLoader.h"

#include <memory>

namespace models {

class TenantWriter;

/// Writes all that can be listed of a tenant into one file, type by type: no more than one list is
/// held at a time. Writing goes on in a worker.
class TenantExporter : public QObject
{
    Q_OBJECT

public:
    explicit TenantExporter(api::Session *session, QObject *parent = nullptr);
    ~TenantExporter() override;

    void start(const QString &path);
    void cancel(); ///< nothing is left behind; without a signal
    bool isRunning() const { return m_writer != nullptr; }

Q_SIGNALS:
    void progress(const QString &plural, int number, int total);
    /// @p notes: what is not in it, a line each.
    void finished(const QString &path, int resources, const QStringList &notes);
    void failed(const QString &sentence);

private:
    void write(const TenantPart &part, const api::ResourceType &type);
    void commit();

    api::Session *m_session;
    TenantLoader m_loader;
    std::shared_ptr<TenantWriter> m_writer; ///< null: nothing is running
    QString m_path;
    int m_resources = 0;
};

} // namespace models
