// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/compare/TenantDiffModel.h"
#include "models/compare/TenantLoader.h"

#include <QObject>

#include <array>
#include <optional>
#include <stop_token>

namespace models {

class DraftStore;

/// Two sides to compare, each the tenant as it is now or a file of an earlier export. Reading and
/// comparing go on in a worker; what comes too late is dropped.
class TenantComparison : public QObject
{
    Q_OBJECT

public:
    enum Side { Left, Right, SideCount };

    TenantComparison(api::Session *session, DraftStore *drafts, QObject *parent = nullptr);
    ~TenantComparison() override;

    void setLive(Side side);
    void setFile(Side side, const QString &path);
    void swap();
    /// "customer47... now", "tenant.json, 2026-11-27 22:10"; empty: nothing is chosen.
    QString title(Side side) const;
    bool isLive(Side side) const { return m_sides[side].live; }
    bool isBusy() const { return m_loading || m_reading > 0 || m_comparing; }
    /// A sentence: what went wrong, or what is not compared; may be empty.
    QString notes() const;
    bool hasFailed() const { return !m_error.isEmpty(); }

    TenantDiffModel &model() { return m_model; }
    /// Stages edits that make the left side like the right one; a sentence about it.
    QString stage(const std::vector<int> &changes);

Q_SIGNALS:
    void changed();

private:
    struct Content
    {
        bool live = false;
        QString path;
        std::optional<Tenant> tenant;
    };
    void load();
    void compare();

    api::Session *m_session;
    DraftStore *m_drafts;
    TenantLoader m_loader;
    std::array<Content, SideCount> m_sides;
    TenantDiffModel m_model;
    std::optional<Tenant> m_live; ///< what is being loaded
    std::stop_source m_stop;
    QString m_error;
    quint64 m_generation = 0;
    bool m_loading = false;
    int m_reading = 0;
    bool m_comparing = false;
};

} // namespace models
