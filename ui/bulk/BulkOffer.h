// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/BulkJournal.h"

#include <QAction>
#include <QObject>
#include <QPointer>

namespace ui {

class Banner;

/// Tells of bulk runs of the open profile that stopped halfway, when its session begins or one was
/// left: go on with it, or forget it.
class BulkOffer : public QObject
{
    Q_OBJECT

public:
    BulkOffer(models::BulkJournal *journal, Banner *banner, QObject *parent = nullptr);

    void look(const QString &profileId);
    /// For the command palette: tells of them again, once the banner is gone.
    QAction *action() const { return m_action; }

Q_SIGNALS:
    /// Where @p resource is the key of its type.
    void wanted(const QString &resource, qint64 job);
    void said(const QString &sentence); ///< that there is none, to who has asked

private:
    void find(const QString &profileId, bool saysNone);
    void show(const models::BulkEntry &entry);

    models::BulkJournal *m_journal;
    Banner *m_banner;
    QAction *m_action;
    QString m_profileId; ///< that was looked for last
};

} // namespace ui
