// SPDX-License-Identifier: GPL-3.0-or-later
// The resource table: from last byte to first paint, filter, sort, memory; beside a bare yyjson
// parse of the same bytes in the same run. One JSON object a line on standard output.
#include "app/json/Document.h"
#include "app/json/Writer.h"
#include "models/ResourceTableModel.h"

#include <QFile>
#include <QGuiApplication>

#include <yyjson.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <format>
#include <functional>
#include <malloc.h>
#include <random>
#include <unistd.h>

using namespace Qt::StringLiterals;
using models::ResourceTableModel;

namespace {

constexpr int visibleRows = 40;
constexpr int repetitions = 15;

void report(const std::string &name, double value, const char *unit, double reference, double goal)
{
    json::Writer out;
    const auto rounded = [&out](const char *key, double number) {
        out.name(key).raw(std::format("{:.3f}", number));
    };
    out.beginObject().name("name").string(name);
    rounded("value", value);
    out.name("unit").string(unit);
    rounded("reference", reference);
    rounded("goal", goal);
    out.name("better").string("lower").endObject();
    std::puts(out.take().c_str());
    std::fflush(stdout);
}

/// The shortest of several, in ms: what else the machine does only adds. @p prepare is not counted.
double milliseconds(const std::function<void()> &work, const std::function<void()> &prepare = {})
{
    std::vector<double> times;
    for (int i = 0; i < repetitions; ++i) {
        if (prepare)
            prepare();
        const auto start = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double, std::milli> taken =
            std::chrono::steady_clock::now() - start;
        times.push_back(taken.count());
    }
    return std::ranges::min(times);
}

/// Devices as the sandbox has them, about 230 bytes each.
std::string reply(int count)
{
    static constexpr std::array types{"alarmUnit", "phone", "camera", "alexa", "gateway"};
    static constexpr std::array streets{"Kungsgatan",     "Storgatan", "Ängsvägen",  "Baker Street",
                                        "Drottninggatan", "Skolgatan", "High Street"};
    static constexpr std::array authTypes{"credentials", "deviceid", "disabled"};
    std::mt19937 random(1);
    const auto below = [&random](unsigned bound) { return random() % bound; };
    std::string text = R"({"success":true,"devices":[)";
    for (int i = 0; i < count; ++i) {
        const long number = 46'700'000'000 + (i * 7919L) % 9'999'991;
        text += std::format(
            R"({}{{"deviceId":"+{}","authType":"{}","deviceType":"{}","deviceCLI":"+468{:07}",)"
            R"("macAddress":"00:1A:{:02X}:{:02X}:{:02X}:{:02X}",)"
            R"("description":"Flat {}, {} {}, floor {}",)"
            R"("authorized":{{"domain":"customer47.sandbox.localhost"}}}})",
            i > 0 ? "," : "", number, authTypes[below(3)], types[below(5)], below(10'000'000),
            below(256), below(256), below(256), below(256), below(60) + 1, streets[below(7)],
            below(200) + 1, below(9));
    }
    return text + "]}";
}

api::ResourceType deviceType()
{
    api::ResourceType type;
    type.idProperty = u"deviceId"_s;
    const auto add = [&type](const QString &property, const QString &renderer = {}) {
        api::Column column;
        column.property = property;
        column.title = property;
        column.renderer = renderer;
        type.columns += column;
    };
    add(u"deviceId"_s, u"phone"_s);
    add(u"deviceType"_s, u"tag"_s);
    add(u"authType"_s, u"tag"_s);
    add(u"deviceCLI"_s, u"phone"_s);
    add(u"macAddress"_s, u"mac"_s);
    add(u"description"_s);
    add(u"authorized.domain"_s);
    return type;
}

double bareParse(const std::string &text)
{
    yyjson_doc *document = nullptr;
    return milliseconds(
        [&] {
            std::string copy = text;
            document = yyjson_read_opts(copy.data(), copy.size(), YYJSON_READ_NUMBER_AS_RAW,
                                        nullptr, nullptr);
        },
        [&] {
            yyjson_doc_free(document);
            document = nullptr;
        });
}

void paint(const ResourceTableModel &model)
{
    qsizetype characters = 0;
    for (int row = 0; row < std::min(visibleRows, model.rowCount()); ++row) {
        for (int column = 0; column < model.columnCount(); ++column)
            characters += model.index(row, column).data().toString().size();
    }
    if (characters == 0)
        std::fputs("nothing was shown\n", stderr);
}

double residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * double(sysconf(_SC_PAGESIZE));
}

struct Times
{
    double parse = 0, load = 0, filter = 0, sort = 0, refresh = 0;
};

Times measure(const std::string &text)
{
    Times times;
    times.parse = bareParse(text);
    std::unique_ptr<ResourceTableModel> model;
    std::string buffer;
    const auto fresh = [&] {
        model = std::make_unique<ResourceTableModel>();
        model->setResource(deviceType());
        buffer = text;
    };
    times.load = milliseconds(
        [&] {
            model->setDocument(json::Document::parseInPlace(std::move(buffer)).value());
            paint(*model);
        },
        fresh);
    // The dearest keystroke: a word that every row must be read for, typed into an empty field.
    times.filter = milliseconds(
        [&] {
            model->setFilter({u"änGs 17"_s, {}});
            paint(*model);
        },
        [&] { model->setFilter({}); });
    model->setFilter({});
    times.sort = milliseconds(
        [&] {
            model->sort(5, Qt::AscendingOrder);
            paint(*model);
        },
        [&] { model->sort(-1, Qt::AscendingOrder); });
    json::Document again;
    times.refresh = milliseconds(
        [&] {
            model->setDocument(again);
            paint(*model);
        },
        [&] { again = json::Document::parse(text).value(); });
    return times;
}

/// Of a first load in a process that has done nothing else.
void measureMemory(int count)
{
    std::string text = reply(count);
    const auto size = double(text.size());
    ResourceTableModel model;
    model.setResource(deviceType());
    malloc_trim(0);
    const double before = residentBytes() - size; // the reply itself counts as growth
    model.setDocument(json::Document::parseInPlace(std::move(text)).value());
    paint(model);
    model.setFilter({u"kungs"_s, {}});
    model.setFilter({});
    model.sort(5, Qt::AscendingOrder);
    malloc_trim(0);
    report("table: resident growth, 100,000 rows, per byte of the reply",
           (residentBytes() - before) / size, "ratio", 1, 2.5);
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    constexpr int small = 100'000;
    measureMemory(small);

    const Times one = measure(reply(small));
    report("table: last byte to first paint, 100,000 rows", one.load, "ms", one.parse,
           2.5 * one.parse + 60);
    report("table: filter keystroke, 100,000 rows", one.filter, "ms", one.parse, 30);
    report("table: sort by text, 100,000 rows", one.sort, "ms", one.parse, 60);
    report("table: refresh with the same 100,000 rows", one.refresh, "ms", one.parse,
           2.5 * one.parse + 250);

    const Times ten = measure(reply(10 * small));
    report("table: 1,000,000 rows to 100,000, first paint", ten.load / one.load, "ratio", 10, 12);
    report("table: 1,000,000 rows to 100,000, filter", ten.filter / one.filter, "ratio", 10, 12);
    report("table: 1,000,000 rows to 100,000, sort", ten.sort / one.sort, "ratio", 10, 12);
    return 0;
}
