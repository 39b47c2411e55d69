// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/HostileDocuments.h"

#include "tests/support/LargeDocument.h"

#include <algorithm>
#include <format>

namespace testing_support {
namespace {

const std::string head = R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":)";

/// GET and PUT /x/{domain} and GET /x/{domain}/{id}, all of schema A, and @p schemas.
std::string withSchemas(const std::string &schemas)
{
    const std::string schema = R"({"$ref":"#/components/schemas/A"})";
    const std::string content = R"("content":{"application/json":{"schema":)" + schema + "}}";
    const std::string reply = R"("responses":{"200":{"description":"ok",)" + content + "}}";
    return head + R"({"/x/{domain}":{"get":{)" + reply + R"(},"put":{"requestBody":{)" + content +
           "}," + reply + R"(}},"/x/{domain}/{id}":{"get":{)" + reply +
           R"(}}},"components":{"schemas":{)" + schemas + "}}}";
}

std::string repeated(const std::string &text, std::size_t times)
{
    std::string all;
    all.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i)
        all += text;
    return all;
}

std::string allOfBomb()
{
    std::string schemas = R"("A":{"$ref":"#/components/schemas/S0"})";
    for (int i = 0; i < 40; ++i) {
        const std::string next = std::format(R"({{"$ref":"#/components/schemas/S{}"}})", i + 1);
        schemas += std::format(R"(,"S{}":{{"allOf":[{},{}],"properties":{{"p{}":{}}}}})", i, next,
                               next, i, next);
    }
    return withSchemas(schemas + R"(,"S40":{"type":"string"})");
}

std::string aliasBomb()
{
    std::string text =
        "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\na0: &a0 [x, x]\n";
    for (int i = 1; i < 60; ++i)
        text += std::format("a{}: &a{} [*a{}, *a{}, *a{}]\n", i, i, i - 1, i - 1, i - 1);
    return text;
}

std::string hugeEnumeration(std::size_t values)
{
    std::string all;
    for (std::size_t i = 0; i < values; ++i)
        all += std::format("{}\"value{}\"", i == 0 ? "" : ",", i);
    return withSchemas(R"("A":{"type":"object","properties":{"e":{"enum":[)" + all + "]}}}");
}

std::string wrongTypes()
{
    return R"({"openapi":"3.0.0","info":[1],"servers":{"url":3},"security":{"a":[]},"tags":5,)"
           R"("paths":{"/a":7,"/b":{"get":[],"put":{"parameters":{"a":1},"requestBody":[1],)"
           R"("responses":[{}],"security":7}},"/c/{d":{"get":{}},"//":{"get":{}},)"
           R"("/e/{domain}":{"get":{"responses":{"200":{"content":{"application/json":4}}}}},)"
           R"("/e/{domain}/{id}":{"get":{"responses":{"200":5}},"delete":true}},)"
           R"("components":{"schemas":[],"securitySchemes":{"a":3}}})";
}

std::string manyPaths(std::size_t count)
{
    std::string paths;
    for (std::size_t i = 0; i < count; ++i)
        paths += std::format(R"({}"/p{}":{{"get":{{}}}})", i == 0 ? "" : ",", i);
    return head + "{" + paths + "}}";
}

} // namespace

std::vector<HostileDocument> hostileDocuments(double scale)
{
    const auto scaled = [&](double number) {
        return std::max<std::size_t>(10, static_cast<std::size_t>(number * scale));
    };
    std::vector<HostileDocument> all;
    const auto add = [&](const char *name, std::string text) {
        all.push_back({name, std::move(text)});
    };
    add("circular reference", withSchemas(R"("A":{"$ref":"#/components/schemas/A"})"));
    add("circle of three",
        withSchemas(R"("A":{"properties":{"b":{"$ref":"#/components/schemas/B"}}},)"
                    R"("B":{"allOf":[{"$ref":"#/components/schemas/C"}]},)"
                    R"("C":{"items":{"$ref":"#/components/schemas/A"}})"));
    add("allOf bomb", allOfBomb());
    add("alias bomb", aliasBomb());
    add("alias inside its anchor", "openapi: 3.1.0\ninfo: &a { title: *a }\npaths: {}\n");
    add("external references",
        withSchemas(R"("A":{"properties":{"a":{"$ref":"http://127.0.0.1:1/x"},)"
                    R"("b":{"$ref":"file:///etc/passwd"},"c":{"$ref":"other.json#/A"}}})"));
    add("wrong types", wrongTypes());
    add("deep JSON", head + repeated(R"({"a":)", scaled(2'000'000)));
    add("deep arrays", head + repeated("[", scaled(30'000'000)));
    add("deep schema", withSchemas("\"A\":" + repeated(R"({"properties":{"a":)", 300) + "{}" +
                                   repeated("}}", 300)));
    add("deep YAML", "openapi: 3.1.0\npaths: " + repeated("[", scaled(1'000'000)));
    add("YAML on one line",
        "openapi: 3.1.0\npaths: {}\nx: [" + repeated("a,", scaled(8'000'000)) + "a]");
    add("huge enumeration", hugeEnumeration(scaled(3'000'000)));
    add("values without an end",
        head + R"({},"x-many":[)" + repeated("1,", scaled(25'000'000)) + "1]}");
    add("one huge text", head + R"({},"x-long":")" + std::string(scaled(50'000'000), 'a') + "\"}");
    add("many paths", manyPaths(scaled(400'000)));
    add("huge YAML",
        "openapi: 3.1.0\npaths:\n" +
            repeated("  /path/of/some/length: { get: { summary: a b c } }\n", scaled(550'000)));
    add("huge YAML of texts",
        "openapi: 3.1.0\npaths: {}\nx:\n" + repeated("- 'a'\n", scaled(5'000'000)));
    add("50 MB that ends too early",
        largeDocument(1000, scaled(50'000'000)).substr(0, scaled(49'000'000)));
    add("rubbish", std::string("\x00\x01\xff\xfe{[", 6) + std::string(scaled(1'000'000), '\x80'));
    return all;
}

} // namespace testing_support
