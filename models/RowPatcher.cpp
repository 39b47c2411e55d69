// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/RowPatcher.h"

#include "models/Merge.h"
#include "models/SchemaTools.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace models {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("models::RowPatcher", text);
}

/// The same for all rows that fail alike: what a test has found differs from row to row.
QString reasonOf(const json::PatchError &error)
{
    if (error.code != json::PatchError::Code::TestFailed)
        return QString::fromStdString(error.message);
    return tr("operation %1: the test of \"%2\" finds another value")
        .arg(error.operation)
        .arg(QString::fromStdString(error.pointer));
}

} // namespace

RowPatcher::RowPatcher(PatchTemplate patch, const api::ResourceType &type)
    : m_patch(std::move(patch))
    , m_schema(type.schema)
    , m_idProperty(type.idProperty.toStdString())
{
}

QString RowPatcher::idOf(json::Value resource) const
{
    return QString::fromUtf8(resource.isObject() ? resource[m_idProperty].text()
                                                 : std::string_view());
}

RowPatcher::Trial RowPatcher::tryOn(json::Value resource) const
{
    Trial trial;
    trial.outcome = BulkOutcome::DoesNotApply;
    if (idOf(resource).isEmpty()) {
        trial.reason = tr("it has no %1 to be found by").arg(QString::fromStdString(m_idProperty));
        return trial;
    }
    auto patch = m_patch.expand(resource);
    if (!patch) {
        trial.reason = patch.error();
        return trial;
    }
    trial.before = documentOf(resource);
    trial.patch = std::move(*patch);
    const auto after = trial.patch.apply(trial.before);
    if (!after) {
        trial.reason = reasonOf(after.error());
        return trial;
    }
    trial.after = *after;
    if (json::equal(trial.before.root(), trial.after.root())) {
        trial.outcome = BulkOutcome::Same;
        return trial;
    }
    trial.reason = misfit(trial.before, trial.after);
    trial.outcome = trial.reason.isEmpty() ? BulkOutcome::Changes : BulkOutcome::DoesNotFit;
    return trial;
}

QString RowPatcher::misfit(const json::Document &before, const json::Document &after) const
{
    if (!after.root().isObject())
        return tr("it would not be an object any more");
    if (idOf(before.root()) != idOf(after.root()))
        return tr("%1 can't be changed: the resource is known by it")
            .arg(QString::fromStdString(m_idProperty));
    if (!m_schema)
        return {};
    const QList<api::SchemaViolation> brought = broughtViolations(before, after, *m_schema);
    return brought.isEmpty() ? QString()
                             : u"%1: %2"_s.arg(brought.first().pointer, brought.first().message);
}

} // namespace models
