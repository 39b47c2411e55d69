// SPDX-License-Identifier: GPL-3.0-or-later
#include "References.h"

#include "app/json/Document.h"
#include "app/json/Writer.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace bench {

namespace {

constexpr int patience = 300'000; // ms

QString pathOf(const Job &job, const QString &id)
{
    return job.collection + u'/' + QString::fromLatin1(QUrl::toPercentEncoding(id));
}

std::expected<QByteArray, QString> run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForStarted())
        return std::unexpected(u"%1 is not installed"_s.arg(program));
    if (!process.waitForFinished(patience) || process.exitCode() != 0) {
        return std::unexpected(u"%1 failed: %2"_s.arg(
            program, QString::fromUtf8(process.readAllStandardError().right(300))));
    }
    return process.readAllStandardOutput();
}

bool write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

QByteArray collectionOf(const Job &job, int count)
{
    json::Writer out;
    out.beginObject();
    out.name("info").beginObject();
    out.name("name").string("bench");
    out.name("schema").string(
        "https://schema.getpostman.com/json/collection/v2.1.0/collection.json");
    out.endObject();
    out.name("item").beginArray();
    for (int i = 0; i < count; ++i) {
        const QString url = job.baseUrl + pathOf(job, job.ids.at(i % job.ids.size()));
        out.beginObject().name("name").string("patch").name("request").beginObject();
        out.name("method").string("PATCH").name("url").string(url.toStdString());
        out.name("header").beginArray();
        for (const auto &[name, value] :
             {std::pair("Authorization", "Bearer " + job.token),
              std::pair("Content-Type", QByteArray("application/json"))}) {
            out.beginObject().name("key").string(name).name("value");
            out.string(value.toStdString()).endObject();
        }
        out.endArray();
        out.name("body").beginObject().name("mode").string("raw").name("raw");
        out.string(job.body.toStdString()).endObject();
        out.endObject().endObject();
    }
    out.endArray().endObject();
    return QByteArray::fromStdString(out.take());
}

/// Where newman is, or was put just now.
std::expected<QString, QString> newmanProgram()
{
    const QString folder = QStringLiteral(BENCH_FOLDER "/newman");
    const QString program = folder + u"/node_modules/.bin/newman"_s;
    if (!QFile::exists(program)) {
        QDir().mkpath(folder);
        const auto installed =
            run(u"npm"_s, {u"install"_s, u"--silent"_s, u"--no-audit"_s, u"--no-fund"_s,
                           u"--prefix"_s, folder, u"newman@6"_s});
        if (!installed)
            return std::unexpected(u"newman could not be installed: "_s + installed.error());
    }
    return program;
}

} // namespace

std::expected<double, QString> wrk(const Job &job)
{
    QByteArray script = "local paths = {\n";
    for (const QString &id : job.ids)
        script += "\"" + pathOf(job, id).toLatin1() + "\",\n";
    script += "}\nlocal at = 0\nwrk.method = \"PATCH\"\nwrk.headers[\"Content-Type\"] = "
              "\"application/json\"\nwrk.headers[\"Accept\"] = \"application/json\"\n"
              "wrk.headers[\"Authorization\"] = \"Bearer " +
              job.token + "\"\nwrk.body = [==[" + job.body +
              "]==]\nrequest = function()\n  at = at % #paths + 1\n"
              "  return wrk.format(nil, paths[at])\nend\n";
    const QString file = job.folder + u"/patch.lua"_s;
    if (!write(file, script))
        return std::unexpected(u"the script for wrk could not be written"_s);
    const auto out = run(u"wrk"_s, {u"-t1"_s, u"-c%1"_s.arg(job.connections), u"-d3s"_s, u"-s"_s,
                                    file, job.baseUrl});
    if (!out)
        return std::unexpected(out.error());
    if (out->contains("Non-2xx"))
        return std::unexpected(u"wrk was refused"_s);
    static const QRegularExpression rate(u"Requests/sec:\\s*([0-9.]+)"_s);
    const auto match = rate.match(QString::fromUtf8(*out));
    if (!match.hasMatch())
        return std::unexpected(u"wrk said no rate"_s);
    return match.captured(1).toDouble();
}

std::expected<double, QString> newman(const Job &job, int count)
{
    const auto program = newmanProgram();
    if (!program)
        return std::unexpected(program.error());
    const QString file = job.folder + u"/newman.json"_s;
    const QString report = job.folder + u"/newman-report.json"_s;
    if (!write(file, collectionOf(job, count)))
        return std::unexpected(u"the collection for newman could not be written"_s);
    const auto done = run(*program, {u"run"_s, file, u"--reporters"_s, u"json"_s,
                                     u"--reporter-json-export"_s, report});
    if (!done)
        return std::unexpected(done.error());
    QFile result(report);
    if (!result.open(QIODevice::ReadOnly))
        return std::unexpected(u"newman wrote no report"_s);
    // By its own clock, from the first request to the last answer: its start is not counted.
    const auto document = json::Document::parse(result.readAll().toStdString());
    if (!document)
        return std::unexpected(u"newman's report is no JSON"_s);
    const json::Value timings = document->root()["run"]["timings"];
    const auto started = timings["started"].number();
    const auto completed = timings["completed"].number();
    if (!started || !completed || *completed <= *started)
        return std::unexpected(u"newman's report has no times"_s);
    return count * 1000.0 / (*completed - *started);
}

} // namespace bench
