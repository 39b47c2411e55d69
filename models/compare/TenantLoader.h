// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Session.h"
#include "models/compare/Tenant.h"

#include <QObject>
#include <QPointer>

namespace models {

/// Reads the lists of all resource types of the catalogue, one after the other, behind what people
/// ask for. What can't be listed is skipped, and said so. After each part() it waits for next().
class TenantLoader : public QObject
{
    Q_OBJECT

public:
    explicit TenantLoader(api::Session *session, QObject *parent = nullptr);
    ~TenantLoader() override;

    void start();
    void next();
    void cancel(); ///< without a signal
    bool isRunning() const { return m_running; }
    int total() const { return int(m_types.size()); }
    /// "Trunks: The platform refused it.", a line for each type that is not there.
    const QStringList &skipped() const { return m_skipped; }

Q_SIGNALS:
    void loading(const QString &plural, int number, int total);
    void part(const models::TenantPart &part, const api::ResourceType &type);
    void ended();

private:
    void haveList(const api::Result &result);

    api::Session *m_session;
    QList<api::ResourceType> m_types;
    qsizetype m_at = -1;
    QPointer<api::Call> m_call;
    QStringList m_skipped;
    bool m_running = false;
};

} // namespace models
