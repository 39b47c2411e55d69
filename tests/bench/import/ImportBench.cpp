// SPDX-License-Identifier: GPL-3.0-or-later
// A document of 50 MB and 5,000 operations, from the file to a sidebar that can be used, beside a
// bare yyjson parse of the file; and the slowest and the largest of the hostile documents. Prints
// one JSON object a line. `bench_import read FILE` reads one document and says what it took: each
// of the hostile ones is measured in a process of its own.
#include "app/api/import/DocumentImport.h"
#include "app/json/Document.h"
#include "app/json/Writer.h"
#include "models/NewResource.h"
#include "models/SidebarModel.h"
#include "tests/support/HostileDocuments.h"
#include "tests/support/LargeDocument.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <yyjson.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <format>
#include <functional>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 5;
constexpr std::size_t bytes = 50'000'000;
constexpr int collections = 1000; // with five operations each

void require(bool worked, const char *what)
{
    if (!worked) {
        std::fprintf(stderr, "bench_import: %s failed\n", what);
        std::exit(1);
    }
}

double milliseconds(const std::function<void()> &work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
}

/// Of this program alone: getrusage() would begin with what its parent had.
double peakMegabytes()
{
    QFile file(u"/proc/self/status"_s);
    require(file.open(QIODevice::ReadOnly), "reading /proc/self/status");
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.sliced(6).trimmed().split(' ').constFirst().toDouble() * 1024 / 1e6;
    }
    return 0;
}

void report(const char *name, double value, const char *unit, std::optional<double> reference,
            double goal)
{
    json::Writer line;
    line.beginObject().name("name").string(name).name("value").number(value);
    line.name("unit").string(unit).name("reference");
    reference ? line.number(*reference) : line.null();
    line.name("goal").number(goal);
    std::puts(line.name("better").string("lower").endObject().take().c_str());
    std::fflush(stdout);
}

const api::Catalogue &shipped()
{
    static const auto catalogue = api::Catalogue::shipped();
    require(catalogue.has_value(), "reading the catalogue");
    return *catalogue;
}

double bareParse(const QString &path)
{
    return milliseconds([&] {
        QFile file(path);
        require(file.open(QIODevice::ReadOnly), "opening the document");
        QByteArray text = file.readAll();
        yyjson_doc *document =
            yyjson_read(text.constData(), static_cast<std::size_t>(text.size()), 0);
        require(document != nullptr, "parsing the document");
        yyjson_doc_free(document);
    });
}

double importAndShow(const QString &path)
{
    models::SidebarModel sidebar;
    std::shared_ptr<api::Catalogue> catalogue;
    const double taken = milliseconds([&] {
        auto text = api::documentFile(path);
        require(text.has_value(), "reading the document");
        auto document = api::DocumentImport::read(u"large.json"_s, std::move(*text), shipped());
        require(document && document->report.operations == 5 * collections &&
                    document->report.resources == collections,
                "importing the document");
        catalogue = std::make_shared<api::Catalogue>(shipped());
        catalogue->add({document->contents});
        sidebar.setEntries(*catalogue, {});
        // The first page that is opened has its columns and its form.
        const api::ResourceType type = models::withColumns(catalogue->resources().constLast());
        require(!type.columns.isEmpty(), "opening a page");
    });
    require(sidebar.indexOf(u"large/things7"_s).isValid(), "filling the sidebar");
    return taken;
}

/// Reads @p path alone, so that the peak is that of the import.
int readAlone(const QString &path)
{
    (void)shipped();
    const double taken = milliseconds([&] {
        auto text = api::documentFile(path);
        require(text.has_value(), "reading the document");
        auto document = api::DocumentImport::read(u"hostile"_s, std::move(*text), shipped());
        if (!document)
            return;
        api::Catalogue catalogue = shipped();
        catalogue.add({document->contents});
        for (const api::ResourceType &type : catalogue.resources())
            (void)models::withColumns(type);
    });
    std::printf("%f %f\n", taken, peakMegabytes());
    return 0;
}

void measureHostile()
{
    double slowest = 0;
    double largest = 0;
    const QTemporaryDir folder;
    for (const auto &[name, text] : testing_support::hostileDocuments(1)) {
        const QString path = folder.filePath(u"hostile"_s);
        QFile file(path);
        require(file.open(QIODevice::WriteOnly | QIODevice::Truncate) &&
                    file.write(text.data(), qint64(text.size())) == qint64(text.size()),
                "writing the document");
        file.close();
        QProcess process;
        process.start(QCoreApplication::applicationFilePath(), {u"read"_s, path});
        require(process.waitForFinished(120'000) && process.exitCode() == 0, name.c_str());
        const QList<QByteArray> numbers = process.readAllStandardOutput().trimmed().split(' ');
        require(numbers.size() == 2, name.c_str());
        const double taken = numbers.at(0).toDouble();
        const double peak = numbers.at(1).toDouble();
        std::fprintf(stderr, "%-28s %7.0f ms %6.0f MB (%zu bytes)\n", name.c_str(), taken, peak,
                     text.size());
        slowest = std::max(slowest, taken);
        largest = std::max(largest, peak);
    }
    report("import: the slowest hostile document", slowest, "ms", {}, 2000);
    report("import: the largest hostile document, resident", largest, "MB", {}, 200);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments.at(1) == "read"_L1)
        return readAlone(arguments.at(2));
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"large.json"_s);
    {
        const std::string text = testing_support::largeDocument(collections, bytes);
        QFile file(path);
        require(file.open(QIODevice::WriteOnly) &&
                    file.write(text.data(), qint64(text.size())) == qint64(text.size()),
                "writing the document");
    }
    (void)shipped();
    double bare = 1e9;
    double ours = 1e9;
    for (int i = 0; i < rounds; ++i) { // what else the machine does only adds
        bare = std::min(bare, bareParse(path));
        ours = std::min(ours, importAndShow(path));
    }
    report("import: 50 MB, 5,000 operations, to a usable sidebar", ours, "ms", bare, 4 * bare);
    measureHostile();
    return 0;
}
