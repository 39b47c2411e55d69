// SPDX-License-Identifier: GPL-3.0-or-later
// Judges what the bench programs measured, in one place. Reads their lines from standard input,
//   {"name", "value", "unit", "reference", "goal", "goalKind", "better"}
// where reference and goal may be null, goalKind "ratio" makes the goal a share of the reference,
// and better is "lower" or "higher". Prints a table; with --json FILE also an array of
//   {"name", "value", "unit", "reference", "ratio", "goal", "met"}.
#include "app/json/Document.h"
#include "app/json/Writer.h"

#include <algorithm>
#include <cstdio>
#include <format>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

namespace {

struct Row
{
    std::string name;
    std::string unit;
    double value = 0;
    std::optional<double> reference;
    std::optional<double> goal; ///< in the unit of the value
    bool lowerIsBetter = false;

    std::optional<double> ratio() const
    {
        if (!reference || *reference == 0)
            return {};
        return value / *reference;
    }
    std::optional<bool> met() const
    {
        if (!goal)
            return {};
        return lowerIsBetter ? value <= *goal : value >= *goal;
    }
};

/// Nothing, with a word on standard error, when the line is not one of a bench program.
std::optional<Row> parse(const std::string &line)
{
    const auto document = json::Document::parse(line);
    const auto fail = [&](const char *why) -> std::optional<Row> {
        std::cerr << "bench_report: " << why << ": " << line << '\n';
        return {};
    };
    if (!document || !document->root().isObject())
        return fail("not a measurement");
    const json::Value root = document->root();
    Row row;
    row.name = root["name"].text();
    row.unit = root["unit"].text();
    const auto value = root["value"].number();
    if (row.name.empty() || !value)
        return fail("a measurement has a name and a value");
    row.value = *value;
    row.reference = root["reference"].number();
    row.goal = root["goal"].number();
    if (root["goalKind"].text() == "ratio" && row.goal) {
        if (!row.reference)
            return fail("a goal that is a ratio needs a reference");
        row.goal = *row.goal * *row.reference;
    }
    const std::string_view better = root["better"].text();
    if (better != "lower" && better != "higher")
        return fail("\"better\" must say lower or higher");
    row.lowerIsBetter = better == "lower";
    return row;
}

std::string shown(const std::optional<double> &number)
{
    if (!number)
        return "-";
    const double size = std::abs(*number);
    return std::format("{:.{}f}", *number, size >= 100 ? 0 : size >= 10 ? 1 : 2);
}

std::string verdict(const Row &row)
{
    const auto met = row.met();
    return !met ? "-" : *met ? "met" : "short";
}

std::string goalText(const Row &row)
{
    return row.goal ? (row.lowerIsBetter ? "<= " : ">= ") + shown(row.goal) : "-";
}

void printTable(const std::vector<Row> &rows)
{
    std::size_t width = 4;
    for (const Row &row : rows)
        width = std::max(width, row.name.size());
    const auto line = [&](const auto &...cells) {
        std::cout << std::format("{:<{}}  {:>10} {:<6} {:>10} {:>7} {:>12}  {}\n", cells...);
    };
    line("name", width, "ours", "", "reference", "ratio", "goal", "");
    for (const Row &row : rows)
        line(row.name, width, shown(row.value), row.unit, shown(row.reference), shown(row.ratio()),
             goalText(row), verdict(row));
}

std::string asJson(const std::vector<Row> &rows)
{
    json::Writer out(json::Style::Pretty);
    const auto number = [&](const char *name, const std::optional<double> &value) {
        out.name(name);
        value ? out.number(*value) : out.null();
    };
    out.beginArray();
    for (const Row &row : rows) {
        out.beginObject().name("name").string(row.name);
        out.name("value").number(row.value).name("unit").string(row.unit);
        number("reference", row.reference);
        number("ratio", row.ratio());
        number("goal", row.goal);
        out.name("met");
        const auto met = row.met();
        met ? out.boolean(*met) : out.null();
        out.endObject();
    }
    return out.endArray().take() + '\n';
}

} // namespace

int main(int argc, char **argv)
{
    std::vector<Row> rows;
    bool understood = true;
    for (std::string line; std::getline(std::cin, line);) {
        if (const auto row = parse(line))
            rows.push_back(*row);
        else
            understood = false;
    }
    printTable(rows);
    if (argc == 3 && std::string_view(argv[1]) == "--json") {
        std::ofstream file(argv[2], std::ios::binary);
        if (!(file << asJson(rows) << std::flush)) {
            std::cerr << "bench_report: " << argv[2] << " can't be written\n";
            return 1;
        }
    }
    return understood ? 0 : 1;
}
