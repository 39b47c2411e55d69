// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/BulkOffer.h"

#include "ui/theme/Icons.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/Page.h"

#include <QLocale>
#include <QPushButton>

namespace ui {

using namespace Qt::StringLiterals;

BulkOffer::BulkOffer(models::BulkJournal *journal, Banner *banner, QObject *parent)
    : QObject(parent)
    , m_journal(journal)
    , m_banner(banner)
    , m_action(new QAction(icon(u"change-many"_s), tr("Changes of many that stopped..."), this))
{
    m_action->setProperty(keywordsProperty, tr("resume go on interrupted unfinished bulk run"));
    connect(m_action, &QAction::triggered, this, [this] { find(m_profileId, true); });
}

void BulkOffer::look(const QString &profileId)
{
    find(profileId, false);
}

void BulkOffer::find(const QString &profileId, bool saysNone)
{
    m_profileId = profileId;
    m_journal->jobs(this, [this, profileId, saysNone](const auto &entries) {
        if (!entries || profileId != m_profileId)
            return; // whoever begins a run hears why; another profile was opened meanwhile
        for (auto entry = entries->crbegin(); entry != entries->crend(); ++entry) {
            if (entry->job.profileId == profileId && !entry->job.resource.isEmpty())
                return show(*entry);
        }
        if (saysNone)
            Q_EMIT said(tr("No change of many has stopped halfway."));
    });
}

void BulkOffer::show(const models::BulkEntry &entry)
{
    const models::BulkCounts &counts = entry.counts;
    const QLocale locale;
    const bool isOver = counts.waiting() == 0 && counts.unknown == 0;
    m_banner->showMessage(
        Banner::Level::Warn,
        isOver ? tr("%1: it came to its end, and nobody has seen the results: %2 done, %3 failed.")
                     .arg(entry.job.title, locale.toString(counts.done),
                          locale.toString(counts.failed))
               : tr("%1: it stopped at %2 of %3. Nothing is sent before you say so.")
                     .arg(entry.job.title, locale.toString(counts.over()),
                          locale.toString(counts.total)));
    QPushButton *look = m_banner->addAction(tr("Look at it"));
    QPushButton *forget = m_banner->addAction(tr("Forget it"));
    connect(look, &QPushButton::clicked, this, [this, job = entry.job] {
        m_banner->dismiss();
        Q_EMIT wanted(job.resource, job.id);
    });
    connect(forget, &QPushButton::clicked, this, [this, id = entry.job.id] {
        m_banner->dismiss();
        m_journal->remove(id);
    });
}

} // namespace ui
