// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compare/ResourceComparison.h"

#include "app/api/ChangeLog.h"
#include "app/json/Diff.h"
#include "app/json/Writer.h"
#include "models/SchemaTools.h"
#include "models/compare/TenantDiff.h"

#include <QLocale>

namespace models {

namespace {

constexpr int mostStates = 200;

/// @p first as it was in @p second, secrets too; what only the platform sets stays.
json::Document goneBack(const json::Document &first, const json::Document &second,
                        const api::Schema *schema)
{
    json::Writer kept;
    kept.beginArray();
    const json::Patch patch = json::diff(first, second);
    for (const json::Operation &operation : patch.operations()) {
        const api::Schema *own = schemaAt(schema, operation.path);
        if (own && own->readOnly)
            continue;
        kept.beginObject();
        kept.name("op").string(operation.op == json::PatchOp::Add      ? "add"
                               : operation.op == json::PatchOp::Remove ? "remove"
                                                                       : "replace");
        kept.name("path").string(operation.path.toString());
        if (operation.op != json::PatchOp::Remove)
            kept.name("value").value(operation.value);
        kept.endObject();
    }
    kept.endArray();
    const auto rest = json::Patch::parse(kept.take());
    if (!rest)
        return {};
    const auto result = rest->apply(first);
    return result ? *result : json::Document();
}

} // namespace

ResourceComparison::ResourceComparison(ResourceController *controller, const QStringList &ids,
                                       QObject *parent)
    : QObject(parent)
    , m_controller(controller)
    , m_ids(ids.first(qMin(ids.size(), qsizetype(2))))
    , m_first(controller->table().documentOf(m_ids.value(0)))
{
    if (m_ids.size() == 2)
        m_second = controller->table().documentOf(m_ids.at(1));
    else
        loadStates();
    compare();
}

void ResourceComparison::loadStates()
{
    api::ChangeLog *log = m_controller->session().changeLog();
    if (!log)
        return;
    m_loading = true;
    const api::ChangeQuery query{.profileId = m_controller->session().profile().id,
                                 .resource = m_controller->resource().key,
                                 .id = m_ids.value(0),
                                 .limit = mostStates};
    log->search(query, {}, this, [this, log](const QList<api::ChangeEntry> &found) {
        QList<qint64> rows;
        for (const api::ChangeEntry &entry : found)
            rows.append(entry.row);
        log->entries(rows, this, [this](const QList<api::ChangeEntry> &entries) {
            m_loading = false;
            for (const api::ChangeEntry &entry : entries) {
                if (entry.before)
                    m_states.append({.until = entry.at, .document = entry.before});
            }
            if (!m_states.isEmpty())
                choose(0);
            Q_EMIT changed();
        });
    });
}

QList<QDateTime> ResourceComparison::earlierStates() const
{
    QList<QDateTime> times;
    for (const State &state : m_states)
        times.append(state.until);
    return times;
}

void ResourceComparison::choose(int earlierState)
{
    if (earlierState == m_chosen || earlierState >= m_states.size())
        return;
    m_chosen = earlierState;
    m_second = earlierState < 0 ? json::Document() : m_states.at(earlierState).document;
    compare();
    Q_EMIT changed();
}

void ResourceComparison::compare()
{
    if (m_first && m_second)
        m_model.compare(m_first, m_second, m_controller->resource().schema);
    else
        m_model.clear();
}

QString ResourceComparison::firstTitle() const
{
    return hasEarlierStates() ? tr("%1, now").arg(m_ids.value(0)) : m_ids.value(0);
}

QString ResourceComparison::secondTitle() const
{
    if (!hasEarlierStates())
        return m_ids.value(1);
    return m_chosen < 0 ? QString()
                        : tr("before the change of %1")
                              .arg(QLocale().toString(m_states.at(m_chosen).until.toLocalTime(),
                                                      QLocale::ShortFormat));
}

QString ResourceComparison::whyNotStage() const
{
    if (!m_first || !m_second)
        return tr("There is nothing to compare with.");
    if (m_model.rowCount() == 0)
        return tr("They are the same.");
    return m_controller->whyNotEdit();
}

void ResourceComparison::stage()
{
    if (!whyNotStage().isEmpty())
        return;
    const TenantChange change{.type = 0,
                              .kind = TenantChange::Kind::Differs,
                              .id = {},
                              .left = m_first.root(),
                              .right = m_second.root(),
                              .members = {}};
    const json::Document wanted =
        hasEarlierStates() ? goneBack(m_first, m_second, m_controller->resource().schema.get())
                           : TenantDiff::wanted(change, m_controller->resource());
    if (!wanted)
        return;
    m_controller->stage({.profileId = m_controller->session().profile().id,
                         .resource = m_controller->resource().key,
                         .id = m_ids.first(),
                         .isNew = false,
                         .base = m_first,
                         .edited = wanted,
                         .savedAt = {}});
}

void ResourceComparison::swap()
{
    if (hasEarlierStates())
        return;
    m_ids.swapItemsAt(0, 1);
    std::swap(m_first, m_second);
    compare();
    Q_EMIT changed();
}

} // namespace models
