// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/BulkCommand.h"

#include "app/cli/BulkProgress.h"
#include "app/cli/Output.h"
#include "app/json/Writer.h"
#include "models/BulkChange.h"
#include "models/BulkJournal.h"
#include "models/BulkReport.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QHash>

#include <algorithm>

namespace cli {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

std::expected<std::shared_ptr<const api::Catalogue>, QString> shippedCatalogue()
{
    auto read = api::Catalogue::shipped();
    if (!read)
        return std::unexpected(tr("The catalogue that ships with this program is damaged."));
    return std::make_shared<const api::Catalogue>(std::move(*read));
}

std::expected<models::RowSnapshot, QString> listOf(api::Session &session,
                                                   const api::ResourceType &type)
{
    const models::ResourceRequests requests(type, session.pathValues());
    std::expected<models::RowSnapshot, QString> rows;
    QEventLoop loop;
    session.queue().send(requests.list(), &loop, [&](const api::Result &result) {
        if (result) {
            rows->documents.push_back(result->document);
            const QList<json::Value> list = api::unwrapList(result->document.root());
            rows->rows.assign(list.begin(), list.end());
        } else {
            rows = std::unexpected(result.error().toString());
        }
        loop.quit();
    });
    loop.exec();
    return rows;
}

/// Those of @p all with the ids of the file, in its order; the error names one that is not there.
std::expected<models::RowSnapshot, QString>
chosen(const models::RowSnapshot &all, const api::ResourceType &type, const QString &file)
{
    if (file.isEmpty())
        return all;
    const auto text = readInput(file);
    if (!text)
        return std::unexpected(text.error());
    const std::string idProperty = type.idProperty.toStdString();
    QHash<QByteArray, json::Value> byId;
    for (const json::Value row : all.rows) {
        const std::string_view id = row.isObject() ? row[idProperty].text() : std::string_view();
        byId.insert(QByteArray(id.data(), qsizetype(id.size())), row);
    }
    models::RowSnapshot rows{.documents = all.documents, .rows = {}};
    for (const QByteArray &line : text->split('\n')) {
        const QByteArray id = line.trimmed();
        if (id.isEmpty())
            continue;
        if (!byId.contains(id))
            return std::unexpected(tr("The platform lists no %1 with the id %2. Nothing was sent.")
                                       .arg(type.name, QString::fromUtf8(id.left(200))));
        rows.rows.push_back(byId.value(id));
    }
    return rows;
}

int printPreview(const models::BulkPreview &preview)
{
    json::Writer out;
    out.beginObject();
    out.name("changes").integer(preview.count(models::BulkOutcome::Changes));
    out.name("same").integer(preview.count(models::BulkOutcome::Same));
    out.name("doesNotApply").integer(preview.count(models::BulkOutcome::DoesNotApply));
    out.name("doesNotFit").integer(preview.count(models::BulkOutcome::DoesNotFit));
    out.name("reasons").beginArray();
    for (const models::BulkPreview::Reason &reason : preview.reasons()) {
        out.beginObject();
        out.name("reason").string(reason.sentence.toStdString());
        out.name("resources").integer(reason.rows);
        out.endObject();
    }
    out.endArray();
    out.endObject();
    print(out.take());
    return Done;
}

std::expected<void, QString> opened(models::BulkJournal &journal)
{
    std::expected<void, QString> answer;
    QEventLoop loop;
    journal.opened(&loop, [&](const std::expected<QString, QString> &notice) {
        if (!notice)
            answer = std::unexpected(notice.error());
        else if (!notice->isEmpty())
            say(*notice);
        loop.quit();
    });
    loop.exec();
    return answer;
}

std::expected<QList<models::BulkEntry>, QString> entriesOf(models::BulkJournal &journal)
{
    std::expected<QList<models::BulkEntry>, QString> answer;
    QEventLoop loop;
    journal.jobs(&loop, [&](const auto &jobs) {
        answer = jobs;
        loop.quit();
    });
    loop.exec();
    return answer;
}

/// Waits until the run is over or has stopped by itself; says so, prints it, writes the report.
int conclude(models::BulkRun &run, const QString &reportFile)
{
    BulkProgress(run).wait();
    if (!reportFile.isEmpty()) {
        const QString error = models::saveBulkReport(run, reportFile).result();
        if (!error.isEmpty())
            return refuse(error);
    }
    const models::BulkCounts &counts = run.counts();
    const bool isWhole = counts.done == counts.total && run.problem().isEmpty();
    json::Writer out;
    out.beginObject();
    out.name("job").integer(run.job().id);
    out.name("total").integer(counts.total);
    out.name("done").integer(counts.done);
    out.name("failed").integer(counts.failed);
    out.name("unknown").integer(counts.unknown);
    out.name("notSent").integer(counts.waiting());
    out.endObject();
    print(out.take());
    if (isWhole) {
        run.forget();
        return Done;
    }
    if (!run.problem().isEmpty())
        say(run.problem());
    return refuse(tr("Not all were changed. `iotcomms-cli bulk resume --job %1` goes on with the "
                     "rest; with --again it also sends again what failed.")
                      .arg(run.job().id));
}

} // namespace

