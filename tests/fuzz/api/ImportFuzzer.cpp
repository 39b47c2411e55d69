// SPDX-License-Identifier: GPL-3.0-or-later
// API documents of others: whatever they say, reading, comparing, adding and moving them ends, and
// what comes of it hangs together.
#include "app/api/import/DocumentImport.h"
#include "app/api/import/ResourceDerivation.h"
#include "app/json/Document.h"
#include "tests/fuzz/Graft.h"
#include "tests/fuzz/Spoiled.h"
#include "tests/fuzz/json/Fuzzing.h"

#include <array>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace {

const api::Catalogue &shipped()
{
    static const auto catalogue = api::Catalogue::shipped();
    if (!catalogue)
        std::abort();
    return *catalogue;
}

const char *const openApi = R"({"openapi":"3.1.0","info":{"title":"Lamps","version":"1",
"description":"Base URL: https://api.example.test/provisioning"},"security":[{"jwt":[]}],
"paths":{"/lamp/{domain}":{"parameters":[{"$ref":"#/components/parameters/P"}],
"get":{"summary":"all","responses":{"200":{"content":{"application/json":{"schema":{
"properties":{"success":{"type":"boolean"},"lamps":{"type":"array","items":
{"$ref":"#/components/schemas/A"}}}}}}}}},"post":{"requestBody":{"content":{"application/json":
{"schema":{"$ref":"#/components/schemas/B"}}}},"responses":{}}},
"/lamp/{domain}/{lampId}":{"get":{"responses":{"200":{"$ref":"#/components/responses/R"}}},
"delete":{"security":[{"aws":[]}]}},"/lamp/{domain}/{lampId}/blink":{"post":{"summary":"Blink"}},
"/device/{domain}":{"put":{},"get":{}},"/implicit_callbacks/x":{"post":{}}},
"components":{"parameters":{"P":{"name":"p","in":"query","schema":{"enum":["a",1,null]}}},
"responses":{"R":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/A"}}}}},
"schemas":{"A":{"allOf":[{"$ref":"#/components/schemas/B"}],"properties":{"lampId":{"type":"string"}}},
"B":{"type":"object","required":["name"],"properties":{"name":{"type":["string","null"],
"pattern":"^a"},"next":{"$ref":"#/components/schemas/A"},"list":{"oneOf":[{"items":{}},{}]}}}},
"securitySchemes":{"jwt":{"type":"http","scheme":"bearer"},
"aws":{"type":"apiKey","x-amazon-apigateway-authtype":"awsSigv4"}}}})";

const char *const swagger = R"({"swagger":"2.0","host":"api.example.test","basePath":"/v1",
"consumes":["application/json"],"info":{"title":"Pets","version":"1"},"paths":{"/pets":{
"parameters":[{"$ref":"#/parameters/T"}],"get":{"responses":{"200":{"schema":{"type":"array",
"items":{"$ref":"#/definitions/Pet"}}}}},"post":{"parameters":[{"in":"body","name":"b",
"schema":{"$ref":"#/definitions/Pet"}}],"responses":{"201":{"$ref":"#/responses/O"}}}},
"/pets/{petId}":{"get":{"parameters":[{"in":"path","name":"petId","type":"integer"}],
"responses":{"200":{"schema":{"$ref":"#/definitions/Pet"}}}},"put":{"parameters":[
{"in":"formData","name":"f","type":"file"}]}}},"parameters":{"T":{"in":"query","name":"t",
"type":"array","items":{"type":"string"}}},"responses":{"O":{"description":"ok"}},
"definitions":{"Pet":{"type":"object","properties":{"id":{"type":"integer"},"pet":
{"$ref":"#/definitions/Pet"}}}},"securityDefinitions":{"k":{"type":"basic"}}})";

const char *const yaml = R"(openapi: 3.0.3
info: &i { title: T, version: '1' }
x-a: [*i, *i]
paths:
  /x:
    get: &g
      summary: >-
        words
      responses: { '200': { description: ok } }
  /x/{id}:
    get: { <<: *g, operationId: one }
)";

std::string grafted(const char *text, std::string_view orders)
{
    static constexpr std::array<std::string_view, 24> values = {
        "null",
        "true",
        "0",
        "-1",
        "1e400",
        "\"\"",
        "\"x\"",
        "[]",
        "{}",
        "[[]]",
        "[null]",
        R"({"":{}})",
        R"({"$ref":"#"})",
        R"({"$ref":"#/components/schemas/A"})",
        R"({"$ref":"#/components/schemas/B"})",
        R"({"$ref":"#/definitions/Pet"})",
        R"({"$ref":"#/paths/~1lamp~1{domain}"})",
        R"({"$ref":"http://127.0.0.1:1/x"})",
        R"({"allOf":[{"$ref":"#/components/schemas/A"},{"$ref":"#/components/schemas/A"}]})",
        R"([{"name":"domain","in":"path"}])",
        R"("/{a}/{b}")",
        R"("{")",
        R"({"type":"array","items":{"$ref":"#/components/schemas/A"}})",
        "99999999999999999999"};
    return fuzzing::grafted(text, orders, values);
}

void visit(const api::Schema &schema, int depth)
{
    require(depth < 1000, "forms and validators may recurse");
    for (const api::Property &property : schema.properties)
        visit(*property.schema, depth + 1);
    if (schema.items)
        visit(*schema.items, depth + 1);
}

void look(const api::ImportedDocument &document)
{
    require(document.report.operations == document.contents.operations.size(),
            "the report counts what is there");
    require(json::Document::parse(document.report.toJson()).has_value(), "the report is JSON");
    api::Catalogue catalogue = shipped();
    catalogue.add({document.contents});
    require(catalogue.operations().size() >= shipped().operations().size(), "what ships stays");
    for (const api::ResourceType &each : catalogue.resources()) {
        require(catalogue.resource(each.key) == &each, "keys are unique");
        const api::ResourceType type = api::withColumns(each);
        require(type.schema && type.schema->type == api::Schema::Type::Object,
                "a form has an object");
        if (type.source == api::Source::Imported)
            visit(*type.schema, 0);
    }
    for (const api::Operation &operation : document.contents.operations) {
        require(operation.path.startsWith(u'/'), "a path begins with a slash");
        (void)catalogue.match(operation.method, operation.path);
    }
    if (document.contents.operations.size() % 4 != 1)
        return; // this takes as long again
    catalogue.movePaths(
        [](std::optional<api::Method>, const QString &path) { return u"/moved"_s + path; });
}

void import(const std::string &text)
{
    const auto document = api::DocumentImport::read(u"fuzz"_s, text, shipped());
    if (!document) {
        require(!document.error().message.isEmpty(), "a refusal is told in words");
        return;
    }
    look(*document);
    const auto again = api::DocumentImport::read(u"fuzz"_s, document->json, shipped(),
                                                 {.prefix = u"/other"_s, .stop = {}});
    require(again.has_value(), "what was read can be read again");
    look(*again); // the schemas late, and under another prefix
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input = inputText(data, size);
    if (input.empty())
        return 0;
    const std::string_view rest = input.substr(1);
    switch (data[0] % 6) {
    case 0:
        import(std::string(rest));
        break;
    case 1:
        import(fuzzing::spoiled(openApi, rest).toStdString());
        break;
    case 2:
        import(fuzzing::spoiled(yaml, rest).toStdString());
        break;
    case 3:
        import(grafted(swagger, rest));
        break;
    default:
        import(grafted(openApi, rest));
    }
    return 0;
}
