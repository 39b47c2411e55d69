// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/BodyCheck.h"

#include "app/api/Catalogue.h"
#include "app/json/Document.h"

#include <QFutureWatcher>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace models {

void BodyCheck::clear()
{
    ++m_generation;
    m_checking = false;
    m_findings = {};
}

void BodyCheck::check(const QByteArray &body, const api::SchemaPtr &schema, bool partly)
{
    if (body.isEmpty() || body.size() > longest)
        return clear();
    ++m_generation;
    if (body.size() <= longestAtOnce) {
        m_checking = false;
        m_findings = findingsOf(body, schema, partly);
        return;
    }
    m_checking = true; // what was found in the text before stands until then
    auto *watcher = new QFutureWatcher<Findings>(this);
    connect(watcher, &QFutureWatcherBase::finished, this,
            [this, watcher, generation = m_generation] {
                watcher->deleteLater();
                if (generation != m_generation)
                    return;
                m_checking = false;
                m_findings = watcher->result();
                Q_EMIT changed();
            });
    watcher->setFuture(QtConcurrent::run(&BodyCheck::findingsOf, body, schema, partly));
}

BodyCheck::Findings BodyCheck::findingsOf(const QByteArray &body, const api::SchemaPtr &schema,
                                          bool partly)
{
    constexpr qsizetype shown = 3;
    const auto parsed = json::Document::parse({body.constData(), std::size_t(body.size())});
    if (!parsed) {
        return {
            .errorLine = int(parsed.error().line),
            .note =
                tr("This is not JSON: %1.").arg(QString::fromStdString(parsed.error().toString()))};
    }
    if (!schema)
        return {};
    const auto violations = api::validate(parsed->root(), *schema, partly);
    QStringList sentences;
    for (const api::SchemaViolation &violation :
         violations.first(std::min(violations.size(), shown))) {
        sentences << (violation.pointer.isEmpty()
                          ? violation.message
                          : u"%1: %2"_s.arg(violation.pointer, violation.message));
    }
    if (violations.size() > shown)
        sentences << tr("and %n more", nullptr, int(violations.size() - shown));
    return {.errorLine = 0, .note = sentences.join(u'\n')};
}

} // namespace models
