// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compare/TenantComparison.h"

#include "models/SpareMemory.h"

#include <QFileInfo>
#include <QLocale>
#include <QtConcurrentRun>

namespace models {

TenantComparison::TenantComparison(api::Session *session, DraftStore *drafts, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_drafts(drafts)
    , m_loader(session)
{
    connect(&m_loader, &TenantLoader::part, this, [this](const TenantPart &part) {
        m_live->parts.append(part);
        m_loader.next();
    });
    connect(&m_loader, &TenantLoader::ended, this, [this] {
        m_loading = false;
        for (Content &side : m_sides) {
            if (side.live)
                side.tenant = m_live;
        }
        compare();
    });
}

TenantComparison::~TenantComparison()
{
    m_stop.request_stop();
    giveBackSpareMemory();
}

void TenantComparison::setLive(Side side)
{
    m_sides[side] = {.live = true, .path = {}, .tenant = {}};
    m_error.clear();
    load();
}

void TenantComparison::load()
{
    m_live = Tenant{
        .domain = m_session->profile().domain, .at = QDateTime::currentDateTimeUtc(), .parts = {}};
    m_loading = true;
    m_loader.start();
    compare();
}

void TenantComparison::setFile(Side side, const QString &path)
{
    m_sides[side] = {.live = false, .path = path, .tenant = {}};
    m_error.clear();
    ++m_reading;
    QtConcurrent::run([path] {
        return Tenant::read(path);
    }).then(this, [this, path](const std::expected<Tenant, QString> &tenant) {
        --m_reading;
        if (!tenant)
            m_error = tenant.error();
        for (Content &side : m_sides) { // the sides may have been swapped meanwhile
            if (tenant && !side.live && side.path == path)
                side.tenant = *tenant;
        }
        compare();
    });
    compare();
}

void TenantComparison::swap()
{
    std::swap(m_sides[Left], m_sides[Right]);
    compare();
}

QString TenantComparison::title(Side side) const
{
    const Content &content = m_sides[side];
    if (content.live)
        return tr("%1, now").arg(m_session->profile().domain);
    if (content.path.isEmpty())
        return {};
    const QString name = QFileInfo(content.path).fileName();
    if (!content.tenant)
        return name;
    //: file, domain, time
    return tr("%1: %2, %3")
        .arg(name, content.tenant->domain,
             QLocale().toString(content.tenant->at.toLocalTime(), QLocale::ShortFormat));
}

QString TenantComparison::notes() const
{
    if (!m_error.isEmpty())
        return m_error;
    QStringList notes =
        m_sides[Left].live || m_sides[Right].live ? m_loader.skipped() : QStringList();
    if (m_model.diff() && !m_model.diff()->missing.isEmpty()) {
        notes << tr("Not on both sides, and so not compared: %1.")
                     .arg(m_model.diff()->missing.join(QStringLiteral(", ")));
    }
    return notes.join(QLatin1Char(' '));
}

void TenantComparison::compare()
{
    m_stop.request_stop();
    m_stop = {};
    const quint64 generation = ++m_generation;
    m_comparing = m_sides[Left].tenant && m_sides[Right].tenant;
    if (m_comparing) {
        QtConcurrent::run([left = *m_sides[Left].tenant, right = *m_sides[Right].tenant,
                           known = m_session->catalogue().resources(), stop = m_stop.get_token()] {
            return TenantDiff::between(left, right, known, stop);
        }).then(this, [this, generation](const std::shared_ptr<const TenantDiff> &diff) {
            if (generation != m_generation)
                return;
            m_comparing = false;
            m_model.setDiff(diff);
            Q_EMIT changed();
        });
    } else if (m_model.diff()) {
        m_model.setDiff(nullptr);
    }
    Q_EMIT changed();
}

QString TenantComparison::stage(const std::vector<int> &changes)
{
    if (!m_model.diff())
        return {};
    const TenantStaging done =
        TenantStaging::stage(*m_model.diff(), changes, *m_drafts, m_session->profile().id);
    QStringList words{tr("%n edit(s) were staged.", nullptr, done.staged)};
    if (done.left > 0)
        words << tr("%n would have to be deleted: that is not staged.", nullptr, done.left);
    if (done.refused > 0)
        words << tr("%n already had a staged edit, which was left alone.", nullptr, done.refused);
    if (done.fixed > 0)
        words << tr("%n can't be made or changed by anybody.", nullptr, done.fixed);
    return words.join(QLatin1Char(' '));
}

} // namespace models
