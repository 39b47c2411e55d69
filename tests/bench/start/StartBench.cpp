// SPDX-License-Identifier: GPL-3.0-or-later
// From exec to the first painted main window of the console on its sandbox, and the memory it then
// has, beside a program with an empty QMainWindow; and the same with imported documents. Needs a
// display. One JSON object a line.
#include "app/api/import/ImportStore.h"
#include "app/json/Document.h"
#include "app/json/Writer.h"
#include "tests/support/LargeDocument.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 7;
constexpr int documents = 20;
constexpr int patience = 120'000; // ms

struct Start
{
    double paintedMs = 0;
    double rowsMs = 0;
    double residentMb = 0;
};

Start start(const QString &program, const QStringList &arguments, bool waitsForRows)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LD_PRELOAD"_s, QStringLiteral(BENCH_WATCHER));
    if (waitsForRows)
        environment.insert(u"BENCH_ROWS"_s, u"1"_s);
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    environment.insert(u"BENCH_STARTED"_s,
                       QString::number(qint64(now.tv_sec) * 1'000'000'000 + now.tv_nsec));
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    if (!process.waitForFinished(patience)) {
        std::fprintf(stderr, "bench_start: %s did not end\n", qPrintable(program));
        std::exit(1);
    }
    Start measured;
    for (const QByteArray &line : process.readAllStandardOutput().split('\n')) {
        if (!line.startsWith("BENCH "))
            continue;
        const auto document = json::Document::parse(line.sliced(6).toStdString());
        if (!document)
            continue;
        const auto take = [&](const char *name, double &into) {
            into = document->root()[name].number().value_or(into);
        };
        take("paintedMs", measured.paintedMs);
        take("rowsMs", measured.rowsMs);
        take("residentMb", measured.residentMb);
    }
    if (measured.paintedMs <= 0 || measured.residentMb <= 0) {
        std::fprintf(stderr, "bench_start: %s was not painted: %s\n", qPrintable(program),
                     process.readAllStandardError().constData());
        std::exit(1);
    }
    return measured;
}

double median(const std::vector<Start> &all, double Start::*member)
{
    std::vector<double> values;
    for (const Start &each : all)
        values.push_back(each.*member);
    std::ranges::sort(values);
    return values[values.size() / 2];
}

void report(std::string_view name, double value, std::string_view unit, double reference,
            std::optional<double> goal)
{
    json::Writer line;
    line.beginObject().name("name").string(name).name("value").number(value);
    line.name("unit").string(unit).name("reference").number(reference).name("goal");
    goal ? line.number(*goal) : line.null();
    std::puts(line.name("better").string("lower").endObject().take().c_str());
    std::fflush(stdout);
}

/// As if a person had imported them.
void importDocuments(const QString &folder)
{
    api::ImportStore store(folder, api::ImportStore::Access::ReadWrite);
    for (int i = 0; i < documents; ++i) {
        std::string text = testing_support::largeDocument(20, 500'000);
        const std::string title = R"("title":"Large")";
        text.replace(text.find(title), title.size(),
                     R"("title":"Imported )" + std::to_string(i) + '"');
        const auto document = api::DocumentImport::read(
            u"t.json"_s, std::move(text), {}, {.prefix = u"/import%1"_s.arg(i), .stop = {}});
        if (!document || !store.add(*document)) {
            std::fputs("bench_start: a document can't be imported\n", stderr);
            std::exit(1);
        }
    }
}

void hideDocuments(const QString &folder, bool hide)
{
    const QDir data(folder);
    const bool done = hide ? QDir().rename(data.filePath(u"imports"_s), data.filePath(u"aside"_s))
                           : QDir().rename(data.filePath(u"aside"_s), data.filePath(u"imports"_s));
    if (!done) {
        std::fputs("bench_start: the documents can't be moved\n", stderr);
        std::exit(1);
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    const QStringList data{u"--data"_s, folder.path()};
    const QString console = QStringLiteral(BENCH_CONSOLE);
    const QString empty = QStringLiteral(BENCH_EMPTY);
    // The very first start makes the demo data: that is told apart.
    const Start first = start(console, data, true);

    std::vector<Start> ours;
    std::vector<Start> reference;
    for (int round = 0; round < rounds; ++round) {
        reference.push_back(start(empty, {}, false));
        ours.push_back(start(console, data, true));
    }
    const double painted = median(reference, &Start::paintedMs);
    const double resident = median(reference, &Start::residentMb);
    // The same with twenty documents that were imported, each of 100 operations.
    importDocuments(folder.path());
    std::vector<Start> imported;
    std::vector<Start> again; // without them, in turn: what the machine does falls on both
    for (int round = 0; round < rounds; ++round) {
        hideDocuments(folder.path(), true);
        again.push_back(start(console, data, true));
        hideDocuments(folder.path(), false);
        imported.push_back(start(console, data, true));
    }
    const double without = median(again, &Start::paintedMs);
    report("start: painted, with 20 imported documents", median(imported, &Start::paintedMs), "ms",
           without, without + 50);
    const double rowsWithout = median(again, &Start::rowsMs);
    report("start: first rows, with 20 imported documents", median(imported, &Start::rowsMs), "ms",
           rowsWithout, rowsWithout + 50);
    report("start: to the first painted main window", median(ours, &Start::paintedMs), "ms",
           painted, std::max(4 * painted, 400.0));
    report("start: resident memory on the sandbox", median(ours, &Start::residentMb), "MB",
           resident, 110);
    report("start: to the first rows of the sandbox", median(ours, &Start::rowsMs), "ms", painted,
           {});
    report("start: the very first, to the painted main window", first.paintedMs, "ms", painted, {});
    return 0;
}
