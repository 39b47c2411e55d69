// SPDX-License-Identifier: GPL-3.0-or-later
// Parse, patch and diff speed. Prints one JSON object a line.

#include "app/json/Diff.h"
#include "app/json/Document.h"
#include "app/json/Patch.h"
#include "app/json/Writer.h"

#include <yyjson.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <format>
#include <optional>
#include <string>

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Seconds one call takes: the best of five rounds of at least a fifth of a second each.
template <typename Call>
double secondsPer(Call call)
{
    double best = 1e9;
    for (int round = 0; round < 5; ++round) {
        int calls = 0;
        const auto start = Clock::now();
        do {
            call();
            ++calls;
        } while (secondsSince(start) < 0.2);
        best = std::min(best, secondsSince(start) / calls);
    }
    return best;
}

void report(std::string_view name, double value, std::string_view unit,
            std::optional<double> reference, std::optional<double> goal)
{
    json::Writer line;
    line.beginObject().name("name").string(name).name("value").number(value);
    line.name("unit").string(unit).name("reference");
    reference ? line.number(*reference) : line.null();
    line.name("goal");
    goal ? line.number(*goal) : line.null();
    line.name("better").string("higher");
    std::puts(line.endObject().take().c_str());
}

[[noreturn]] void fail(const std::string &message)
{
    std::fprintf(stderr, "bench_json: %s\n", message.c_str());
    std::exit(1);
}

json::Document parsed(std::string_view text)
{
    auto document = json::Document::parse(text);
    if (!document)
        fail(document.error().toString());
    return *document;
}

/// A device list as the platform sends it: about 230 bytes each.
std::string devices(int count, int changedEvery = 0)
{
    json::Writer list;
    list.beginObject().name("success").boolean(true).name("devices").beginArray();
    for (int i = 0; i < count; ++i) {
        const bool changed = changedEvery > 0 && i % changedEvery == changedEvery / 2;
        list.beginObject().name("id").string(std::format("+4681{:07}", i));
        list.name("type").string(i % 3 == 0 ? "alarmUnit" : "phone");
        list.name("authType").string("credentials");
        list.name("username").string(std::format("user-{:07}", i));
        list.name("description").string(changed ? "moved" : "Flat 12, Kungsgatan 4, Stockholm");
        list.name("enabled").boolean(i % 7 != 0).name("maxSessions").integer(i % 5);
        list.name("tags").beginArray().string("north").string("care").endArray();
        list.name("contact").string("").name("registered").raw("1.0").endObject();
    }
    return list.endArray().endObject().take();
}

void measurePatch()
{
    const json::Document device = parsed(
        R"({"id":"+46812345","type":"alarmUnit","authType":"credentials","username":"unit",)"
        R"("description":"Flat 12","enabled":true,"maxSessions":2,"tags":["north","care"]})");
    const auto patch = json::Patch::parse(
        R"([{"op":"test","path":"/type","value":"alarmUnit"},)"
        R"({"op":"replace","path":"/description","value":"Flat 14"},)"
        R"({"op":"add","path":"/tags/-","value":"new"},{"op":"remove","path":"/maxSessions"}])");
    if (!patch || !patch->apply(device))
        fail("the patch does not apply");
    const double seconds = secondsPer([&] {
        if (!patch->apply(device))
            fail("the patch does not apply");
    });
    report("patch: 4 operations on a small document", 1 / seconds, "1/s", {}, 800'000);
}

void measureDiff()
{
    const json::Document before = parsed(devices(10'000));
    const json::Document after = parsed(devices(10'000, 500));
    std::size_t operations = 0;
    const double seconds =
        secondsPer([&] { operations = json::diff(before, after).operations().size(); });
    if (operations != 20)
        fail(std::format("the diff has {} operations", operations));
    report("diff: two documents of 10,000 objects", 1 / seconds, "1/s", {}, 100);
}

void measureParse()
{
    const std::string text = devices(100'000);
    const double megabytes = static_cast<double>(text.size()) / 1e6;
    // Buffers are filled outside the measured time, and have room for the padding.
    const auto best = [&](auto parse) {
        double seconds = 1e9;
        for (int round = 0; round < 15; ++round) {
            std::string buffer;
            buffer.reserve(text.size() + YYJSON_PADDING_SIZE);
            buffer = text;
            const auto start = Clock::now();
            const auto document = parse(std::move(buffer));
            seconds = std::min(seconds, secondsSince(start));
        }
        return seconds;
    };
    const double ours = best([](std::string &&buffer) {
        auto document = json::Document::parseInPlace(std::move(buffer));
        if (!document)
            fail(document.error().toString());
        return std::move(*document);
    });
    struct Bare
    {
        std::string buffer;
        std::unique_ptr<yyjson_doc, void (*)(yyjson_doc *)> document;
    };
    const double bare = best([](std::string &&buffer) {
        const std::size_t length = buffer.size();
        buffer.append(YYJSON_PADDING_SIZE, '\0');
        yyjson_doc *const document =
            yyjson_read_opts(buffer.data(), length, YYJSON_READ_INSITU | YYJSON_READ_NUMBER_AS_RAW,
                             nullptr, nullptr);
        if (!document)
            fail("yyjson refused the text");
        return Bare{std::move(buffer), {document, yyjson_doc_free}};
    });
    report(std::format("parse: a device list of {:.0f} MB", megabytes), megabytes / ours, "MB/s",
           megabytes / bare, 0.8 * megabytes / bare);
}

} // namespace

int main()
{
    measurePatch();
    measureDiff();
    measureParse();
    return 0;
}