int bulkPatch(const BulkOptions &options)
{
    const auto text = readInput(options.patchFile);
    if (!text)
        return refuse(text.error());
    const auto catalogue = shippedCatalogue();
    if (!catalogue)
        return refuse(catalogue.error());
    const api::ResourceType *type = (*catalogue)->resource(options.resource);
    if (!type)
        return refuse(tr("There is no resource type %1. One is called provisioning/device, say.")
                          .arg(options.resource));
    auto open = OpenSession::open(options.access, *catalogue);
    if (!open)
        return refuse(open.error());
    api::Session &session = (*open)->session();
    models::BulkJournal journal(options.dryRun ? QString() : options.journal);
    if (const auto fine = opened(journal); !fine)
        return refuse(fine.error());
    const auto all = listOf(session, *type);
    if (!all)
        return refuse(all.error());
    const auto rows = chosen(*all, *type, options.idsFile);
    if (!rows)
        return refuse(rows.error());

    models::BulkChange change(&session, *type, models::Abilities(*type, {}, {}), &journal);
    change.setRows({}, *rows);
    change.setPatchText(QString::fromUtf8(*text));
    change.setSettings({.concurrency = options.concurrency, .perSecond = options.perSecond});
    if (const QString why = change.whyNotPreview(); !why.isEmpty())
        return refuse(why);
    QEventLoop loop;
    QObject::connect(&change.preview(), &models::BulkPreview::finished, &loop, &QEventLoop::quit);
    change.startPreview();
    loop.exec();
    if (options.dryRun)
        return printPreview(change.preview());
    for (const models::BulkPreview::Reason &reason : change.preview().reasons())
        say(tr("%1 left out: %2").arg(reason.rows).arg(reason.sentence));
    if (change.toSend() == 0)
        return printPreview(change.preview());
    change.start();
    return conclude(change.run(), options.reportFile);
}

int bulkResume(const BulkResumeOptions &options)
{
    const auto catalogue = shippedCatalogue();
    if (!catalogue)
        return refuse(catalogue.error());
    auto open = OpenSession::open(options.access, *catalogue);
    if (!open)
        return refuse(open.error());
    models::BulkJournal journal(options.journal);
    const auto entries = entriesOf(journal);
    if (!entries)
        return refuse(entries.error());
    qint64 job = options.job;
    if (job == 0 && entries->size() == 1)
        job = entries->first().job.id;
    if (job == 0)
        return refuse(entries->isEmpty()
                          ? tr("There is no run to go on with.")
                          : tr("There are %1 runs; say which by --job. `iotcomms-cli "
                               "bulk list` lists them.")
                                .arg(entries->size()));
    // Its paths and bodies are of one tenant; the token would be another's.
    const auto found = std::ranges::find(
        *entries, job, [](const models::BulkEntry &entry) { return entry.job.id; });
    if (found != entries->end() && found->job.profileId != (*open)->session().profile().id)
        return refuse(tr("Run %1 was begun with another profile. Nothing was sent.").arg(job));
    models::BulkRun run(&(*open)->session(), &journal);
    QEventLoop loop;
    QObject::connect(&run, &models::BulkRun::finished, &loop, &QEventLoop::quit);
    run.open(job);
    loop.exec();
    if (run.job().id == 0)
        return refuse(run.problem());
    if (run.state() == models::BulkRun::State::Stopped) {
        run.goOn(); // sends what did not leave, then reads what may have
        BulkProgress(run).wait();
    }
    if (options.again && run.state() != models::BulkRun::State::Paused && run.counts().failed > 0) {
        say(tr("%1 that failed or did not arrive are sent again.").arg(run.counts().failed));
        run.retryFailed();
    }
    return conclude(run, options.reportFile);
}

int bulkList(const QString &folder)
{
    models::BulkJournal journal(folder);
    const auto entries = entriesOf(journal);
    if (!entries)
        return refuse(entries.error());
    json::Writer out;
    out.beginArray();
    for (const models::BulkEntry &entry : *entries) {
        out.beginObject();
        out.name("job").integer(entry.job.id);
        out.name("title").string(entry.job.title.toStdString());
        out.name("resource").string(entry.job.resource.toStdString());
        out.name("startedAt").integer(entry.job.startedAt / 1000);
        out.name("total").integer(entry.counts.total);
        out.name("done").integer(entry.counts.done);
        out.name("failed").integer(entry.counts.failed);
        out.name("unknown").integer(entry.counts.unknown);
        out.name("notSent").integer(entry.counts.waiting());
        out.endObject();
    }
    out.endArray();
    print(out.take());
    return Done;
}

int bulkForget(const QString &folder, qint64 job)
{
    models::BulkJournal journal(folder);
    const auto entries = entriesOf(journal);
    if (!entries)
        return refuse(entries.error());
    const bool isThere = std::ranges::any_of(
        *entries, [job](const models::BulkEntry &entry) { return entry.job.id == job; });
    if (!isThere)
        return refuse(tr("There is no run %1.").arg(job));
    QString problem;
    QObject::connect(&journal, &models::BulkJournal::failed, &journal,
                     [&problem](const QString &sentence) { problem = sentence; });
    journal.remove(job);
    static_cast<void>(entriesOf(journal)); // one after the other: it is gone by then
    return problem.isEmpty() ? int(Done) : refuse(problem);
}

} // namespace cli
