// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/LargeDocument.h"

#include "app/json/Writer.h"

#include <format>

namespace testing_support {
namespace {

void writeProperty(json::Writer &out, int number)
{
    out.name(std::format("property{}", number)).beginObject();
    switch (number % 5) {
    case 0:
        out.name("type").string("string").name("maxLength").integer(64);
        break;
    case 1:
        out.name("type").string("integer").name("minimum").integer(0);
        break;
    case 2:
        out.name("type").string("string").name("enum").beginArray();
        out.string("active").string("paused").string("retired").endArray();
        break;
    case 3:
        out.name("type").string("boolean").name("default").boolean(false);
        break;
    default:
        out.name("type").string("object").name("properties").beginObject();
        out.name("street").beginObject().name("type").string("string").endObject();
        out.name("city").beginObject().name("type").string("string").endObject().endObject();
        break;
    }
    out.name("description").string("What this member is for, in a sentence as people write them.");
    out.endObject();
}

void writeSchema(json::Writer &out, int properties)
{
    out.beginObject().name("type").string("object").name("properties").beginObject();
    out.name("id").beginObject().name("type").string("string").name("readOnly").boolean(true);
    out.endObject();
    for (int i = 0; i < properties; ++i)
        writeProperty(out, i);
    out.endObject().endObject();
}

void writeContent(json::Writer &out, int properties, bool list = false)
{
    out.name("content").beginObject().name("application/json").beginObject().name("schema");
    if (list) {
        out.beginObject().name("type").string("object").name("properties").beginObject();
        out.name("success").beginObject().name("type").string("boolean").endObject();
        out.name("items").beginObject().name("type").string("array").name("items");
    }
    writeSchema(out, properties);
    if (list)
        out.endObject().endObject().endObject();
    out.endObject().endObject();
}

void writeOperation(json::Writer &out, const char *method, int number, int properties)
{
    const bool body = std::string_view(method) == "post" || std::string_view(method) == "put";
    out.name(method).beginObject();
    out.name("operationId").string(std::format("{}Thing{}", method, number));
    out.name("summary").string(std::format("The {} of things {}", method, number));
    out.name("description").string("Longer words on what it does, when, for whom, and why.");
    out.name("parameters").beginArray().beginObject();
    out.name("name").string("trace").name("in").string("query").name("schema").beginObject();
    out.name("type").string("string").endObject().endObject().endArray();
    if (body) {
        out.name("requestBody").beginObject();
        writeContent(out, properties);
        out.endObject();
    }
    out.name("responses").beginObject().name("200").beginObject();
    out.name("description").string("ok");
    writeContent(out, properties, std::string_view(method) == "list");
    out.endObject().endObject().endObject();
}

} // namespace

std::string largeDocument(int collections, std::size_t bytes)
{
    // A property takes about 110 bytes, and there are seven schemas in five operations.
    const auto each = bytes / static_cast<std::size_t>(collections);
    const int properties = static_cast<int>((each - std::min<std::size_t>(each, 3000)) / 7 / 112);
    json::Writer out;
    out.beginObject().name("openapi").string("3.0.3").name("info").beginObject();
    out.name("title").string("Large").name("version").string("1").endObject();
    out.name("servers").beginArray().beginObject().name("url");
    out.string("https://api.example.test/large").endObject().endArray();
    out.name("paths").beginObject();
    for (int i = 0; i < collections; ++i) {
        out.name(std::format("/things{}/{{domain}}", i)).beginObject();
        writeOperation(out, "get", i, properties);
        writeOperation(out, "post", i, properties);
        out.endObject();
        out.name(std::format("/things{}/{{domain}}/{{id}}", i)).beginObject();
        writeOperation(out, "get", i, properties);
        writeOperation(out, "put", i, properties);
        writeOperation(out, "delete", i, properties);
        out.endObject();
    }
    out.endObject().endObject();
    return out.take();
}

} // namespace testing_support
