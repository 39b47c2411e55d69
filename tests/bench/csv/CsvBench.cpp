// SPDX-License-Identifier: GPL-3.0-or-later
// The dry run of a CSV file of 100,000 rows against as many resources, from the bytes of the file
// to the outcome of each row; and the difference of two tenants of 100,000 resources. One JSON
// object a line on standard output.
#include "app/api/Catalogue.h"
#include "app/json/Document.h"
#include "app/json/Writer.h"
#include "models/ResourceTableModel.h"
#include "models/compare/TenantDiff.h"
#include "models/csv/CsvDryRun.h"
#include "models/csv/CsvFile.h"

#include <QGuiApplication>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <format>
#include <fstream>
#include <functional>
#include <string>

using namespace Qt::StringLiterals;
using models::CsvState;

namespace {

constexpr int rows = 100'000;
constexpr int repetitions = 5;

void report(const std::string &name, double value, const char *unit, double goal)
{
    json::Writer out;
    const auto rounded = [&out](const char *key, double number) {
        out.name(key).raw(std::format("{:.3f}", number));
    };
    out.beginObject().name("name").string(name);
    rounded("value", value);
    out.name("unit").string(unit);
    rounded("reference", 0);
    rounded("goal", goal);
    out.name("better").string("lower").endObject();
    std::puts(out.take().c_str());
    std::fflush(stdout);
}

/// The shortest of several, in s.
double seconds(const std::function<void()> &work)
{
    double best = 1e9;
    for (int i = 0; i < repetitions; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work();
        best = std::min(
            best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}

/// "VmRSS" or "VmHWM" (the most so far), in MB.
double memory(const std::string &which)
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(which + ':'))
            return std::atof(line.c_str() + which.size() + 1) / 1024;
    }
    return 0;
}

void require(bool holds, const char *what)
{
    if (!holds) {
        std::fprintf(stderr, "bench_csv: %s\n", what);
        std::exit(1);
    }
}

std::string description(int i)
{
    return std::format("Flat {}, Kungsgatan {}", i % 40, i % 97);
}

/// Devices; each @p every-th with another description.
std::string devices(int every)
{
    std::string text = R"({"success":true,"devices":[)";
    for (int i = 0; i < rows; ++i) {
        const bool other = every > 0 && i % every == 0;
        text += std::format(
            R"({}{{"deviceId":"+{}","authType":"credentials","deviceType":"alarmUnit",)"
            R"("deviceCLI":"+468{:07}","macAddress":"00:1A:00:00:{:02X}:{:02X}",)"
            R"("description":"{}{}","authorized":{{"domain":"customer47.sandbox.localhost"}}}})",
            i > 0 ? "," : "", 46'700'000'000 + i, i, i / 256 % 256, i % 256, description(i),
            other ? " b" : "");
    }
    return text + "]}";
}

/// Each third row is unchanged, one changed, one new.
QByteArray table()
{
    std::string text = "deviceId,authType,deviceType,deviceCLI,description,authorized.domain\r\n";
    for (int i = 0; i < rows; ++i) {
        const bool isNew = i % 3 == 2;
        text +=
            std::format("'+{},credentials,{},+468{:07},\"{}{}\",customer47.sandbox.localhost\r\n",
                        (isNew ? 46'800'000'000 : 46'700'000'000) + i, "alarmUnit", i,
                        description(i), i % 3 == 1 ? ", moved" : "");
    }
    return QByteArray::fromStdString(text);
}

void benchDryRun(const api::ResourceType &type)
{
    models::ResourceTableModel model;
    model.setResource(type);
    model.setDocument(json::Document::parse(devices(0)).value());
    const QByteArray bytes = table();
    const double before = memory("VmRSS");
    const auto run = [&] {
        const models::CsvFile file = models::CsvFile::parse(bytes, {});
        require(file.problem.isEmpty(), "the file was not read");
        models::CsvDryRun dry(
            file.table,
            models::CsvCheck(type, models::CsvMapping::automatic(file.table.header(), type),
                             models::CsvCheck::index(model.snapshot(), type), {}));
        dry.run();
        require(dry.count(CsvState::Unchanged) == (rows + 2) / 3 &&
                    dry.count(CsvState::Changed) == (rows + 1) / 3 &&
                    dry.count(CsvState::New) == rows / 3,
                "the dry run came out otherwise");
    };
    report("csv dry run, 100,000 rows", seconds(run), "s", 2);
    report("csv dry run, memory of the process", memory("VmHWM"), "MB", 300);
    report("csv dry run, growth", memory("VmHWM") - before, "MB", 300);
}

models::Tenant tenant(int every, const api::ResourceType &type)
{
    models::TenantPart part{.key = type.key,
                            .idProperty = type.idProperty,
                            .document = json::Document::parse(devices(every)).value()};
    for (const json::Value row : api::unwrapList(part.document.root()))
        part.rows.push_back(row);
    return {.domain = u"d"_s, .at = {}, .parts = {part}};
}

void benchTenants(const api::ResourceType &type)
{
    const models::Tenant left = tenant(0, type);
    const models::Tenant right = tenant(10, type);
    const models::Tenant other = tenant(1, type);
    report("tenant diff, 100,000 devices, 10,000 differ", seconds([&] {
               require(models::TenantDiff::between(left, right, {type})->changes.size() ==
                           rows / 10,
                       "the difference came out otherwise");
           }),
           "s", 1.5);
    report("tenant diff, 100,000 devices, all differ", seconds([&] {
               require(models::TenantDiff::between(left, other, {type})->changes.size() == rows,
                       "the difference came out otherwise");
           }),
           "s", 1.5);
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    const auto catalogue = api::Catalogue::shipped();
    require(catalogue.has_value(), "no catalogue");
    const api::ResourceType *type = catalogue->resource(u"provisioning/device"_s);
    require(type, "no devices");
    benchDryRun(*type);
    benchTenants(*type);
    return 0;
}
