// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ChangeExport.h"

#include "app/auth/PrivateFile.h"
#include "app/json/Patch.h"
#include "app/json/Writer.h"
#include "models/SchemaTools.h"

#include <QCoreApplication>
#include <QDir>
#include <QFutureWatcher>
#include <QtConcurrentRun>

#include <array>

using namespace Qt::StringLiterals;

namespace models {

namespace {

std::string_view nameOf(api::ChangeEntry::Kind kind)
{
    switch (kind) {
    case api::ChangeEntry::Kind::Created:
        return "created";
    case api::ChangeEntry::Kind::Deleted:
        return "deleted";
    case api::ChangeEntry::Kind::Updated:
        break;
    }
    return "changed";
}

/// What is exported of an entry, as texts; the last three are JSON or empty.
struct Texts
{
    std::string time, profile, resource, id, kind, method, requestId, patch, before, after;
};

Texts textsOf(const api::ChangeEntry &entry, const api::Catalogue &catalogue)
{
    const api::ResourceType *type = catalogue.resource(entry.resource);
    const api::Schema *schema = type ? type->schema.get() : nullptr;
    const auto masked = [schema](const json::Document &document) {
        return document ? serializeMasked(document.root(), schema) : std::string();
    };
    const auto patch = json::Patch::parse(entry.patch);
    return {.time = entry.at.toUTC().toString(Qt::ISODateWithMs).toStdString(),
            .profile = entry.profileId.toStdString(),
            .resource = entry.resource.toStdString(),
            .id = entry.id.toStdString(),
            .kind = std::string(nameOf(entry.kind)),
            .method = entry.method.toStdString(),
            .requestId = entry.requestId.toStdString(),
            .patch = patch && !patch->isEmpty() ? maskedPatch(*patch, schema) : std::string(),
            .before = masked(entry.before),
            .after = masked(entry.after)};
}

/// RFC 4180 2; and a spreadsheet takes what begins with one of these for a formula.
std::string field(const std::string &text)
{
    const bool runs = !text.empty() && std::string_view("=+-@\t\r").contains(text.front());
    const std::string guarded = runs ? '\'' + text : text;
    if (guarded.find_first_of("\",\r\n") == std::string::npos)
        return guarded;
    std::string quoted = "\"";
    for (const char c : guarded)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

} // namespace

std::string changesAsJson(const QList<api::ChangeEntry> &entries, const api::Catalogue &catalogue)
{
    json::Writer out(json::Style::Pretty);
    out.beginArray();
    for (const api::ChangeEntry &entry : entries) {
        const Texts texts = textsOf(entry, catalogue);
        out.beginObject();
        out.name("time").string(texts.time);
        out.name("profile").string(texts.profile);
        out.name("resource").string(texts.resource);
        out.name("id").string(texts.id);
        out.name("kind").string(texts.kind);
        out.name("method").string(texts.method);
        out.name("requestId").string(texts.requestId);
        const auto document = [&out](std::string_view name, const std::string &text) {
            if (!text.empty())
                out.name(name).raw(text);
        };
        document("patch", texts.patch);
        document("before", texts.before);
        document("after", texts.after);
        out.endObject();
    }
    out.endArray();
    return out.take();
}

std::string changesAsCsv(const QList<api::ChangeEntry> &entries, const api::Catalogue &catalogue)
{
    std::string text = "time,profile,resource,id,kind,method,requestId,patch,before,after\r\n";
    for (const api::ChangeEntry &entry : entries) {
        const Texts texts = textsOf(entry, catalogue);
        const std::array fields{&texts.time,   &texts.profile, &texts.resource,  &texts.id,
                                &texts.kind,   &texts.method,  &texts.requestId, &texts.patch,
                                &texts.before, &texts.after};
        for (const std::string *each : fields) {
            if (each != fields.front())
                text += ',';
            text += field(*each);
        }
        text += "\r\n";
    }
    return text;
}

void exportChanges(api::ChangeLog *log, const QList<qint64> &rows,
                   std::shared_ptr<const api::Catalogue> catalogue, ChangeFormat format,
                   const QString &path, QObject *context,
                   std::function<void(const QString &problem)> done)
{
    log->entries(rows, context, [=](const QList<api::ChangeEntry> &entries) {
        auto *watcher = new QFutureWatcher<QString>(context);
        QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, done] {
            watcher->deleteLater();
            done(watcher->result());
        });
        watcher->setFuture(QtConcurrent::run([entries, catalogue, format, path]() -> QString {
            const std::string text = format == ChangeFormat::Json
                                         ? changesAsJson(entries, *catalogue)
                                         : changesAsCsv(entries, *catalogue);
            const auto written =
                auth::writePrivateFile(path, QByteArrayView(text.data(), qsizetype(text.size())));
            if (written)
                return {};
            return QCoreApplication::translate("models::ChangeExport",
                                               "%1 could not be written: %2.")
                .arg(QDir::toNativeSeparators(path), written.error());
        }));
    });
}

} // namespace models
